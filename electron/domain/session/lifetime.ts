/**
 * The life of a session, over milliseconds since 1970; the clock is passed in. `jitter` is a random number from 0 to 1, which
 * the caller draws once for a session or a try.
 */
import type { RefusalKind } from './causeCodes.ts';
import type { SessionRequest } from './request.ts';
import { mfaSerialOf } from './request.ts';

export const sessionStates = ['fresh', 'soon', 'expired', 'gone'] as const;
/**
 * `soon`: the time at which it was to be refreshed is over, or the clock was set back behind its beginning. `gone`: not expired, and its credentials are no longer there (a
 * keychain that was emptied, a memory that ended).
 */
export type SessionState = (typeof sessionStates)[number];

const minute = 60_000;

/**
 * How long before its end a session is called `soon`: a tenth of its life, and within 5 and 15 minutes. SDKs of AWS treat
 * credentials with less than 5 minutes left as spent, so that less is no warning; more than a quarter of an hour is no news of a
 * session of twelve hours. Never more than two fifths of its life, so that one that its assertion cut short begins fresh.
 */
function soonBefore(life: number): number {
  return Math.min(Math.max(5 * minute, Math.min(life / 10, 15 * minute)), 0.4 * life);
}

/** `takenAt` absent or null = not known; `present` = its credentials can still be had. */
export function stateOf(session: {
  readonly expiresAt: number;
  readonly now: number;
  readonly present: boolean;
  readonly takenAt?: number | null;
}): SessionState {
  const { expiresAt, now, present, takenAt = null } = session;
  if (now >= expiresAt) return 'expired';
  if (!present) return 'gone';
  // The clock was set back since: by this one, nobody knows when it ends.
  if (takenAt !== null && takenAt > now + minute) return 'soon';
  const life = takenAt === null ? 50 * minute : Math.max(0, expiresAt - takenAt);
  return now >= expiresAt - soonBefore(life) ? 'soon' : 'fresh';
}

/**
 * When to refresh: in the last fifth of its life and before the last tenth, earlier where it would be `soon` by then, and never in its first half. The
 * window is a tenth of the life wide, so that sessions taken together do not refresh together.
 */
export function refreshAt(session: {
  readonly takenAt: number;
  readonly expiresAt: number;
  readonly jitter: number;
}): number {
  const { takenAt, expiresAt, jitter } = session;
  const life = Math.max(0, expiresAt - takenAt);
  const latest = expiresAt - Math.max(soonBefore(life), life / 10);
  return Math.round(latest - (life / 10) * jitter);
}

/** Refusals that the same request would meet again: somebody has to change something first. */
const permanent: ReadonlySet<RefusalKind> = new Set([
  'accessDenied',
  'validation',
  'invalidToken',
  'policyTooLarge',
  'malformedPolicy',
  'regionDisabled',
  'invalidMfa',
  'idpRejected',
]);
export const isPermanent = (kind: RefusalKind): boolean => permanent.has(kind);

const firstWait = 5_000;
const longestWait = 5 * minute;

/**
 * When to try again after `failures` in a row (at least 1): 5 seconds, doubled each time up to 5 minutes, of which the jitter takes
 * up to half. Null: never by itself, since the refusal was permanent. `refusal` null = AWS was not reached.
 */
export function nextTryAt(tried: {
  readonly failedAt: number;
  readonly failures: number;
  readonly refusal: RefusalKind | null;
  readonly jitter: number;
}): number | null {
  const { failedAt, failures, refusal, jitter } = tried;
  if (refusal !== null && isPermanent(refusal)) return null;
  const wait = Math.min(longestWait, firstWait * 2 ** Math.min(Math.max(failures - 1, 0), 30));
  return Math.round(failedAt + wait * (1 - jitter / 2));
}

/** What happened to the clock between two looks, by how far wall time and monotonic time went apart. */
export interface Jump {
  /** `ahead`: the machine slept, or its clock was set forward; timers are late. `back`: its clock was set back. */
  readonly kind: 'none' | 'ahead' | 'back';
  /** How far, from 0. */
  readonly ms: number;
}

/** Clocks that are corrected gently, and timers of a busy machine, stay below. */
const jumpTolerance = 5_000;

export function jumpBetween(
  wallThen: number,
  wallNow: number,
  monotonicThen: number,
  monotonicNow: number,
): Jump {
  const apart = wallNow - wallThen - Math.max(0, monotonicNow - monotonicThen);
  if (Math.abs(apart) <= jumpTolerance) return { kind: 'none', ms: 0 };
  return { kind: apart > 0 ? 'ahead' : 'back', ms: Math.abs(apart) };
}

/** What a refresh needs of its user. */
export type Need = 'none' | 'mfa' | 'saml' | 'webIdentity' | 'portal';

/** `portal`: nothing while the sign-in at the portal lasts, and a sign-in there after that. */
export function needOf(request: SessionRequest): Need {
  switch (request.kind) {
    case 'saml':
    case 'webIdentity':
      return request.kind;
    case 'portalRole':
      return 'portal';
    default:
      return mfaSerialOf(request) === null ? 'none' : 'mfa';
  }
}

/** As in a Date header, in ISO 8601, or as signatures have it. */
const dates = [
  /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/,
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/,
];

/** How many seconds this machine's clock is ahead of AWS (negative: behind); null: the text is no date. */
export function skewSeconds(awsDate: string, localMs: number): number | null {
  const iso = awsDate.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  const aws = dates.some((shape) => shape.test(iso)) ? Date.parse(iso) : Number.NaN;
  return Number.isNaN(aws) ? null : Math.round((localMs - aws) / 1000);
}

/** AWS refuses what was signed more than 5 minutes away from its own time. Source: facts/sts-iam.md §1. */
export const isSkewed = (seconds: number): boolean => Math.abs(seconds) > 300;
