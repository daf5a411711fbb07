/** What a class takes from others: from those above it and from auxiliary ones ([MS-ADTS] 3.1.1.2.4.2). */
import type { Schema } from './index.ts';
import type { ClassAttribute, ClassDetail, SchemaClass } from './model.ts';

/** The classes above, nearest first; a circle ends the walk. */
export function superiorsOf(schema: Schema, one: SchemaClass): SchemaClass[] {
  const found: SchemaClass[] = [];
  const seen = new Set([one]);
  let at = one.superior === null ? null : schema.classNamed(one.superior);
  while (at && !seen.has(at)) {
    seen.add(at);
    found.push(at);
    at = at.superior === null ? null : schema.classNamed(at.superior);
  }
  return found;
}

/** The class itself, all above it and all auxiliary ones, each once, nearest first. */
function contributors(schema: Schema, one: SchemaClass): SchemaClass[] {
  const found = new Set([one]);
  // A set grows while it is walked, and so brings the classes of classes.
  for (const each of found) {
    for (const name of [...each.auxiliary, ...(each.superior === null ? [] : [each.superior])]) {
      const next = schema.classNamed(name);
      if (next) found.add(next);
    }
  }
  return [...found];
}

/** Required before optional. */
const rules = [
  [true, [['systemMust', true], ['must', false]]],
  [false, [['systemMay', true], ['may', false]]],
] as const; // prettier-ignore

const order = (a: ClassAttribute, b: ClassAttribute): number =>
  Number(b.required) - Number(a.required) || (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1);

/** The class as objects of it see it: every attribute with the class that it comes from; required wins over optional. */
export function classDetail(schema: Schema, one: SchemaClass): ClassDetail {
  const unknown = new Set<string>();
  const superiors = superiorsOf(schema, one);
  const line = [one, ...superiors];
  const attributes = new Map<string, ClassAttribute>();
  const all = contributors(schema, one);
  const add = (from: SchemaClass, written: string, required: boolean, bySystem: boolean) => {
    const name = schema.attributeNamed(written)?.name ?? written;
    const key = name.toLowerCase();
    if (!attributes.has(key)) attributes.set(key, { name, required, bySystem, from: from.name });
  };
  for (const [required, fields] of rules)
    for (const from of all)
      for (const [field, bySystem] of fields)
        for (const written of from[field]) add(from, written, required, bySystem);
  const named = (pick: (from: SchemaClass) => readonly string[], of: readonly SchemaClass[]) => {
    const found = new Map<string, { name: string; from: string }>();
    for (const from of of)
      for (const written of pick(from)) {
        const known = schema.classNamed(written);
        if (!known) unknown.add(written);
        const name = known?.name ?? written;
        if (!found.has(name)) found.set(name, { name, from: from.name });
      }
    return [...found.values()];
  };
  for (const { superior } of line)
    if (superior !== null && !schema.classNamed(superior)) unknown.add(superior);
  return {
    ...one,
    superiors: superiors.map(({ name }) => name),
    allAuxiliary: named(({ auxiliary }) => auxiliary, all),
    allPossibleSuperiors: named(({ possibleSuperiors }) => possibleSuperiors, line),
    attributes: [...attributes.values()].toSorted(order),
    subclasses: schema.classes
      .filter(({ superior }) => superior !== null && schema.classNamed(superior) === one)
      .map(({ name }) => name),
    unknown: [...unknown].toSorted(),
  };
}

/** Classes that name the attribute themselves. */
export function usersOf(schema: Schema, attribute: string): { name: string; required: boolean }[] {
  const wanted = schema.attributeNamed(attribute)?.name.toLowerCase() ?? attribute.toLowerCase();
  const has = (names: readonly string[]) =>
    names.some((each) => (schema.attributeNamed(each)?.name ?? each).toLowerCase() === wanted);
  return schema.classes.flatMap(({ name, must, may, systemMust, systemMay }) => {
    const required = has(must) || has(systemMust);
    return required || has(may) || has(systemMay) ? [{ name, required }] : [];
  });
}
