/**
 * The public face of the workspace file. Everything behind it runs in worker threads: one writer, at least one reader
 * (browsing never waits for a capture) and one for the membership graph. All methods reject with `Fault`.
 */
import type { AccessAnswer, DescriptorTable, GrantPage, MemberPage, PrincipalFacts } from './answers.ts';
import type { AccessQuestions } from './access/methods.ts';
import type { DeletedObjects } from './deleted.ts';
import type { FindingCode, TargetKind } from '../domain/migration/codes.ts';
import type { MappingRow } from '../domain/migration/mapping.ts';
import type { Census } from './migration/census.ts';
import type { FactsStep } from './migration/facts.ts';
import type { CompareQuestion, CompareStep, MappingIssue, MappingLine } from './compare/question.ts';
import type { Paged, PlanExample, PlanRequest, PlanSummary, PlanWave, PlanWaveMember, TemplateRow } from './migration/request.ts'; // prettier-ignore
import type { AuditAsked, AuditQuestions, AuditTelling } from './audit/asked.ts';
import type { AuditChange, AuditKept } from './audit/kept.ts';
import type { ClaimTest, KeptClaimTestAsked } from '#contract/claimTest.ts';
import type { WorkspaceDrafts } from './draft/asked.ts';
import type { KeptKind, MappingKept } from './mapping/kept.ts';
import type { LiveAnswers, LiveClaimTest, LiveClaimTestAsked } from './mapping/liveAnswers.ts';
import type { Planning } from './planning.ts';
import type { WorkspaceReviews } from './review/asked.ts';
import type { DirectoryEntry, ObjectRow } from '../domain/directory/object.ts';
import type { PackedPage } from '../packed/page.ts';
import type { EstateFacts } from '../domain/estate/facts.ts';
import type { ValuesRow } from '../contract/queries.ts';
import type { GrantFilter, ObjectList, UserMatch } from '../contract/index.ts';
import type {
  AmbiguousRow,
  ComparedMember,
  ComparedPair,
  CompareFilter,
  CompareSummary,
  CompareTreeRow,
  DifferenceRow,
  Side,
} from '../contract/compare.ts';
import type { Page, Snapshot, Source, SourceKind } from '../contract/shapes.ts';
import type { Arriving } from '../contract/snapshotState.ts';

export interface NewSource {
  readonly kind: SourceKind;
  readonly name: string;
  readonly origin: Source['origin'];
  /** Directory id of the AWS directory this forest is, when it is one. */
  readonly directoryId: string | null;
}

/**
 * One snapshot being written. Nothing of it is among the sources until `complete`; an unfinished one is dropped at opening.
 * Its objects can be looked at while they arrive: see `arriving`.
 */
export interface SnapshotWriter {
  readonly snapshotId: number;
  /** Resolves when the writer can take more: await it, that is the back-pressure. */
  addEntries(entries: readonly DirectoryEntry[]): Promise<void>;
  /** The same for a page of a bulk reader; takes over its buffers. One stream of pages a writer. */
  addPage(page: PackedPage): Promise<void>;
  /**
   * Begins the reading of one part (a naming context). After `again` what was added since comes anew: what has not come again
   * by `endPart` is not in the snapshot. An object that comes twice, by its DN or objectGUID, is there once, as it came last.
   */
  beginPart(name: string): Promise<void>;
  again(): Promise<void>;
  endPart(): Promise<void>;
  setEstate(facts: EstateFacts): Promise<void>;
  /** A rule file or another text that is kept as it is. */
  setDocument(name: string, text: string): Promise<void>;
  /** `where`: a DN, a naming context, a service; `attribute`: when it is one attribute of it. */
  addMissing(where: string, code: string, attribute?: string): Promise<void>;
  /** Where a later refresh begins, one a naming context. */
  setMark(mark: RefreshMark): Promise<void>;
  /**
   * Begins the list of deleted objects of a container, or begins it again. They are kept beside the snapshot and are no objects
   * of it. A container that may not be read has no list.
   */
  beginDeleted(container: string): Promise<void>;
  addDeleted(container: string, entries: readonly DirectoryEntry[]): Promise<void>;
  /** Builds parents, counts, positions, edges and search, then flips the one row that makes it visible. */
  complete(onPhase?: (phase: string, done: number, total: number | null) => void): Promise<Snapshot>;
  abandon(): Promise<void>;
}

