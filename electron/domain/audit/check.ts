/** One check: what it looks for, why that matters, and how. A file each in `checks/`. */
import type { CheckId, AuditSeverity } from './codes.ts';
import type { Control, Report } from './finding.ts';
import type { FindingCode } from './params.ts';
import type { AuditWorld } from './world.ts';

export interface Check {
  readonly id: CheckId;
  /** Of the table of common faults (facts/group-role-mapping.md §4); null = of who decides over mapped groups. */
  readonly number: number | null;
  /** The worst that it says. */
  readonly severity: AuditSeverity;
  readonly codes: readonly FindingCode[];
  readonly controls: readonly Control[];
  /** What takes long is a generator: it stops at each `yield` to let others in. */
  run(world: AuditWorld, report: Report): Iterable<void> | void;
}
