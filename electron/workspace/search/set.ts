/** Sets of ranks (places in the order of names) as bits, 32 to a word: 125 kB for a million objects. */
export type RankSet = Int32Array<ArrayBuffer>;

export const emptySet = (size: number): RankSet => new Int32Array((size + 31) >>> 5);

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
    if (set[at] !== 0) count += bitsIn(set[at]!);
  }
  return count;
}

/** Fills `into` with the members in order, from the one at place `skip`. */
export function listTo(set: RankSet, into: Int32Array, skip = 0): void {
  let left = skip;
  let to = 0;
  for (let word = 0; to < into.length && word < set.length; word++) {
    let bits = set[word]!;
    if (bits === 0) continue;
    if (left > 0) {
      const count = bitsIn(bits);
      if (count <= left) {
        left -= count;
        continue;
      }
      for (; left > 0; left--) bits &= bits - 1;
    }
    for (; bits !== 0 && to < into.length; bits &= bits - 1)
      into[to++] = word * 32 + (31 - Math.clz32(bits & -bits));
  }
}

function bitsIn(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
