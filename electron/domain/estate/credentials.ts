/**
 * Long-term credentials that outlive their use, judged as of the time of reading.
 * Source: facts/sts-iam.md §2 (last line), facts/group-role-mapping.md §4 fault 30.
 */
import type { CredentialGap, CredentialIssue } from './codes.ts';
import type { AwsAccount } from './facts.ts';
import type { IamUser } from './iam.ts';

/** Days after which a key, a password, or the last use of either counts as too old. */
export const credentialLimitDays = 90;

export interface CredentialFinding {
  readonly code: CredentialIssue;
  /** Of which key, where it is about one. */
  readonly keyTail: string | null;
  /** When the key or password was made, or last used: what the age counts from. */
  readonly since: string | null;
  /** Whole days from `since` to the reading. */
  readonly ageDays: number | null;
  /** Which fact says so, and its value as text. */
  readonly field: string;
  readonly value: string;
}

const day = 86_400_000;

/** Days between two ISO 8601 times, with fractions; null where there is no date. */
function daysBetween(since: string | null | undefined, readAt: string): number | null {
  const days = (Date.parse(readAt) - Date.parse(since ?? '')) / day;
  return Number.isNaN(days) ? null : days;
}

function finding(
  code: CredentialIssue,
  readAt: string,
  more: { keyTail?: string; since?: string | null; field: string; value: string },
): CredentialFinding {
  const days = daysBetween(more.since, readAt);
  return {
    code,
    keyTail: more.keyTail ?? null,
    since: days === null ? null : (more.since ?? null),
    // A clock that ran ahead makes a key of tomorrow: it is new.
    ageDays: days === null ? null : Math.max(0, Math.floor(days)),
    field: more.field,
    value: more.value,
  };
}

/** What is wrong with a user's keys and password. What was not read gives nothing here, but a gap. */
export function userCredentials(
  user: IamUser,
  readAt: string,
  limitDays = credentialLimitDays,
): CredentialFinding[] {
  return [...keyFindings(user, readAt, limitDays), ...passwordFindings(user, readAt, limitDays)];
}

function keyFindings(user: IamUser, readAt: string, limitDays: number): CredentialFinding[] {
  const keys = user.accessKeys ?? [];
  const found: CredentialFinding[] = [];
  const older = (date: string | null): boolean => (daysBetween(date, readAt) ?? 0) > limitDays;
  for (const { idTail: keyTail, status, createDate, lastUsed } of keys) {
    const field = `AccessKeys.${keyTail}`;
    const made = { keyTail, since: createDate, field: `${field}.CreateDate`, value: createDate ?? '' };
    const used = { keyTail, since: lastUsed, field: `${field}.LastUsedDate`, value: lastUsed ?? '' };
    if (status !== 'Active') {
      found.push(
        finding('keyInactive', readAt, {
          ...(lastUsed === null ? made : used),
          field: `${field}.Status`,
          value: status,
        }),
      );
      continue;
    }
    if (older(createDate)) found.push(finding('keyOld', readAt, made));
    if (lastUsed === null)
      found.push(finding('keyNeverUsed', readAt, { ...made, field: used.field, value: 'N/A' }));
    else if (older(lastUsed)) found.push(finding('keyUnused', readAt, used));
  }
  const active = keys.filter(({ status }) => status === 'Active');
  if (active.length > 1)
    found.push(
      finding('keysTwoActive', readAt, {
        since: active.map(({ createDate }) => createDate ?? '').toSorted()[0] || null,
        field: 'AccessKeys',
        value: active.map(({ idTail }) => idTail).join(', '),
      }),
    );
  return found;
}

function passwordFindings(user: IamUser, readAt: string, limitDays: number): CredentialFinding[] {
  if (user.hasConsolePassword !== true) return [];
  const found: CredentialFinding[] = [];
  const made = user.passwordCreated ?? null;
  if (user.mfaDevices === 0)
    found.push(
      finding('passwordNoMfa', readAt, { since: made ?? user.createDate, field: 'MFADevices', value: '0' }),
    );
  if ((daysBetween(made, readAt) ?? 0) > limitDays)
    found.push(
      finding('passwordOld', readAt, { since: made, field: 'LoginProfile.CreateDate', value: made! }),
    );
  const last = user.passwordLastUsed ?? made ?? user.createDate;
  if ((daysBetween(last, readAt) ?? 0) > limitDays)
    found.push(
      finding('passwordUnused', readAt, {
        since: last,
        field: 'PasswordLastUsed',
        value: user.passwordLastUsed ?? 'N/A',
      }),
    );
  return found;
}

/** The same of an account's root user; no date says how old its keys are. */
export function rootCredentials({ root }: AwsAccount, readAt: string): CredentialFinding[] {
  if (root === undefined) return [];
  const keys = { field: 'AccountAccessKeysPresent', value: String(root.accessKeys) };
  return [
    ...(root.accessKeys > 0 ? [finding('rootKeys', readAt, keys)] : []),
    ...(root.mfaEnabled ? [] : [finding('rootNoMfa', readAt, { field: 'AccountMFAEnabled', value: '0' })]),
  ];
}

/** What of a user could not be judged, because it was not read. */
export function credentialGapsOf(user: IamUser): CredentialGap[] {
  return [
    ...(user.accessKeys === null ? (['keys'] as const) : []),
    ...(user.mfaDevices === null && user.hasConsolePassword !== false ? (['mfa'] as const) : []),
    ...(user.hasConsolePassword === null ? (['password'] as const) : []),
  ];
}
