/**
 * Comparing one stored value with an assertion. Each test comes in up to three forms: over a value as JavaScript has it, and
 * over bytes as they lie in a packed entry (`packed/page.ts`), where most values can be told apart without making a string.
 */
import type { RawValue } from '../object.ts';
import { textOf } from '../values.ts';

/** `undefined`: the bytes do not tell, ask `value`. */
export type ByteTest = (bytes: Uint8Array, at: number, end: number) => boolean | undefined;

export interface ValueTest {
  readonly value: (value: RawValue) => boolean;
  /** For a value that is text (valid UTF-8). */
  readonly text?: ByteTest;
  /** For a value that is bytes. */
  readonly bytes?: ByteTest;
}

const space = 0x20;
const upper = (byte: number): number => (byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte);

/** A test of the value's text; what is not text fits nothing. */
export const onText = (test: (text: string) => boolean, text?: ByteTest): ValueTest => ({
  value: (value) => {
    const found = textOf(value);
    return found !== null && test(found);
  },
  ...(text && { text }),
});

/** The bytes of an ASCII text; null for any other. */
export function asciiBytes(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) return null;
    bytes[at] = code;
  }
  return bytes;
}

/**
 * Whether stored text equals (or begins with) a folded one, which is ASCII. A byte that differs decides, unless it could fold
 * to something else: what is beyond ASCII, and spaces, which may be too many.
 */
export function foldedAscii(folded: string, prefix: boolean): ByteTest | undefined {
  const wanted = asciiBytes(folded);
  if (!wanted) return undefined;
  const { length } = wanted;
  return (bytes, at, end) => {
    const has = end - at;
    const common = has < length ? has : length;
    for (let i = 0; i < common; i++) {
      const byte = bytes[at + i]!;
      if (upper(byte) !== wanted[i]) return byte < 0x80 && byte !== space ? false : undefined;
    }
    if (has < length) return false;
    // A space at the end of a stored value does not count, so a prefix that ends with one is not there by that.
    if (prefix) return wanted[length - 1] === space ? undefined : true;
    if (has === length) return true;
    const next = bytes[at + length]!;
    // Marks and spaces may be all that follows.
    return next >= 0x80 || next === space ? undefined : false;
  };
}

/** Bytes from `at` on that are the folded piece. */
function foldsTo(bytes: Uint8Array, at: number, piece: Uint8Array): boolean {
  for (let i = 0; i < piece.length; i++) if (upper(bytes[at + i]!) !== piece[i]) return false;
  return true;
}

/**
 * Whether stored text holds folded pieces, all of them ASCII, in their order. Left open where the text is not plain: beyond ASCII,
 * or with spaces that do not count.
 */
export function foldedPieces(
  initial: string | null,
  any: readonly string[],
  final: string | null,
): ByteTest | undefined {
  const first = initial === null ? null : asciiBytes(initial);
  const last = final === null ? null : asciiBytes(final);
  const between = any.map(asciiBytes).filter((piece) => piece !== null);
  const ascii = between.length === any.length && (first === null) === (initial === null) && (last === null) === (final === null); // prettier-ignore
  if (!ascii) return undefined;
  return (bytes, at, end) => {
    let before = space;
    for (let i = at; i < end; i++) {
      const byte = bytes[i]!;
      if (byte >= 0x80 || (byte === space && before === space)) return undefined;
      before = byte;
    }
    if (before === space) return undefined;
    let from = at;
    if (first) {
      if (end - at < first.length || !foldsTo(bytes, at, first)) return false;
      from += first.length;
    }
    for (const piece of between) {
      const latest = end - piece.length;
      while (from <= latest && !foldsTo(bytes, from, piece)) from++;
      if (from > latest) return false;
      from += piece.length;
    }
    return last === null || (end - from >= last.length && foldsTo(bytes, end - last.length, last));
  };
}

/** Equal byte for byte. */
export function sameBytes(wanted: Uint8Array): ByteTest {
  return (bytes, at, end) => {
    if (end - at !== wanted.length) return false;
    for (let i = 0; i < wanted.length; i++) if (bytes[at + i] !== wanted[i]) return false;
    return true;
  };
}

/** -1, 0 or 1 as the bytes from `at` to `end` stand to `other`, byte by byte. */
export function compareBytes(bytes: Uint8Array, at: number, end: number, other: Uint8Array): number {
  const common = Math.min(end - at, other.length);
  for (let i = 0; i < common; i++) {
    const difference = bytes[at + i]! - other[i]!;
    if (difference !== 0) return difference < 0 ? -1 : 1;
  }
  return Math.sign(end - at - other.length);
}

/** Where `piece` begins in the bytes from `at` on, ending by `end`; -1 = nowhere. */
export function indexOfBytes(bytes: Uint8Array, at: number, end: number, piece: Uint8Array): number {
  for (let from = at; from + piece.length <= end; from++) {
    let i = 0;
    while (i < piece.length && bytes[from + i] === piece[i]) i++;
    if (i === piece.length) return from;
  }
  return -1;
}
