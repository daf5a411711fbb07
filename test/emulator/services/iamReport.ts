/** The credential report: a line for the root user and each IAM user. Source: IAM User Guide, "Getting credential reports". */
import type { Account, UserCredentials } from '../estate.ts';

const columns = [
  'user', 'arn', 'user_creation_time', 'password_enabled', 'password_last_used', 'password_last_changed',
  'password_next_rotation', 'mfa_active', 'access_key_1_active', 'access_key_1_last_rotated',
  'access_key_1_last_used_date', 'access_key_1_last_used_region', 'access_key_1_last_used_service',
  'access_key_2_active', 'access_key_2_last_rotated', 'access_key_2_last_used_date',
  'access_key_2_last_used_region', 'access_key_2_last_used_service', 'cert_1_active', 'cert_1_last_rotated',
  'cert_2_active', 'cert_2_last_rotated',
]; // prettier-ignore

const noCertificates = ['false', 'N/A', 'false', 'N/A'];
const noKey = ['false', 'N/A', 'N/A', 'N/A', 'N/A'];
const noPassword = ['false', 'N/A', 'N/A', 'N/A'];
const openedAt = '2019-04-01T00:00:00+00:00';
const day = 86_400_000;

/** The report's way to write a time: whole seconds, with the offset. */
const time = (iso: string): string => new Date(iso).toISOString().replace(/\.\d{3}Z$/, '+00:00');

function keyColumns(key: NonNullable<UserCredentials['accessKeys']>[number] | undefined): string[] {
  if (!key) return noKey;
  const { Status, CreateDate, lastUsed } = key;
  const used = lastUsed ? [time(lastUsed.date), lastUsed.region, lastUsed.service] : ['N/A', 'N/A', 'N/A'];
  return [String(Status === 'Active'), time(CreateDate), ...used];
}

/** Enabled, last used, last changed, and when the account's rule asks for another. */
function passwordColumns(
  { loginProfile, passwordChanged }: UserCredentials,
  lastUsed: string | undefined,
  maxAgeDays: number | null,
): string[] {
  if (!loginProfile) return noPassword;
  const changed = passwordChanged ?? loginProfile.CreateDate;
  const next = maxAgeDays && time(new Date(Date.parse(changed) + maxAgeDays * day).toISOString());
  return ['true', lastUsed ? time(lastUsed) : 'no_information', time(changed), next || 'N/A'];
}

/** A name may hold a comma. */
const cell = (text: string): string => (text.includes(',') ? `"${text}"` : text);

export function credentialReport(account: Account): string {
  const root = account.root ?? { accessKeys: 0, mfa: true };
  const rootKey = root.accessKeys === 0 ? noKey : ['true', openedAt, 'N/A', 'N/A', 'N/A'];
  const rootUsed = root.passwordLastUsed ? time(root.passwordLastUsed) : 'no_information';
  const rootLine = [
    '<root_account>', `arn:aws:iam::${account.id}:root`, openedAt, 'not_supported', rootUsed,
    'not_supported', 'not_supported', String(root.mfa), ...rootKey, ...noKey, ...noCertificates,
  ]; // prettier-ignore
  const maxAgeDays = Number(account.passwordPolicy?.MaxPasswordAge ?? 0) || null;
  const lines = account.users.map(({ UserName, Arn, CreateDate, PasswordLastUsed }) => {
    const credentials = account.credentials?.[UserName] ?? {};
    const { accessKeys = [], mfaDevices = [] } = credentials;
    return [
      UserName, Arn, time(CreateDate), ...passwordColumns(credentials, PasswordLastUsed, maxAgeDays),
      String(mfaDevices.length > 0), ...keyColumns(accessKeys[0]), ...keyColumns(accessKeys[1]), ...noCertificates,
    ]; // prettier-ignore
  });
  return [columns, rootLine, ...lines].map((line) => line.map(cell).join(',')).join('\n');
}
