/**
 * Which object is which, over columns: a million objects of each end pass through here. An object has one partner at most, and
 * the first key that finds one decides; where a key names several alike, none is taken.
 */
import { matchKeys } from './codes.ts';
import type { MatchKey } from './codes.ts';

const keyCode = new Map(matchKeys.map((key, at) => [key, at + 1] as const));

/** Objects that one key names alike, several at one end at least. */
export interface AlikeGroup {
  readonly key: MatchKey;
  readonly a: readonly number[];
  readonly b: readonly number[];
}

/** Groups that are kept; a directory of a million objects of one name has no use for more. */
const mostGroups = 100_000;

export class Matching {
  /** By object of A, its partner in B; 0 = none. */
  readonly bOf: Int32Array;
  readonly aOf: Int32Array;
  readonly groups: AlikeGroup[] = [];
  /** By object of A; 0 = none. */
  readonly #key: Uint8Array;

  /** One more than the highest id of either end. */
  constructor(sizeA: number, sizeB: number) {
    this.bOf = new Int32Array(sizeA);
    this.aOf = new Int32Array(sizeB);
    this.#key = new Uint8Array(sizeA);
  }

  /** Says no where either has a partner already. */
  pair(a: number, b: number, key: MatchKey): boolean {
    if (this.bOf[a] !== 0 || this.aOf[b] !== 0) return false;
    this.bOf[a] = b;
    this.aOf[b] = a;
    this.#key[a] = keyCode.get(key)!;
    return true;
  }

  keyOf(a: number): MatchKey | null {
    return matchKeys[this.#key[a]! - 1] ?? null;
  }

  /** Pairs by key, in the order of `matchKeys`. */
  counts(): number[] {
    const counts = matchKeys.map(() => 0);
    for (const code of this.#key) if (code !== 0) counts[code - 1]!++;
    return counts;
  }

  alike(group: AlikeGroup): void {
    if (this.groups.length < mostGroups) this.groups.push(group);
  }
}

/** Ids in the order of 16 bytes each, as the columns `guidOrder` and `guid` have them. */
export interface GuidColumns {
  readonly order: Int32Array;
  readonly bytes: Uint8Array;
}

function compareGuids(a: Uint8Array, atA: number, b: Uint8Array, atB: number): number {
  for (let n = 0; n < 16; n++) {
    const difference = (a[atA + n] ?? 0) - (b[atB + n] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Pairs the objects of equal objectGUIDs by merging the two orders. `isObject`: of ids of a file, whether there is one. */
export function matchGuids(
  matching: Matching,
  a: GuidColumns,
  b: GuidColumns,
  isObject: (side: 'a' | 'b', id: number) => boolean,
): void {
  let atA = 0;
  let atB = 0;
  while (atA < a.order.length && atB < b.order.length) {
    const idA = a.order[atA]!;
    const idB = b.order[atB]!;
    const difference = compareGuids(a.bytes, idA * 16, b.bytes, idB * 16);
    if (difference < 0) atA++;
    else if (difference > 0) atB++;
    else {
      if (isObject('a', idA) && isObject('b', idB)) matching.pair(idA, idB, 'objectGUID');
      atA++;
      atB++;
    }
  }
}

/** Numbers of one end, by the place of an id in `ids`; NaN = it has none. */
export interface KeyedIds {
  readonly ids: ArrayLike<number>;
  readonly keys: ArrayLike<number>;
}

/** Pairs objects whose key is the same and nobody else's; those of several are told as alike. Objects with a partner are passed over. */
export function matchKeyed(matching: Matching, key: MatchKey, a: KeyedIds, b: KeyedIds): void {
  const free = (side: KeyedIds, partner: Int32Array) => {
    const first = new Map<number, number>();
    const more = new Map<number, number[]>();
    for (let at = 0; at < side.ids.length; at++) {
      const id = side.ids[at]!;
      const value = side.keys[at]!;
      if (Number.isNaN(value) || partner[id] !== 0) continue;
      const known = first.get(value);
      if (known === undefined) first.set(value, id);
      else if (more.has(value)) more.get(value)!.push(id);
      else more.set(value, [known, id]);
    }
    return { first, more };
  };
  const ofB = free(b, matching.aOf);
  if (ofB.first.size === 0) return;
  const ofA = free(a, matching.bOf);
  for (const [value, idA] of ofA.first) {
    const idB = ofB.first.get(value);
    if (idB === undefined) continue;
    const moreA = ofA.more.get(value);
    const moreB = ofB.more.get(value);
    if (moreA || moreB) matching.alike({ key, a: moreA ?? [idA], b: moreB ?? [idB] });
    else matching.pair(idA, idB, key);
  }
}

/** The tree of one end, by id: children of `id` are `tree[first … first + count - 1]`; those of 0 stand at the top. */
export interface TreeColumns {
  readonly first: Int32Array;
  readonly count: Int32Array;
  readonly tree: Int32Array;
}

export function childrenOf({ tree, first, count }: TreeColumns, id: number): Int32Array {
  const from = first[id] ?? 0;
  return tree.subarray(from, from + (count[id] ?? 0));
}

/**
 * Pairs children of pairs by `nameOf` (a number of RDN and kind; NaN = not known), from the top down: a pair that is found
 * brings its own children. `a` and `b`: the trees.
 */
export function matchPlaces(
  matching: Matching,
  a: TreeColumns,
  b: TreeColumns,
  nameOf: (side: 'a' | 'b', id: number) => number,
): void {
  const join = (parentA: number, parentB: number): void => {
    const childrenA = childrenOf(a, parentA).filter((id) => matching.bOf[id] === 0);
    if (childrenA.length === 0) return;
    const childrenB = childrenOf(b, parentB).filter((id) => matching.aOf[id] === 0);
    if (childrenB.length === 0) return;
    matchKeyed(
      matching,
      'place',
      { ids: childrenA, keys: Float64Array.from(childrenA, (id) => nameOf('a', id)) },
      { ids: childrenB, keys: Float64Array.from(childrenB, (id) => nameOf('b', id)) },
    );
  };
  // Parents come before their children: what is found at one level is a pair at the next.
  const level: number[] = [0];
  join(0, 0);
  for (let at = 0; at < level.length; at++) {
    for (const id of childrenOf(a, level[at]!)) {
      if (id <= 0 || (a.count[id] ?? 0) === 0 || level.length > matching.bOf.length) continue;
      const partner = matching.bOf[id]!;
      if (partner !== 0) join(id, partner);
      level.push(id);
    }
  }
}
