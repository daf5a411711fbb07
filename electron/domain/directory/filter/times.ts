/** Points in time in a filter, so that a query means the same next month: `{now-90d:filetime}`, `{now:generalizedTime}`. */
import { msToFiletime } from '../filetime.ts';

const place = /\{now(?:([+-])(\d{1,6})([dhm]))?:(filetime|generalizedTime)\}/g;
const units = { d: 86_400_000, h: 3_600_000, m: 60_000 } as const;

/** `20241122101500.0Z`, as domain controllers write it. */
function generalizedTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}.0Z`;
}

/** The filter's text with every point in time written out. `nowMs`: milliseconds since 1970; the result is of years 1601 to 9999. */
export function resolveTimes(text: string, nowMs: number): string {
  return text.replaceAll(
    place,
    (_, sign?: string, amount?: string, unit?: keyof typeof units, form?: string) => {
      const span = sign === undefined ? 0 : Number(amount) * units[unit!] * (sign === '-' ? -1 : 1);
      const ms = Math.min(Math.max(nowMs + span, -11_644_473_600_000), 253_402_300_799_000);
      return form === 'filetime' ? String(msToFiletime(ms)) : generalizedTime(ms);
    },
  );
}

/** Where points in time stand in a text. */
export function timesIn(text: string): { text: string; position: number }[] {
  return [...text.matchAll(place)].map((match) => ({ text: match[0], position: match.index }));
}
