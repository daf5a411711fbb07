/** LEB128 numbers below 2^32, in their shortest form when written; at most five bytes when read. */

/** Packed bytes that are not what `page.ts` says: cut, or damaged. */
export class PackedError extends Error {
  override readonly name = 'PackedError';
}

/** How many bytes the longest number takes. */
export const longestNumber = 5;

/** Writes `value` at `at`; answers where it ends. The caller has made room. */
export function writeNumber(bytes: Uint8Array, at: number, value: number): number {
  let rest = value;
  let to = at;
  while (rest > 0x7f) {
    bytes[to] = (rest & 0x7f) | 0x80;
    to += 1;
    rest >>>= 7;
  }
  bytes[to] = rest;
  return to + 1;
}

/** How many bytes `value` takes. */
export function numberSize(value: number): number {
  if (value < 0x80) return 1;
  if (value < 0x4000) return 2;
  if (value < 0x200000) return 3;
  return value < 0x10000000 ? 4 : 5;
}
