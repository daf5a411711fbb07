/**
 * Sets of UTF-16 code units, for that is what .NET's regular expressions compare: a character beyond U+FFFF is two of them.
 * Flat pairs `[first, last, first, last, …]`, in order, neither touching nor overlapping.
 */
export type UnitSet = readonly number[];

export const noUnit: UnitSet = [];
export const anyUnit: UnitSet = [0, 0xffff];

/** Any pairs, in any order, as a set. */
export function setOf(pairs: readonly number[]): UnitSet {
  const ranges: [number, number][] = [];
  for (let i = 0; i < pairs.length; i += 2) ranges.push([pairs[i]!, pairs[i + 1]!]);
  ranges.sort((a, b) => a[0] - b[0]);
  const out: number[] = [];
  for (const [first, last] of ranges) {
    if (out.length > 0 && first <= out.at(-1)! + 1) out[out.length - 1] = Math.max(out.at(-1)!, last);
    else out.push(first, last);
  }
  return out;
}

export const unionOf = (...sets: readonly UnitSet[]): UnitSet => setOf(sets.flat());

export function complementOf(set: UnitSet): UnitSet {
  const out: number[] = [];
  let next = 0;
  for (let i = 0; i < set.length; i += 2) {
    if (set[i]! > next) out.push(next, set[i]! - 1);
    next = set[i + 1]! + 1;
  }
  if (next <= 0xffff) out.push(next, 0xffff);
  return out;
}

export const intersectionOf = (a: UnitSet, b: UnitSet): UnitSet =>
  complementOf(unionOf(complementOf(a), complementOf(b)));

export const withoutOf = (a: UnitSet, b: UnitSet): UnitSet => intersectionOf(a, complementOf(b));

export const disjoint = (a: UnitSet, b: UnitSet): boolean => intersectionOf(a, b).length === 0;

/** By halving: sets of Unicode's categories have hundreds of ranges. */
export function holds(set: UnitSet, unit: number): boolean {
  let low = 0;
  let high = set.length >> 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (set[2 * middle + 1]! < unit) low = middle + 1;
    else high = middle;
  }
  return low < set.length >> 1 && set[2 * low]! <= unit;
}

/** The units for which `test` holds: asked 65,536 times, so keep what you get. */
export function unitsWhere(test: (unit: number) => boolean): UnitSet {
  const out: number[] = [];
  let first = -1;
  for (let unit = 0; unit <= 0x10000; unit++) {
    const is = unit <= 0xffff && test(unit);
    if (is && first < 0) first = unit;
    if (!is && first >= 0) {
      out.push(first, unit - 1);
      first = -1;
    }
  }
  return out;
}
