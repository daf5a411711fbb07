/** Sets of ranks (places in the order of names) as bits, 32 to a word: 125 kB for a million objects. */
export type RankSet = Uint32Array<ArrayBuffer>;

export const emptySet = (size: number): RankSet => new Uint32Array((size + 31) >>> 5);

export function addTo(set: RankSet, rank: number): void {
  set[rank >>> 5]! |= 1 << (rank & 31);
}

export function isIn(set: RankSet, rank: number): boolean {
  return ((set[rank >>> 5]! >>> (rank & 31)) & 1) === 1;
}

export function intersect(set: RankSet, other: RankSet): void {
  for (let at = 0; at < set.length; at++) set[at]! &= other[at]!;
}

export function unite(set: RankSet, other: RankSet): void {
  for (let at = 0; at < set.length; at++) set[at]! |= other[at]!;
}

export function subtract(set: RankSet, other: RankSet): void {
  for (let at = 0; at < set.length; at++) set[at]! &= ~other[at]!;
}

export function countOf(set: RankSet): number {
  let count = 0;
  for (let at = 0; at < set.length; at++) {
    let bits = set[at]!;
    if (bits === 0) continue;
    bits -= (bits >>> 1) & 0x55555555;
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
    count += Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}

/** Writes the members in order to `into` from `at`; answers with the place behind the last. */
export function listTo(set: RankSet, into: Int32Array, at: number): number {
  let to = at;
  for (let word = 0; word < set.length; word++) {
    for (let bits = set[word]!; bits !== 0; bits &= bits - 1)
      into[to++] = word * 32 + (31 - Math.clz32(bits & -bits));
  }
  return to;
}
