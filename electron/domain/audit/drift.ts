/** What is kept of an audit to compare a later one with, and the comparison. */
import type { AuditSeverity, CheckId, DriftState, SeverityReason } from './codes.ts';
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
  readonly params: Readonly<Record<string, string | number>>;
}

export interface Drift {
  /** Of each finding, by key. */
  readonly states: ReadonlyMap<string, Exclude<DriftState, 'gone'>>;
  readonly gone: readonly BaselineEntry[];
}

/** 53 bits of a text (cyrb53), as 14 hexadecimal digits: tells two states of one finding apart, and guards nothing. */
export function digestOf(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2_654_435_761);
    low = Math.imul(low ^ code, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  const value = 4_294_967_296 * (2_097_151 & low) + (high >>> 0);
  return value.toString(16).padStart(14, '0');
}

/** When it was read and which snapshot it stands in do not make a finding another one. */
export const findingDigest = ({ severity, reason, params, evidence, evidenceTotal }: Finding): string =>
  digestOf(
    JSON.stringify([
      severity,
      reason,
      Object.entries(params).toSorted(([a], [b]) => (a < b ? -1 : 1)),
      evidence.map(({ code, where, field, value }) => [code, where, field, value]),
      evidenceTotal,
    ]),
  );

export const baselineEntry = (finding: Finding): BaselineEntry => ({
  key: finding.key,
  digest: findingDigest(finding),
  check: finding.check,
  code: finding.code,
  severity: finding.severity,
  reason: finding.reason,
  subject: finding.subject,
  params: finding.params,
});

/** `checks`: those that ran now; what another check said before is not gone, it was not asked. */
export function driftSince(
  findings: readonly Finding[],
  before: readonly BaselineEntry[],
  checks: ReadonlySet<CheckId>,
): Drift {
  const known = new Map(before.map((entry) => [entry.key, entry]));
  const states = new Map<string, Exclude<DriftState, 'gone'>>();
  for (const finding of findings) {
    const entry = known.get(finding.key);
    const changed = entry !== undefined && entry.digest !== findingDigest(finding);
    states.set(finding.key, entry === undefined ? 'new' : changed ? 'changed' : 'same');
  }
  return { states, gone: before.filter(({ key, check }) => checks.has(check) && !states.has(key)) };
}
