/** The schema as a whole: what there is, by name, OID and GUID. */
import type { DirectoryEntry } from '../object.ts';
import { textsOf, valuesOf } from '../values.ts';
import type { GuidName, SchemaAttribute, SchemaClass, SchemaRight } from './model.ts';
import { readAttribute, readClass, readRight } from './read.ts';
import { readSubschema } from './subschema.ts';

export interface Schema {
  /** Each by name, without case. */
  readonly classes: readonly SchemaClass[];
  readonly attributes: readonly SchemaAttribute[];
  readonly rights: readonly SchemaRight[];
  /** By LDAP name, another name, OID or GUID; case does not count. */
  classNamed(name: string): SchemaClass | null;
  attributeNamed(name: string): SchemaAttribute | null;
  rightNamed(name: string): SchemaRight | null;
  /**
   * Everything that a GUID of a security descriptor can name (lower case, without braces): one GUID may be an attribute and
   * a validated write at once (`member`), and the entry's access mask says which is meant.
   */
  guidNames(guid: string): readonly GuidName[];
  /** The first of them: class, attribute, then right; null when the schema does not know the GUID. */
  guidName(guid: string): GuidName | null;
}

const byName = (a: { name: string }, b: { name: string }): number => {
  const left = a.name.toLowerCase();
  const right = b.name.toLowerCase();
  return left < right ? -1 : left > right ? 1 : 0;
};

type Named = { name: string; cn?: string; aliases?: readonly string[]; oid?: string; guid: string | null };

/** Names in the order in which they win: the LDAP name before another name, before OID and GUID. Live before defunct. */
function lookup<T extends Named & { defunct?: boolean }>(all: readonly T[]): (name: string) => T | null {
  const found = new Map<string, T>();
  const add = (name: string | null | undefined, one: T) => {
    const key = name?.toLowerCase() ?? '';
    if (key !== '' && !found.has(key)) found.set(key, one);
  };
  for (const defunct of [false, true]) {
    const these = all.filter((one) => (one.defunct ?? false) === defunct);
    for (const one of these) add(one.name, one);
    for (const one of these) for (const alias of one.aliases ?? []) add(alias, one);
    for (const one of these) for (const name of [one.oid, one.guid, one.cn]) add(name, one);
  }
  return (name) => found.get(name.toLowerCase()) ?? null;
}

/** Two attributes of a link: the even linkID leads, the next odd one points back ([MS-ADTS] 3.1.1.1.6). */
function joinLinks(attributes: readonly SchemaAttribute[]): void {
  const byLink = new Map<number, SchemaAttribute>();
  for (const one of attributes) if (one.linkId !== null && !one.defunct) byLink.set(one.linkId, one);
  for (const one of attributes) {
    if (one.linkId === null || one.linkId < 2) continue;
    const back = one.linkId % 2 === 0;
    const other = byLink.get(back ? one.linkId + 1 : one.linkId - 1);
    if (other) one.link = { name: other.name, end: back ? 'back' : 'forward' };
  }
}

const isOf = (entry: DirectoryEntry, name: string) =>
  textsOf(entry, 'objectClass').some((each) => each.toLowerCase() === name);
const present = <T>(value: T | null): value is T => value !== null;

/**
 * The schema that the entries tell: objects of a schema and of CN=Extended-Rights, or else a subschema entry. Other
 * entries are passed over, and so are damaged ones.
 */
export function buildSchema(entries: readonly DirectoryEntry[]): Schema {
  let classes = entries
    .filter((each) => isOf(each, 'classschema'))
    .map(readClass)
    .filter(present);
  let attributes = entries
    .filter((each) => isOf(each, 'attributeschema'))
    .map(readAttribute)
    .filter(present);
  const rights = entries
    .filter((each) => isOf(each, 'controlaccessright'))
    .map(readRight)
    .filter(present);
  // Active Directory answers a subschema too, which tells less.
  if (classes.length === 0 && attributes.length === 0) {
    const told = entries
      .filter((each) => valuesOf(each, 'objectClasses').length + valuesOf(each, 'attributeTypes').length > 0)
      .map(readSubschema);
    classes = told.flatMap((each) => each.classes);
    attributes = told.flatMap((each) => each.attributes);
  }
  for (const all of [classes, attributes, rights]) all.sort(byName);
  joinLinks(attributes);
  const classNamed = lookup(classes);
  const setOf = new Map(rights.map((right) => [right.guid, right]));
  for (const { propertySet, name } of attributes)
    if (propertySet !== null) setOf.get(propertySet)?.attributes.push(name);
  for (const right of rights)
    right.appliesTo = right.appliesTo.map((guid) => classNamed(guid)?.name ?? guid).toSorted();
  const guids = new Map<string, GuidName[]>();
  const name = (guid: string | null, named: GuidName) => {
    if (guid === null) return;
    const known = guids.get(guid);
    if (known) known.push(named);
    else guids.set(guid, [named]);
  };
  for (const one of classes) name(one.guid, { is: 'class', name: one.name, displayName: null });
  for (const one of attributes) name(one.guid, { is: 'attribute', name: one.name, displayName: null });
  for (const one of rights) name(one.guid, { is: one.kind, name: one.name, displayName: one.displayName });
  const guidNames = (guid: string) => guids.get(guid.toLowerCase()) ?? [];
  return {
    classes,
    attributes,
    rights,
    classNamed,
    attributeNamed: lookup(attributes),
    rightNamed: lookup(rights),
    guidNames,
    guidName: (guid) => guidNames(guid)[0] ?? null,
  };
}
