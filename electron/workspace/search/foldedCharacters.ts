/**
 * `fold` of single characters, for text that is folded where it lies in UTF-8. Folding takes one character after the other, save
 * final sigma and what is two UTF-16 units; a million names of people would else become strings, several times each.
 */
import { encodeFolded } from './alphabet.ts';
import { fold } from './fold.ts';
import { orderBytes } from './orderBytes.ts';

export interface FoldedCharacter {
  /** In the alphabet's bytes; a space may be its first, its last or alone. */
  readonly codes: Uint8Array;
  /** As lists are ordered. */
  readonly order: Uint8Array;
}

/** What becomes of a value of `maxFolded` bytes then fits into what the alphabet takes of one. */
const mostCodes = 8;

/** By UTF-16 unit; null = not to be folded on its own, undefined = not looked at. */
const table: (FoldedCharacter | null | undefined)[] = Array.from({ length: 0x10000 });

/** The UTF-16 unit of the character of two or three bytes at `at`; 0 = it is none. */
export function unitAt(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at]!;
  if (lead < 0xc2 || lead >= 0xf0 || at + 1 >= end) return 0;
  const second = bytes[at + 1]!;
  if ((second & 0xc0) !== 0x80) return 0;
  if (lead < 0xe0) return ((lead & 0x1f) << 6) | (second & 0x3f);
  if (at + 2 >= end || (bytes[at + 2]! & 0xc0) !== 0x80) return 0;
  const unit = ((lead & 0x0f) << 12) | ((second & 0x3f) << 6) | (bytes[at + 2]! & 0x3f);
  return unit < 0x800 ? 0 : unit;
}

/** What becomes of a character; null where that depends on those beside it. */
export function foldedCharacter(unit: number): FoldedCharacter | null {
  let known = table[unit];
  if (known === undefined) table[unit] = known = foldedAlone(unit);
  return known;
}

function foldedAlone(unit: number): FoldedCharacter | null {
  const character = String.fromCharCode(unit);
  if (unit === 0 || (unit >= 0xd800 && unit < 0xe000) || character.normalize('NFKD').includes('Σ'))
    return null;
  // Between two letters, so that spaces stay.
  const between = `a${character}a`;
  const codes = encodeFolded(between).slice(1, -1);
  return codes.length > mostCodes ? null : { codes, order: orderBytes(fold(between)).slice(1, -2) };
}
