import { number, time } from '../../app/i18n/index.ts';
import { hasWord, word } from '../../app/i18n/words.ts';
import type { Cell } from '#contract/queries.ts';
import type { DecodedValue } from '#contract/shapes.ts';
import { decodedParts } from '#contract/words/decoded.ts';

const say = {
  value: (code: string, params: Record<string, string | number>) => word('value', code, params),
  flag: (code: string) => (hasWord('flag', code) ? word('flag', code) : code),
};
const isTime = new Set(['filetime', 'generalizedTime']);

/** One decoded value as people read it. */
const decodedText = (value: DecodedValue): string => decodedParts(value, say).join(' · ');

/** The point in time that a value says, ISO 8601; null for any other. */
export const timeOf = (syntax: string, value: DecodedValue): string | null =>
  isTime.has(syntax) && value.code === undefined ? value.text : null;

/** One value as people read it: points in time by their own clock. */
export function valueText(syntax: string, value: DecodedValue): string {
  const at = timeOf(syntax, value);
  return at === null ? decodedText(value) : time(at);
}

/** The values of an attribute in one line, and how many more there are. */
export function cellText(cell: Cell | null | undefined): string {
  if (!cell) return '';
  const more = cell.total - cell.decoded.length;
  const shown = cell.decoded.map((value) => valueText(cell.syntax, value)).join(', ');
  return more > 0 ? `${shown} +${number(more)}` : shown;
}
