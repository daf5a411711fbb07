/** Audits that the access thread holds: of the last questions, with pages of them. */
import { setImmediate } from 'node:timers/promises';
import type { AuditFilter, AuditFinding, AuditSummary } from '#contract/audit.ts';
import { Fault } from '#contract/faults.ts';
import type { Page } from '#contract/shapes.ts';
import type { CheckId } from '#domain/audit/codes.ts';
import { baselineEntry, driftSince } from '#domain/audit/drift.ts';
import type { BaselineEntry, Drift } from '#domain/audit/drift.ts';
import type { NotJudged } from '#domain/audit/finding.ts';
import { checks } from '#domain/audit/registry.ts';
import { runChecks } from '#domain/audit/run.ts';
import type { Audit, AuditStep } from '#domain/audit/run.ts';
import type { AuditSettings } from '#domain/audit/settings.ts';
import { AuditWorld } from '#domain/audit/world.ts';
import type { AccessWorld } from '../access/world.ts';
import type { SourceSnapshot } from '../catalogue.ts';
import { Graphs } from '../graph/graphs.ts';
import type { AuditAsked, AuditQuestions, AuditTelling, FindingPage } from './asked.ts';
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
  readonly checks: ReadonlySet<CheckId>;
  readonly audit: Audit;
  readonly drift: Drift | null;
  readonly comparedTo: AuditSummary['comparedTo'];
  told: { readonly by: string; readonly told: Told } | null;
}

const keptAudits = 3;
const sliceMilliseconds = 20;

export class Audits {
  readonly #world: AccessWorld;
  readonly #graphs: Graphs;
  readonly #made = new Map<string, Made>();
  readonly #cancelled = new Set<number>();
  readonly #boards = new WeakMap<Told, Board>();

  constructor(world: AccessWorld) {
    this.#world = world;
    this.#graphs = new Graphs(world.snapshots);
  }

  cancel(ticket: number): void {
    this.#cancelled.add(ticket);
  }

  /** Computes an audit under a name of the caller's, or takes the one that is held. */
  async run(
    id: string,
    asked: AuditAsked,
    ticket: number,
    tell: (step: AuditTelling) => void,
  ): Promise<void> {
    const { request, settings } = asked;
    try {
      const { key, snapshots, graph } = this.#world.set();
      const known = this.#made.get(id);
      this.#made.delete(id);
      if (known?.of === key) {
        this.#made.set(id, known);
        return;
      }
      const chosen = checks.filter((check) => request.checks === null || request.checks.includes(check.id));
      const audit = await this.#judge(snapshots, graph, settings, chosen, ticket, tell);
      const ids = new Set(chosen.map((check) => check.id));
      const before = await this.#before(asked, chosen, ticket, tell);
      const drift = before && driftSince(audit.findings, before.entries, ids);
      const comparedTo = before && { with: request.compareTo!.with, at: before.at };
      this.#made.set(id, {
        of: key,
        set: snapshots,
        settings,
        checks: ids,
        audit,
        drift,
        comparedTo,
        told: null,
      });
      if (this.#made.size > keptAudits) this.#made.delete(this.#made.keys().next().value!);
    } finally {
      this.#cancelled.delete(ticket);
    }
  }

  async #before(
    { request: { compareTo }, settings, baseline }: AuditAsked,
    chosen: typeof checks,
    ticket: number,
    tell: (step: AuditTelling) => void,
  ): Promise<{ at: string; entries: readonly BaselineEntry[] } | null> {
    if (compareTo === null) return null;
    if (compareTo.with === 'baseline') return baseline && { at: baseline.keptAt, entries: baseline.entries };
    const set = snapshotsBefore(this.#world.db, compareTo.time);
    const ids = set.filter(({ hasObjects }) => hasObjects).map(({ snapshotId }) => snapshotId);
    tell({ phase: 'comparing', check: null, done: 0, total: null });
    const audit = await this.#judge(set, this.#graphs.of(ids), settings, chosen, ticket, () => {});
    return { at: compareTo.time, entries: audit.findings.map(baselineEntry) };
  }

  async #judge(
    set: readonly SourceSnapshot[],
    graph: ReturnType<Graphs['of']>,
    settings: AuditSettings,
    chosen: typeof checks,
    ticket: number,
    tell: (step: AuditTelling) => void,
  ): Promise<Audit> {
    const { db, snapshots } = this.#world;
    tell({ phase: 'reading', check: null, done: 0, total: null });
    const input = await this.#inSlices(auditInput({ db, snapshots, set, graph }, settings), ticket);
    return this.#inSlices<AuditStep, Audit>(
      runChecks(new AuditWorld(input), chosen),
      ticket,
      ({ check, done }) => tell({ phase: 'checking', check, done, total: chosen.length }),
    );
  }

  /** What else is asked of the thread gets in between. */
  async #inSlices<S, T>(
    work: Generator<S, T, void>,
    ticket: number,
    step: (step: S) => void = () => {},
  ): Promise<T> {
    let began = performance.now();
    for (;;) {
      const { done, value } = work.next();
      if (done) return value;
      if (performance.now() - began < sliceMilliseconds) continue;
      step(value);
      await setImmediate();
      if (this.#cancelled.has(ticket)) throw new Fault('job.cancelled', {});
      began = performance.now();
    }
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
    const { audit, drift, set, settings, comparedTo } = made;
    const { rows } = this.#told(made, decided);
    const byCheck = countByCheck(rows);
    const states = { new: 0, changed: 0, same: 0, gone: 0 };
    for (const one of rows) if (one.drift !== null) states[one.drift]++;
    const here = rows.filter((one) => one.drift !== 'gone');
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
        .filter(({ id: check }) => made.checks.has(check))
        .map(({ id: check, number, severity, controls }) => ({
          id: check,
          number,
          severity,
          controls: controls.map((one) => ({ ...one, items: [...one.items] })),
          open: byCheck.get(check)?.open ?? 0,
          suppressed: byCheck.get(check)?.suppressed ?? 0,
          notJudged: audit.notJudged.filter((one) => one.check === check).length,
          cut: audit.cut.find((one) => one.check === check)?.found ?? null,
        })),
      notJudged: audit.notJudgedTotal,
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

  notJudged(
    id: string,
    chosen: readonly CheckId[] | undefined,
    page: Page,
  ): { total: number; rows: NotJudged[] } | null {
    const made = this.#held(id);
    if (!made) return null;
    const rows = made.audit.notJudged.filter(({ check }) => chosen === undefined || chosen.includes(check));
    const total = chosen === undefined ? made.audit.notJudgedTotal : rows.length;
    return { total, rows: rows.slice(page.offset, page.offset + page.limit) };
  }

  /** What a baseline keeps. */
  entries(id: string): BaselineEntry[] | null {
    return this.#held(id)?.audit.findings.map(baselineEntry) ?? null;
  }
}

/** The methods that the access thread has of the audit. */
export function auditAnswers(world: AccessWorld, progress: (id: number, ...values: unknown[]) => void) {
  const audits = new Audits(world);
  const questions: AuditQuestions = {
    auditSummary: (id, decided, baselineAt) => audits.summary(id, decided, baselineAt),
    auditFindings: (id, decided, filter, page) => audits.findings(id, decided, filter, page),
    auditFinding: (id, decided, key) => audits.finding(id, decided, key),
    auditNotJudged: (id, chosen, page) => audits.notJudged(id, chosen, page),
    auditEntries: (id) => audits.entries(id),
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
