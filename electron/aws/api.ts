/** The public face of reading AWS. Every client has the read-only guard; all methods reject with `Fault`. */
import type { AccountsToRead } from '../contract/awsReading.ts';
import type { DirectoryEntry } from '../domain/directory/object.ts';
import type { EstateFacts } from '../domain/estate/facts.ts';

/** How many objects of one service of an account, or of a whole account, were read. */
export interface PartRead {
  readonly name: string;
  readonly done: number;
  readonly state: 'reading' | 'read' | 'failed';
  /** Why an account failed, or why not all of a service was read: a fault's code. */
  readonly code?: string;
}

/** A part that could not be read: where, and the fault's code. */
export type MissingPart = readonly [where: string, code: string];

export interface AwsReadOptions {
  /** A profile of the AWS configuration; null = the standard credential chain. AWS_ENDPOINT_URL… are honoured. */
  readonly profile: string | null;
  /** `all`: those that are enabled for each account; empty: that of the profile or the environment. */
  readonly regions: readonly string[] | 'all';
  /** Absent: the caller's own account alone. */
  readonly accounts?: AccountsToRead | null;
  /** Has AWS make a credential report of each account, and reads it; it changes nothing, but is more than a read. */
  readonly credentialReport?: boolean;
  /** What an earlier reading gave: its accounts that were read whole are taken over, and not asked again. */
  readonly known?: EstateFacts | null;
  readonly signal: AbortSignal;
  /** Phase codes under `phase.`; `total` null = not known yet. Of several accounts: how many of them are read. */
  readonly onProgress: (phase: string, done: number, total: number | null) => void;
  /** Each account by its id, followed by each of its services as `ID SERVICE`; of those that are done, the newest. */
  readonly onParts?: (parts: readonly PartRead[]) => void;
  /** One of several accounts has been read whole; `missing` is also told to `onMissing`. */
  readonly onAccount?: (facts: EstateFacts, missing: readonly MissingPart[]) => void;
  /** A part that could not be read (denied, throttled to the end, unreachable); the rest goes on. */
  readonly onMissing: (where: string, code: string) => void;
}

export interface ReadDirectoryDataOptions extends Pick<
  AwsReadOptions,
  'profile' | 'signal' | 'onProgress' | 'onMissing'
> {
  /** The directory's primary Region: the API answers in no other. */
  readonly region: string;
  readonly directoryId: string;
}

/** A Managed AD that the Directory Service Data API reads. */
export interface DirectoryDataReading {
  /** The directory's domain, as its DNS name. */
  readonly realm: string;
  /** The domain, its users, its groups with their members, and members of trusted domains. Throws `Fault`. */
  entries(): AsyncIterable<DirectoryEntry[]>;
}

export interface ReadAws {
  /** Who we are: account id and ARN, from STS GetCallerIdentity. */
  identity(
    options: Pick<AwsReadOptions, 'profile' | 'regions' | 'signal'>,
  ): Promise<{ account: string; arn: string; partition: string }>;
  /**
   * Of several accounts, one that cannot be read is a row of `reach.accounts` and a missing part; rejects where the list
   * of accounts cannot be read, or no account could.
   */
  read(options: AwsReadOptions): Promise<EstateFacts>;
  /** Facts of a GetAccountAuthorizationDetails answer saved as JSON (AWS CLI or SDK form, either document encoding). */
  fromAuthorizationDetails(json: string, fileName: string): EstateFacts;
  /** Rejects with `aws.directoryDataDisabled`, `aws.directoryDataRefused` or another `Fault` before anything is read. */
  openDirectoryData(options: ReadDirectoryDataOptions): Promise<DirectoryDataReading>;
  profileNames(): Promise<string[]>;
}
