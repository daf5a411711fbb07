/** The planning thread: it gathers the facts of snapshots and computes migration plans; nobody else waits for it. */
import type { Page } from '#contract/shapes.ts';
import type { FindingCode } from '#domain/migration/codes.ts';
import type { MappingRow } from '#domain/migration/mapping.ts';
import { openToRead } from '../file.ts';
import { Plans } from '../migration/plans.ts';
import type { PlanRequest, PlanSummary } from '../migration/request.ts';
import { Snapshots } from '../read/snapshots.ts';
import type { WorkerData } from './roles.ts';

export type PlannerMethods = ReturnType<typeof plannerMethods>;

export function plannerMethods(data: WorkerData, progress: (id: number, ...values: unknown[]) => void) {
  const db = openToRead(data.path, data.immutable ? 'immutable' : 'read');
  const plans = new Plans(db, new Snapshots(db));

  return {
    make(
      asked: PlanRequest,
      mapping: readonly MappingRow[],
      ticket: number,
      request?: number,
    ): Promise<PlanSummary> {
      return plans.make(asked, mapping, ticket, (step) => progress(request!, step));
    },

    census: (snapshotId: number, most: number, ticket: number) => plans.census(snapshotId, most, ticket),

    cancel(ticket: number): void {
      plans.cancel(ticket);
    },

    examples: (asked: PlanRequest, code: FindingCode, page: Page) => plans.examples(asked, code, page),
    waves: (asked: PlanRequest, page: Page) => plans.waves(asked, page),
    wave: (asked: PlanRequest, number: number, page: Page) => plans.wave(asked, number, page),
    template: (asked: PlanRequest, page: Page) => plans.template(asked, page),

    close(): void {
      db.close();
    },
  };
}
