/** Who is in which role before and after a draft: as columns over the nodes of both, of which the draft's come last. */
import { trait } from '../../access/reach.ts';
import type { Reach } from '../../access/reach.ts';
import { targetRoles } from '../../access/targets.ts';
import type { Source, TargetRole } from '../../access/targets.ts';
import type { Grant } from '../../mapping/grant.ts';
import type { MembershipGraph } from '../../membership/graph.ts';
import { personChanges } from '../codes.ts';
import type { PersonChange } from '../codes.ts';

/** One side of a comparison. */
export interface Side {
  readonly reach: Reach;
  /** By grants that work. */
  readonly targets: readonly TargetRole[];
  /** By grants of which nobody can say whether they hold. */
  readonly maybe: readonly TargetRole[];
}

/** Grants that may hold, as roles that they would lead to. */
export const maybeTargets = (
  grants: readonly Grant[],
  graph: MembershipGraph,
  storeNodes?: (grant: Grant) => readonly number[],
): TargetRole[] =>
  targetRoles(
    grants.flatMap((grant) => (grant.status === 'candidate' ? { ...grant, status: 'works' as const } : [])),
    graph,
    storeNodes,
  );

/** The sources of one role, or of many, on both sides. */
export interface Sources {
  readonly before: Parts;
  readonly after: Parts;
}
interface Parts {
  readonly sure: readonly Source[];
  readonly maybe: readonly Source[];
}

const no = 0;
const perhaps = 1;
const yes = 2;
/** By what it was and what it is. */
const changes: readonly (PersonChange | null)[] = (() => {
  const table: (PersonChange | null)[] = Array.from({ length: 9 }, () => null);
  const put = (from: number, to: number, change: PersonChange): void => void (table[from * 3 + to] = change);
  put(no, yes, 'gained');
  put(yes, no, 'lost');
  put(yes, perhaps, 'lessSure');
  put(perhaps, yes, 'moreSure');
  put(no, perhaps, 'maybeGained');
  put(perhaps, no, 'maybeLost');
  return table;
})();

export interface PeopleCounts {
  /** Sure to be in. */
  readonly before: number;
  readonly after: number;
  readonly changes: Record<PersonChange, number>;
}

export const noChanges = (): Record<PersonChange, number> =>
  Object.fromEntries(personChanges.map((change) => [change, 0])) as Record<PersonChange, number>;

export const sumOfChanges = (counts: Readonly<Record<PersonChange, number>>): number =>
  personChanges.reduce((sum, change) => sum + counts[change], 0);

/** By node: on which side somebody was met, and who was met at all. */
interface Columns {
  readonly bits: Uint8Array;
  readonly met: Int32Array;
}

/** Walks of both sides over columns that are used again. */
export class PeopleWalks {
  readonly #sides: { readonly before: Reach; readonly after: Reach };
  /** Those that no walk is using: a walk yields, and others may begin and end meanwhile. */
  readonly #free: Columns[] = [];

  constructor(before: Reach, after: Reach) {
    this.#sides = { before, after };
  }

  #columns(): Columns {
    const size = Math.max(this.#sides.before.graph.size, this.#sides.after.graph.size);
    return this.#free.pop() ?? { bits: new Uint8Array(size), met: new Int32Array(size) };
  }

  /** Calls `each` for everybody in it before or after, in no order; yields between walks. */
  *of(
    { before, after }: Sources,
    each: (node: number, was: number, is: number) => void,
  ): Generator<void, void> {
    const columns = this.#columns();
    const { bits, met } = columns;
    let length = 0;
    const mark = (reach: Reach, bit: number) => (node: number) => {
      if ((reach.traits.flags[node]! & trait.person) === 0) return;
      if (bits[node] === 0) met[length++] = node;
      bits[node]! |= bit;
    };
    try {
      for (const [side, parts, shift] of [
        ['before', before, 0],
        ['after', after, 2],
      ] as const) {
        const reach = this.#sides[side];
        for (const [sources, bit] of [
          [parts.sure, 1 << shift],
          [parts.maybe, 2 << shift],
        ] as const)
          for (const { counting, groups, users } of joined(sources)) {
            yield;
            const take = mark(reach, bit);
            if (groups.length > 0) reach.membersOf(groups, counting, take);
            for (const node of users) take(node);
          }
      }
      for (let at = 0; at < length; at++) {
        const sides = bits[met[at]!]!;
        each(met[at]!, sureness(sides), sureness(sides >> 2));
      }
    } finally {
      for (let at = 0; at < length; at++) bits[met[at]!] = 0;
      this.#free.push(columns);
    }
  }

