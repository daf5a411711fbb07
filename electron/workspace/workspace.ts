/** The workspace as the engine holds it: every method is a call to one of its threads. */
import { basename, extname } from 'node:path';
import type { CompareFilter, Side } from '#contract/compare.ts';
import { Fault } from '#contract/faults.ts';
import type { GrantFilter, ObjectList } from '#contract/index.ts';
import type { CompareQuestion, CompareStep, MappingLine } from './compare/question.ts';
import type { Page } from '#contract/shapes.ts';
import type { FindRequest, NewSource, SnapshotRefresh, SnapshotWriter, Workspace } from './api.ts';
import type { FindingCode, TargetKind } from '#domain/migration/codes.ts';
import type { MappingRow } from '#domain/migration/mapping.ts';
import type { AccessQuestions } from './access/methods.ts';
import type { AuditAsked, AuditQuestions, AuditTelling } from './audit/asked.ts';
import type { AuditChange } from './audit/kept.ts';
import { Capture } from './capture.ts';
import { DraftClient } from './draft/client.ts';
import type { WorkspaceDrafts } from './draft/asked.ts';
import type { Census } from './migration/census.ts';
import type { FactsStep } from './migration/facts.ts';
import type { PlanRequest, PlanSummary } from './migration/request.ts';
import type { KeptClaimTestAsked } from '#contract/claimTest.ts';
import type { KeptKind } from './mapping/kept.ts';
import type { LiveAnswers, LiveClaimTestAsked } from './mapping/liveAnswers.ts';
import type { Planning } from './planning.ts';
import { Refresh } from './refresh.ts';
import { ReviewClient } from './review/client.ts';
import type { WorkspaceReviews } from './review/asked.ts';
import type { QueryStep } from './query/run.ts';
import type { AccessMethods } from './worker/access.ts';
import type { CompareMethods } from './worker/compare.ts';
import type { GraphMethods } from './worker/graph.ts';
import type { PlannerMethods } from './worker/planner.ts';
import type { ReaderMethods } from './worker/reader.ts';
import type { WorkerClient } from './worker/rpc.ts';
import type { WriterMethods } from './worker/writer.ts';

export interface Threads {
  readonly path: string;
  readonly readOnlyReason: Workspace['readOnlyReason'];
  readonly writer: WorkerClient<WriterMethods> | null;
  readonly browse: WorkerClient<ReaderMethods>;
  readonly startFind: () => WorkerClient<ReaderMethods>;
  readonly startGraph: () => WorkerClient<GraphMethods>;
  readonly startAccess: () => WorkerClient<AccessMethods>;
  readonly startCompare: () => WorkerClient<CompareMethods>;
  readonly startPlanner: () => WorkerClient<PlannerMethods>;
}

export class OpenedWorkspace implements Workspace {
  readonly path: string;
  readonly name: string;
  readonly readOnly: boolean;
  readonly readOnlyReason: Workspace['readOnlyReason'];
  readonly reviews: WorkspaceReviews;
  readonly drafts: WorkspaceDrafts;
  readonly #threads: Threads;
  /** Searching is a thread of its own: a word that a million objects have must not hold up browsing. */
  #find: WorkerClient<ReaderMethods> | null = null;
  #graph: WorkerClient<GraphMethods> | null = null;
  #access: WorkerClient<AccessMethods> | null = null;
  #compare: WorkerClient<CompareMethods> | null = null;
  #planner: WorkerClient<PlannerMethods> | null = null;
  #closing: Promise<void> | null = null;
  #lastTicket = 0;

  constructor(threads: Threads) {
    this.#threads = threads;
    this.path = threads.path;
    this.name = basename(threads.path, extname(threads.path));
    this.readOnlyReason = threads.readOnlyReason;
    this.readOnly = threads.readOnlyReason !== null;
    this.drafts = new DraftClient({
      access: () => this.#accesses(),
      browse: () => this.#browse(),
      writer: () => this.#writer(),
    });
    this.reviews = new ReviewClient({
      readOnly: this.readOnly,
      name: this.name,
      access: () => this.#accesses(),
      writer: () => this.#writer(),
    });
  }

