/**
 * The public face of reading live directories. Reading never writes: the connection exposes bind, search, StartTLS,
 * abandon and unbind, and nothing else exists on it. All methods reject with `Fault`.
 */
import type { Connection, Probe } from '../contract/profiles.ts';
import type { DirectoryEntry, RawValue } from '../domain/directory/object.ts';
import type { PackedPage } from '../packed/page.ts';

export interface SearchRequest {
  readonly base: string;
  readonly scope: 'base' | 'one' | 'sub';
  readonly filter: string;
  /** `['*']` reads all user attributes. */
  readonly attributes: readonly string[];
  /** Stop after this many entries; the answer then says `more`. */
  readonly limit?: number;
  readonly controls?: SearchControls;
}

/** What a search may ask for beside its filter; facts/active-directory.md §5. Absent = not sent. */
export interface SearchControls {
  /** SHOW_DELETED and SHOW_RECYCLED: deleted objects stand in the answer too. */
  readonly deleted?: boolean;
  /** LINK_TTL: time-limited links come as `<TTL=seconds,DN>`. */
  readonly linkTtl?: boolean;
  /** SD_FLAGS 7 (owner, group, DACL). Sent by itself when nTSecurityDescriptor is asked for by name. */
  readonly descriptors?: boolean;
  /** DOMAIN_SCOPE: no references to other domains. */
  readonly domainScope?: boolean;
}

/** One reading in bulk: a subtree, page by page, as packed pages. */
export interface BulkRequest {
  readonly base: string;
  readonly filter: string;
  readonly attributes: readonly string[];
  readonly controls?: SearchControls;
}

/** What a reading in bulk hands over, in order. */
export type BulkItem =
  | { readonly is: 'page'; readonly page: PackedPage }
  /** The connection broke and the reading begins again: what was handed over so far will come again, or is gone. */
  | { readonly is: 'again' }
  /** A continuation reference: what it names was not read. */
  | { readonly is: 'referral'; readonly uri: string }
  /** One object, or one attribute of it, could not be read; a fault's code. */
  | { readonly is: 'missing'; readonly dn: string; readonly attribute: string | null; readonly code: string };

/**
 * A signed-in connection on a thread of its own, for reading much. One reading at a time. Items wait for their taker: a
 * slow one makes the socket pause. Secret attributes are never packed. Ranged attributes come whole. The pages of one
 * reading are one stream of names. An object may come twice where the server broke off a page that was asked for again.
 */
export interface BulkReader {
  readonly host: string;
  readonly port: number;
  read(request: BulkRequest, signal: AbortSignal): AsyncIterable<BulkItem>;
  close(): Promise<void>;
}

/** `context` is a naming context; `cookie` null begins with everything that is there. */
export interface DirSyncRequest {
  readonly context: string;
  readonly filter: string;
  readonly attributes: readonly string[];
  readonly cookie: Uint8Array | null;
}

/** Changes since `cookie` (DirSync, [MS-ADTS] 3.1.1.3.4.1.3); each entry carries objectGUID and what changed of it. */
export interface DirSyncPage {
  readonly entries: DirectoryEntry[];
  readonly cookie: Uint8Array;
  readonly more: boolean;
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
  /** One step of DirSync over a whole naming context, as the account may see it (OBJECT_SECURITY). */
  dirSync(request: DirSyncRequest, signal?: AbortSignal): Promise<DirSyncPage>;
  close(): Promise<void>;
}

export interface ReadLdap {
  /** Connect, negotiate TLS, check the certificate, bind. `password` null = anonymous. */
  connect(
    connection: Connection,
    password: string | null,
    signal?: AbortSignal,
  ): Promise<DirectoryConnection>;
  /** The same, for reading in bulk; a broken connection is dialled again with the same password. */
  bulk(connection: Connection, password: string | null, signal?: AbortSignal): Promise<BulkReader>;
  /** Show the certificate chain and whether it would be trusted, without sending a name or a password. */
  probe(connection: Connection, signal?: AbortSignal): Promise<Probe>;
}
