/** Keys of a session for a program that stands outside, as AWS's `credential_process` has them. Source: facts/sts-iam.md §6. */
import type { SessionKeys } from '../secrets.ts';

export interface Credentials {
  readonly keys: SessionKeys;
  /** Twelve digits; empty = not known. */
  readonly account: string;
}

/** The document that AWS's tools read; a secret. */
export function processDocument({ keys, account }: Credentials): string {
  const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = keys;
  return `${JSON.stringify({
    Version: 1,
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
    Expiration: expiresAt,
    ...(account === '' ? {} : { AccountId: account }),
  })}\n`;
}
