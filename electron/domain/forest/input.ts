/** What a forest is read from. */
import type { DirectoryEntry } from '../directory/object.ts';

export type ForestEntry = DirectoryEntry & { readonly id?: number };

/** One reading: a snapshot, or a directory read live. */
export interface ForestPart {
  /** Null = read live. */
  readonly snapshotId: number | null;
  /** ISO 8601 UTC. */
  readonly readAt: string;
  /** DNs of the naming contexts that were read. */
  readonly contexts: readonly string[];
  /** At least the objects that a forest is made of; others are passed over. */
  readonly entries: readonly ForestEntry[];
  /** What could not be read: a DN, and a code of the contract's `missing`. */
  readonly missing: readonly { readonly where: string; readonly code: string }[];
}