  sources() {
    return this.#browse().call('sources');
  }

  async beginSnapshot(source: NewSource, readAt: string): Promise<SnapshotWriter> {
    const writer = this.#writer();
    return new Capture(writer, await writer.call('begin', source, readAt));
  }

  async beginRefresh(snapshotId: number, readAt: string): Promise<SnapshotRefresh> {
    const writer = this.#writer();
    return new Refresh(writer, await writer.call('beginRefresh', snapshotId, readAt));
  }

  marks(snapshotId: number) {
    return this.#browse().call('marks', snapshotId);
  }

  deleted(snapshotId: number) {
    return this.#finder().call('deleted', snapshotId);
  }

  keptFrom(snapshotId: number) {
    return this.#browse().call('keptFrom', snapshotId);
  }

  /** Nothing arrives where nothing is written. */
  async arriving() {
    this.#open();
    return this.#threads.writer ? this.#threads.writer.call('arriving') : [];
  }

  entries(snapshotId: number, objectIds: readonly number[]) {
    return this.#finder().call('entries', snapshotId, objectIds);
  }

  async removeSource(sourceId: number): Promise<void> {
    await this.#writer().call('removeSource', sourceId);
  }

  rows(list: ObjectList, page: Page, signal?: AbortSignal) {
    if (list.of === 'query' || list.sort)
      return this.#cancellable(signal, (finder, ticket) => finder.call('query', list, page, ticket));
    return (list.of === 'search' ? this.#finder() : this.#browse()).call('rows', list, page);
  }

  async compute(list: ObjectList, onStep: (step: QueryStep) => void, signal?: AbortSignal): Promise<number> {
    const page = { offset: 0, limit: 0 };
    const { total } = await this.#cancellable(signal, (finder, ticket) =>
      finder.callWithProgress('query', onStep, list, page, ticket),
    );
    return total;
  }

  find(snapshotId: number, request: FindRequest, signal?: AbortSignal) {
    return this.#cancellable(signal, (finder, ticket) => finder.call('find', snapshotId, request, ticket));
  }

  values(snapshotId: number, objectIds: readonly number[], attributes: readonly string[]) {
    return this.#browse().call('values', snapshotId, objectIds, attributes);
  }

  object(snapshotId: number, objectId: number) {
    return this.#browse().call('object', snapshotId, objectId);
  }

  position(snapshotId: number, objectId: number) {
    return this.#browse().call('position', snapshotId, objectId);
  }

  members(snapshotId: number, objectId: number, nested: boolean, page: Page) {
    return this.#grapher().call('memberships', 'members', snapshotId, objectId, nested, page);
  }

  memberOf(snapshotId: number, objectId: number, nested: boolean, page: Page) {
    return this.#grapher().call('memberships', 'memberOf', snapshotId, objectId, nested, page);
  }

  descriptors(snapshotId: number) {
    return this.#finder().call('descriptors', snapshotId);
  }

  principals(snapshotId: number, objectId: number, sids: readonly string[]) {
    return this.#grapher().call('principals', snapshotId, objectId, sids);
  }

  estates() {
    return this.#finder().call('estates');
  }

  documents() {
    return this.#finder().call('documents');
  }

  findUsers(text: string) {
    return this.#finder().call('findUsers', text);
  }

  grants(filter: GrantFilter, page: Page) {
    return this.#accesses().call('grants', filter, page);
  }

  access(snapshotId: number, objectId: number) {
    return this.#accesses().call('access', snapshotId, objectId);
  }

  askAccess<K extends keyof AccessQuestions>(question: K, ...args: Parameters<AccessQuestions[K]>) {
    return this.#accesses().call(question, ...args);
  }

