/** GeneralizedTime (RFC 4517 §3.3.13), as `20241122101500.0Z`; minutes and seconds may be missing. */
import { isoTime } from './filetime.ts';

const form = /^(\d{4})(\d{2})(\d{2})(\d{2})(?:(\d{2})(\d{2})?)?(?:[.,](\d+))?(?:Z|([+-])(\d{2})(\d{2})?)$/;

/** Milliseconds since 1970; null when the text is no such time. A leap second counts as the next second. */
export function parseGeneralizedTime(text: string): number | null {
  const match = form.exec(text);
  if (!match) return null;
  const [year, month, day, hour] = match.slice(1, 5).map(Number) as [number, number, number, number];
  const minute = Number(match[5] ?? 0);
  const second = Number(match[6] ?? 0);
  if (month < 1 || month > 12 || hour > 23 || minute > 59 || second > 60) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCDate() !== day || date.getUTCMonth() !== month - 1) return null;
  // The fraction is of the smallest unit that is written.
  const unit = match[6] !== undefined ? 1_000 : match[5] !== undefined ? 60_000 : 3_600_000;
  const fraction = match[7] === undefined ? 0 : Math.floor(Number(`0.${match[7]}`) * unit);
  const offset = match[8] === undefined ? 0 : Number(match[9]) * 60 + Number(match[10] ?? 0);
  const local = date.getTime() + ((hour * 60 + minute) * 60 + second) * 1_000 + fraction;
  return match[8] === '-' ? local + offset * 60_000 : local - offset * 60_000;
}

/** The time as ISO 8601 UTC; null when the text is no such time. */
export function generalizedTimeToIso(text: string): string | null {
  const ms = parseGeneralizedTime(text);
  return ms === null ? null : isoTime(ms);
}
