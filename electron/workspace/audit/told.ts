/** Findings as they are told: with what changed and what somebody answers for, filtered and counted. */
import type { AuditFilter, AuditFinding, AuditSummary } from '#contract/audit.ts';
import type { AuditSeverity, CheckId } from '#domain/audit/codes.ts';
import type { BaselineEntry, Drift, Drifted } from '#domain/audit/drift.ts';
import type { Finding } from '#domain/audit/finding.ts';
import { suppressionState } from '#domain/audit/suppression.ts';
import type { Suppression } from '#domain/audit/suppression.ts';
import { fold } from '../search/fold.ts';

/** What people decided, and the day it is. */
export interface Decided {
  readonly suppressions: readonly Suppression[];
  /** `2026-12-31` */
  readonly today: string;
}

export class Told {
  readonly rows: readonly AuditFinding[];

  constructor(findings: readonly Finding[], drift: Drift | null, { suppressions, today }: Decided) {
    const byKey = new Map(suppressions.map((one) => [one.key, one]));
    const suppressionOf = (key: string): AuditFinding['suppression'] => {
      const one = byKey.get(key);
      return one === undefined ? null : { ...one, state: suppressionState(one, today) };
    };
    this.rows = [
      ...findings.map((finding) =>
        row(finding, drift?.states.get(finding.key) ?? null, suppressionOf(finding.key)),
      ),
      ...(drift?.before ?? []).map(({ entry, drifted }) =>
        rowOfBefore(entry, drifted, suppressionOf(entry.key)),
      ),
    ];
  }

  find(key: string): AuditFinding | null {
    return this.rows.find((one) => one.key === key) ?? null;
  }

  filtered(filter: AuditFilter): AuditFinding[] {
    const words = wordsOf(filter.text);
    const has = <T>(list: readonly T[] | undefined, value: T): boolean =>
      list === undefined || list.includes(value);
    return this.rows.filter(
      (one) =>
        hasStatus(one, filter.status) &&
        has(filter.severities, one.severity) &&
        has(filter.checks, one.check) &&
        has(filter.owners, one.owner?.id ?? '') &&
        hasWords(() => textOf(one), words),
    );
  }
}

const row = (
  finding: Finding,
  drifted: Drifted | null,
  suppression: AuditFinding['suppression'],
): AuditFinding => ({
  ...finding,
  subject: { ...finding.subject },
  params: { ...finding.params },
  evidence: [...finding.evidence],
  owner: finding.owner && { ...finding.owner },
  found: 'now',
  drift: drifted && drifted.state,
  notComparable: drifted && drifted.because,
  suppression,
});

const rowOfBefore = (
  entry: BaselineEntry,
  { state, because }: Drifted,
  suppression: AuditFinding['suppression'],
): AuditFinding => ({
  key: entry.key,
  check: entry.check,
  code: entry.code,
  severity: entry.severity,
  reason: entry.reason,
  // Its object may be none of the snapshots that are looked at now.
  subject: { ...entry.subject, snapshotId: null, objectId: null },
  params: { ...entry.params },
  evidence: [],
  evidenceTotal: 0,
  owner: null,
  found: 'before',
  drift: state,
  notComparable: because,
  suppression,
});

export const isOpen = ({ found, suppression }: AuditFinding): boolean =>
  found === 'now' && suppression?.state !== 'active';

function hasStatus(one: AuditFinding, status: AuditFilter['status']): boolean {
  switch (status) {
    case undefined:
      return one.found === 'now';
    case 'open':
      return isOpen(one);
    case 'suppressed':
      return one.found === 'now' && one.suppression?.state === 'active';
    case 'expired':
      return one.found === 'now' && one.suppression?.state === 'expired';
    default:
      return one.drift === status;
  }
}

/** What a text that people type asks for. */
export const wordsOf = (text: string | undefined): string[] =>
  fold(text ?? '')
    .split(' ')
    .filter((word) => word !== '');

/** What words are looked for in. */
export const textOf = ({ check, code, subject, owner, params }: AuditFinding): string =>
  fold(
    [check, code, subject.name, subject.where, subject.account, owner?.name, ...Object.values(params)]
      .filter((part) => part != null)
      .join(' '),
  );

export const hasWords = (text: () => string, words: readonly string[]): boolean => {
  if (words.length === 0) return true;
  const folded = text();
  return words.every((word) => folded.includes(word));
};

export function countOpen(rows: readonly AuditFinding[]): AuditSummary['open'] {
  const counts: Record<AuditSeverity, number> = { critical: 0, high: 0, medium: 0, low: 0, information: 0 };
  for (const one of rows) if (isOpen(one)) counts[one.severity]++;
  return counts;
}

/** Findings that count and those that are suppressed, by check. */
export function countByCheck(
  rows: readonly AuditFinding[],
): Map<CheckId, { open: number; suppressed: number }> {
  const counts = new Map<CheckId, { open: number; suppressed: number }>();
  for (const one of rows) {
    if (one.found === 'before') continue;
    let count = counts.get(one.check);
    if (!count) counts.set(one.check, (count = { open: 0, suppressed: 0 }));
    if (isOpen(one)) count.open++;
    else count.suppressed++;
  }
  return counts;
}

const mostOwners = 1000;

export function ownersOf(rows: readonly AuditFinding[]): AuditSummary['owners'] {
  const owners = new Map<string, { id: string; name: string; open: number }>();
  for (const one of rows) {
    if (!isOpen(one) || one.owner === null) continue;
    const { id, name } = one.owner;
    const known = owners.get(id);
    if (known) known.open++;
    else owners.set(id, { id, name, open: 1 });
  }
  return [...owners.values()]
    .toSorted((a, b) => b.open - a.open || (a.id < b.id ? -1 : 1))
    .slice(0, mostOwners);
}