  async askAccessUntil<K extends keyof AccessQuestions>(
    signal: AbortSignal | undefined,
    question: K,
    ...args: Parameters<AccessQuestions[K]>
  ): Promise<Awaited<ReturnType<AccessQuestions[K]>>> {
    if (signal?.aborted) throw new Fault('job.cancelled', {});
    const answerer = this.#accesses();
    const ticket = ++this.#lastTicket;
    const stop = () => void answerer.call('stopAsking', ticket).catch(() => undefined);
    signal?.addEventListener('abort', stop, { once: true });
    try {
      return (await answerer.call('askUntil', ticket, question, args)) as Awaited<
        ReturnType<AccessQuestions[K]>
      >;
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  planning(sourceId: number, kind: TargetKind) {
    return this.#browse().call('planning', sourceId, kind);
  }

  setPlanning(sourceId: number, kind: TargetKind, planning: Planning) {
    return this.#writer().call('setPlanning', sourceId, kind, planning);
  }

  async plan(
    request: PlanRequest,
    mapping: readonly MappingRow[],
    onStep: (step: FactsStep) => void,
    signal?: AbortSignal,
  ): Promise<PlanSummary> {
    return this.#planned(signal, (planner, ticket) =>
      planner.callWithProgress('make', onStep, request, mapping, ticket),
    );
  }

  async census(snapshotId: number, most: number, signal?: AbortSignal): Promise<Census> {
    return this.#planned(signal, (planner, ticket) => planner.call('census', snapshotId, most, ticket));
  }

  async #planned<T>(
    signal: AbortSignal | undefined,
    ask: (planner: WorkerClient<PlannerMethods>, ticket: number) => Promise<T>,
  ): Promise<T> {
    if (signal?.aborted) throw new Fault('job.cancelled', {});
    const planner = this.#plans();
    const ticket = ++this.#lastTicket;
    const cancel = () => void planner.call('cancel', ticket).catch(() => undefined);
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      return await ask(planner, ticket);
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  planExamples(request: PlanRequest, code: FindingCode, page: Page) {
    return this.#plans().call('examples', request, code, page);
  }

  planWaves(request: PlanRequest, page: Page) {
    return this.#plans().call('waves', request, page);
  }

  planWave(request: PlanRequest, number: number, page: Page) {
    return this.#plans().call('wave', request, number, page);
  }

  planTemplate(request: PlanRequest, page: Page) {
    return this.#plans().call('template', request, page);
  }

  testClaims(asked: KeptClaimTestAsked) {
    return this.#accesses().call('testClaims', asked);
  }

  testClaimsLive(asked: LiveClaimTestAsked, read: LiveAnswers) {
    return this.#accesses().call('testClaimsLive', asked, read);
  }

  mappingKept() {
    return this.#browse().call('mappingKept');
  }

  putMapping(kind: KeptKind, key: string, body: unknown) {
    return this.#writer().call('putMapping', kind, key, body);
  }

  removeMapping(kind: KeptKind, key: string) {
    return this.#writer().call('removeMapping', kind, key);
  }

  auditKept() {
    return this.#browse().call('auditKept');
  }

  changeAudit(change: AuditChange) {
    return this.#writer().call('changeAudit', change);
  }

  async runAudit(
    id: string,
    asked: AuditAsked,
    onStep: (step: AuditTelling) => void,
    signal?: AbortSignal,
  ): Promise<void> {
    if (signal?.aborted) throw new Fault('job.cancelled', {});
    const auditor = this.#accesses();
    const ticket = ++this.#lastTicket;
    const cancel = () => void auditor.call('auditCancel', ticket).catch(() => undefined);
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      await auditor.callWithProgress('auditRun', onStep, id, asked, ticket);
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  askAudit<K extends keyof AuditQuestions>(question: K, ...args: Parameters<AuditQuestions[K]>) {
    return this.#accesses().call(question, ...args) as Promise<Awaited<ReturnType<AuditQuestions[K]>>>;
  }

  async compare(
    id: string,
    question: CompareQuestion,
    onStep: (step: CompareStep) => void,
    signal?: AbortSignal,
  ): Promise<void> {
    if (signal?.aborted) throw new Fault('job.cancelled', {});
    const comparer = this.#comparer();
    const ticket = ++this.#lastTicket;
    const cancel = () => void comparer.call('cancel', ticket).catch(() => undefined);
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      await comparer.callWithProgress('run', onStep, id, question, ticket);
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  compareSummary(id: string) {
    return this.#comparer().call('summary', id);
  }

  compareDifferences(id: string, filter: CompareFilter, page: Page) {
    return this.#comparer().call('differences', id, filter, page);
  }

  comparePosition(id: string, filter: CompareFilter, side: Side, objectId: number) {
    return this.#comparer().call('position', id, filter, side, objectId);
  }

  comparePair(id: string, side: Side, objectId: number) {
    return this.#comparer().call('pair', id, side, objectId);
  }

  compareMembers(id: string, asked: { side: Side; objectId: number; effective: boolean; page: Page }) {
    return this.#comparer().call('members', id, asked);
  }

  compareTree(id: string, parent: { side: Side; objectId: number } | null, page: Page) {
    return this.#comparer().call('tree', id, parent, page);
  }

  compareTreePosition(
    id: string,
    parent: { side: Side; objectId: number } | null,
    side: Side,
    objectId: number,
  ) {
    return this.#comparer().call('treePosition', id, parent, side, objectId);
  }

  compareAmbiguous(id: string, page: Page) {
    return this.#comparer().call('ambiguous', id, page);
  }

  compareMapping(a: number, b: number, lines: readonly MappingLine[]) {
    return this.#comparer().call('mapping', a, b, lines);
  }

  comparePartners(id: string) {
    return this.#comparer().call('partners', id);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** Readers first: the last connection to close takes the WAL with it, and that is to be the writer's. */
  async #close(): Promise<void> {
    const { browse, writer } = this.#threads;
    for (const reader of [this.#find, this.#graph, this.#access, this.#compare, this.#planner, browse]) {
      if (!reader) continue;
      await reader.call('close').catch(() => undefined);
      await reader.terminate();
    }
    if (!writer) return;
    try {
      await writer.call('close');
    } finally {
      await writer.terminate();
    }
  }

  /** A call of the finding thread that it gives up when the signal says so. */
  async #cancellable<T>(
    signal: AbortSignal | undefined,
    call: (finder: WorkerClient<ReaderMethods>, ticket: number) => Promise<T>,
  ): Promise<T> {
    if (signal?.aborted) throw new Fault('job.cancelled', {});
    const finder = this.#finder();
    const ticket = ++this.#lastTicket;
    const cancel = () => void finder.call('cancel', ticket).catch(() => undefined);
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      return await call(finder, ticket);
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  #open(): void {
    if (this.#closing) throw new Fault('engine.stopped', {});
  }

  #browse(): WorkerClient<ReaderMethods> {
    this.#open();
    return this.#threads.browse;
  }

  #finder(): WorkerClient<ReaderMethods> {
    this.#open();
    this.#find ??= this.#threads.startFind();
    return this.#find;
  }

  #comparer(): WorkerClient<CompareMethods> {
    this.#open();
    this.#compare ??= this.#threads.startCompare();
    return this.#compare;
  }

  #grapher(): WorkerClient<GraphMethods> {
    this.#open();
    this.#graph ??= this.#threads.startGraph();
    return this.#graph;
  }

  #accesses(): WorkerClient<AccessMethods> {
    this.#open();
    this.#access ??= this.#threads.startAccess();
    return this.#access;
  }

  #plans(): WorkerClient<PlannerMethods> {
    this.#open();
    this.#planner ??= this.#threads.startPlanner();
    return this.#planner;
  }

  #writer(): WorkerClient<WriterMethods> {
    this.#open();
    if (!this.#threads.writer) throw new Fault('workspace.readOnly', { name: this.name });
    return this.#threads.writer;
  }
}
