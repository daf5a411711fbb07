/**
 * The credential report of an account: AWS makes it when asked to, at most once in four hours.
 * Source: IAM User Guide, "Get credential reports for your AWS account".
 */

/** One of two places for a key; the report names no key. */
export interface ReportedKey {
  readonly slot: 1 | 2;
  readonly active: boolean;
  /** When it was made or last changed. */
  readonly lastRotated: string | null;
  /** Null = never used, as far as AWS has kept account of it. */
  readonly lastUsed: string | null;
  readonly lastUsedRegion: string | null;
  readonly lastUsedService: string | null;
}

/** What the report says of the root user or one IAM user. Null = it does not tell (`N/A`, `not_supported`, `no_information`). */
export interface ReportedCredentials {
  readonly arn: string;
  readonly passwordEnabled: boolean | null;
  readonly passwordLastUsed: string | null;
  readonly passwordLastChanged: string | null;
  /** When the account's rules ask for another one; they need not. */
  readonly passwordNextRotation: string | null;
  readonly mfaActive: boolean | null;
  /** Those that there are. */
  readonly keys: readonly ReportedKey[];
}

export interface CredentialReport {
  /** It may be up to four hours older than the reading. */
  readonly generatedAt: string | null;
  /** The root user's as well: its ARN ends in `:root`. */
  readonly credentials: readonly ReportedCredentials[];
}