/** The state of one naming context at the time it was read. */
export interface RefreshMark {
  readonly context: string;
  /** Of the controller that was read: marks of two controllers never compare. */
  readonly invocationId: string | null;
  readonly dsServiceName: string | null;
  readonly highestCommittedUsn: string | null;
  readonly dirSyncCookie: Uint8Array | null;
}

/**
 * A newer snapshot made of an older one and what changed since. Objects that are not named stay as they were; each keeps the
 * time it was read.
 */
export interface SnapshotRefresh {
  readonly snapshotId: number;
  /** Objects as they are now, whole; known ones by objectGUID (or DN), wherever they were before. */
  put(entries: readonly DirectoryEntry[]): Promise<void>;
  /** Objects that are gone, by objectGUID (dashed) or DN. Unknown ones are passed over. */
  remove(names: readonly string[]): Promise<void>;
  addMissing(where: string, code: string, attribute?: string): Promise<void>;
  setMark(mark: RefreshMark): Promise<void>;
  /** As `SnapshotWriter` has it: nothing is kept of the older snapshot's lists. */
  beginDeleted(container: string): Promise<void>;
  addDeleted(container: string, entries: readonly DirectoryEntry[]): Promise<void>;
  complete(onPhase?: (phase: string, done: number, total: number | null) => void): Promise<Snapshot>;
  abandon(): Promise<void>;
}

/** What a filter finds in a snapshot, in the order of names. */
export interface FindRequest {
  /** Null = the whole snapshot. A DN that is no object finds nothing. */
  readonly base: string | null;
  readonly scope: 'base' | 'one' | 'sub';
  /** RFC 4515, matching rules 803, 804 and 1941 included. */
  readonly filter: string;
  /** Read no more than these; absent = all. */
  readonly attributes?: readonly string[];
  readonly limit?: number;
}

