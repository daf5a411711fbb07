/** Decisions of a plan as the window shows them, and taking one. */
import { Fault } from '#contract/faults.ts';
import type { PlanDecision, PlanFinding } from '#contract/migration.ts';
import { decisionOptions, type DecisionCode } from '#domain/migration/codes.ts';
import { assumed, type Decisions, decisionsFor, isOption } from '#domain/migration/decisions.ts';
import type { Asked } from './asked.ts';
import { keepPlanning } from './planning.ts';

export const decisionRows = (
  { question, planning }: Pick<Asked, 'question' | 'planning'>,
  findings: readonly PlanFinding[],
): PlanDecision[] =>
  decisionsFor(question.target.kind).map((code) => {
    const decided = planning.decisions[code];
    return {
      code,
      options: [...decisionOptions[code]],
      value: decided?.value ?? null,
      assumed: assumed[code],
      note: decided?.note ?? null,
      decidedAt: decided?.decidedAt ?? null,
      findings: findings.filter(({ decision }) => decision === code).map((each) => each.code),
    };
  });

/** `value` null takes it back. Throws `input.invalid` for an answer that there is not. */
export async function decide(
  { workspace, from, question, planning }: Asked,
  { code, value, note }: { code: DecisionCode; value: string | null; note: string | null },
): Promise<void> {
  const { kind } = question.target;
  if (!decisionsFor(kind).includes(code)) throw new Fault('input.invalid', { path: 'code', detail: code });
  if (value !== null && !isOption(code, value))
    throw new Fault('input.invalid', { path: 'value', detail: value });
  const { [code]: _, ...others } = planning.decisions;
  const decisions: Decisions =
    value === null
      ? others
      : { ...others, [code]: { value, note: note || null, decidedAt: new Date().toISOString() } };
  await keepPlanning(workspace, from.sourceId, kind, { ...planning, decisions });
}
