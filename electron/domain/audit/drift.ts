/** What is kept of an audit to compare a later one with, and the comparison. */
import type { AuditSeverity, CheckId, DriftState, SeverityReason } from './codes.ts';
import { Comparability } from './coverage.ts';
import type { Coverage, Incomparable } from './coverage.ts';
import { digestOf } from './digest.ts';
import type { Finding } from './finding.ts';
import type { FindingCode } from './params.ts';

/** One finding as a baseline keeps it: no evidence, and what shows it when it is gone. */
export interface BaselineEntry {
  readonly key: string;
  readonly digest: string;
  readonly check: CheckId;
  readonly code: FindingCode;
  readonly severity: AuditSeverity;
  readonly reason: SeverityReason;
  readonly subject: Finding['subject'];
  /** The source of the snapshot that the subject stood in; null = of none, or not known. */
  readonly source: number | null;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What an audit found and what it judged. */
export interface Judged {
  readonly entries: readonly BaselineEntry[];
  /** Null = that was not kept. */
  readonly coverage: Coverage | null;
}

/** How one finding stands against the other audit; `because` says why it cannot be compared, else null. */
export interface Drifted {
  readonly state: DriftState;
  readonly because: Incomparable | null;
}

export interface Drift {
  /** Of each finding that is there, by key. */
  readonly states: ReadonlyMap<string, Drifted>;
  /** What was found before and is not found now: gone, or not comparable. */
  readonly before: readonly { readonly entry: BaselineEntry; readonly drifted: Drifted }[];
}

/** When it was read, the days until then, and which snapshot it stands in do not make a finding another one. */
export const findingDigest = ({ severity, reason, params, evidence, evidenceTotal }: Finding): string =>
  digestOf(
    JSON.stringify([
      severity,
      reason,
      Object.entries(params)
        .filter(([name]) => name !== 'days')
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
      evidence.map(({ code, where, field, value }) => [code, where, field, value]),
      evidenceTotal,
    ]),
  );

/** `sourceOf`: of a snapshot, where it is one of those that were judged. */
export const baselineEntry = (
  finding: Finding,
  sourceOf: (snapshotId: number | null) => number | null,
): BaselineEntry => ({
  key: finding.key,
  digest: findingDigest(finding),
  check: finding.check,
  code: finding.code,
  severity: finding.severity,
  reason: finding.reason,
  subject: finding.subject,
  source: sourceOf(finding.subject.snapshotId),
  params: finding.params,
});

/**
 * Tells only what both audits could see: where one of them did not read what the other did, a finding that only one has is
 * neither new nor gone, and one that differs is not taken for changed.
 */
export function driftSince(now: Judged & { readonly coverage: Coverage }, before: Judged): Drift {
  const both = new Comparability(now.coverage, before.coverage);
  const drifted = (entry: BaselineEntry, state: 'new' | 'changed' | 'gone'): Drifted => {
    const { check, code, source, subject } = entry;
    const { where, account } = subject;
    const because = both.against({ check, code, changed: state === 'changed', source, where, account });
    return { state: because ? 'notComparable' : state, because };
  };
  const known = new Map(before.entries.map((entry) => [entry.key, entry]));
  const states = new Map<string, Drifted>();
  for (const entry of now.entries) {
    const then = known.get(entry.key);
    if (!then) states.set(entry.key, drifted(entry, 'new'));
    else if (then.digest !== entry.digest) states.set(entry.key, drifted(entry, 'changed'));
    else states.set(entry.key, { state: 'same', because: null });
  }
  const ran = new Set(now.coverage.map(({ check }) => check));
  return {
    states,
    // What another check said before is not gone: it was not asked.
    before: before.entries
      .filter(({ key, check }) => ran.has(check) && !states.has(key))
      .map((entry) => ({ entry, drifted: drifted(entry, 'gone') })),
  };
}
