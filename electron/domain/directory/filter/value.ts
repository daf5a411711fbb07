/** Assertion values: their text (RFC 4515 §3) and their bytes. */
import { bytePairs } from '../hex.ts';
import { FilterSyntaxError } from './problem.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Must be escaped, and what a person could not see or a terminal would obey. */
// eslint-disable-next-line no-control-regex -- control characters are what is meant.
const reserved = /[()*\\\u0000-\u001f\u007f]/g;
const forbidden = /[()*\0]/;

const escaped = (byte: number): string => `\\${bytePairs[byte]!}`;

/** A text, or bytes, as a value in a filter's text. Bytes that are not UTF-8 become `\xx` each. */
export function escapeValue(value: string | Uint8Array): string {
  let text: string;
  if (typeof value === 'string') text = value.isWellFormed() ? value : value.toWellFormed();
  else {
    try {
      text = decoder.decode(value);
    } catch {
      return Array.from(value, (byte) => escaped(byte)).join('');
    }
  }
  return text.replaceAll(reserved, (char) => escaped(char.charCodeAt(0)));
}

/** The bytes that a piece of a filter's text stands for. `at` is where the piece stands in the whole text. Throws `FilterSyntaxError`. */
export function valueBytes(text: string, at: number): Uint8Array {
  const check = (from: number, to: number): void => {
    const wrong = text.slice(from, to).search(forbidden);
    if (wrong >= 0) throw new FilterSyntaxError('character', at + from + wrong);
  };
  let escape = text.indexOf('\\');
  if (escape < 0) {
    check(0, text.length);
    return encoder.encode(text);
  }
  // No UTF-16 unit takes more than three bytes.
  const bytes = new Uint8Array(text.length * 3);
  let length = 0;
  let plain = 0;
  const add = (end: number): void => {
    check(plain, end);
    length += encoder.encodeInto(text.slice(plain, end), bytes.subarray(length)).written;
  };
  for (; escape >= 0; escape = text.indexOf('\\', plain)) {
    add(escape);
    const hex = text.slice(escape + 1, escape + 3);
    if (!/^[\da-f]{2}$/i.test(hex)) throw new FilterSyntaxError('escape', at + escape);
    bytes[length++] = Number.parseInt(hex, 16);
    plain = escape + 3;
  }
  add(text.length);
  return bytes.slice(0, length);
}

/** A value's bytes as text; null when they are not UTF-8. */
export function valueText(value: Uint8Array): string | null {
  try {
    return decoder.decode(value);
  } catch {
    return null;
  }
}

/** The bytes of a text. */
export const textValue = (text: string): Uint8Array => encoder.encode(text);
