/** STS in the Query protocol. Source: facts/sts-iam.md §1. */
import { required } from '../input.ts';
import { queryProtocol } from '../protocols/query.ts';
import { ServiceError } from '../wire.ts';
import type { Asked, Input, Operation, Service } from '../wire.ts';
import { decodedMessage } from './authorizationMessage.ts';
import { invalid, limits } from './stsInput.ts';
import { assumeRoleWithSaml } from './stsSaml.ts';
import { assumeRole } from './stsRole.ts';
import { getFederationToken, getSessionToken } from './stsTokens.ts';
import { assumeRoleWithWebIdentity } from './stsWebIdentity.ts';

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
    AssumeRoleWithSAML: assumeRoleWithSaml,
    AssumeRoleWithWebIdentity: assumeRoleWithWebIdentity,
    GetSessionToken: where(getSessionToken),
    GetFederationToken: where(getFederationToken),
    GetAccessKeyInfo: where(accessKeyInfo),
    DecodeAuthorizationMessage: where(decode),
  },
  unsigned: ['AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity'],
};

function decode({ now }: Asked, input: Input): object {
  const encoded = required(input, 'EncodedMessage');
  if (encoded.length > 10_240)
    throw limits('encodedMessage', 'Member must have length less than or equal to 10240');
  const decoded = decodedMessage(encoded, now);
  if (decoded === null)
    throw new ServiceError('InvalidAuthorizationMessageException', 400, 'Message is not valid');
  return { DecodedMessage: decoded };
}

/** The account is all that it tells, of anybody's key. */
function accessKeyInfo({ keys }: Asked, input: Input): object {
  const id = required(input, 'AccessKeyId');
  if (!/^\w{16,128}$/.test(id))
    throw limits('accessKeyId', 'Member must satisfy regular expression pattern: [\\w]*');
  const key = keys.get(id);
  if (!key) throw invalid(`Access key ID ${id} is not valid.`);
  return { Account: key.account };
}
