/** What the engine's thread and the bulk reader's thread say to each other. */
import type { FaultData } from '#contract/faults.ts';
import type { Connection } from '#contract/profiles.ts';
import type { BulkItem, BulkRequest } from '../api.ts';
import type { Retry } from './retry.ts';

/** The first message. The password goes this way alone: not by the thread's environment, arguments or worker data. */
export interface Opening {
  readonly connection: Connection;
  readonly password: string | null;
  readonly retry: Retry;
  /** Null = the system's. */
  readonly dnsServers: readonly string[] | null;
}

/** `reading` numbers the readings, so that what is late of one is not taken for the next. */
export type ToReader =
  | { readonly say: 'open'; readonly opening: Opening }
  | { readonly say: 'read'; readonly reading: number; readonly request: BulkRequest }
  /** One item was used up. */
  | { readonly say: 'taken'; readonly reading: number }
  | { readonly say: 'cancel'; readonly reading: number }
  | { readonly say: 'close' };

export type FromReader =
  | { readonly is: 'opened'; readonly host: string; readonly port: number }
  | { readonly is: 'item'; readonly reading: number; readonly item: BulkItem }
  /** The reading ended; `fault` null = with everything read. */
  | { readonly is: 'end'; readonly reading: number; readonly fault: FaultData | null }
  /** It could not be opened. */
  | { readonly is: 'failed'; readonly fault: FaultData };
