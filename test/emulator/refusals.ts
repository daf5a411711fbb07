/** How each service says no: to a signature, to a caller, to what it was asked. */
import { names } from './behaviour.ts';
import type { AccessKey } from './estate.ts';
import { encodedMessage, refusal as refused } from './services/authorizationMessage.ts';
import type { Refusal } from './signature.ts';
import { BadInput, ServiceError } from './wire.ts';
import type { Reply, Service } from './wire.ts';

export function refusalOf({ protocol }: Service, refusal: Refusal, message: string): ServiceError {
  const { refusals } = protocol;
  if (refusal === 'incomplete') return new ServiceError(refusals.incomplete, 400, message);
  const code =
    refusal === 'missing' || refusal === 'unknownKey' || refusal === 'expired'
      ? refusals[refusal]
      : refusals.signature;
  return new ServiceError(code, refusals.status, message);
}

/** What the caller's policies do not allow; nobody can be denied to ask who he is. */
export function isRefusedTo(key: AccessKey, service: Service, operation: string): boolean {
  return (
    operation !== 'GetCallerIdentity' &&
    (key.denied?.some((pattern) => names(pattern, service.name, operation)) ?? false)
  );
}

/** `encoded`: with a message that DecodeAuthorizationMessage reads, as EC2 and a few others add it. */
export function deniedTo(
  key: AccessKey,
  { name, codes }: Service,
  operation: string,
  encoded: boolean,
): ServiceError {
  const action = `${name}:${operation}`;
  const principal = { id: key.userId, name: key.arn.split(/[:/]/).at(-1)!, arn: key.arn };
  const message = encoded ? encodedMessage(refused({ principal, action, resource: '*' })) : null;
  return new ServiceError(
    ...codes.denied,
    `User: ${key.arn} is not authorized to perform: ${action} on resource: * because no identity-based policy allows the ${action} action${message === null ? '' : `. Encoded authorization failure message: ${message}`}`,
    name === 'ds-data' ? { Reason: 'IAM_AUTH' } : {},
  );
}

/** What STS gave keys for bounds what may be called with them, whatever policies say. Source: facts/sts-iam.md §1. */
export function isOutOfBounds({ session }: AccessKey, { name }: Service, operation: string): boolean {
  if (!session || session.kind === 'role' || operation === 'GetCallerIdentity') return false;
  if (name === 'iam') return session.kind === 'federation' || !session.mfa;
  // These two say themselves why not.
  if (name !== 'sts' || ['GetSessionToken', 'GetFederationToken'].includes(operation)) return false;
  return session.kind === 'federation' || operation !== 'AssumeRole';
}

export function errorReply({ protocol, codes }: Service, error: unknown, requestId: string): Reply {
  if (error instanceof ServiceError) return protocol.error(error, requestId);
  if (error instanceof BadInput)
    return protocol.error(new ServiceError(codes[error.kind], 400, error.message), requestId);
  return protocol.error(new ServiceError('InternalFailure', 500, String(error)), requestId);
}
