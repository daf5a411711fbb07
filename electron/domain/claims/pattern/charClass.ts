import { withLower } from './caseless.ts';
import { digits, notOf, property, whiteSpace, wordUnits } from './categories.ts';
import type { Cursor } from './cursor.ts';
import { patternLimits } from './tree.ts';
import { complementOf, noUnit, setOf, unionOf, withoutOf, type UnitSet } from './unitSet.ts';

/** `\d`, `\W` …; null = the letter is none of them. */
export function classEscape(letter: string): UnitSet | null {
  if (letter === 'd') return digits();
  if (letter === 'D') return notOf(digits());
  if (letter === 's') return whiteSpace;
  if (letter === 'S') return notOf(whiteSpace);
  if (letter === 'w') return wordUnits();
  return letter === 'W' ? notOf(wordUnits()) : null;
}

/** `\p{…}` or `\P{…}` behind its letter. Of blocks, the ranges come back, for they are lowered; of categories, the set. */
export function propertyEscape(
  at: Cursor,
  from: number,
  not: boolean,
  ignoreCase: boolean,
): { readonly set: UnitSet; readonly ranges: boolean } {
  const found = property(at.propertyName(from), ignoreCase);
  if (!found) return at.refuse('syntax', from);
  return not ? { ...found, set: notOf(found.set) } : found;
}

/** Past a class, with `[` behind us; what it means is not worked out. */
export const skipClass = (at: Cursor): void => void readClass(at, false, false, 0);

/** What a class means, with `[` behind us. Source: .NET's order of reading, checked against an implementation of it. */
export const charClass = (at: Cursor, ignoreCase: boolean): UnitSet => readClass(at, ignoreCase, true, 0);

function readClass(at: Cursor, ignoreCase: boolean, wanted: boolean, depth: number): UnitSet {
  const start = at.at - 1;
  if (depth > patternLimits.depth) at.refuse('tooLong', start);
  const pairs: number[] = [];
  const whole: UnitSet[] = [];
  let without: UnitSet | null = null;
  let rangeFrom: { readonly unit: number; readonly offset: number } | null = null;
  const not = at.takes('^');
  const subtract = (): void => {
    without = readClass(at, ignoreCase, wanted, depth + 1);
    if (at.left > 0 && at.peek() !== ']') at.refuse('syntax', start);
  };
  for (let first = true; ; first = false) {
    if (at.left === 0) at.refuse('syntax', start);
    const from = at.at;
    const taken = at.take();
    let unit = taken.charCodeAt(0);
    let escaped = false;
    if (taken === ']' && !first) break;
    if (taken === '\\' && at.left > 0) {
      const letter = at.peek();
      const known = classEscape(letter);
      if (known || letter === 'p' || letter === 'P') {
        at.at++;
        if (rangeFrom) at.refuse('syntax', rangeFrom.offset);
        const escape = known
          ? { set: known, ranges: false }
          : propertyEscape(at, from, letter === 'P', ignoreCase);
        if (escape.ranges) pairs.push(...escape.set);
        else whole.push(escape.set);
        continue;
      }
      if (letter === '-') {
        // Also in the middle of a range, which goes on after it.
        at.at++;
        pairs.push(0x2d, 0x2d);
        continue;
      }
      unit = at.escape(from);
      escaped = true;
    } else if (taken === '[' && at.peek() === ':' && !rangeFrom) {
      // `[:alpha:]` is passed over and stands for its `[`.
      const back = at.at++;
      at.name();
      if (!at.takes(':]')) at.at = back;
    }
    if (rangeFrom) {
      const low: { readonly unit: number; readonly offset: number } = rangeFrom;
      rangeFrom = null;
      if (taken === '[' && !escaped && !first) {
        pairs.push(low.unit, low.unit);
        subtract();
      } else {
        if (low.unit > unit) at.refuse('syntax', low.offset);
        pairs.push(low.unit, unit);
      }
    } else if (at.left >= 2 && at.peek() === '-' && at.peek(1) !== ']') {
      rangeFrom = { unit, offset: from };
      at.at++;
    } else if (taken === '-' && !escaped && at.peek() === '[' && !first) {
      at.at++;
      subtract();
    } else pairs.push(unit, unit);
  }
  if (!wanted) return noUnit;
  const all = unionOf(ignoreCase ? withLower(pairs) : setOf(pairs), ...whole);
  const signed = not ? complementOf(all) : all;
  return without ? withoutOf(signed, without) : signed;
}
