/** What `treeline plan --json` prints: the plan, with its waves, changes and steps, and an English sentence beside each code. */
import { z } from 'zod';
import {
  changeSchema,
  decisionSchema,
  findingSchema,
  planSchema,
  stepSchema,
  waveSchema,
} from './migration.ts';

const message = z.string();

export const planDocument = planSchema.extend({
  /** Blockers and warnings make the exit code 1. */
  findings: z.array(findingSchema.extend({ name: z.string(), message, remedy: z.string() })),
  notRead: planSchema.shape.notRead.extend({
    rows: z.array(planSchema.shape.notRead.shape.rows.element.extend({ message })),
  }),
  decisions: z.array(decisionSchema.extend({ message })),
  /** Null: nothing is moved to such a target. `rows`: at most the first thousand. */
  waves: z.object({ total: z.int(), rows: z.array(waveSchema.extend({ message })) }).nullable(),
  changes: z.array(changeSchema.extend({ message })),
  steps: z.array(stepSchema.extend({ message })),
  /** Files that were written. */
  report: z.string().nullable(),
  template: z.string().nullable(),
});
export type PlanDocument = z.infer<typeof planDocument>;
