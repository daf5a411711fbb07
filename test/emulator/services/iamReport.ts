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

function keyColumns(key: NonNullable<UserCredentials['accessKeys']>[number] | undefined): string[] {
  if (!key) return noKey;
  const { Status, CreateDate, lastUsed } = key;
  const used = lastUsed ? [lastUsed.date, lastUsed.region, lastUsed.service] : ['N/A', 'N/A', 'N/A'];
  return [String(Status === 'Active'), CreateDate, ...used];
}

export function credentialReport(account: Account, now: Date): string {
  const root = account.root ?? { accessKeys: 0, mfa: true };
  const rootKey = root.accessKeys === 0 ? noKey : ['true', '2019-04-01T00:00:00Z', 'N/A', 'N/A', 'N/A'];
  const rootLine = [
    '<root_account>', `arn:aws:iam::${account.id}:root`, '2019-04-01T00:00:00Z', 'not_supported', now.toISOString(),
    'not_supported', 'not_supported', String(root.mfa), ...rootKey, ...noKey, ...noCertificates,
  ]; // prettier-ignore
  const lines = account.users.map(({ UserName, Arn, CreateDate, PasswordLastUsed }) => {
    const { accessKeys = [], mfaDevices = [], loginProfile } = account.credentials?.[UserName] ?? {};
    const password = loginProfile
      ? ['true', PasswordLastUsed ?? 'no_information', loginProfile.CreateDate, 'N/A']
      : ['false', 'N/A', 'N/A', 'N/A'];
    return [
      UserName, Arn, CreateDate, ...password, String(mfaDevices.length > 0), ...keyColumns(accessKeys[0]),
      ...keyColumns(accessKeys[1]), ...noCertificates,
    ]; // prettier-ignore
  });
  return [columns, rootLine, ...lines].map((line) => line.join(',')).join('\n');
}
