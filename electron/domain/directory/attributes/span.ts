/** Spans of time, stored as negative 100 ns units (facts/active-directory.md §7). */
import { parseInt64, spanSeconds } from '../filetime.ts';
import type { DecodedValue } from './syntax.ts';
import { ofText } from './syntax.ts';
import type { Syntax } from './syntax.ts';

/** A lock-out of no end, written as zero or as the smallest int64, ends by an administrator's hand. */
const lockout = new Set(['lockoutduration', 'msds-lockoutduration']);
/** A maximum age of zero is no limit, like the smallest int64 (MS-SAMR 3.1.1.7). */
const maximum = new Set(['maxpwdage', 'msds-maximumpasswordage']);

/** The largest units first; the words for a span that is a whole number of one of them. */
const units = [
  ['days', 86_400],
  ['hours', 3_600],
  ['minutes', 60],
  ['seconds', 1],
] as const;

/** ISO 8601: `P42D`, `PT30M`, `P1DT2H3M4S`. */
function isoDuration(days: number, hours: number, minutes: number, seconds: number): string {
  const part = (value: number, unit: string) => (value === 0 ? '' : `${value}${unit}`);
  const time = part(hours, 'H') + part(minutes, 'M') + part(seconds, 'S');
  return `P${part(days, 'D')}${time === '' ? '' : `T${time}`}`;
}

/** A span of whole seconds, at least one. */
function describe(total: number): DecodedValue {
  const days = Math.floor(total / 86_400);
  const hours = Math.floor((total % 86_400) / 3_600);
  const minutes = Math.floor((total % 3_600) / 60);
  const seconds = total % 60;
  const text = isoDuration(days, hours, minutes, seconds);
  if (total === 86_400) return { text, code: 'span.oneDay' };
  const whole = units.find(([, size]) => total % size === 0)!;
  const parts = { days, hours, minutes, seconds };
  const single = Object.values(parts).filter((value) => value > 0).length === 1;
  if (single) return { text, code: `span.${whole[0]}`, params: { [whole[0]]: total / whole[1] } };
  return { text, code: 'span.mixed', params: parts };
}

export const spanSyntax: Syntax<'span'> = {
  name: 'span',
  attributes: [
    'maxPwdAge',
    'minPwdAge',
    'lockoutDuration',
    'lockOutObservationWindow',
    'forceLogoff',
    'maxTicketAge',
    'minTicketAge',
    'maxRenewAge',
    'machinePasswordChangeInterval',
    'proxyLifetime',
    'msDS-UserTGTLifetime',
    'msDS-ComputerTGTLifetime',
    'msDS-ServiceTGTLifetime',
    'msDS-MaximumPasswordAge',
    'msDS-MinimumPasswordAge',
    'msDS-LockoutDuration',
    'msDS-LockoutObservationWindow',
  ],
  decode: ofText((text, { name }) => {
    const value = parseInt64(text);
    if (value === null) return null;
    const seconds = spanSeconds(value);
    if (seconds === 'endless' || (value === 0n && (lockout.has(name) || maximum.has(name)))) {
      return { text, code: lockout.has(name) ? 'span.untilUnlocked' : 'span.endless' };
    }
    return seconds === 0 ? { text: 'PT0S', code: 'span.none' } : describe(seconds);
  }),
};
