/** Temporary keys as STS gives them out. */
import { randomBytes } from 'node:crypto';
import type { AccessKey, Account, Role } from '../estate.ts';
import { textOf } from '../input.ts';
import { noteIssued } from '../issued.ts';
import { momentOf } from '../mfa.ts';
import { ServiceError } from '../wire.ts';
import type { Asked, Input } from '../wire.ts';
import { invalid } from './stsInput.ts';

export const accessDenied = (message: string): ServiceError => new ServiceError('AccessDenied', 403, message);

/** As STS writes times: whole seconds. */
export const iso = (time: number): string => new Date(time).toISOString().replace(/\.\d{3}/, '');

/** Makes new keys known, good for `seconds` from now. */
export function give(
  { admit, now }: Asked,
  seconds: number,
  of: Pick<AccessKey, 'account' | 'arn' | 'userId' | 'denied' | 'session'>,
): AccessKey {
  const given: AccessKey = {
    ...of,
    accessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: noteIssued(randomBytes(30).toString('base64')),
    sessionToken: noteIssued(randomBytes(240).toString('base64')),
    expiresAt: iso(now.getTime() + seconds * 1000),
  };
  admit(given);
  return given;
}

export const credentialsOf = ({ accessKeyId, secretAccessKey, sessionToken, expiresAt }: AccessKey) => ({
  AccessKeyId: accessKeyId,
  SecretAccessKey: secretAccessKey,
  SessionToken: sessionToken,
  Expiration: expiresAt,
});

/** The role that a request names, with its account; null for one that does not exist. Throws for an ARN that is none. */
export function roleOf({ estate }: Asked, arn: string): { account: Account; role: Role } | null {
  if (!/^arn:aws:iam::\d{12}:role\/.+/.test(arn)) throw invalid('Request ARN is invalid');
  const account = estate.accounts.find(({ id }) => id === arn.split(':')[4]);
  const role = account?.roles.find(({ Arn }) => Arn === arn);
  return account && role ? { account, role } : null;
}

/** A session of a role. */
export function giveRole(
  asked: Asked,
  seconds: number,
  { account, role }: { readonly account: Account; readonly role: Role },
  name: string,
  session: Omit<NonNullable<AccessKey['session']>, 'kind' | 'mfa'>,
): AccessKey {
  if (seconds > role.MaxSessionDuration)
    throw invalid('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  const denied = [...(account.sessionsDenied ?? []), ...(account.sessionsDeniedTo?.[role.RoleName] ?? [])];
  return give(asked, seconds, {
    account: account.id,
    // A role's path is no part of its sessions' ARNs.
    arn: `arn:aws:sts::${account.id}:assumed-role/${role.RoleName}/${name}`,
    userId: `${role.RoleId}:${name}`,
    ...(denied.length === 0 ? {} : { denied }),
    session: { ...session, kind: 'role', mfa: false },
  });
}

export const assumedRole = (session: AccessKey) => ({
  AssumedRoleUser: { AssumedRoleId: session.userId, Arn: session.arn },
  Credentials: credentialsOf(session),
});

/** True where MFA was asked for and its code is right; false where nobody asked for it. Throws for any other code. */
export function checkMfa(asked: Asked, input: Input): boolean {
  const [serial, code] = [textOf(input, 'SerialNumber'), textOf(input, 'TokenCode')];
  if (serial === undefined && code === undefined) return false;
  const failed = (why: string): ServiceError => accessDenied(`MultiFactorAuthentication failed${why}`);
  if (serial === undefined || code === undefined)
    throw failed(', must provide both MFA serial number and one time pass code. ');
  const name = asked.key.arn.split('/').at(-1)!;
  const devices = asked.account.credentials?.[name]?.mfaDevices ?? [];
  const device = asked.key.arn.includes(':user/')
    ? devices.find(({ SerialNumber }) => SerialNumber === serial)
    : undefined;
  if (!device)
    throw failed(
      ', unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user. ',
    );
  const moment = momentOf(device, code, asked.now);
  const used = `${serial} ${moment}`;
  if (moment === null || asked.codesUsed.has(used)) throw failed(' with invalid MFA one time pass code. ');
  asked.codesUsed.add(used);
  return true;
}
