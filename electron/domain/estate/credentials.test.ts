import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CredentialGap, CredentialIssue } from './codes.ts';
import { credentialGapsOf, rootCredentials, userCredentials } from './credentials.ts';
import type { IamUser } from './iam.ts';

const readAt = '2026-10-30T22:00:00.000Z';
const before = (days: number): string => new Date(Date.parse(readAt) - days * 86_400_000).toISOString();
type Key = NonNullable<IamUser['accessKeys']>[number];
const key = (created: number, used: number | null, status = 'Active', idTail = 'ABCD'): Key => ({
  idTail,
  status,
  createDate: before(created),
  lastUsed: used === null ? null : before(used),
});
const user = (more: Partial<IamUser>): IamUser => ({
  arn: 'arn:aws:iam::111122223333:user/ana',
  name: 'ana',
  path: '/',
  userId: 'AIDAX',
  account: '111122223333',
  createDate: before(500),
  groups: [],
  attachedPolicies: [],
  inlinePolicies: [],
  permissionsBoundary: null,
  passwordLastUsed: null,
  hasConsolePassword: false,
  mfaDevices: 0,
  accessKeys: [],
  ...more,
});

// Source: facts/sts-iam.md §2, facts/group-role-mapping.md §4 fault 30.
const cases: readonly [string, Partial<IamUser>, [CredentialIssue, number | null][]][] = [
  ['nothing at all', {}, []],
  ['a young key in use', { accessKeys: [key(41, 0.2)] }, []],
  ['a key of 90 days', { accessKeys: [key(90, 1)] }, []],
  ['a key of more', { accessKeys: [key(90.5, 1)] }, [['keyOld', 90]]],
  ['a key that nobody used yet', { accessKeys: [key(3, null)] }, [['keyNeverUsed', 3]]],
  [
    'an old key that nobody used',
    { accessKeys: [key(300, null)] },
    [
      ['keyOld', 300],
      ['keyNeverUsed', 300],
    ],
  ],
  [
    'an old key out of use',
    { accessKeys: [key(700, 377)] },
    [
      ['keyOld', 700],
      ['keyUnused', 377],
    ],
  ],
  ['an inactive key', { accessKeys: [key(700, 377, 'Inactive')] }, [['keyInactive', 377]]],
  ['an inactive key never used', { accessKeys: [key(700, null, 'Inactive')] }, [['keyInactive', 700]]],
  ['two active keys', { accessKeys: [key(10, 1), key(30, 1, 'Active', 'WXYZ')] }, [['keysTwoActive', 30]]],
  ['one active, one not', { accessKeys: [key(10, 1), key(30, 1, 'Inactive')] }, [['keyInactive', 1]]],
  ['keys that were not read', { accessKeys: null }, []],
  [
    'a password without a second factor',
    { hasConsolePassword: true, passwordLastUsed: before(1), passwordCreated: before(10) },
    [['passwordNoMfa', 10]],
  ],
  [
    'devices that were not read',
    { hasConsolePassword: true, passwordLastUsed: before(1), mfaDevices: null },
    [],
  ],
  [
    'an old password in use',
    { hasConsolePassword: true, mfaDevices: 1, passwordLastUsed: before(1), passwordCreated: before(400) },
    [['passwordOld', 400]],
  ],
  [
    'a password out of use',
    { hasConsolePassword: true, mfaDevices: 1, passwordLastUsed: before(120) },
    [['passwordUnused', 120]],
  ],
  ['a password never used', { hasConsolePassword: true, mfaDevices: 1 }, [['passwordUnused', 500]]],
  ['no password, used long ago', { hasConsolePassword: false, passwordLastUsed: before(400) }, []],
  ['whether there is a password not read', { hasConsolePassword: null }, []],
  ['a key of tomorrow', { accessKeys: [key(-1, null)] }, [['keyNeverUsed', 0]]],
  ['a key without a date', { accessKeys: [{ ...key(1, 1), createDate: null }] }, []],
];

describe('credentials', () => {
  it.each(cases)('of a user with %s', (_, more, expected) => {
    const found = userCredentials(user(more), readAt);
    expect(found.map(({ code, ageDays }) => [code, ageDays])).toEqual(expected);
    for (const { since, field } of found)
      expect([since === null, field]).toEqual([false, expect.any(String)]);
  });

  it.each<[{ accessKeys: number; mfaEnabled: boolean } | undefined, CredentialIssue[]]>([
    [undefined, []],
    [{ accessKeys: 0, mfaEnabled: true }, []],
    [{ accessKeys: 1, mfaEnabled: true }, ['rootKeys']],
    [{ accessKeys: 2, mfaEnabled: false }, ['rootKeys', 'rootNoMfa']],
  ])('of a root user %j', (root, expected) => {
    const account = { id: '111122223333', name: null, alias: null, ...(root ? { root } : {}) };
    expect(rootCredentials(account, readAt).map(({ code }) => code)).toEqual(expected);
  });

  it.each<[Partial<IamUser>, CredentialGap[]]>([
    [{}, []],
    [{ accessKeys: null }, ['keys']],
    [{ mfaDevices: null }, []],
    [{ mfaDevices: null, hasConsolePassword: true }, ['mfa']],
    [{ mfaDevices: null, hasConsolePassword: null, accessKeys: null }, ['keys', 'mfa', 'password']],
  ])('that were not read: %j', (more, expected) => {
    expect(credentialGapsOf(user(more))).toEqual(expected);
  });

  it('only get worse with time', () => {
    const days = fc.double({ min: 0, max: 1000, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(days, fc.option(days)), { maxLength: 2 }), days, (keys, later) => {
        const one = user({ accessKeys: keys.map(([made, used]) => key(made, used)) });
        const codes = (at: string) => userCredentials(one, at).map(({ code }) => code);
        const then = new Date(Date.parse(readAt) + later * 86_400_000).toISOString();
        expect(codes(then)).toEqual(expect.arrayContaining(codes(readAt)));
      }),
      { numRuns: 200 * Number(process.env['TREELINE_FUZZ'] ?? 1) },
    );
  });
});
