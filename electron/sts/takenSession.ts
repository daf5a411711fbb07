/** A session as STS gave it, checked before anybody relies on it. */
import { Fault } from '../contract/faults.ts';

export interface TakenSession {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** ISO 8601 UTC, by AWS's clock. */
  readonly expiresAt: string;
  /** Who the session is: an assumed role, a federated user, or the user itself (GetSessionToken). */
  readonly arn: string;
  /** As in `AROA…:session`. */
  readonly userId: string | null;
  /** Percent of what session policies and tags may take together. */
  readonly packedPolicySize: number | null;
  /** AWS's clock when it answered, in ms; null where the answer did not say. */
  readonly awsTime: number | null;
  /** What the assertion or the web token said of whom (NameID, `sub`), by whom and for whom; null for other kinds. */
  readonly subject: string | null;
  readonly issuer: string | null;
  readonly audience: string | null;
  readonly sourceIdentity: string | null;
}

/** What an answer may hold. */
export interface Given {
  readonly credentials: Credentials | undefined;
  readonly arn: string | undefined;
  readonly userId: string | undefined;
  readonly packedPolicySize: number | undefined;
  readonly subject: string | undefined;
  readonly issuer: string | undefined;
  readonly audience: string | undefined;
  readonly sourceIdentity: string | undefined;
}

interface Credentials {
  readonly AccessKeyId?: string | undefined;
  readonly SecretAccessKey?: string | undefined;
  readonly SessionToken?: string | undefined;
  readonly Expiration?: Date | undefined;
}

/** What answers of most operations do not hold. */
export const nothingMore: Omit<Given, 'credentials'> = {
  arn: undefined,
  userId: undefined,
  packedPolicySize: undefined,
  subject: undefined,
  issuer: undefined,
  audience: undefined,
  sourceIdentity: undefined,
};

/** Throws `aws.malformedAnswer` where keys, expiry or the session's ARN are missing. */
export function wholeSession(operation: string, given: Given, awsTime: number | null): TakenSession {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = given.credentials ?? {};
  const malformed = (detail: string) =>
    new Fault('aws.malformedAnswer', { service: 'sts', operation, detail });
  if (!AccessKeyId || !SecretAccessKey || !SessionToken)
    throw malformed('no whole credentials in the answer');
  if (!Expiration || Number.isNaN(Expiration.getTime())) throw malformed('no expiry in the answer');
  if (!given.arn?.startsWith('arn:')) throw malformed('no ARN in the answer');
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    expiresAt: Expiration.toISOString(),
    arn: given.arn,
    userId: given.userId || null,
    packedPolicySize: given.packedPolicySize ?? null,
    awsTime,
    subject: given.subject || null,
    issuer: given.issuer || null,
    audience: given.audience || null,
    sourceIdentity: given.sourceIdentity || null,
  };
}
