/** Collects problems of one rule after another. */
import type { Place } from '../parse/place.ts';
import { checkCodes } from './codes.ts';
import type { CheckCode, CheckProblem } from './codes.ts';

export type Report = (code: CheckCode, place: Place, params?: Readonly<Record<string, string>>) => void;

export function reportTo(problems: CheckProblem[], rule: number): Report {
  return (code, place, params = {}) => {
    problems.push({ code, severity: checkCodes[code], place, rule, params });
  };
}

/** A place within a string: `offset` counts behind its quotation mark. */
export function within(place: Place, offset: number, length: number): Place {
  const from = Math.min(offset + 1, place.length);
  return {
    offset: place.offset + from,
    length: Math.min(length, place.length - from),
    line: place.line,
    column: place.column + from,
  };
}
