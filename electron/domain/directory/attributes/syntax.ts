/** What a decoder is, and what it says of one value. The shapes are those of `attributeSchema` in contract/shapes.ts. */
import { toHex } from '../hex.ts';
import type { RawValue } from '../object.ts';
import { textOf } from '../values.ts';
import type { FlagCode, ValueCode } from './codes.ts';

/** One value: what it says without words, the code of the words it needs, the codes of its set bits. */
export interface DecodedValue {
  text: string;
  code?: ValueCode;
  params?: Record<string, string | number>;
  flags?: FlagCode[];
}

/** What a decoder may know besides the value. Names and classes in lower case. */
export interface DecodeContext {
  /** The attribute's name without options. */
  readonly name: string;
  readonly classes: ReadonlySet<string>;
}

/** One way to read values. `decode` answers null for a value that is not of the syntax; it is then shown as it is. */
export interface Syntax<Name extends string = string> {
  readonly name: Name;
  /** The attributes, by their schema names, whose values are of this syntax. */
  readonly attributes: readonly string[];
  decode(value: RawValue, context: DecodeContext): DecodedValue | null;
}

/** Bytes longer than this are shown by their first ones; the raw column has them all. */
const shownBytes = 64;

/** Bytes that nothing knows better: hex and size. */
export function decodeBytes(bytes: Uint8Array): DecodedValue {
  const hex = toHex(bytes.subarray(0, shownBytes));
  const text = bytes.length > shownBytes ? `${hex}…` : hex;
  return { text, code: 'bytes', params: { size: bytes.length } };
}

/** A value of no known syntax, or one that breaks its syntax: text as it is, bytes as hex. */
export function decodePlain(value: RawValue): DecodedValue {
  const text = textOf(value);
  return text === null ? decodeBytes(value as Uint8Array) : { text };
}

/** Decode values of a syntax that is written as text. */
export function ofText(
  decode: (text: string, context: DecodeContext) => DecodedValue | null,
): Syntax['decode'] {
  return (value, context) => {
    const text = textOf(value);
    return text === null ? null : decode(text, context);
  };
}
