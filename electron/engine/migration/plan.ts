/** The migration procedures: a question made whole, its plan computed on the workspace's planning thread, and pages of it. */
import type { z } from 'zod';
import { Fault } from '#contract/faults.ts';
import type { migrationProcedures, Plan, PlanProgress, PlanQuestion } from '#contract/migration.ts';
import { maxPage } from '#contract/shapes.ts';
import { isSchemaPlace } from '#domain/compare/fit/schemaGaps.ts';
import type { Severity } from '#domain/migration/codes.ts';
import type { FactsStep } from '#workspace/migration/facts.ts';
import type { Paged, PlanSummary } from '#workspace/migration/request.ts';
import type { Engine } from '../engine.ts';
import { type Asked, wholeQuestion } from './asked.ts';
import { decide, decisionRows } from './decisions.ts';
import { readMapping } from './mappingFile.ts';
import { keepPlanning } from './planning.ts';
import { writeReport, writeTemplate } from './files.ts';
import type { Told } from './told.ts';
import { telling } from '../telling.ts';

type Procedures = typeof migrationProcedures;
export type Name = keyof Procedures;
export type Input<P extends Name> = z.infer<Procedures[P]['input']>;
export type Output<P extends Name> = z.infer<Procedures[P]['output']>;

const shownMissing = 100;

/** Computes what is asked, or takes it from the thread that keeps it. */
function compute(asked: Asked, signal?: AbortSignal, onStep: (step: FactsStep) => void = () => {}): Promise<PlanSummary> {
  return asked.workspace.plan(asked.request, asked.planning.mapping?.rows ?? [], onStep, signal);
} // prettier-ignore

/** A page; the plan is computed first where the thread has none of it any more. */
async function page<R>(
  asked: Asked,
  signal: AbortSignal | undefined,
  read: () => Promise<Paged<R> | null>,
): Promise<Paged<R>> {
  const found = await read();
  if (found) return found;
  await compute(asked, signal);
  const again = await read();
  // Pushed out by other plans in between: as good as a source that changes under the question.
  if (!again) throw new Fault('job.cancelled', {});
  return again;
}

function wholePlan(asked: Asked, summary: PlanSummary): Plan {
  const { question, planning, from, into, workspace } = asked;
  const counts: Record<Severity, number> = { blocker: 0, warning: 0, information: 0 };
  for (const { severity } of summary.findings) counts[severity]++;
  const notRead = [...asked.notRead];
  const unread = (snapshotId: number, where: string, attribute: string | null) =>
    notRead.push({ snapshotId, where, attribute, code: 'capture.leftOut' });
  for (const snapshotId of summary.schemaUnread) {
    const told = notRead.some((each) => each.snapshotId === snapshotId && isSchemaPlace(each.where));
    if (!told) unread(snapshotId, 'CN=Schema,CN=Configuration', null);
  }
  for (const domain of summary.levelsNotRead) unread(from.snapshotId, domain, 'msDS-Behavior-Version');
  return {
    from,
    target: question.target,
    into,
    counts,
    findings: summary.findings,
    notRead: { total: notRead.length, rows: notRead.slice(0, shownMissing) },
    decisions: decisionRows(asked, summary.findings),
    decisionsKept: !workspace.readOnly,
    travel: summary.travel,
    waves: summary.waves,
    mapping: planning.mapping && { rows: planning.mapping.rows.length, importedAt: planning.mapping.importedAt },
  };
} // prettier-ignore

export async function tellPlan(engine: Engine, question: PlanQuestion, signal?: AbortSignal): Promise<Told> {
  const asked = await wholeQuestion(engine, question);
  const summary = await compute(asked, signal);
  return { asked, plan: wholePlan(asked, summary), summary };
}

/** Computes a plan and tells how far it is; whoever stops listening ends it. */
export async function* runPlan(
  engine: Engine,
  question: PlanQuestion,
  signal?: AbortSignal,
): AsyncGenerator<PlanProgress, void> {
  const asked = await wholeQuestion(engine, question);
  yield* telling<PlanProgress, unknown>(
    (tell, stop) => compute(asked, stop, (step) => tell({ ...step, finished: false })),
    signal,
  );
  yield { phase: 'done', done: 1, total: 1, finished: true };
}

type Handlers = {
  readonly [P in Name]: (engine: Engine, input: Input<P>, signal?: AbortSignal) => Promise<Output<P>>;
};

export const handlers: Handlers = {
  plan: async (engine, { question }, signal) => (await tellPlan(engine, question, signal)).plan,

  async examples(engine, { question, code, page: wanted }, signal) {
    const asked = await wholeQuestion(engine, question);
    return page(asked, signal, () => asked.workspace.planExamples(asked.request, code, wanted));
  },

  async waves(engine, { question, page: wanted }, signal) {
    const asked = await wholeQuestion(engine, question);
    return page(asked, signal, () => asked.workspace.planWaves(asked.request, wanted));
  },

  async wave(engine, { question, number, page: wanted }, signal) {
    const asked = await wholeQuestion(engine, question);
    return page(asked, signal, () => asked.workspace.planWave(asked.request, number, wanted));
  },

  changes: async (engine, { question }, signal) => ({
    changes: (await tellPlan(engine, question, signal)).summary.changes,
  }),

  steps: async (engine, { question }, signal) => ({
    steps: (await tellPlan(engine, question, signal)).summary.steps,
  }),

  async decisions(engine, { question }, signal) {
    const { decisions, decisionsKept: kept } = (await tellPlan(engine, question, signal)).plan;
    return { decisions, kept };
  },

  async decide(engine, { question, ...decision }, signal) {
    await decide(await wholeQuestion(engine, question), decision);
    const { decisions, decisionsKept: kept } = (await tellPlan(engine, question, signal)).plan;
    return { decisions, kept };
  },

  async mappingTemplate(engine, { question, target }, signal) {
    const asked = await wholeQuestion(engine, question);
    const deposit = engine.files.takeTarget(target);
    const rows = (offset: number) =>
      page(asked, signal, () => asked.workspace.planTemplate(asked.request, { offset, limit: maxPage }));
    return { rows: await writeTemplate(deposit, rows, signal) };
  },

  async mappingImport(engine, { question, handle }) {
    const { workspace, from, planning } = await wholeQuestion(engine, question);
    const { answer, rows } = await readMapping(engine.files.at(handle));
    if (answer.problems.total > 0) return answer;
    const mapping = { importedAt: new Date().toISOString(), rows };
    await keepPlanning(workspace, from.sourceId, question.target.kind, { ...planning, mapping });
    return answer;
  },

  async mappingRemove(engine, { question }) {
    const { workspace, from, planning } = await wholeQuestion(engine, question);
    await keepPlanning(workspace, from.sourceId, question.target.kind, { ...planning, mapping: null });
    return {};
  },

  async report(engine, { question, format, locale, target }, signal) {
    const told = await tellPlan(engine, question, signal);
    const { total, rows } = await allWaves(told.asked, signal);
    return { bytes: await writeReport(engine.files.takeTarget(target), { ...told, waves: rows, wavesTotal: total }, format, locale) };
  },
}; // prettier-ignore

/** As many waves as a report shows: more than a thousand are for the window. */
export async function allWaves(asked: Asked, signal?: AbortSignal) {
  return page(asked, signal, () => asked.workspace.planWaves(asked.request, { offset: 0, limit: maxPage }));
}

export const answer = <P extends Name>(engine: Engine, name: P, input: Input<P>, signal?: AbortSignal): Promise<Output<P>> =>
  handlers[name](engine, input, signal); // prettier-ignore
