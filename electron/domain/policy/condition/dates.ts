/** DateEquals and its kin: ISO 8601 in the forms IAM takes, or seconds since 1970. */
import { ordered } from './family.ts';

const iso =
  /^(\d{4})-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?)?$/i;

/** Milliseconds since 1970. Null: not a date. A time without a zone is UTC. */
export function dateOf(text: string): number | null {
  const trimmed = text.trim();
  if (/^-?\d{1,15}(\.\d+)?$/.test(trimmed) && !/^\d{4}$/.test(trimmed)) return Number(trimmed) * 1000;
  if (/^\d{4}$/.test(trimmed)) return Date.UTC(Number(trimmed), 0, 1);
  const found = iso.exec(trimmed);
  if (!found) return null;
  const [, year, month, day = '01', hour = '00', minute = '00', second = '00', part = '0', zone = 'Z'] =
    found;
  const fields = [month, day, hour, minute, second].map(Number) as [number, number, number, number, number];
  if (fields[0] < 1 || fields[0] > 12 || fields[1] < 1 || fields[2] > 24 || fields[3] > 59 || fields[4] > 60)
    return null;
  const time = Date.UTC(Number(year), fields[0] - 1, fields[1], fields[2], fields[3], fields[4]);
  // The thirty-first of a month of thirty days is no date.
  if (new Date(Date.UTC(Number(year), fields[0] - 1, fields[1])).getUTCDate() !== fields[1]) return null;
  return time + Number(`0.${part}`) * 1000 - offsetOf(zone);
}

function offsetOf(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0;
  const digits = zone.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || '0');
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

const date = ordered(dateOf, (a, b) => a - b);

export const dates = {
  DateEquals: date((order) => order === 0),
  DateNotEquals: date((order) => order === 0, { negated: true }),
  DateLessThan: date((order) => order < 0),
  DateLessThanEquals: date((order) => order <= 0),
  DateGreaterThan: date((order) => order > 0),
  DateGreaterThanEquals: date((order) => order >= 0),
};
