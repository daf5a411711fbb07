/** STS: GetCallerIdentity, AssumeRole and DecodeAuthorizationMessage, in the Query protocol. Source: facts/sts-iam.md §1. */
import { randomBytes } from 'node:crypto';
import type { AccessKey } from '../estate.ts';
import { required, textOf } from '../input.ts';
import { queryProtocol } from '../protocols/query.ts';
import { ServiceError } from '../wire.ts';
import type { Asked, Input, Operation, Service } from '../wire.ts';
import { decodedMessage } from './authorizationMessage.ts';
import { trusts } from './trust.ts';

const where =
  (answer: Operation): Operation =>
  (asked, input) => {
    if (asked.estate.disabledRegions.includes(asked.region)) {
      const message = `STS is not activated in this region for account:${asked.account.id}. Your account administrator can activate STS in this region using the IAM Console.`;
      throw new ServiceError('RegionDisabledException', 403, message);
    }
    return answer(asked, input);
  };

export const sts: Service = {
  name: 'sts',
  signingName: 'sts',
  protocol: queryProtocol('https://sts.amazonaws.com/doc/2011-06-15/', '2011-06-15'),
  codes: {
    denied: ['AccessDenied', 403],
    throttled: ['Throttling', 400],
    invalid: 'ValidationError',
    invalidToken: 'ValidationError',
  },
  operations: {
    GetCallerIdentity: where(({ key: { account, arn, userId } }) => ({
      Arn: arn,
      UserId: userId,
      Account: account,
    })),
    AssumeRole: where(assumeRole),
    DecodeAuthorizationMessage: where(decode),
  },
};

const invalid = (message: string): ServiceError => new ServiceError('ValidationError', 400, message);
const limits = (name: string, rule: string): ServiceError =>
  invalid(`1 validation error detected: Value at '${name}' failed to satisfy constraint: ${rule}`);

function decode({ now }: Asked, input: Input): object {
  const encoded = required(input, 'EncodedMessage');
  if (encoded.length > 10_240)
    throw limits('encodedMessage', 'Member must have length less than or equal to 10240');
  const decoded = decodedMessage(encoded, now);
  if (decoded === null)
    throw new ServiceError('InvalidAuthorizationMessageException', 400, 'Message is not valid');
  return { DecodedMessage: decoded };
}

function assumeRole(asked: Asked, input: Input): object {
  const roleArn = required(input, 'RoleArn');
  const sessionName = required(input, 'RoleSessionName');
  if (!/^[\w+=,.@-]{2,64}$/.test(sessionName)) {
    throw limits('roleSessionName', 'Member must satisfy regular expression pattern: [\\w+=,.@-]*');
  }
  const duration = Number(textOf(input, 'DurationSeconds') ?? 3600);
  if (!(duration >= 900))
    throw limits('durationSeconds', 'Member must have value greater than or equal to 900');
  if (duration > 43_200)
    throw limits('durationSeconds', 'Member must have value less than or equal to 43200');
  const policy = textOf(input, 'Policy') ?? '';
  if (policy.length > 2048) {
    throw new ServiceError(
      'PackedPolicyTooLarge',
      400,
      `Packed policy consumes ${Math.round(policy.length / 20.48)}% of allotted space, please use smaller policy.`,
    );
  }

  const { key, now } = asked;
  const account = asked.estate.accounts.find(({ id }) => id === roleArn.split(':')[4]);
  const role = account?.roles.find(({ Arn }) => Arn === roleArn);
  // An unknown role and a refusing one look the same.
  if (
    !account ||
    !role ||
    !trusts(role.AssumeRolePolicyDocument, key, asked.estate, textOf(input, 'ExternalId'))
  ) {
    throw new ServiceError(
      'AccessDenied',
      403,
      `User: ${key.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
    );
  }
  if (key.arn.includes(':assumed-role/') && duration > 3600) {
    throw invalid(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
  }
  if (duration > role.MaxSessionDuration) {
    throw invalid('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  }

  const session: AccessKey = {
    account: account.id,
    // A role's path is no part of its sessions' ARNs.
    arn: `arn:aws:sts::${account.id}:assumed-role/${role.RoleName}/${sessionName}`,
    userId: `${role.RoleId}:${sessionName}`,
    accessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString('base64'),
    sessionToken: randomBytes(240).toString('base64'),
    ...(account.sessionsDenied === undefined ? {} : { denied: account.sessionsDenied }),
    expiresAt: new Date(now.getTime() + duration * 1000).toISOString().replace(/\.\d{3}/, ''),
  };
  asked.admit(session);
  return {
    AssumedRoleUser: { AssumedRoleId: session.userId, Arn: session.arn },
    Credentials: {
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: session.secretAccessKey,
      SessionToken: session.sessionToken,
      Expiration: session.expiresAt,
    },
    PackedPolicySize: policy === '' ? undefined : Math.round(policy.length / 20.48),
  };
}
