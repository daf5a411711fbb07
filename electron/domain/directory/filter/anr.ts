/** Ambiguous name resolution as a filter of its own ([MS-ADTS] 3.1.1.3.1.3.5.2). */
import type { Filter } from './filter.ts';

const space = 0x20;
const equals = 0x3d;
/** Matched whole, wherever the others match by their beginning. */
const wholeOnly = 'legacyExchangeDN';

const begins = (attribute: string, value: Uint8Array): Filter => ({
  is: 'substrings',
  attribute,
  initial: value,
  any: [],
  final: null,
});
const equal = (attribute: string, value: Uint8Array): Filter => ({ is: 'equal', attribute, value });

/**
 * What `(anr=value)` asks: any of the attributes begins with the value; where it holds a space, also first name and last name in
 * either order. A value that begins with `=` is matched whole. Null for an empty value.
 */
export function anrFilter(value: Uint8Array, attributes: readonly string[]): Filter | null {
  let from = 0;
  while (value[from] === space) from++;
  let to = value.length;
  while (to > from && value[to - 1] === space) to--;
  const exact = value[from] === equals;
  const wanted = value.subarray(exact ? from + 1 : from, to);
  if (wanted.length === 0 || attributes.length === 0) return null;
  const test = exact ? equal : begins;
  const parts: Filter[] = attributes.map((name) => (name === wholeOnly ? equal : test)(name, wanted));
  const gap = wanted.indexOf(space);
  if (gap > 0) {
    const first = wanted.subarray(0, gap);
    let rest = gap;
    while (wanted[rest] === space) rest++;
    const last = wanted.subarray(rest);
    for (const [given, surname] of [
      [first, last],
      [last, first],
    ] as const) {
      parts.push({ is: 'and', parts: [test('givenName', given), test('sn', surname)] });
    }
  }
  return { is: 'or', parts };
}
