/** What the planning thread is asked, and what it answers. */
import type { PlanChange, PlanExample, PlanFinding, PlanQuestion, PlanStep, PlanWave, PlanWaveMember } from '#contract/migration.ts'; // prettier-ignore
import type { Decisions } from '#domain/migration/decisions.ts';
import type { IdentityCenterFact, PlanInput } from '#domain/migration/input.ts';
import type { MappingRow } from '#domain/migration/mapping.ts';
import type { TravelCounts } from '#domain/migration/travel.ts';

export interface PlanRequest {
  readonly question: PlanQuestion;
  readonly decisions: Decisions;
  readonly identityCenter: IdentityCenterFact | null;
  readonly schema: PlanInput['schema'];
  /** Tells one mapping file from another; null = none. The rows go with `make` alone. */
  readonly mapping: string | null;
}

export interface PlanSummary {
  readonly findings: PlanFinding[];
  readonly travel: { readonly moves: TravelCounts; readonly left: TravelCounts; readonly own: number } | null;
  readonly waves: number | null;
  readonly changes: PlanChange[];
  readonly steps: PlanStep[];
  /** Snapshots whose schema was not read, or not to its end. */
  readonly schemaUnread: readonly number[];
  /** Domains whose functional level was not read. */
  readonly levelsNotRead: readonly string[];
}

/** A row of the mapping file to fill, as the plan stands. */
export interface TemplateRow {
  readonly guid: string;
  readonly dn: string;
  readonly kind: string;
  readonly logonName: string | null;
  readonly principalName: string | null;
  readonly mail: string | null;
  /** 0 = in none. */
  readonly wave: number;
  readonly said: MappingRow | null;
}

/** A page of a plan that the thread holds; `null` = it does not hold that plan, and `make` has to come first. */
export interface Paged<R> {
  readonly total: number;
  readonly rows: R[];
}
export type { PlanExample, PlanWave, PlanWaveMember };
