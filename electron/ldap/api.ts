/**
 * The public face of reading live directories. Reading never writes: the connection exposes bind, search, StartTLS,
 * abandon and unbind, and nothing else exists on it. All methods reject with `Fault`.
 */
import type { Connection, Probe } from '../contract/profiles.ts';
import type { DirectoryEntry, RawValue } from '../domain/directory/object.ts';

export interface SearchRequest {
  readonly base: string;
  readonly scope: 'base' | 'one' | 'sub';
  readonly filter: string;
  /** `['*']` reads all user attributes. */
  readonly attributes: readonly string[];
  /** Stop after this many entries; the answer then says `more`. */
  readonly limit?: number;
}

/** One signed-in connection. One user at a time: calls queue up. */
export interface DirectoryConnection {
  readonly host: string;
  readonly port: number;
  rootDse(): Promise<Readonly<Record<string, readonly RawValue[]>>>;
  search(request: SearchRequest, signal?: AbortSignal): Promise<{ entries: DirectoryEntry[]; more: boolean }>;
  /**
   * Paged reading of a whole subtree; each item is one page. Ranged attributes are followed to their end. Referrals
   * are not chased; their number is told at the end through `onReferral`.
   */
  stream(
    request: SearchRequest,
    signal: AbortSignal,
    onReferral?: (uri: string) => void,
  ): AsyncIterable<DirectoryEntry[]>;
  close(): Promise<void>;
}

export interface ReadLdap {
  /** Connect, negotiate TLS, check the certificate, bind. `password` null = anonymous. */
  connect(
    connection: Connection,
    password: string | null,
    signal?: AbortSignal,
  ): Promise<DirectoryConnection>;
  /** Show the certificate chain and whether it would be trusted, without sending a name or a password. */
  probe(connection: Connection, signal?: AbortSignal): Promise<Probe>;
}
