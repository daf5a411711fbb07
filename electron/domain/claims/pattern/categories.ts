import { blockRanges } from './blocks.ts';
import { complementOf, setOf, unionOf, unitsWhere, type UnitSet } from './unitSet.ts';

/** Unicode's general categories as .NET names them in `\p{…}`; the letter alone is all of its kind. */
const categories = new Set(
  'L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po S Sm Sc Sk So Z Zs Zl Zp C Cc Cf Cs Co Cn'.split(
    ' ',
  ),
);
const kept = new Map<string, UnitSet>();

function category(name: string): UnitSet {
  let set = kept.get(name);
  if (!set) {
    const test = new RegExp(`^\\p{${name}}$`, 'u');
    set = unitsWhere((unit) => test.test(String.fromCharCode(unit)));
    kept.set(name, set);
  }
  return set;
}

/** `\d`: decimal digits of every script, not `0` to `9` alone. */
export const digits = (): UnitSet => category('Nd');
/** `\s`: what `Char.IsWhiteSpace` takes. */
export const whiteSpace: UnitSet = setOf([
  9, 13, 32, 32, 0x85, 0x85, 0xa0, 0xa0, 0x1680, 0x1680, 0x2000, 0x200a, 0x2028, 0x2029, 0x202f, 0x202f, 0x205f,
  0x205f, 0x3000, 0x3000,
]); // prettier-ignore
let word: UnitSet | null = null;
/** `\w`: letters, non-spacing marks, decimal digits, connecting punctuation. Source: MS "Word character: \w". */
export const wordUnits = (): UnitSet =>
  (word ??= unionOf(category('L'), category('Mn'), category('Nd'), category('Pc')));
let boundary: UnitSet | null = null;
/** What `\b` and the names of groups take for a word: `\w` and the two joiners. */
export const boundaryWord = (): UnitSet => (boundary ??= unionOf(wordUnits(), [0x200c, 0x200d]));

let cased: UnitSet | null = null;
const casedLetters = (): UnitSet => (cased ??= unionOf(category('Lu'), category('Ll'), category('Lt')));

/**
 * `\p{name}`; null = .NET has no such name. Where case is ignored, `Lu`, `Ll` and `Lt` are each all three of them.
 * @returns `ranges` are subject to lowering as a class's own ranges are, `set` of a category is not.
 */
export function property(
  name: string,
  ignoreCase: boolean,
): { readonly set: UnitSet; readonly ranges: boolean } | null {
  if (categories.has(name)) {
    const anyCase = ignoreCase && (name === 'Lu' || name === 'Ll' || name === 'Lt');
    return { set: anyCase ? casedLetters() : category(name), ranges: false };
  }
  const block = blockRanges(name);
  return block && { set: block, ranges: true };
}

const others = new WeakMap<UnitSet, UnitSet>();
/** What a set does not take, worked out once for each. */
export function notOf(set: UnitSet): UnitSet {
  const other = others.get(set) ?? complementOf(set);
  others.set(set, other);
  return other;
}
