/** What changed from one version of a policy to another: by statement, whose values have no order, and by line. */
import { conditionsOf, isObject, listOf, statementsOf, textOf } from './conditions.ts';
import type { Json } from './conditions.ts';
import type { PolicyDocument } from './iam.ts';

export interface ElementDifference {
  /** `Action`, `Resource`, `Principal.AWS`, `Condition.StringEquals.aws:PrincipalOrgID`, … */
  readonly element: string;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}
export interface StatementDifference {
  readonly change: 'added' | 'removed' | 'changed';
  readonly sid: string | null;
  /** Places in the two lists of statements, from 0. */
  readonly fromIndex: number | null;
  readonly toIndex: number | null;
  readonly elements: readonly ElementDifference[];
}

/** Element → its values, each once, in order of the alphabet. */
type Elements = ReadonlyMap<string, ReadonlySet<string>>;

function elementsOf(statement: Json): Elements {
  const found = new Map<string, Set<string>>();
  const put = (element: string, values: readonly unknown[]): void => {
    const set = found.get(element) ?? new Set();
    for (const value of values) set.add(textOf(value));
    found.set(element, set);
  };
  for (const [element, value] of Object.entries(statement)) {
    if (element === 'Condition' && isObject(value)) {
      for (const { operator, key, values } of conditionsOf(statement))
        put(`Condition.${operator}.${key}`, values);
    } else if ((element === 'Principal' || element === 'NotPrincipal') && isObject(value)) {
      for (const [type, values] of Object.entries(value)) put(`${element}.${type}`, listOf(values));
    } else put(element, listOf(value));
  }
  return found;
}

const differ = (from: Elements, to: Elements): ElementDifference[] =>
  [...new Set([...from.keys(), ...to.keys()])].flatMap((element) => {
    const [before, after] = [from.get(element) ?? new Set<string>(), to.get(element) ?? new Set<string>()];
    const removed = [...before.difference(after)].toSorted();
    const added = [...after.difference(before)].toSorted();
    return removed.length + added.length > 0 ? [{ element, removed, added }] : [];
  });

/** Share of values that two statements have in common; a statement that turns from Allow to Deny is another one. */
function likeness(from: Elements, to: Elements): number {
  if (textsOf(from, 'Effect') !== textsOf(to, 'Effect')) return 0;
  let common = 0;
  let all = 0;
  for (const element of new Set([...from.keys(), ...to.keys()])) {
    if (element === 'Effect') continue;
    const [before, after] = [from.get(element) ?? new Set<string>(), to.get(element) ?? new Set<string>()];
    common += before.intersection(after).size;
    all += before.union(after).size;
  }
  return all === 0 ? 1 : common / all;
}
const textsOf = (elements: Elements, name: string): string => [...(elements.get(name) ?? [])].join();

/** Differences in the order of the later document, what was removed last. Empty = the same rights, in whatever order. */
export function differenceOfPolicies(from: PolicyDocument, to: PolicyDocument): StatementDifference[] {
  const before = statementsOf(from).map(elementsOf);
  const after = statementsOf(to).map(elementsOf);
  const partners = pair(before, after);
  const taken = new Set(partners.filter((index) => index !== null));
  const sidOf = (elements: Elements): string | null => textsOf(elements, 'Sid') || null;
  const changed = after.flatMap((later, toIndex): StatementDifference[] => {
    const fromIndex = partners[toIndex] ?? null;
    const elements = differ(fromIndex === null ? new Map() : before[fromIndex]!, later);
    if (fromIndex === null) return [{ change: 'added', sid: sidOf(later), fromIndex, toIndex, elements }];
    return elements.length > 0
      ? [{ change: 'changed', sid: sidOf(later), fromIndex, toIndex, elements }]
      : [];
  });
  const removed = before.flatMap((earlier, fromIndex): StatementDifference[] =>
    taken.has(fromIndex)
      ? []
      : [
          {
            change: 'removed',
            sid: sidOf(earlier),
            fromIndex,
            toIndex: null,
            elements: differ(earlier, new Map()),
          },
        ],
  );
  return [...changed, ...removed];
}

/** For each later statement the earlier one that it came of: the same, else of the same Sid, else the likest. */
function pair(before: readonly Elements[], after: readonly Elements[]): (number | null)[] {
  const partners: (number | null)[] = after.map(() => null);
  const free = new Set(before.keys());
  const take = (fits: (from: Elements, to: Elements) => boolean): void => {
    for (const [toIndex, to] of after.entries()) {
      if (partners[toIndex] !== null) continue;
      const found = [...free].find((fromIndex) => fits(before[fromIndex]!, to));
      if (found === undefined) continue;
      partners[toIndex] = found;
      free.delete(found);
    }
  };
  take((from, to) => differ(from, to).length === 0);
  take((from, to) => textsOf(from, 'Sid') !== '' && textsOf(from, 'Sid') === textsOf(to, 'Sid'));
  const likely = after
    .flatMap((to, toIndex) =>
      partners[toIndex] === null
        ? [...free].map((fromIndex) => ({ toIndex, fromIndex, like: likeness(before[fromIndex]!, to) }))
        : [],
    )
    .filter(({ like }) => like > 0)
    .toSorted((a, b) => b.like - a.like || a.toIndex - b.toIndex || a.fromIndex - b.fromIndex);
  for (const { toIndex, fromIndex } of likely) {
    if (partners[toIndex] !== null || !free.has(fromIndex)) continue;
    partners[toIndex] = fromIndex;
    free.delete(fromIndex);
  }
  return partners;
}
