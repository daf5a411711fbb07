/** The public face of reading AWS. Every client has the read-only guard; all methods reject with `Fault`. */
import type { EstateFacts } from '../domain/estate/facts.ts';

export interface AwsReadOptions {
  /** A profile of the AWS configuration; null = the standard credential chain. AWS_ENDPOINT_URL… are honoured. */
  readonly profile: string | null;
  readonly regions: readonly string[];
  readonly signal: AbortSignal;
  /** Phase codes under `phase.`; `total` null = not known yet. */
  readonly onProgress: (phase: string, done: number, total: number | null) => void;
  /** A part that could not be read (denied, throttled to the end, unreachable); the rest goes on. */
  readonly onMissing: (where: string, code: string) => void;
}

export interface ReadAws {
  /** Who we are: account id and ARN, from STS GetCallerIdentity. */
  identity(
    options: Pick<AwsReadOptions, 'profile' | 'regions' | 'signal'>,
  ): Promise<{ account: string; arn: string; partition: string }>;
  read(options: AwsReadOptions): Promise<EstateFacts>;
  /** Facts of a GetAccountAuthorizationDetails answer saved as JSON (AWS CLI or SDK form, either document encoding). */
  fromAuthorizationDetails(json: string, fileName: string): EstateFacts;
  profileNames(): Promise<string[]>;
}
