import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CredentialGap, CredentialIssue } from './codes.ts';
import type { ReportedCredentials, ReportedKey } from './credentialReport.ts';
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

const reportedKey = (slot: 1 | 2, active: boolean, rotated: number, used: number | null): ReportedKey => ({
  slot,
  active,
  lastRotated: before(rotated),
  lastUsed: used === null ? null : before(used),
  lastUsedRegion: null,
  lastUsedService: null,
});
const reported = (more: Partial<ReportedCredentials>): ReportedCredentials => ({
  arn: 'arn:aws:iam::111122223333:user/ana',
  passwordEnabled: null,
  passwordLastUsed: null,
  passwordLastChanged: null,
  passwordNextRotation: null,
  mfaActive: null,
  keys: [],
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
    'a password made long ago, in use',
    { hasConsolePassword: true, mfaDevices: 1, passwordLastUsed: before(1), passwordCreated: before(400) },
    // It may have been changed since; nobody but the report tells.
    [],
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

  it.each<[Partial<IamUser>, Partial<ReportedCredentials>, [CredentialIssue, number | null][]]>([
    [
      { hasConsolePassword: true, mfaDevices: 1, passwordLastUsed: before(1), passwordCreated: before(400) },
      { passwordLastChanged: before(10) },
      [],
    ],
    [
      { hasConsolePassword: true, mfaDevices: 1, passwordLastUsed: before(1), passwordCreated: before(800) },
      { passwordLastChanged: before(400) },
      [['passwordOld', 400]],
    ],
    // What calls of their own did not tell, the report does; what they did tell, they tell better.
    [
      { hasConsolePassword: null, mfaDevices: null },
      { passwordEnabled: true, mfaActive: false, passwordLastUsed: before(1) },
      [['passwordNoMfa', 500]],
    ],
    [{ hasConsolePassword: true, passwordLastUsed: before(1), mfaDevices: 1 }, { mfaActive: false }, []],
    [{ hasConsolePassword: false, mfaDevices: 0 }, { passwordEnabled: true }, []],
    [
      { hasConsolePassword: true, mfaDevices: 1, passwordLastUsed: before(200) },
      { passwordLastUsed: before(3) },
      [],
    ],
    [
      { accessKeys: null },
      { keys: [reportedKey(1, true, 300, null), reportedKey(2, false, 400, 200)] },
      [
        ['keyOld', 300],
        ['keyNeverUsed', 300],
        ['keyInactive', 200],
      ],
    ],
    [{ accessKeys: [] }, { keys: [reportedKey(1, true, 300, null)] }, []],
    [
      { accessKeys: null },
      { keys: [reportedKey(1, true, 10, 1), reportedKey(2, true, 20, 1)] },
      [['keysTwoActive', 20]],
    ],
  ])('of %j with a report of %j', (more, told, expected) => {
    const found = userCredentials(user(more), readAt, reported(told));
    expect(found.map(({ code, ageDays }) => [code, ageDays])).toEqual(expected);
  });

  it.each<[{ accessKeys: number; mfaEnabled: boolean } | undefined, Partial<ReportedCredentials>, unknown]>([
    [undefined, { mfaActive: true }, []],
    [
      undefined,
      { mfaActive: false, keys: [reportedKey(1, true, 900, 3)] },
      [
        ['rootKeys', 900],
        ['rootNoMfa', null],
      ],
    ],
    [{ accessKeys: 1, mfaEnabled: true }, { keys: [reportedKey(2, true, 30, null)] }, [['rootKeys', 30]]],
    // The report is up to four hours older: the summary is right.
    [{ accessKeys: 0, mfaEnabled: true }, { mfaActive: false, keys: [reportedKey(1, true, 9, 1)] }, []],
    [undefined, { keys: [reportedKey(1, false, 900, 3)] }, []],
  ])('of a root user %j with a report of %j', (root, told, expected) => {
    const account = { id: '111122223333', name: null, alias: null, ...(root ? { root } : {}) };
    const found = rootCredentials(account, readAt, reported(told));
    expect(found.map(({ code, ageDays }) => [code, ageDays])).toEqual(expected);
  });

  it.each<[Partial<IamUser>, Partial<ReportedCredentials> | null, CredentialGap[]]>([
    [{}, null, []],
    [{ accessKeys: null }, null, ['keys']],
    [{ accessKeys: null }, {}, []],
    [{ mfaDevices: null }, null, []],
    [{ mfaDevices: null, hasConsolePassword: true }, null, ['mfa', 'passwordAge']],
    [{ mfaDevices: null, hasConsolePassword: null, accessKeys: null }, null, ['keys', 'mfa', 'password']],
    [
      { mfaDevices: null, hasConsolePassword: null, accessKeys: null },
      { passwordEnabled: true, mfaActive: true, passwordLastChanged: before(1) },
      [],
    ],
    [{ hasConsolePassword: true, passwordCreated: before(90) }, null, []],
    [{ hasConsolePassword: true, passwordCreated: before(91) }, null, ['passwordAge']],
    [{ hasConsolePassword: true, passwordCreated: before(91) }, {}, ['passwordAge']],
    [{ hasConsolePassword: true, passwordCreated: before(91) }, { passwordLastChanged: before(3) }, []],
  ])('that were not read: %j, %j', (more, told, expected) => {
    expect(credentialGapsOf(user(more), readAt, told && reported(told))).toEqual(expected);
  });

  it('whose last use was not read are not told as never used', () => {
    const { passwordLastUsed: _, ...unread } = user({
      hasConsolePassword: true,
      mfaDevices: 1,
      passwordCreated: before(200),
    });
    expect(userCredentials(unread, readAt)).toEqual([]);
    expect(credentialGapsOf(unread, readAt)).toEqual(['passwordAge', 'passwordUse']);
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
