/**
 * The public face of the workspace file. Everything behind it runs in worker threads: one writer, at least one reader
 * (browsing never waits for a capture) and one for the membership graph. All methods reject with `Fault`.
 */
import type { AccessAnswer, GrantPage, MemberPage } from './answers.ts';
import type { DirectoryEntry, ObjectRow } from '../domain/directory/object.ts';
import type { EstateFacts } from '../domain/estate/facts.ts';
import type { GrantFilter, ObjectList, UserMatch } from '../contract/index.ts';
import type { Page, Snapshot, Source, SourceKind } from '../contract/shapes.ts';

export interface NewSource {
  readonly kind: SourceKind;
  readonly name: string;
  readonly origin: Source['origin'];
  /** Directory id of the AWS directory this forest is, when it is one. */
  readonly directoryId: string | null;
}

/** One snapshot being written. Nothing of it is visible until `complete`; an unfinished one is dropped at opening. */
export interface SnapshotWriter {
  readonly snapshotId: number;
  /** Resolves when the writer can take more: await it, that is the back-pressure. */
  addEntries(entries: readonly DirectoryEntry[]): Promise<void>;
  setEstate(facts: EstateFacts): Promise<void>;
  /** A rule file or another text that is kept as it is. */
  setDocument(name: string, text: string): Promise<void>;
  addMissing(where: string, code: string): Promise<void>;
  /** Builds parents, counts, positions, edges and full text, then flips the one row that makes it visible. */
  complete(onPhase?: (phase: string, done: number, total: number | null) => void): Promise<Snapshot>;
  abandon(): Promise<void>;
}

export interface Workspace {
  readonly path: string;
  readonly name: string;
  readonly readOnly: boolean;
  readonly readOnlyReason: 'otherProcess' | 'fileProtected' | null;
  sources(): Promise<Source[]>;
  /** Adds to the source of the same kind, name and directoryId, or makes it. `readAt` is ISO 8601 UTC. */
  beginSnapshot(source: NewSource, readAt: string): Promise<SnapshotWriter>;
  removeSource(sourceId: number): Promise<void>;
  rows(list: ObjectList, page: Page): Promise<{ total: number; rows: ObjectRow[] }>;
  object(
    snapshotId: number,
    objectId: number,
  ): Promise<{ row: ObjectRow; path: { id: number; name: string }[]; entry: DirectoryEntry; readAt: string }>;
  position(snapshotId: number, objectId: number): Promise<{ parentId: number | null; offset: number }>;
  members(snapshotId: number, objectId: number, nested: boolean, page: Page): Promise<MemberPage>;
  memberOf(snapshotId: number, objectId: number, nested: boolean, page: Page): Promise<MemberPage>;
  /** Facts of the newest complete snapshot of every AWS source, oldest source first. */
  estates(): Promise<{ snapshotId: number; sourceId: number; readAt: string; facts: EstateFacts }[]>;
  documents(): Promise<{ snapshotId: number; sourceId: number; name: string; text: string }[]>;
  /** Users whose sAMAccountName, UPN, display name, mail, SID or DN fits, exact matches first; at most 50. */
  findUsers(text: string): Promise<UserMatch[]>;
  /** Grants over the newest complete snapshot of every source. */
  grants(filter: GrantFilter, page: Page): Promise<GrantPage>;
  access(snapshotId: number, objectId: number): Promise<AccessAnswer>;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** `create` fails when the file exists; `open` fails when it does not. */
  readonly mode: 'open' | 'create' | 'openOrCreate';
  /** Open without ever writing to the file or beside it (the sample). */
  readonly readOnly?: boolean;
}
