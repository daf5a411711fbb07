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
export const decodedText = (value: DecodedValue): string => decodedParts(value, say).join(' · ');

function textIn(cell: Cell, value: DecodedValue): string {
  return isTime.has(cell.syntax) && value.code === undefined ? time(value.text) : decodedText(value);
}

/** The values of an attribute in one line, and how many more there are. */
export function cellText(cell: Cell | null | undefined): string {
  if (!cell) return '';
  const more = cell.total - cell.decoded.length;
  const shown = cell.decoded.map((value) => textIn(cell, value)).join(', ');
  return more > 0 ? `${shown} +${number(more)}` : shown;
}
