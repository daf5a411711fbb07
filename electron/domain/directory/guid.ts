/** objectGUID: 16 bytes whose first three fields are little-endian (facts/active-directory.md §7). */
import { bytePairs, fromHex, toFilterValue } from './hex.ts';

/** Byte positions in the order the text shows them. */
const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15] as const;
const form = /^\{?([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})\}?$/i;

/** `b3b2b1b0-b5b4-b7b6-b8b9-b10…b15`, lower case; null when there are not 16 bytes. */
export function guidToText(bytes: Uint8Array): string | null {
  if (bytes.length !== 16) return null;
  let text = '';
  for (let at = 0; at < 16; at++) {
    text += bytePairs[bytes[order[at]!]!]!;
    if (at === 3 || at === 5 || at === 7 || at === 9) text += '-';
  }
  return text;
}

/** The 16 stored bytes of a GUID's text (either case, braces allowed); null when it is not one. */
export function guidToBytes(text: string): Uint8Array | null {
  const match = form.exec(text);
  if (!match) return null;
  const shown = fromHex(match.slice(1).join(''))!;
  const bytes = new Uint8Array(16);
  order.forEach((stored, at) => (bytes[stored] = shown[at]!));
  return bytes;
}

/** A GUID however it was read, bytes or text, as lower-case text without braces; null when it is not one. */
export function guidOf(value: string | Uint8Array | undefined): string | null {
  if (value === undefined) return null;
  if (typeof value !== 'string') return guidToText(value);
  const match = form.exec(value);
  return match ? match.slice(1).join('-').toLowerCase() : null;
}

/** A GUID's text as a filter value: the stored bytes, escaped. Null when it is not a GUID. */
export function guidToFilter(text: string): string | null {
  const bytes = guidToBytes(text);
  return bytes && toFilterValue(bytes);
}
