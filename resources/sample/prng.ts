/**
 * Our own seeded random numbers, so that the sample is the same on every machine and at every time. Streams are named:
 * adding a draw in one place leaves all the others as they were.
 */

/** 32-bit FNV-1a with a final mix: a seed out of a name. */
function hash(name: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < name.length; index += 1) {
    value = Math.imul(value ^ name.charCodeAt(index), 0x01000193);
  }
  value ^= value >>> 16;
  value = Math.imul(value, 0x85ebca6b);
  value ^= value >>> 13;
  return value >>> 0;
}

export interface Random {
  /** 0 ≤ value < 1. */
  next(): number;
  /** An integer from `low` to `high`, both included. */
  between(low: number, high: number): number;
  pick<T>(from: readonly T[]): T;
  /** `count` different items, in the order drawn. */
  sample<T>(from: readonly T[], count: number): T[];
  chance(probability: number): boolean;
  bytes(count: number): Uint8Array;
  /** `count` lower-case hexadecimal digits. */
  hex(count: number): string;
}

/** A stream of its own for each name (mulberry32). */
export function randomOf(name: string): Random {
  let state = hash(name);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const bytes = (count: number): Uint8Array => Uint8Array.from({ length: count }, () => between(0, 255));
  return {
    next,
    between,
    bytes,
    pick: (from) => from[between(0, from.length - 1)]!,
    sample(from, count) {
      const left = [...from];
      const taken = [];
      while (taken.length < count && left.length > 0)
        taken.push(left.splice(between(0, left.length - 1), 1)[0]!);
      return taken;
    },
    chance: (probability) => next() < probability,
    hex: (count) => Array.from({ length: count }, () => between(0, 15).toString(16)).join(''),
  };
}
