/** Sorting numbers by the bytes that belong to them, without a comparison function for each pair. */

/** The next four bytes at `4 · depth` as an unsigned number, big-endian; behind the end zeros. */
export type WordOf = (id: number, depth: number) => number;

/** Up to this many are sorted by insertion. */
const few = 24;
/** A float holds 53 bits exactly: a word and a place among this many. */
const places = 2 ** 21;

/**
 * Sorts `ids` in place; equal ones keep their order. `isLast` says whether what gave this word at this depth has ended with it:
 * ids of one word that is the last are equal.
 */
export function sortByBytes(
  ids: Int32Array,
  wordOf: WordOf,
  isLast: (word: number, depth: number) => boolean,
): void {
  const sort = (part: Int32Array, depth: number): void => {
    if (part.length <= few) insertionSort(part, depth, wordOf, isLast);
    else if (part.length > places) halve(part, depth);
    else {
      const keys = new Float64Array(part.length);
      for (let at = 0; at < part.length; at++) keys[at] = wordOf(part[at]!, depth) * places + at;
      keys.sort();
      const old = part.slice();
      let from = 0;
      let word = Math.floor(keys[0]! / places);
      for (let at = 0; at < keys.length; at++) {
        const next = Math.floor(keys[at]! / places);
        part[at] = old[keys[at]! - next * places]!;
        if (next === word) continue;
        if (at - from > 1 && !isLast(word, depth)) sort(part.subarray(from, at), depth + 1);
        from = at;
        word = next;
      }
      if (part.length - from > 1 && !isLast(word, depth)) sort(part.subarray(from), depth + 1);
    }
  };
  /** More than a float can number: in two, then merged. */
  const halve = (part: Int32Array, depth: number): void => {
    const middle = part.length >> 1;
    sort(part.subarray(0, middle), depth);
    sort(part.subarray(middle), depth);
    const left = part.slice(0, middle);
    let a = 0;
    let b = middle;
    for (let to = 0; a < left.length; to++) {
      const takeLeft = b === part.length || compare(left[a]!, part[b]!, depth, wordOf, isLast) <= 0;
      part[to] = takeLeft ? left[a++]! : part[b++]!;
    }
  };
  sort(ids, 0);
}

function insertionSort(
  part: Int32Array,
  depth: number,
  wordOf: WordOf,
  isLast: (word: number, depth: number) => boolean,
): void {
  for (let at = 1; at < part.length; at++) {
    const id = part[at]!;
    let to = at;
    while (to > 0 && compare(part[to - 1]!, id, depth, wordOf, isLast) > 0) {
      part[to] = part[to - 1]!;
      to--;
    }
    part[to] = id;
  }
}

function compare(
  a: number,
  b: number,
  from: number,
  wordOf: WordOf,
  isLast: (word: number, depth: number) => boolean,
): number {
  for (let depth = from; ; depth++) {
    const left = wordOf(a, depth);
    const right = wordOf(b, depth);
    if (left !== right) return left - right;
    if (isLast(left, depth)) return 0;
  }
}
