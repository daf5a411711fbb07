/** What the fixture engine tells of an audit: findings of every severity, owner and drift; suppressions, limits and a baseline that are kept. */
import { implement } from '@orpc/server';
import type { AuditFinding, AuditKept, AuditSummary } from '#contract/audit.ts';
import { contract } from '#contract/index.ts';
import { auditSeverities, checkIds, driftStates } from '#domain/audit/codes.ts';
import type { DriftState } from '#domain/audit/codes.ts';
import { checks } from '#domain/audit/registry.ts';
import { defaultSettings } from '#domain/audit/settings.ts';
import { suppressionState } from '#domain/audit/suppression.ts';
import { Board } from '#workspace/audit/board.ts';
import { readAt } from './fixtureEstate.ts';
import * as forest from './fixtureForest.ts';

const os = implement(contract);
type Found = Omit<AuditFinding, 'found' | 'drift' | 'notComparable' | 'suppression'>;

/** What the audit is like; a test that changes it says so by `auditIs`. */
interface Shape {
  /** How many findings there are. */
  readonly findings: number;
  /** Steps of a run, and how long each takes. */
  readonly steps: number;
  readonly stepMs: number;
}
const asItWas: Shape = { findings: 400, steps: checkIds.length, stepMs: 0 };
let shape = asItWas;
export const auditIs = (next: Partial<Shape>): void => void (shape = { ...asItWas, ...next });

const owners = ['Security team', 'Kim Minsu', 'Platform'];
const accounts = ['111122223333', '444455556666'];
const made = new Map<number, readonly Found[]>();
/** Objects of the generated forest, each with a finding of the next check. */
function foundOf(count: number): readonly Found[] {
  let list = made.get(count);
  if (!list)
    made.set(
      count,
      (list = forest.children(8, 0, count).rows.map((object, at): Found => {
        const check = checks[at % checks.length]!;
        return {
          key: `${check.id}|${check.codes[0]!}|${object.sid ?? object.dn}`,
          check: check.id,
          code: 'inactiveMember',
          severity: auditSeverities[Math.min(4, at % 8)]!,
          reason: 'leadsToRole',
          subject: {
            kind: at % 4 === 3 ? 'role' : 'user',
            id: object.sid ?? object.dn,
            name: at % 4 === 3 ? `Role${at}` : object.name,
            where: at % 4 === 3 ? `arn:aws:iam::${accounts[0]!}:role/Role${at}` : object.dn,
            snapshotId: forest.snapshotId,
            objectId: at % 4 === 3 ? null : object.id,
            account: at % 4 === 3 ? accounts[at % 2]! : null,
          },
          params: { states: 'disabled, stale', roles: `Admin (${accounts[0]!}), Deploy (${accounts[1]!})` },
          evidence: Array.from({ length: 1 + (at % 3) }, (_, i) => ({
            code: 'attribute',
            snapshotId: forest.snapshotId,
            where: object.dn,
            field: ['userAccountControl', 'memberOf', 'lastLogonTimestamp'][i]!,
            value: ['514', 'CN=AWS-111122223333-Admin,OU=Groups,DC=corp,DC=example,DC=com', '133823781800150000'][i]!,
            readAt,
          })),
          evidenceTotal: at % 7 === 0 ? 31 : 1 + (at % 3),
          owner: at % 3 === 0 ? { by: 'managedBy', id: owners[at % 9 === 0 ? 0 : at % 2 === 0 ? 1 : 2]!, name: owners[at % 9 === 0 ? 0 : at % 2 === 0 ? 1 : 2]! } : null,
        };
      })),
    );
  return list;
} // prettier-ignore

const driftAt = (at: number): DriftState =>
  at % 16 === 0 ? 'new' : at % 16 === 1 ? 'changed' : at % 16 === 2 ? 'notComparable' : 'same';
const because = { side: 'before', code: 'sourceNotRead', where: 'corp.example.com' } as const;

function firstKept(): AuditKept {
  return { settings: { ...defaultSettings, toxicPairs: [...defaultSettings.toxicPairs] }, suppressions: [], baselineAt: null, kept: true };
} // prettier-ignore

/** Findings as they are told of what is kept; made anew only when one of both is another. */
function tellerOf() {
  let of: readonly unknown[] = [];
  let told = { rows: [] as readonly AuditFinding[], board: new Board({ rows: [] }) };
  return (kept: AuditKept) => {
    if (of[0] === kept && of[1] === shape) return told;
    const compared = kept.baselineAt !== null;
    const byKey = new Map(kept.suppressions.map((one) => [one.key, one]));
    const all = foundOf(shape.findings).map((finding, at): AuditFinding => {
      const suppression = byKey.get(finding.key);
      const drift = compared ? driftAt(at) : null;
      return {
        ...finding,
        found: 'now',
        drift,
        notComparable: drift === 'notComparable' ? because : null,
        suppression: suppression ? { ...suppression, state: suppressionState(suppression, readAt) } : null,
      };
    });
    const gone = compared
      ? foundOf(4).map((finding): AuditFinding => ({
          ...finding,
          key: `${finding.key}|gone`,
          subject: { ...finding.subject, name: `Gone ${finding.subject.name}` },
          evidence: [],
          evidenceTotal: 0,
          owner: null,
          found: 'before',
          drift: 'gone',
          notComparable: null,
          suppression: null,
        }))
      : [];
    const rows = [...all, ...gone];
    of = [kept, shape];
    return (told = { rows, board: new Board({ rows }) });
  };
}

