/**
 * Text as filters compare it. Active Directory compares Unicode strings without case, kana type, width and nonspacing
 * marks (MS-ADTS 3.1.1.2.2.4.13: NORM_IGNORECASE, KANATYPE, WIDTH, NONSPACE), so `é` equals `E`; Samba regards marks. Spaces
 * as RFC 4518 §2.6.1 has it: outer ones dropped, inner runs one.
 */

// eslint-disable-next-line no-control-regex -- ASCII is what is meant.
const isAscii = /^[\x00-\x7f]*$/;
const katakana = /[\u30a1-\u30f6]/g;

/** Without case, accents, width and kana type; spaces stand as they are. ASCII letters become capitals, `ß` is `SS`. */
export function foldCharacters(text: string): string {
  if (isAscii.test(text)) return text.toUpperCase();
  return (
    text
      .normalize('NFKD')
      .toLowerCase()
      // Lower case brings marks of its own.
      .normalize('NFKD')
      .replaceAll('ς', 'σ')
      .replaceAll('ß', 'ss')
      .replaceAll(/[a-z]+/g, (letters) => letters.toUpperCase())
      .replace(/\p{Mn}+/gu, '')
      .replaceAll(katakana, (char) => String.fromCharCode(char.charCodeAt(0) - 0x60))
      // Hangul back in syllables: 가 is not the beginning of 각.
      .normalize('NFC')
  );
}

/** Whether the spaces of a text are regular: none outside, single ones within. */
const isRegular = (text: string): boolean =>
  text.charCodeAt(0) !== 0x20 && text.charCodeAt(text.length - 1) !== 0x20 && !text.includes('  ');

export function squashSpaces(text: string): string {
  return isRegular(text) ? text : text.replace(/^ +| +$/g, '').replace(/ {2,}/g, ' ');
}

/** The form in which two values that are equal without regard to case are the same text. */
export const foldText = (text: string): string => squashSpaces(foldCharacters(text));

/** A piece of a substring filter: its inner spaces as in a whole value, one at its ends kept, since the value goes on there. */
export const foldPiece = (text: string): string => foldCharacters(text).replace(/ {2,}/g, ' ');
