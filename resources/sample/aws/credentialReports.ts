/** What the credential reports say: of the root user, and when passwords were last changed. One account denies its own. */
import type { CredentialReport, ReportedCredentials, ReportedKey } from '#domain/estate/credentialReport.ts';
import type { IamUser } from '#domain/estate/iam.ts';
import type { Reading } from '#domain/estate/reading.ts';
import { accounts, isoBefore } from '../plan.ts';
import type { AccountName } from '../plan.ts';
import { users } from './users.ts';

/** Days since a password was changed, by user; the others still have their first. */
const changedDays: Readonly<Record<string, number>> = { 'minjun.kim': 31 };
/** Days after which the account's own rule asks for another password. */
const rotation: Readonly<Partial<Record<AccountName, number>>> = { prod: 90 };

const keyOf = (slot: ReportedKey['slot'], key: NonNullable<IamUser['accessKeys']>[number]): ReportedKey => ({
  slot,
  active: key.status === 'Active',
  lastRotated: key.createDate,
  lastUsed: key.lastUsed,
  lastUsedRegion: key.lastUsed === null ? null : 'ap-northeast-2',
  lastUsedService: key.lastUsed === null ? null : 's3',
});

function reportedUser(account: AccountName, user: IamUser): ReportedCredentials {
  const days = changedDays[user.name];
  const changed = days === undefined ? (user.passwordCreated ?? null) : isoBefore(days);
  const every = rotation[account];
  const next = changed === null || every === undefined ? null : Date.parse(changed) + every * 86_400_000;
  return {
    arn: user.arn,
    passwordEnabled: user.hasConsolePassword,
    passwordLastUsed: user.passwordLastUsed ?? null,
    passwordLastChanged: changed,
    passwordNextRotation: next === null ? null : new Date(next).toISOString().replace('.000Z', 'Z'),
    mfaActive: (user.mfaDevices ?? 0) > 0,
    keys: (user.accessKeys ?? []).map((key, at) => keyOf(at === 0 ? 1 : 2, key)),
  };
}

/** 30: the key of the management account's root user is as old as the account, and was used not long ago. */
function reportedRoot(account: AccountName): ReportedCredentials {
  const management = account === 'shared';
  return {
    arn: `arn:aws:iam::${accounts[account]}:root`,
    passwordEnabled: null,
    passwordLastUsed: management ? isoBefore(64) : null,
    passwordLastChanged: null,
    passwordNextRotation: null,
    mfaActive: !management,
    keys: management
      ? [
          {
            slot: 1,
            active: true,
            lastRotated: isoBefore(2310),
            lastUsed: isoBefore(64),
            lastUsedRegion: 'us-east-1',
            lastUsedService: 'iam',
          },
        ]
      : [],
  };
}

export function credentialReport(account: AccountName): Reading<CredentialReport> {
  if (account === 'dev') return { state: 'notReadable', code: 'aws.accessDenied' };
  const own = users.filter((user) => user.account === accounts[account]);
  return {
    state: 'read',
    value: {
      generatedAt: isoBefore(0.1),
      credentials: [reportedRoot(account), ...own.map((user) => reportedUser(account, user))],
    },
  };
}
