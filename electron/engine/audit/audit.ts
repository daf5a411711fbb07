/** The audit's procedures: a request made whole, computed on the access thread, and pages of it. */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type {
  auditProcedures,
  AuditProgress,
  AuditRequest,
  AuditKept as KeptAnswer,
} from '#contract/audit.ts';
import { Fault } from '#contract/faults.ts';
import type { Workspace } from '#workspace/api.ts';
import type { AuditAsked, AuditTelling } from '#workspace/audit/asked.ts';
import type { AuditChange, AuditKept } from '#workspace/audit/kept.ts';
import type { Decided } from '#workspace/audit/told.ts';
import type { Engine } from '../engine.ts';
import { telling } from '../telling.ts';
import { documentOf } from './document.ts';
import type { AuditDocument, Locale } from './document.ts';
import { keep, keptOf } from './keeping.ts';
import { writeAudit } from './files.ts';

type Procedures = typeof auditProcedures;
export type Name = keyof Procedures;
export type Input<P extends Name> = z.infer<Procedures[P]['input']>;
export type Output<P extends Name> = z.infer<Procedures[P]['output']>;

/** A request with what the workspace keeps: the same request under the same limits has the same id. */
export interface Whole {
  readonly workspace: Workspace;
  readonly id: string;
  readonly asked: AuditAsked;
  readonly decided: Decided;
  readonly kept: AuditKept;
}

const today = (): string => new Date().toISOString().slice(0, 10);

export async function wholeRequest(engine: Engine, request: AuditRequest): Promise<Whole> {
  const workspace = engine.workspace.current;
  const kept = await keptOf(workspace);
  const { settings, suppressions, baseline } = kept;
  const compared = request.compareTo?.with === 'baseline';
  const checks = request.checks === null ? null : [...new Set(request.checks)].toSorted();
  const asked: AuditAsked = {
    request: { ...request, checks },
    settings,
    baseline: compared ? baseline : null,
  };
  const id = createHash('sha256')
    .update(JSON.stringify([asked.request, settings, compared && baseline?.keptAt]))
    .digest('hex');
  return { workspace, id, asked, kept, decided: { suppressions, today: today() } };
}

const compute = (
  { workspace, id, asked }: Whole,
  signal?: AbortSignal,
  onStep: (step: AuditTelling) => void = () => {},
): Promise<void> => workspace.runAudit(id, asked, onStep, signal);

/** An answer; the audit is computed first where the thread has none of it any more. */
export async function held<R>(
  whole: Whole,
  signal: AbortSignal | undefined,
  read: () => Promise<R | null>,
): Promise<R> {
  const found = await read();
  if (found !== null) return found;
  await compute(whole, signal);
  const again = await read();
  // Pushed out by others in between, or snapshots came: as good as a source that changes under the question.
  if (again === null) throw new Fault('job.cancelled', {});
  return again;
}

/** Computes an audit and tells how far it is; whoever stops listening ends it. */
export async function* runAudit(
  engine: Engine,
  request: AuditRequest,
  signal?: AbortSignal,
): AsyncGenerator<AuditProgress, void> {
  const whole = await wholeRequest(engine, request);
  yield* telling<AuditProgress, unknown>(
    (tell, stop) => compute(whole, stop, (step) => tell({ ...step, finished: false })),
    signal,
  );
  yield { phase: 'done', check: null, done: 1, total: 1, finished: true };
}

const summaryOf = (whole: Whole, signal?: AbortSignal) =>
  held(whole, signal, () =>
    whole.workspace.askAudit('auditSummary', whole.id, whole.decided, whole.kept.baseline?.keptAt ?? null),
  );

/** Everything that reports say, in one language. */
export async function auditDocument(
  engine: Engine,
  request: AuditRequest,
  locale: Locale,
  signal?: AbortSignal,
): Promise<AuditDocument> {
  const whole = await wholeRequest(engine, request);
  const { workspace, id, decided } = whole;
  const summary = await summaryOf(whole, signal);
  return documentOf(locale, summary, {
    findings: (filter, page) =>
      held(whole, signal, () => workspace.askAudit('auditFindings', id, decided, filter, page)),
    notJudged: (page) => held(whole, signal, () => workspace.askAudit('auditNotJudged', id, undefined, page)),
  });
}

async function keptAnswer(workspace: Workspace): Promise<KeptAnswer> {
  const { settings, suppressions, baseline } = await keptOf(workspace);
  return {
    settings: { ...settings, toxicPairs: [...settings.toxicPairs] },
    suppressions: [...suppressions],
    baselineAt: baseline?.keptAt ?? null,
    kept: !workspace.readOnly,
  };
}

async function change(engine: Engine, made: AuditChange): Promise<KeptAnswer> {
  const workspace = engine.workspace.current;
  await keep(workspace, made);
  return keptAnswer(workspace);
}

type Handlers = {
  readonly [P in Name]: (engine: Engine, input: Input<P>, signal?: AbortSignal) => Promise<Output<P>>;
};

const handlers: Handlers = {
  summary: async (engine, { request }, signal) => summaryOf(await wholeRequest(engine, request), signal),

  async findings(engine, { request, filter, page }, signal) {
    const whole = await wholeRequest(engine, request);
    return held(whole, signal, () =>
      whole.workspace.askAudit('auditFindings', whole.id, whole.decided, filter, page),
    );
  },

  async finding(engine, { request, key }, signal) {
    const whole = await wholeRequest(engine, request);
    return held(whole, signal, () => whole.workspace.askAudit('auditFinding', whole.id, whole.decided, key));
  },

  async notJudged(engine, { request, checks, page }, signal) {
    const whole = await wholeRequest(engine, request);
    return held(whole, signal, () => whole.workspace.askAudit('auditNotJudged', whole.id, checks, page));
  },

  kept: (engine) => keptAnswer(engine.workspace.current),

  saveSettings: (engine, settings) => change(engine, { make: 'settings', settings }),

  suppress: (engine, given) =>
    change(engine, {
      make: 'suppress',
      suppressions: [{ ...given, createdAt: new Date().toISOString() }],
    }),

  unsuppress: (engine, { key }) => change(engine, { make: 'unsuppress', keys: [key] }),

  async setBaseline(engine, { request }, signal) {
    // What was not checked now is kept as it was: a baseline of one check does not forget the others.
    const whole = await wholeRequest(engine, { ...request, compareTo: null });
    const judged = await held(whole, signal, () => whole.workspace.askAudit('auditJudged', whole.id));
    return change(engine, {
      make: 'baseline',
      baseline: { keptAt: new Date().toISOString(), ...judged },
      checks: whole.asked.request.checks,
    });
  },

  removeBaseline: (engine) => change(engine, { make: 'noBaseline' }),

  async export(engine, { request, format, locale, target }, signal) {
    const document = await auditDocument(engine, request, locale, signal);
    const bytes = await writeAudit(engine.files.takeTarget(target), document, format, engine.shell.version);
    return { bytes, findings: document.findings.length };
  },
};

export const answer = <P extends Name>(
  engine: Engine,
  name: P,
  input: Input<P>,
  signal?: AbortSignal,
): Promise<Output<P>> => handlers[name](engine, input, signal);
