/** Runs checks one after the other over one world, and puts what they say in order. */
import type { Check } from './check.ts';
import { auditSeverities } from './codes.ts';
import type { CheckId } from './codes.ts';
import { mostEvidence, mostFindings } from './finding.ts';
import type { Draft, Finding, NotJudged, Report } from './finding.ts';
import { withUniqueKeys } from './keys.ts';
import { blindSpots } from './needs.ts';
import type { AuditWorld } from './world.ts';

/** Places that one check names as not judged; what is beyond is counted. */
export const mostNotJudged = 1000;

export interface AuditStep {
  /** Checks that are done. */
  readonly done: number;
  readonly check: CheckId;
}

export interface Audit {
  /** The worst first, then in the order of checks, then by name. */
  readonly findings: readonly Finding[];
  readonly notJudged: readonly NotJudged[];
  /** Checks that found more than is kept, with how many there are. */
  readonly cut: readonly { readonly check: CheckId; readonly found: number }[];
  /** Places that a check could not judge, whether they are kept or not; a check that judged all has none. */
  readonly notJudgedCounts: ReadonlyMap<CheckId, number>;
}

/** Tells where it is between steps; whoever stops asking ends it. */
export function* runChecks(world: AuditWorld, checks: readonly Check[]): Generator<AuditStep, Audit, void> {
  const findings: Finding[] = [];
  const notJudged: NotJudged[] = [];
  const notJudgedCounts = new Map<CheckId, number>();
  const cut: { check: CheckId; found: number }[] = [];
  for (const [done, check] of checks.entries()) {
    yield { done, check: check.id };
    const mine: Finding[] = [];
    const places = new Set<string>();
    let found = 0;
    const report: Report = {
      get full() {
        return found >= mostFindings;
      },
      more: () => void found++,
      add: (draft) => {
        found++;
        if (mine.length < mostFindings) mine.push(finished(check.id, draft));
      },
      notJudged: (code, where = '', cause = null) => {
        const key = `${code} ${where}`;
        if (places.has(key)) return;
        places.add(key);
        if (places.size <= mostNotJudged) notJudged.push({ check: check.id, code, where, cause });
      },
    };
    for (const { code, where, cause } of blindSpots(world, check.id)) report.notJudged(code, where, cause);
    const run = check.run(world, report);
    if (run) for (const _ of run) yield { done, check: check.id };
    for (const one of withUniqueKeys(mine, world.input.directories)) findings.push(one);
    if (places.size > 0) notJudgedCounts.set(check.id, places.size);
    if (found > mostFindings) cut.push({ check: check.id, found });
  }
  const order = new Map(checks.map(({ id }, at) => [id, at]));
  findings.sort(
    (a, b) =>
      auditSeverities.indexOf(a.severity) - auditSeverities.indexOf(b.severity) ||
      order.get(a.check)! - order.get(b.check)! ||
      compareText(a.subject.name, b.subject.name) ||
      compareText(a.key, b.key),
  );
  return { findings, notJudged, cut, notJudgedCounts };
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function finished(check: CheckId, draft: Draft): Finding {
  const { part, owner = null, evidence, evidenceTotal = evidence.length, ...rest } = draft;
  const key = [check, draft.code, draft.subject.id, ...(part === undefined ? [] : [part])].join('|');
  return { key, check, ...rest, evidence: evidence.slice(0, mostEvidence), evidenceTotal, owner };
}
