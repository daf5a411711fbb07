/** A plan with all that a report says of it. */
import type { Plan, PlanWave } from '#contract/migration.ts';
import type { PlanSummary } from '#workspace/migration/request.ts';
import type { Asked } from './asked.ts';

export interface Told {
  readonly asked: Asked;
  readonly plan: Plan;
  readonly summary: PlanSummary;
}

export interface Reported {
  readonly plan: Plan;
  readonly summary: Pick<PlanSummary, 'changes' | 'steps'>;
  readonly waves: readonly PlanWave[];
  readonly wavesTotal: number;
}
export type Locale = 'en' | 'ko';
