/** Audits that the access thread holds: of the last questions, with pages of them. */
import type { AuditFilter, AuditFinding, AuditSummary } from '#contract/audit.ts';
import { Fault } from '#contract/faults.ts';
import type { Page } from '#contract/shapes.ts';
import type { CheckId } from '#domain/audit/codes.ts';
import { coverageOf, judgedAny } from '#domain/audit/coverage.ts';
import type { Coverage } from '#domain/audit/coverage.ts';
import { baselineEntry, driftSince } from '#domain/audit/drift.ts';
import type { BaselineEntry, Drift, Judged } from '#domain/audit/drift.ts';
import { checks } from '#domain/audit/registry.ts';
import { runChecks } from '#domain/audit/run.ts';
import type { Audit } from '#domain/audit/run.ts';
import type { AuditSettings } from '#domain/audit/settings.ts';
import { AuditWorld } from '#domain/audit/world.ts';
import { inSlices } from '../access/slices.ts';
import { keyOf } from '../access/world.ts';
import type { AccessWorld, SnapshotSet } from '../access/world.ts';
import type { SourceSnapshot } from '../catalogue.ts';
import { Graphs } from '../graph/graphs.ts';
import type { AuditAsked, AuditQuestions, AuditTelling, FindingPage, NotJudgedPage } from './asked.ts';
import { auditInput } from './input.ts';
import { snapshotsBefore } from './before.ts';
import { Board } from './board.ts';
import { countByCheck, countOpen, isOpen, ownersOf, Told } from './told.ts';
import type { Decided } from './told.ts';

interface Made {
  /** Of the snapshots that it is of: newer ones make another audit. */
  readonly of: string;
  readonly set: readonly SourceSnapshot[];
  readonly settings: AuditSettings;
  readonly audit: Audit;
  readonly coverage: Coverage;
  /** Made when something is compared or kept: digests of much evidence take time. */
  entries: readonly BaselineEntry[] | null;
  readonly drift: Drift | null;
  readonly comparedTo: AuditSummary['comparedTo'];
  told: { readonly by: string; readonly told: Told } | null;
}

interface Ask {
  readonly settings: AuditSettings;
  readonly chosen: typeof checks;
  readonly cancelled: () => boolean;
}

/** An audit under way; whoever asks the same meanwhile waits for it too. */
interface Running {
  readonly made: Promise<Made>;
  readonly waiting: Map<number, (step: AuditTelling) => void>;
}

const keptAudits = 3;

export class Audits {
  readonly #world: AccessWorld;
  readonly #graphs: Graphs;
  readonly #made = new Map<string, Made>();
  readonly #running = new Map<string, Running>();
  /** What ends the waiting of each ticket. */
  readonly #cancels = new Map<number, () => void>();
  readonly #boards = new WeakMap<Told, Board>();

  constructor(world: AccessWorld) {
    this.#world = world;
    this.#graphs = new Graphs(world.snapshots);
  }

  /** Of a ticket whose audit is done it does nothing. */
  cancel(ticket: number): void {
    this.#cancels.get(ticket)?.();
  }

