/** What a proxy saw. */
import type { Search } from './messages.ts';

export interface Stats {
  /** Connections that clients made, and how many stand. */
  connections: number;
  open: number;
  /** Tags of all operations that clients sent, in their order. */
  readonly operations: number[];
  /** All searches but those of the root DSE. */
  readonly searches: (Search & { readonly connection: number })[];
  abandons: number;
  /** Entries sent. */
  entries: number;
  /** Connections that the proxy broke off. */
  cuts: number;
  /** Troubles that happened. */
  readonly troubles: number;
}
