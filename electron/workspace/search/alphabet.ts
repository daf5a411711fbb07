/**
 * Folded text as bytes, one a letter for Latin, digits and the letters of Hangul, so that three bytes are three letters there:
 * 0 the boundary of a value, 1 a space, 2–27 a–z, 28–37 0–9, 38–104 the letters of modern Hangul (Unicode 3.12: leading U+1100,
 * vowels U+1161, trailing U+11A8), 105–108 what an RDN's type is. Everything else is its UTF-8, whose bytes are all above 127. No character's bytes begin
 * inside another's, so what is found among bytes is found among characters.
 */
import { fold, maxFolded } from './fold.ts';

export const boundary = 0;
export const space = 1;
const letters = 2;
const digits = 28;
const hangul = [
  { from: 0x1100, to: 0x1112, code: 38 },
  { from: 0x1161, to: 0x1175, code: 57 },
  { from: 0x11a8, to: 0x11c2, code: 78 },
] as const;
/** Marks of an RDN's type by the type's name in small letters; other types have the mark `otherType`. */
export const typeMarks: Readonly<Record<string, number>> = { cn: 105, ou: 106, dc: 107 };
export const otherType = 108;
/** One value's bytes; NFKD makes up to 18 characters of one, and a value must fit beside others into a part. */
export const maxValueBytes = 8192;

/** By UTF-16 unit below U+1200: its code; 0 = has none. */
const codes = new Uint8Array(0x1200);
codes[0x20] = space;
for (let n = 0; n < 26; n++) codes[0x61 + n] = letters + n;
for (let n = 0; n < 10; n++) codes[0x30 + n] = digits + n;
for (const { from, to, code } of hangul)
  for (let unit = from; unit <= to; unit++) codes[unit] = code + unit - from;

/** By byte of ASCII text: the code of what `fold` makes of it; 1 where it makes a space; 0 = not ASCII. */
export const asciiCodes = new Uint8Array(256);
for (let byte = 0; byte < 0x80; byte++) {
  asciiCodes[byte] = codes[byte | 0x20]! > space && isAlphanumeric(byte) ? codes[byte | 0x20]! : space;
}
function isAlphanumeric(byte: number): boolean {
  return /[a-z0-9]/i.test(String.fromCharCode(byte));
}

const utf8 = new TextEncoder();
const scratch = new Uint8Array(maxFolded * 18 * 4);

/** The bytes of a value or a query, spaces at its ends dropped; a view that the next call overwrites. */
export function encodeFolded(text: string): Uint8Array {
  let length = encodeAscii(text);
  if (length < 0) length = encodeAny(fold(text));
  return scratch.subarray(0, length);
}

/** As `fold` does it, without making strings; -1 = not ASCII. */
function encodeAscii(text: string): number {
  let length = 0;
  let before = space;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 0x7f) return -1;
    if (at >= maxFolded) continue;
    const code = asciiCodes[unit]!;
    if (code !== space || before !== space) scratch[length++] = code;
    before = code;
  }
  return before === space && length > 0 ? length - 1 : length;
}

function encodeAny(folded: string): number {
  let length = 0;
  for (let at = 0; at < folded.length; at++) {
    const unit = folded.charCodeAt(at);
    const code = unit < 0x1200 ? codes[unit]! : 0;
    let bytes = 1;
    if (code === space && length === 0) continue;
    if (code !== 0) scratch[length] = code;
    else {
      const character = String.fromCodePoint(folded.codePointAt(at)!);
      at += character.length - 1;
      bytes = utf8.encodeInto(character, scratch.subarray(length)).written;
    }
    if (length + bytes > maxValueBytes) break;
    length += bytes;
  }
  while (length > 0 && scratch[length - 1] === space) length--;
  return length;
}