  *counts(sources: Sources): Generator<void, PeopleCounts> {
    const found = noChanges();
    let [before, after] = [0, 0];
    yield* this.of(sources, (_, was, is) => {
      if (was === yes) before++;
      if (is === yes) after++;
      const change = changeOf(was, is);
      if (change) found[change]++;
    });
    return { before, after, changes: found };
  }
}

const sureness = (bits: number): number => ((bits & 1) !== 0 ? yes : (bits & 2) !== 0 ? perhaps : no);
export const changeOf = (was: number, is: number): PersonChange | null => changes[was * 3 + is]!;

/** One walk for all that count alike. */
function joined(sources: readonly Source[]): Pick<Source, 'counting' | 'groups' | 'users'>[] {
  return [...Map.groupBy(sources, ({ counting }) => counting)].map(([counting, some]) => ({
    counting,
    groups: some.length === 1 ? some[0]!.groups : [...new Set(some.flatMap(({ groups }) => groups))],
    users: some.flatMap(({ users }) => users),
  }));
}

/** A role of either side. */
export interface RoleSides extends Sources {
  readonly key: string;
  /** As either side has it, the later first. */
  readonly target: TargetRole;
  readonly isBefore: boolean;
  readonly isAfter: boolean;
}

const nothing: Parts = { sure: [], maybe: [] };

/** Every role that anybody is or may be in, by key, in the order of account and name. */
export function rolesOfBoth(before: Side, after: Side): RoleSides[] {
  interface Draft {
    target: TargetRole;
    before: Parts;
    after: Parts;
    isBefore: boolean;
    isAfter: boolean;
  }
  const found = new Map<string, Draft>();
  const add = (side: Side, at: 'before' | 'after', is: 'isBefore' | 'isAfter'): void => {
    for (const [targets, kind] of [
      [side.targets, 'sure'],
      [side.maybe, 'maybe'],
    ] as const)
      for (const target of targets) {
        let one = found.get(target.key);
        if (!one)
          found.set(
            target.key,
            (one = { target, before: nothing, after: nothing, isBefore: false, isAfter: false }),
          );
        one[at] = { ...one[at], [kind]: target.sources };
        if (kind === 'sure') one[is] = true;
        if (at === 'after') one.target = target;
      }
  };
  add(before, 'before', 'isBefore');
  add(after, 'after', 'isAfter');
  return [...found]
    .map(([key, one]) => ({ key, ...one }))
    .toSorted(
      (a, b) =>
        compare(a.target.account, b.target.account) ||
        compare(a.target.name.toLowerCase(), b.target.name.toLowerCase()) ||
        compare(a.key, b.key),
    );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Groups whose members may be others than before: those that were changed, and every group that these are in. */
export function touchedGroups(
  graphs: readonly MembershipGraph[],
  changed: Iterable<number>,
): ReadonlySet<number> {
  const found = new Set(changed);
  for (const node of found)
    for (const { up, size } of graphs) {
      if (node >= size) continue;
      for (let slot = up.start[node]!; slot < up.start[node + 1]!; slot++) found.add(up.to[slot]!);
    }
  return found;
}

/** Whether other people may be in the role than before. */
export function mayDiffer({ before, after }: Sources, touched: ReadonlySet<number>): boolean {
  return (
    !sameParts(before, after) ||
    [...before.sure, ...before.maybe].some(({ groups }) => groups.some((node) => touched.has(node)))
  );
}

const sameParts = (a: Parts, b: Parts): boolean => same(a.sure, b.sure) && same(a.maybe, b.maybe);
const same = (a: readonly Source[], b: readonly Source[]): boolean =>
  a.length === b.length &&
  a.every((one, at) => {
    const other = b[at]!;
    return (
      one.counting === other.counting && alike(one.groups, other.groups) && alike(one.users, other.users)
    );
  });
const alike = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((node, at) => node === b[at]);