export interface Workspace {
  readonly path: string;
  readonly name: string;
  readonly readOnly: boolean;
  readonly readOnlyReason: 'otherProcess' | 'fileProtected' | null;
  /** Access reviews. */
  readonly reviews: WorkspaceReviews;
  /** Drafts of the mapping, and what would change. */
  readonly drafts: WorkspaceDrafts;
  sources(): Promise<Source[]>;
  /** Adds to the source of the same kind, name and directoryId, or makes it. `readAt` is ISO 8601 UTC. */
  beginSnapshot(source: NewSource, readAt: string): Promise<SnapshotWriter>;
  /** Begins a snapshot of the same source out of a complete one. */
  beginRefresh(snapshotId: number, readAt: string): Promise<SnapshotRefresh>;
  marks(snapshotId: number): Promise<RefreshMark[]>;
  /** Deleted objects that were read beside a complete snapshot, by the container they lie in. */
  deleted(snapshotId: number): Promise<DeletedObjects[]>;
  removeSource(sourceId: number): Promise<void>;
  /** Snapshots being written whose first objects can be looked at: `rows`, `object` and `position` answer for them. */
  arriving(): Promise<Arriving[]>;
  /** The read time of the snapshot whose entries a refreshed one keeps; null for one that was read whole. */
  keptFrom(snapshotId: number): Promise<string | null>;
  /** Entries whole (or the attributes asked for) by a filter; for what reads many. Cancelled by the signal. */
  find(
    snapshotId: number,
    request: FindRequest,
    signal?: AbortSignal,
  ): Promise<{ entries: (DirectoryEntry & { readonly id: number })[]; more: boolean }>;
  /** Entries of objects, at most 1,000 a call, in the order asked for; ids that are no object are left out. */
  entries(
    snapshotId: number,
    objectIds: readonly number[],
  ): Promise<(DirectoryEntry & { readonly id: number })[]>;
  /** A query's list, or a sorted one, is computed at first and kept: the signal ends that, with `job.cancelled`. */
  rows(list: ObjectList, page: Page, signal?: AbortSignal): Promise<{ total: number; rows: ObjectRow[] }>;
  /** Computes a list that `rows` then pages at once; answers with its length. */
  compute(
    list: ObjectList,
    onStep: (step: { done: number; total: number; found: number }) => void,
    signal?: AbortSignal,
  ): Promise<number>;
  /** Values of chosen attributes, decoded; at most 1,000 objects a call, unknown ones left out. */
  values(
    snapshotId: number,
    objectIds: readonly number[],
    attributes: readonly string[],
  ): Promise<ValuesRow[]>;
  object(
    snapshotId: number,
    objectId: number,
  ): Promise<{
    row: ObjectRow;
    path: { id: number; name: string }[];
    entry: DirectoryEntry;
    /** The snapshot's. */
    readAt: string;
    /** When this object was read: earlier than `readAt` where a refresh kept it. */
    entryReadAt: string;
  }>;
  position(snapshotId: number, objectId: number): Promise<{ parentId: number | null; offset: number }>;
  members(snapshotId: number, objectId: number, nested: boolean, page: Page): Promise<MemberPage>;
  memberOf(snapshotId: number, objectId: number, nested: boolean, page: Page): Promise<MemberPage>;
  /** Who may do what to groups and to the places that groups are made in: distinct descriptors, not a million. */
  descriptors(snapshotId: number): Promise<DescriptorTable>;
  /**
   * Who SIDs are and what they are in, over the newest snapshots, seen from an object: in the order asked for. `sids`: at
   * most 1,000 a call.
   */
  principals(snapshotId: number, objectId: number, sids: readonly string[]): Promise<PrincipalFacts[]>;
  /** Facts of the newest complete snapshot of every AWS source, oldest source first. */
  estates(): Promise<{ snapshotId: number; sourceId: number; readAt: string; facts: EstateFacts }[]>;
  documents(): Promise<{ snapshotId: number; sourceId: number; name: string; text: string }[]>;
  /** Users whose sAMAccountName, UPN, display name, mail, SID or DN fits, exact matches first; at most 50. */
  findUsers(text: string): Promise<UserMatch[]>;
  /** Grants over the newest complete snapshot of every source. */
  grants(filter: GrantFilter, page: Page): Promise<GrantPage>;
  access(snapshotId: number, objectId: number): Promise<AccessAnswer>;
  /** Who reaches what and who may do what: a question to the thread that has it all in memory. */
  askAccess<K extends keyof AccessQuestions>(
    question: K,
    ...args: Parameters<AccessQuestions[K]>
  ): Promise<Awaited<ReturnType<AccessQuestions[K]>>>;
  /** The same; the signal ends what is long, with `job.cancelled`. */
  askAccessUntil<K extends keyof AccessQuestions>(
    signal: AbortSignal | undefined,
    question: K,
    ...args: Parameters<AccessQuestions[K]>
  ): Promise<Awaited<ReturnType<AccessQuestions[K]>>>;
  /**
   * Computes a comparison under a name of the caller's; a few are kept, and what follows throws `compare.notFound` for others.
   * The signal ends it, with `job.cancelled`.
   */
  compare(
    id: string,
    question: CompareQuestion,
    onStep: (step: CompareStep) => void,
    signal?: AbortSignal,
  ): Promise<void>;
  compareSummary(id: string): Promise<CompareSummary>;
  compareDifferences(
    id: string,
    filter: CompareFilter,
    page: Page,
  ): Promise<{ total: number; rows: DifferenceRow[] }>;
  /** Of an object of one end among the rows of `compareDifferences`; null = it is none of them. */
  comparePosition(id: string, filter: CompareFilter, side: Side, objectId: number): Promise<number | null>;
  comparePair(id: string, side: Side, objectId: number): Promise<ComparedPair>;
  compareMembers(
    id: string,
    asked: { side: Side; objectId: number; effective: boolean; page: Page },
  ): Promise<{ total: number; rows: ComparedMember[] }>;
  compareTree(
    id: string,
    parent: { side: Side; objectId: number } | null,
    page: Page,
  ): Promise<{ total: number; rows: CompareTreeRow[] }>;
  /** Of an object among the rows of `compareTree`, where it stands at that end; null = nowhere. */
  compareTreePosition(
    id: string,
    parent: { side: Side; objectId: number } | null,
    side: Side,
    objectId: number,
  ): Promise<number | null>;
  compareAmbiguous(id: string, page: Page): Promise<{ total: number; rows: AmbiguousRow[] }>;
  compareMapping(
    a: number,
    b: number,
    lines: readonly MappingLine[],
  ): Promise<{
    pairs: number;
    issues: MappingIssue[];
    rows: { line: number; a: ObjectRow; b: ObjectRow }[];
  }>;
  /** By object of one end, its partner at the other; 0 = none. */
  comparePartners(id: string): Promise<{ a: Int32Array; b: Int32Array }>;
  /** What was decided of plans of a source for a kind of target. */
  planning(sourceId: number, kind: TargetKind): Promise<Planning>;
  setPlanning(sourceId: number, kind: TargetKind, planning: Planning): Promise<void>;
  /**
   * Computes a migration plan, on a thread of its own that keeps it; the pages below answer null where it is not kept (any
   * more). `mapping`: the rows that `request.mapping` names. The signal ends it with `job.cancelled`.
   */
  plan(
    request: PlanRequest,
    mapping: readonly MappingRow[],
    onStep: (step: FactsStep) => void,
    signal?: AbortSignal,
  ): Promise<PlanSummary>;
  /** What a snapshot holds of what plans and needs count, with the ids of the first `most` of each. The signal ends it with `job.cancelled`. */
  census(snapshotId: number, most: number, signal?: AbortSignal): Promise<Census>;
  planExamples(request: PlanRequest, code: FindingCode, page: Page): Promise<Paged<PlanExample> | null>;
  planWaves(request: PlanRequest, page: Page): Promise<Paged<PlanWave> | null>;
  planWave(request: PlanRequest, number: number, page: Page): Promise<Paged<PlanWaveMember> | null>;
  planTemplate(request: PlanRequest, page: Page): Promise<Paged<TemplateRow> | null>;
  /** Runs claim rules for a user of a snapshot. Throws `object.notFound` for a user or rules that are not there. */
  testClaims(asked: KeptClaimTestAsked): Promise<ClaimTest>;
  /** The same for a user of a live directory, with what was read there so far. Throws `object.notFound` for rules that are not there. */
  testClaimsLive(asked: LiveClaimTestAsked, read: LiveAnswers): Promise<LiveClaimTest>;
  /** What people entered of the mapping. */
  mappingKept(): Promise<MappingKept>;
  /** In place of what is kept under the key. */
  putMapping(kind: KeptKind, key: string, body: unknown): Promise<void>;
  removeMapping(kind: KeptKind, key: string): Promise<void>;
  /** Limits, suppressions and baseline of the audit. */
  auditKept(): Promise<AuditKept>;
  /** Writes one decision; what others decide meanwhile stays. */
  changeAudit(change: AuditChange): Promise<void>;
  /**
   * Computes an audit under a name of the caller's, on the access thread; a few are kept, and `askAudit` answers null for others.
   * The signal ends it with `job.cancelled`.
   */
  runAudit(
    id: string,
    asked: AuditAsked,
    onStep: (step: AuditTelling) => void,
    signal?: AbortSignal,
  ): Promise<void>;
  askAudit<K extends keyof AuditQuestions>(
    question: K,
    ...args: Parameters<AuditQuestions[K]>
  ): Promise<Awaited<ReturnType<AuditQuestions[K]>>>;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** `create` fails when the file exists; `open` fails when it does not. */
  readonly mode: 'open' | 'create' | 'openOrCreate';
  /** Open without ever writing to the file or beside it (the sample). */
  readonly readOnly?: boolean;
}
