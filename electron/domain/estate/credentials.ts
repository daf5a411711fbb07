/**
 * Long-term credentials that outlive their use, judged as of the time of reading.
 * Source: facts/sts-iam.md §2 (last line), facts/group-role-mapping.md §4 fault 30.
 */
import type { CredentialGap, CredentialIssue } from './codes.ts';
import type { ReportedCredentials } from './credentialReport.ts';
import type { AwsAccount } from './facts.ts';
import type { IamUser } from './iam.ts';

/** Days after which a key, a password, or the last use of either counts as too old. */
export const credentialLimitDays = 90;

export interface CredentialFinding {
  readonly code: CredentialIssue;
  /** Of which key, where it is about one that was read by itself: the report names none. */
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
  more: { keyTail?: string | null; since?: string | null; field: string; value: string },
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

/** A key as its own calls tell of it, or else the credential report. */
interface Key {
  readonly tail: string | null;
  readonly status: string;
  readonly made: string | null;
  readonly used: string | null;
  readonly fields: { readonly status: string; readonly made: string; readonly used: string };
}

/** Null where neither was read. */
function keysOf({ accessKeys }: IamUser, reported: ReportedCredentials | null): Key[] | null {
  if (accessKeys === null) return reported && reportedKeys(reported);
  return accessKeys.map(({ idTail, status, createDate, lastUsed }) => {
    const field = `AccessKeys.${idTail}`;
    const fields = { status: `${field}.Status`, made: `${field}.CreateDate`, used: `${field}.LastUsedDate` };
    return { tail: idTail, status, made: createDate, used: lastUsed, fields };
  });
}

const reportedKeys = ({ keys }: ReportedCredentials): Key[] =>
  keys.map(({ slot, active, lastRotated, lastUsed }) => {
    const field = `CredentialReport.access_key_${slot}`;
    return {
      tail: null,
      status: active ? 'Active' : 'Inactive',
      made: lastRotated,
      used: lastUsed,
      fields: { status: `${field}_active`, made: `${field}_last_rotated`, used: `${field}_last_used_date` },
    };
  });

/**
 * What is wrong with a user's keys and password. What was not read gives nothing here, but a gap. `reported`: what the
 * credential report says of the user.
 */
export function userCredentials(
  user: IamUser,
  readAt: string,
  reported: ReportedCredentials | null = null,
  limitDays = credentialLimitDays,
): CredentialFinding[] {
  return [
    ...keyFindings(keysOf(user, reported) ?? [], readAt, limitDays),
    ...passwordFindings(passwordOf(user, reported), readAt, limitDays),
  ];
}

function keyFindings(keys: readonly Key[], readAt: string, limitDays: number): CredentialFinding[] {
  const found: CredentialFinding[] = [];
  const older = (date: string | null): boolean => (daysBetween(date, readAt) ?? 0) > limitDays;
  for (const { tail: keyTail, status, made, used, fields } of keys) {
    const ofMade = { keyTail, since: made, field: fields.made, value: made ?? '' };
    const ofUse = { keyTail, since: used, field: fields.used, value: used ?? 'N/A' };
    if (status !== 'Active') {
      const of = used === null ? ofMade : ofUse;
      found.push(finding('keyInactive', readAt, { ...of, field: fields.status, value: status }));
      continue;
    }
    if (older(made)) found.push(finding('keyOld', readAt, ofMade));
    if (used === null) found.push(finding('keyNeverUsed', readAt, { ...ofUse, since: made }));
    else if (older(used)) found.push(finding('keyUnused', readAt, ofUse));
  }
  const active = keys.filter(({ status }) => status === 'Active');
  if (active.length > 1)
    found.push(
      finding('keysTwoActive', readAt, {
        since: oldest(active),
        field: 'AccessKeys',
        value: active.map(({ tail, fields }) => tail ?? fields.status).join(', '),
      }),
    );
  return found;
}

const oldest = (keys: readonly Key[]): string | null =>
  keys.flatMap(({ made }) => made ?? []).toSorted()[0] ?? null;

/** A console password as IAM's own calls and the report tell of it together. */
interface Password {
  /** Null = not known whether there is one. */
  readonly there: boolean | null;
  /** When it was first made, and when it was last changed: the report alone tells that. */
  readonly made: string | null;
  readonly changed: string | null;
  /** Null = never; absent = not read. */
  readonly used?: string | null;
  readonly userMade: string | null;
  /** Whether there is a second factor, and by what that is known. */
  readonly mfa: boolean | null;
  readonly mfaField: { readonly field: string; readonly value: string };
}

function passwordOf(user: IamUser, reported: ReportedCredentials | null): Password {
  const uses = [user.passwordLastUsed, reported?.passwordLastUsed].filter((date) => date !== undefined);
  const devices = user.mfaDevices;
  return {
    there: user.hasConsolePassword ?? reported?.passwordEnabled ?? null,
    made: user.passwordCreated ?? null,
    changed: reported?.passwordLastChanged ?? null,
    ...(uses.length === 0
      ? {}
      : {
          used:
            uses
              .flatMap((date) => date ?? [])
              .toSorted()
              .at(-1) ?? null,
        }),
    userMade: user.createDate,
    mfa: devices === null ? (reported?.mfaActive ?? null) : devices > 0,
    mfaField:
      devices === null
        ? { field: 'CredentialReport.mfa_active', value: 'false' }
        : { field: 'MFADevices', value: String(devices) },
  };
}

function passwordFindings(password: Password, readAt: string, limitDays: number): CredentialFinding[] {
  if (password.there !== true) return [];
  const { made, changed, used, userMade, mfa, mfaField } = password;
  const older = (date: string | null): boolean => (daysBetween(date, readAt) ?? 0) > limitDays;
  const found: CredentialFinding[] = [];
  if (mfa === false)
    found.push(finding('passwordNoMfa', readAt, { since: changed ?? made ?? userMade, ...mfaField }));
  if (older(changed))
    found.push(
      finding('passwordOld', readAt, {
        since: changed,
        field: 'CredentialReport.password_last_changed',
        value: changed!,
      }),
    );
  if (used === undefined) return found;
  const last = used ?? changed ?? made ?? userMade;
  if (older(last))
    found.push(
      finding('passwordUnused', readAt, { since: last, field: 'PasswordLastUsed', value: used ?? 'N/A' }),
    );
  return found;
}

/** The same of an account's root user; the report alone says how old its keys are. */
export function rootCredentials(
  { root }: AwsAccount,
  readAt: string,
  reported: ReportedCredentials | null = null,
): CredentialFinding[] {
  const keys = (reported ? reportedKeys(reported) : []).filter(({ status }) => status === 'Active');
  const present = root?.accessKeys ?? keys.length;
  const mfa = root?.mfaEnabled ?? reported?.mfaActive ?? null;
  const found: CredentialFinding[] = [];
  if (present > 0)
    found.push(
      finding('rootKeys', readAt, {
        since: oldest(keys),
        ...(root
          ? { field: 'AccountAccessKeysPresent', value: String(root.accessKeys) }
          : { field: keys[0]!.fields.status, value: 'true' }),
      }),
    );
  if (mfa === false)
    found.push(
      finding(
        'rootNoMfa',
        readAt,
        root
          ? { field: 'AccountMFAEnabled', value: '0' }
          : { field: 'CredentialReport.mfa_active', value: 'false' },
      ),
    );
  return found;
}

/** What of a user could not be judged, because it was not read. */
export function credentialGapsOf(
  user: IamUser,
  readAt: string,
  reported: ReportedCredentials | null = null,
  limitDays = credentialLimitDays,
): CredentialGap[] {
  const { there, made, changed, used, mfa } = passwordOf(user, reported);
  // A young password needs nobody to say when it was changed.
  const young = made !== null && (daysBetween(made, readAt) ?? Infinity) <= limitDays;
  const gaps: [CredentialGap, boolean][] = [
    ['keys', keysOf(user, reported) === null],
    ['mfa', mfa === null && there !== false],
    ['password', there === null],
    ['passwordAge', there === true && changed === null && !young],
    ['passwordUse', there === true && used === undefined],
  ];
  return gaps.flatMap(([code, lacks]) => (lacks ? [code] : []));
}
