/** What the SDK throws, as `Fault`s. Codes: facts/sts-iam.md §1 (errors), facts/aws-directory-service.md §3 (errors). */
import { Fault } from '../contract/faults.ts';
import { scrub } from './scrub.ts';

/** Which call it was, in the words of IAM actions: `iam`, `GetRole`. */
export interface CallName {
  readonly service: string;
  readonly operation: string;
}

type CallCode =
  | 'aws.accessDenied'
  | 'aws.throttled'
  | 'aws.clockSkew'
  | 'aws.credentialsInvalid'
  | 'aws.credentialsExpired'
  | 'aws.unreachable'
  | 'aws.noAnswer'
  | 'aws.malformedAnswer'
  | 'aws.serviceError';

/** Error code of AWS → fault. The Query services and the JSON services name the same thing differently. */
const byName: Readonly<Record<string, CallCode>> = {
  AccessDenied: 'aws.accessDenied',
  AccessDeniedException: 'aws.accessDenied',
  UnauthorizedOperation: 'aws.accessDenied',
  AuthorizationError: 'aws.accessDenied',
  NotAuthorized: 'aws.accessDenied',

  Throttling: 'aws.throttled',
  ThrottlingException: 'aws.throttled',
  ThrottledException: 'aws.throttled',
  RequestThrottled: 'aws.throttled',
  RequestThrottledException: 'aws.throttled',
  RequestLimitExceeded: 'aws.throttled',
  TooManyRequestsException: 'aws.throttled',
  SlowDown: 'aws.throttled',
  SlowDownException: 'aws.throttled',

  RequestTimeTooSkewed: 'aws.clockSkew',
  RequestExpired: 'aws.clockSkew',
  RequestInTheFuture: 'aws.clockSkew',

  InvalidClientTokenId: 'aws.credentialsInvalid',
  InvalidAccessKeyId: 'aws.credentialsInvalid',
  UnrecognizedClientException: 'aws.credentialsInvalid',
  SignatureDoesNotMatch: 'aws.credentialsInvalid',
  InvalidSignatureException: 'aws.credentialsInvalid',
  IncompleteSignature: 'aws.credentialsInvalid',
  IncompleteSignatureException: 'aws.credentialsInvalid',
  MissingAuthenticationToken: 'aws.credentialsInvalid',
  MissingAuthenticationTokenException: 'aws.credentialsInvalid',
  AuthFailure: 'aws.credentialsInvalid',
  InvalidToken: 'aws.credentialsInvalid',

  ExpiredToken: 'aws.credentialsExpired',
  ExpiredTokenException: 'aws.credentialsExpired',
};

const unreachable =
  /^(ECONN|EHOST|ENET|ENOTFOUND|EAI_|EPIPE|EPROTO|EADDR|ERR_TLS|ERR_SSL|ERR_INVALID_URL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/;

interface Seen {
  readonly name: string;
  readonly message: string;
  readonly code: string;
  readonly status: number | null;
}

/** The parts of a thrown thing that tell what it is. An `AggregateError` (IPv4 and IPv6 both failed) carries the code. */
function look(error: unknown): Seen {
  const given = (error ?? {}) as {
    name?: unknown;
    message?: unknown;
    code?: unknown;
    $metadata?: { httpStatusCode?: number };
  };
  return {
    name: typeof given.name === 'string' ? given.name : '',
    message: typeof given.message === 'string' ? given.message : '',
    code: typeof given.code === 'string' ? given.code : '',
    status: given.$metadata?.httpStatusCode ?? null,
  };
}

/** The error code that AWS gave, or the SDK's own name for it. */
export function errorName(error: unknown): string {
  return look(error).name;
}

/** True where an operation does not fit the thing asked about: not a failure (facts/aws-directory-service.md §3). */
export function isUnsupported(error: unknown): boolean {
  return errorName(error) === 'UnsupportedOperationException';
}

/** True where the service itself answered, with a status between these two. */
export function isServiceAnswer(error: unknown, least: number, most: number): boolean {
  const { status } = look(error);
  return status !== null && status >= least && status <= most;
}

/** The fault for whatever a client threw. Its parameters hold no key, no token and no helper's output. */
export function toFault(error: unknown, call: CallName): Fault {
  if (error instanceof Fault) return error;
  const seen = look(error);
  if (seen.name === 'CredentialsProviderError' || seen.name === 'TokenProviderError')
    return credentialFault(seen, call);
  const code = classify(seen);
  if (code === null) {
    if (seen.message.startsWith('Region is missing')) {
      return new Fault('input.invalid', {
        path: 'regions',
        detail: 'no Region is named, and the AWS configuration has none',
      });
    }
    return new Fault('internal', {
      detail: scrub(`${call.service}:${call.operation}: ${seen.name}: ${seen.message}`),
    });
  }
  return new Fault(code, { ...call, detail: detailOf(code, seen) });
}

function classify(seen: Seen): CallCode | null {
  // "Signature expired: … is now earlier than …" and "Signature not yet current: …" are about the clock, not the key.
  if (
    /^(SignatureDoesNotMatch|InvalidSignatureException)$/.test(seen.name) &&
    /signature (expired|not yet current)/i.test(seen.message)
  ) {
    return 'aws.clockSkew';
  }
  const named = Object.hasOwn(byName, seen.name) ? byName[seen.name] : undefined;
  if (named) return named;
  if (seen.status === 429) return 'aws.throttled';
  if (seen.code === 'ETIMEDOUT') return 'aws.noAnswer';
  if (unreachable.test(seen.code)) return 'aws.unreachable';
  if (seen.name === 'TimeoutError') return 'aws.noAnswer';
  if (
    seen.name === 'SyntaxError' ||
    /deserialization error|unparsable|unexpected (token|end)|invalid xml|^aborted$/i.test(seen.message)
  ) {
    return 'aws.malformedAnswer';
  }
  if (seen.status !== null) return seen.status < 300 ? 'aws.malformedAnswer' : 'aws.serviceError';
  return null;
}

function detailOf(code: CallCode, seen: Seen): string {
  switch (code) {
    case 'aws.unreachable':
      return scrub(
        [seen.code, seen.message]
          .filter((part, at) => part && (at === 0 || !part.startsWith(seen.code)))
          .join(': ') || 'network',
      );
    case 'aws.noAnswer':
      return scrub(seen.message || seen.name);
    case 'aws.malformedAnswer':
      // A parser's message quotes the body, and the body may be anything.
      return seen.status === null ? 'not a whole answer' : `HTTP ${seen.status}, not a whole answer`;
    default:
      return scrub([seen.name, seen.message].filter((part) => part !== '').join(': '));
  }
}

/**
 * The credential chain gave nothing. A helper's own words are left out: `credential_process` failing quotes its whole
 * command line and what it printed.
 */
function credentialFault(seen: Seen, call: CallName): Fault {
  if (/expired/i.test(seen.message))
    return new Fault('aws.credentialsExpired', { ...call, detail: scrub(seen.message) });
  const helper = /command failed|credential_process|process returned/i.test(seen.message);
  return new Fault('aws.credentialsMissing', {
    detail: helper ? 'the credential_process of the profile failed' : scrub(seen.message),
  });
}
