/** How the right of one subject to an action differs from that of another. */
import type { AskedSet } from '../evaluate/sets.ts';
import type { Reach, ReachChange } from './codes.ts';
import type { Swept } from './sweep.ts';

/** How far each goes; two that go as far on different sides are not more than each other. */
const ranks: Readonly<Record<Reach, number>> = {
  denied: 0,
  none: 0,
  someConditional: 1,
  some: 2,
  conditional: 2,
  all: 3,
};

/** Null: no difference that could be told without asking of a certain resource and request. */
export function changeOf(
  a: Swept,
  setsOfA: readonly AskedSet[],
  b: Swept,
  setsOfB: readonly AskedSet[],
): ReachChange | null {
  const [left, right] = [ranks[a.reach], ranks[b.reach]];
  if (left === 0 || right === 0) return left === right ? null : left === 0 ? 'gained' : 'lost';
  if (left !== right) return left < right ? 'wider' : 'narrower';
  if (a.reach === b.reach && (a.reach === 'all' || meaningOf(a, setsOfA) === meaningOf(b, setsOfB)))
    return null;
  return 'otherwise';
}

const meanings = new WeakMap<Swept, string>();

/** What its statements say, whatever document and order they stand in. */
function meaningOf(swept: Swept, sets: readonly AskedSet[]): string {
  let meaning = meanings.get(swept);
  if (meaning === undefined) {
    const statements = swept.statements.map(({ set, compiled: { statement, version } }) => {
      const { use, level } = sets[set]!;
      const { effect, resource, principal, conditions } = statement;
      const tests = conditions.map(({ operator, quantifier, ifExists, key, values }) =>
        JSON.stringify([operator, quantifier, ifExists, key.toLowerCase(), values.toSorted()]),
      );
      const texts = [...(resource?.patterns ?? []), ...conditions.flatMap(({ values }) => values)];
      return JSON.stringify([
        use,
        level,
        effect,
        // What one version fills is plain text in the other.
        texts.some((text) => text.includes('${')) ? version : null,
        resource && [resource.negated, resource.patterns.toSorted()],
        principal && [principal.negated, principal.entries.map(({ value }) => value).toSorted()],
        tests.toSorted(),
      ]);
    });
    meanings.set(swept, (meaning = [...new Set(statements)].toSorted().join('\n')));
  }
  return meaning;
}