  /** Computes an audit under a name of the caller's, or takes the one that is held or under way. */
  async run(
    id: string,
    asked: AuditAsked,
    ticket: number,
    tell: (step: AuditTelling) => void,
  ): Promise<void> {
    const set = this.#world.set();
    const known = this.#made.get(id);
    this.#made.delete(id);
    if (known?.of === set.key) {
      this.#made.set(id, known);
      return;
    }
    const name = `${id} ${set.key}`;
    let running = this.#running.get(name);
    if (!running) {
      const waiting: Running['waiting'] = new Map();
      running = { waiting, made: this.#make(asked, set, waiting) };
      this.#running.set(name, running);
      // Each who waits hears of it; of one that nobody waits for any more nobody has to.
      running.made.catch(() => undefined);
    }
    const { waiting, made } = running;
    waiting.set(ticket, tell);
    try {
      await Promise.race([made, this.#cancelled(ticket)]);
    } finally {
      waiting.delete(ticket);
      // Nobody waits for it any more: it ends at its next step, and whoever asks anew begins anew.
      if (waiting.size === 0 && this.#running.get(name) === running) this.#running.delete(name);
      this.#cancels.delete(ticket);
    }
    this.#made.delete(id);
    this.#made.set(id, await made);
    if (this.#made.size > keptAudits) this.#made.delete(this.#made.keys().next().value!);
  }

  #cancelled(ticket: number): Promise<never> {
    return new Promise((_, reject) => {
      this.#cancels.set(ticket, () => reject(new Fault('job.cancelled', {})));
    });
  }

  async #make(asked: AuditAsked, set: SnapshotSet, waiting: Running['waiting']): Promise<Made> {
    const { request, settings } = asked;
    const chosen = checks.filter((check) => request.checks === null || request.checks.includes(check.id));
    const tell = (step: AuditTelling): void => {
      for (const each of waiting.values()) each(step);
    };
    const ask = { settings, chosen, cancelled: () => waiting.size === 0 };
    // Whoever asked has yet to say that they wait.
    await Promise.resolve();
    const { audit, coverage } = await this.#judge(set, ask, tell);
    const before = await this.#before(asked, ask, tell);
    const entries = before && (await inSlices(entriesOf(audit, set.snapshots), { cancelled: ask.cancelled }));
    const drift = before && entries && driftSince({ entries, coverage }, before);
    const comparedTo = before && { with: request.compareTo!.with, at: before.at };
    const { key: of, snapshots } = set;
    return { of, set: snapshots, settings, audit, coverage, entries, drift, comparedTo, told: null };
  }

  async #before(
    { request: { compareTo }, baseline }: AuditAsked,
    ask: Ask,
    tell: (step: AuditTelling) => void,
  ): Promise<(Judged & { readonly at: string }) | null> {
    if (compareTo === null) return null;
    if (compareTo.with === 'baseline') return baseline && { at: baseline.keptAt, ...baseline };
    const set = snapshotsBefore(this.#world.db, compareTo.time);
    const ids = set.filter(({ hasObjects }) => hasObjects).map(({ snapshotId }) => snapshotId);
    tell({ phase: 'comparing', check: null, done: 0, total: null });
    const key = keyOf(this.#world.db, set);
    const of = { key, snapshots: set, graph: this.#graphs.of(ids) };
    const { audit, coverage } = await this.#judge(of, ask, () => {});
    const entries = await inSlices(entriesOf(audit, set), { cancelled: ask.cancelled });
    return { at: compareTo.time, entries, coverage };
  }

  async #judge(
    set: SnapshotSet,
    { settings, chosen, cancelled }: Ask,
    tell: (step: AuditTelling) => void,
  ): Promise<{ readonly audit: Audit; readonly coverage: Coverage }> {
    tell({ phase: 'reading', check: null, done: 0, total: null });
    const { snapshots } = set;
    const state = this.#world.stateOf(set);
    const input = await inSlices(auditInput(this.#world, state, settings), {
      between: 1,
      cancelled,
    });
    const audit = await inSlices(runChecks(new AuditWorld(input), chosen), {
      between: 1,
      cancelled,
      step: ({ check, done }) => tell({ phase: 'checking', check, done, total: chosen.length }),
    });
    return {
      audit,
      coverage: coverageOf(
        audit,
        chosen.map(({ id }) => id),
        snapshots.map(({ sourceId, sourceName }) => ({ id: sourceId, name: sourceName })),
      ),
    };
  }

  /** Null: it is not held, or newer snapshots came. */
  #held(id: string): Made | null {
    const made = this.#made.get(id);
    if (!made) return null;
    return made.of === this.#world.set().key ? made : null;
  }

  #told(made: Made, decided: Decided): Told {
    const by = JSON.stringify(decided);
    if (made.told?.by !== by) made.told = { by, told: new Told(made.audit.findings, made.drift, decided) };
    return made.told.told;
  }

  board(id: string, decided: Decided): Board | null {
    const made = this.#held(id);
    if (!made) return null;
    const told = this.#told(made, decided);
    let board = this.#boards.get(told);
    if (!board) this.#boards.set(told, (board = new Board(told)));
    return board;
  }

  summary(id: string, decided: Decided, baselineAt: string | null): AuditSummary | null {
    const made = this.#held(id);
    if (!made) return null;
    const { audit, coverage, drift, set, settings, comparedTo } = made;
    const { rows } = this.#told(made, decided);
    const byCheck = countByCheck(rows);
    const states = { new: 0, changed: 0, same: 0, gone: 0, notComparable: 0 };
    for (const one of rows) if (one.drift !== null) states[one.drift]++;
    const here = rows.filter((one) => one.found === 'now');
    const judged = new Map(coverage.map((one) => [one.check, judgedAny(one)]));
    return {
      readAt: set.map(({ sourceName, readAt }) => ({ sourceName, readAt })),
      judgedOn: decided.today,
      settings: { ...settings, toxicPairs: [...settings.toxicPairs] },
      comparedTo,
      open: countOpen(rows),
      suppressed: here.filter((one) => !isOpen(one)).length,
      expired: here.filter((one) => one.suppression?.state === 'expired').length,
      drift: drift && states,
      checks: checks
        .filter(({ id: check }) => judged.has(check))
        .map(({ id: check, number, severity, controls }) => ({
          id: check,
          number,
          severity,
          controls: controls.map((one) => ({ ...one, items: [...one.items] })),
          open: byCheck.get(check)?.open ?? 0,
          suppressed: byCheck.get(check)?.suppressed ?? 0,
          judged: judged.get(check)!,
          notJudged: audit.notJudgedCounts.get(check) ?? 0,
          cut: audit.cut.find((one) => one.check === check)?.found ?? null,
        })),
      notJudged: sumOf(audit.notJudgedCounts.values()),
      owners: ownersOf(rows),
      baselineAt,
    };
  }

  findings(id: string, decided: Decided, filter: AuditFilter, page: Page): FindingPage | null {
    const made = this.#held(id);
    if (!made) return null;
    const rows = this.#told(made, decided).filtered(filter);
    return {
      total: rows.length,
      open: countOpen(rows),
      rows: rows.slice(page.offset, page.offset + page.limit),
    };
  }

  finding(id: string, decided: Decided, key: string): { finding: AuditFinding | null } | null {
    const made = this.#held(id);
    return made && { finding: this.#told(made, decided).find(key) };
  }

  notJudged(id: string, chosen: readonly CheckId[] | undefined, page: Page): NotJudgedPage | null {
    const made = this.#held(id);
    if (!made) return null;
    const fits = (check: CheckId): boolean => chosen === undefined || chosen.includes(check);
    const rows = made.audit.notJudged.filter(({ check }) => fits(check));
    const counts = [...made.audit.notJudgedCounts].filter(([check]) => fits(check));
    return {
      total: sumOf(counts.map(([, count]) => count)),
      kept: rows.length,
      rows: rows.slice(page.offset, page.offset + page.limit),
    };
  }

  /** What a baseline keeps. */
  async judged(id: string): Promise<{ entries: readonly BaselineEntry[]; coverage: Coverage } | null> {
    const made = this.#held(id);
    if (!made) return null;
    made.entries ??= await inSlices(entriesOf(made.audit, made.set));
    return { entries: made.entries, coverage: made.coverage };
  }
}

function* entriesOf(
  { findings }: Audit,
  set: readonly SourceSnapshot[],
): Generator<void, readonly BaselineEntry[]> {
  const sources = new Map(set.map(({ snapshotId, sourceId }) => [snapshotId, sourceId]));
  const entries: BaselineEntry[] = [];
  for (const finding of findings) {
    entries.push(baselineEntry(finding, (snapshotId) => sources.get(snapshotId ?? 0) ?? null));
    yield;
  }
  return entries;
}

const sumOf = (numbers: Iterable<number>): number => [...numbers].reduce((sum, each) => sum + each, 0);

/** The methods that the access thread has of the audit. */
export function auditAnswers(world: AccessWorld, progress: (id: number, ...values: unknown[]) => void) {
  const audits = new Audits(world);
  const questions: AuditQuestions = {
    auditSummary: (id, decided, baselineAt) => audits.summary(id, decided, baselineAt),
    auditFindings: (id, decided, filter, page) => audits.findings(id, decided, filter, page),
    auditFinding: (id, decided, key) => audits.finding(id, decided, key),
    auditNotJudged: (id, chosen, page) => audits.notJudged(id, chosen, page),
    auditJudged: (id) => audits.judged(id),
    auditRows: (id, decided, filter, sort, page) =>
      audits.board(id, decided)?.rows(filter, sort, page) ?? null,
    auditFacets: (id, decided, filter) => audits.board(id, decided)?.facets(filter) ?? null,
    auditPosition: (id, decided, filter, sort, key) =>
      audits.board(id, decided)?.position(filter, sort, key) ?? null,
    auditByKeys: (id, decided, keys) => audits.board(id, decided)?.byKeys(keys) ?? null,
  };
  return {
    ...questions,
    auditRun: (id: string, asked: AuditAsked, ticket: number, request?: number): Promise<void> =>
      audits.run(id, asked, ticket, (step) => progress(request!, step)),
    auditCancel: (ticket: number): void => audits.cancel(ticket),
  };
}
