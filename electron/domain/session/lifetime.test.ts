import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isPermanent,
  isSkewed,
  jumpBetween,
  needOf,
  nextTryAt,
  refreshAt,
  skewSeconds,
  stateOf,
} from './lifetime.ts';
import type { SessionRequest } from './request.ts';

const numRuns = Math.ceil(200 * Number(process.env['TREELINE_FUZZ'] ?? 1));
const minute = 60_000;
const hour = 60 * minute;
const lives = fc.integer({ min: 1000, max: 36 * hour });
const jitters = fc.double({ min: 0, max: 1, noNaN: true });

describe('state', () => {
  it.each([
    ['an hour, half of it over', hour, 30 * minute, true, 'fresh'],
    ['an hour, 7 minutes left', hour, 53 * minute, true, 'fresh'],
    ['an hour, 6 minutes left', hour, 54 * minute, true, 'soon'],
    ['12 hours, 16 minutes left', 12 * hour, 12 * hour - 16 * minute, true, 'fresh'],
    ['12 hours, 15 minutes left', 12 * hour, 12 * hour - 15 * minute, true, 'soon'],
    ['15 minutes, 5 left', 15 * minute, 10 * minute, true, 'soon'],
    ['at its end', hour, hour, true, 'expired'],
    ['past its end, credentials gone', hour, hour + 1, false, 'expired'],
    ['credentials gone', hour, minute, false, 'gone'],
    ['taken by a clock a little ahead', hour, -minute, true, 'fresh'],
    ['taken by a clock that was set back since', hour, -minute - 1, true, 'soon'],
  ])('%s', (_name, expiresAt, now, present, expected) => {
    expect(stateOf({ takenAt: 0, expiresAt, now, present })).toBe(expected);
  });

  it('is soon at five minutes where it is not known when the session was taken', () => {
    const at = (now: number) => stateOf({ expiresAt: hour, now, present: true });
    expect([at(55 * minute - 1), at(55 * minute)]).toEqual(['fresh', 'soon']);
  });

  it('only grows older', () => {
    const order = ['fresh', 'soon', 'expired'];
    fc.assert(
      fc.property(lives, lives, lives, (expiresAt, a, b) => {
        const at = (now: number) => order.indexOf(stateOf({ takenAt: 0, expiresAt, now, present: true }));
        expect(at(Math.min(a, b))).toBeLessThanOrEqual(at(Math.max(a, b)));
        expect(at(0)).toBe(0);
      }),
      { numRuns },
    );
  });
});

describe('refresh', () => {
  it('comes in the second half of a life, and before the session is called soon', () => {
    fc.assert(
      fc.property(lives, jitters, (expiresAt, jitter) => {
        const at = refreshAt({ takenAt: 0, expiresAt, jitter });
        expect(at).toBeGreaterThanOrEqual(Math.floor(expiresAt / 2));
        expect(stateOf({ takenAt: 0, expiresAt, now: at - 1, present: true })).toBe('fresh');
      }),
      { numRuns },
    );
  });

  it('of sessions of an hour is spread over six minutes, in the last fifth', () => {
    const at = (jitter: number) => refreshAt({ takenAt: 0, expiresAt: hour, jitter }) / minute;
    expect([at(0), at(0.5), at(1)]).toEqual([54, 51, 48]);
  });
});

describe('next try', () => {
  const after = (failures: number, jitter = 0) =>
    nextTryAt({ failedAt: 1000, failures, refusal: null, jitter })! - 1000;
  it('waits twice as long each time, up to five minutes', () => {
    expect([1, 2, 3, 7, 50, 5000].map((failures) => after(failures))).toEqual([
      5_000,
      10_000,
      20_000,
      5 * minute,
      5 * minute,
      5 * minute,
    ]);
  });
  it('takes up to half of the wait off', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), jitters, (failures, jitter) => {
        expect(after(failures, jitter)).toBeGreaterThanOrEqual(after(failures) / 2);
        expect(after(failures, jitter)).toBeLessThanOrEqual(after(failures));
      }),
      { numRuns },
    );
  });
  it.each([
    ['accessDenied', true],
    ['invalidMfa', true],
    ['expired', false],
    ['clockSkew', false],
    ['other', false],
  ] as const)('%s is permanent: %s', (refusal, expected) => {
    expect(isPermanent(refusal)).toBe(expected);
    expect(nextTryAt({ failedAt: 0, failures: 1, refusal, jitter: 0 }) === null).toBe(expected);
  });
});

it.each([
  ['time goes on', [0, 60_000, 10, 60_010], { kind: 'none', ms: 0 }],
  ['a busy machine', [0, 64_000, 0, 60_000], { kind: 'none', ms: 0 }],
  ['sleep', [0, 8 * hour, 0, 60_000], { kind: 'ahead', ms: 8 * hour - 60_000 }],
  ['set back', [10 * hour, 9 * hour, 0, 60_000], { kind: 'back', ms: hour + 60_000 }],
] as const)('jump: %s', (_name, [a, b, c, d], expected) => {
  expect(jumpBetween(a, b, c, d)).toEqual(expected);
});

it.each([
  ['Mon, 23 Nov 2026 16:00:00 GMT', 0],
  ['2026-11-23T15:50:00Z', 600],
  ['20261123T160501Z', -301],
  ['yesterday', null],
  ['16', null],
  ['Mon, 99 Nov 2026 16:00:00 GMT', null],
])('skew by %s', (date, expected) => {
  expect(skewSeconds(date, Date.UTC(2026, 10, 23, 16))).toBe(expected);
});
it.each([
  [300, false],
  [-300, false],
  [301, true],
  [-301, true],
])('%d seconds are too many: %s', (seconds, expected) => expect(isSkewed(seconds)).toBe(expected));

const asked = { region: 'eu-west-1', durationSeconds: null };
const source = { kind: 'profile', profile: null } as const;
const policies = { policy: null, policyArns: [] };
const arns = { roleArn: 'r', principalArn: 'p' };
it.each<[SessionRequest, string]>([
  [{ kind: 'sessionToken', source, mfaSerial: null, ...asked }, 'none'],
  [{ kind: 'sessionToken', source, mfaSerial: 'GAHT12345678', ...asked }, 'mfa'],
  [{ kind: 'federationToken', source, userName: 'x', tags: [], ...asked, ...policies }, 'none'],
  [{ kind: 'saml', identityProvider: null, ...arns, ...asked, ...policies }, 'saml'],
  [{ kind: 'webIdentity', roleArn: 'r', sessionName: 's', ...asked, ...policies }, 'webIdentity'],
  [{ kind: 'portalRole', portal: 'p', account: '1', roleName: 'r', region: 'x' }, 'portal'],
])('a refresh needs of its user: %#', (request, need) => expect(needOf(request)).toBe(need));