const notJudged = checks.flatMap(({ id }, at) =>
  at % 5 === 0
    ? Array.from({ length: 1 + at * 10 }, (_, i) => ({
        check: id,
        code: (['membersNotRead', 'rolesNotRead', 'identityCenterFactorNotRead'] as const)[at % 3]!,
        where: `CN=Group ${i},OU=Groups,DC=corp,DC=example,DC=com`,
        cause: i % 2 === 0 ? 'aws.accessDenied' : null,
      }))
    : [],
);

export function auditProcedures() {
  let kept = firstKept();
  const teller = tellerOf();
  const told = () => teller(kept);
  const countOpen = (all: readonly AuditFinding[]) =>
    Object.fromEntries(
      auditSeverities.map((severity) => [severity, all.filter((one) => one.found === 'now' && one.severity === severity && one.suppression?.state !== 'active').length]),
    ) as AuditSummary['open'];
  const set = (change: Partial<AuditKept>): AuditKept => (kept = { ...kept, ...change });
  const router = {
    run: os.audit.run.handler(async function* ({ signal }) {
      for (let done = 0; done < shape.steps && !signal?.aborted; done++) {
        yield { phase: 'checking' as const, check: checkIds[done % checkIds.length]!, done, total: shape.steps, finished: false };
        if (shape.stepMs > 0) await new Promise((resolve) => setTimeout(resolve, shape.stepMs));
      }
      yield { phase: 'done' as const, check: null, done: 1, total: 1, finished: true };
    }),
    summary: os.audit.summary.handler(({ input: { request } }): AuditSummary => {
      const all = told().rows;
      const here = all.filter(({ found }) => found === 'now');
      const states = Object.fromEntries(driftStates.map((state) => [state, all.filter(({ drift }) => drift === state).length]));
      return {
        readAt: [{ sourceName: 'corp.example.com', readAt }, { sourceName: accounts[0]!, readAt }],
        judgedOn: readAt.slice(0, 10),
        settings: kept.settings,
        comparedTo: kept.baselineAt === null || request.compareTo === null ? null : { with: 'baseline', at: kept.baselineAt },
        open: countOpen(all),
        suppressed: here.filter((one) => one.suppression?.state === 'active').length,
        expired: here.filter((one) => one.suppression?.state === 'expired').length,
        drift: kept.baselineAt === null ? null : (states as AuditSummary['drift']),
        checks: checks
          .filter(({ id }) => request.checks === null || request.checks.includes(id))
          .map(({ id, number, severity, controls }) => ({
            id,
            number,
            severity,
            controls: controls.map((one) => ({ ...one, items: [...one.items] })),
            open: here.filter((one) => one.check === id && one.suppression?.state !== 'active').length,
            suppressed: here.filter((one) => one.check === id && one.suppression?.state === 'active').length,
            judged: id !== 'loose-claim-rule',
            notJudged: notJudged.filter((one) => one.check === id).length,
            cut: id === 'wide-group' && shape.findings > 10_000 ? 12_345 : null,
          })),
        notJudged: notJudged.length,
        owners: owners.map((name) => ({ id: name, name, open: here.filter((one) => one.owner?.id === name).length })),
        baselineAt: kept.baselineAt,
      };
    }),
    findings: os.audit.findings.handler(({ input: { filter, page } }) => {
      const { status: _status, ...rest } = filter;
      const { board } = told();
      const { total, rows } = board.rows(rest, { group: null, by: 'severity', descending: false }, page);
      return { total, open: countOpen(told().rows), rows };
    }),
    finding: os.audit.finding.handler(({ input }) => ({ finding: told().board.byKeys([input.key]).findings[0] ?? null })),
    notJudged: os.audit.notJudged.handler(({ input: { checks: chosen, page } }) => {
      const all = notJudged.filter(({ check }) => chosen === undefined || chosen.includes(check));
      return { total: all.length, kept: all.length, rows: all.slice(page.offset, page.offset + page.limit) };
    }),
    kept: os.audit.kept.handler(() => kept),
    saveSettings: os.audit.saveSettings.handler(({ input }) => set({ settings: input })),
    suppress: os.audit.suppress.handler(({ input }) =>
      set({ suppressions: [...kept.suppressions.filter(({ key }) => key !== input.key), { ...input, createdAt: readAt }] }),
    ),
    unsuppress: os.audit.unsuppress.handler(({ input }) => set({ suppressions: kept.suppressions.filter(({ key }) => key !== input.key) })),
    setBaseline: os.audit.setBaseline.handler(() => set({ baselineAt: readAt })),
    removeBaseline: os.audit.removeBaseline.handler(() => set({ baselineAt: null })),
    board: {
      rows: os.audit.board.rows.handler(({ input: { filter, sort, page } }) => told().board.rows(filter, sort, page)),
      facets: os.audit.board.facets.handler(({ input }) => told().board.facets(input.filter)),
      position: os.audit.board.position.handler(({ input: { filter, sort, key } }) => told().board.position(filter, sort, key)),
      byKeys: os.audit.board.byKeys.handler(({ input }) => told().board.byKeys(input.keys)),
    },
    export: os.audit.export.handler(() => ({ bytes: 1, findings: shape.findings })),
  };
  return {
    router,
    reset() {
      kept = firstKept();
      shape = asItWas;
    },
  };
} // prettier-ignore
