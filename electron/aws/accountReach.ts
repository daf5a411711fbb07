import type { Partition } from '../domain/estate/facts.ts';
import type { AwsReadOptions } from './api.ts';
import type { Clients } from './clients.ts';

/** One account, and how far to look in it. */
export interface AccountReach {
  readonly clients: Clients;
  readonly partition: Partition;
  readonly account: string;
  readonly name: string | null;
  /** Where what is one for the partition is asked. */
  readonly home: string;
  readonly regions: readonly string[];
  /** `regions` are all that are enabled for the account. */
  readonly allRegions: boolean;
  /** A credential report was asked for by name. */
  readonly credentialReport: boolean;
  readonly signal: AbortSignal;
  readonly onMissing: AwsReadOptions['onMissing'];
  /** `part` of `service` has `count` objects so far. */
  readonly onCount: (service: string, part: string, count: number) => void;
  /** A service has been read; before that, something of it could not be, for this reason. */
  readonly onService: (service: string, lacks: string | null) => void;
}
