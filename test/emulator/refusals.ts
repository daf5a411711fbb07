/** How each service says no: to a signature, to a caller, to what it was asked. */
import { names } from './behaviour.ts';
import type { AccessKey } from './estate.ts';
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

export function deniedTo(key: AccessKey, { name, codes }: Service, operation: string): ServiceError {
  const action = `${name}:${operation}`;
  return new ServiceError(
    ...codes.denied,
    `User: ${key.arn} is not authorized to perform: ${action} on resource: * because no identity-based policy allows the ${action} action`,
    name === 'ds-data' ? { Reason: 'IAM_AUTH' } : {},
  );
}

export function errorReply({ protocol, codes }: Service, error: unknown, requestId: string): Reply {
  if (error instanceof ServiceError) return protocol.error(error, requestId);
  if (error instanceof BadInput)
    return protocol.error(new ServiceError(codes[error.kind], 400, error.message), requestId);
  return protocol.error(new ServiceError('InternalFailure', 500, String(error)), requestId);
}
