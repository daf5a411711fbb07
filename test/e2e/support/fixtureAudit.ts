/** What the fixture engine tells of an audit: some hundred findings of every severity, suppressions and a baseline that are kept. */
import { implement } from '@orpc/server';
import type { AuditFinding, AuditKept, AuditSummary } from '#contract/audit.ts';
import { contract } from '#contract/index.ts';
import { auditSeverities, checkIds } from '#domain/audit/codes.ts';
import { checks } from '#domain/audit/registry.ts';
import { defaultSettings } from '#domain/audit/settings.ts';
import { Board } from '#workspace/audit/board.ts';
import { readAt } from './fixtureEstate.ts';
import * as forest from './fixtureForest.ts';

const os = implement(contract);

const findings: readonly Omit<AuditFinding, 'drift' | 'notComparable' | 'suppression'>[] = forest
  .children(8, 0, 400)
  .rows.map((object, at) => {
    const check = checks[at % checks.length]!;
    const severity = auditSeverities[at % auditSeverities.length]!;
    return {
      found: 'now' as const,
      key: `${check.id}|${check.codes[0]!}|${object.sid ?? object.dn}`,
      check: check.id,
      code: check.codes[0]!,
      severity,
      reason: 'leadsToRole' as const,
      subject: {
        kind: 'user' as const,
        id: object.sid ?? object.dn,
        name: object.name,
        where: object.dn,
        snapshotId: forest.snapshotId,
        objectId: object.id,
        account: null,
      },
      params: { role: 'Admin', account: '111122223333', count: at + 1, limit: 500 },
      evidence: [
        { code: 'attribute', snapshotId: forest.snapshotId, where: object.dn, field: 'memberOf', value: 'CN=Admins', readAt },
      ],
      evidenceTotal: 1 + (at % 30),
      owner: at % 3 === 0 ? { by: 'managedBy' as const, id: 'CN=Owner', name: 'Owner' } : null,
    };
  }); // prettier-ignore

export function auditProcedures() {
  let kept: AuditKept = { settings: { ...defaultSettings, toxicPairs: [...defaultSettings.toxicPairs] }, suppressions: [], baselineAt: null, kept: true };
  const rows = (): AuditFinding[] =>
    findings.map((finding) => {
      const suppression = kept.suppressions.find(({ key }) => key === finding.key);
      return { ...finding, drift: kept.baselineAt === null ? null : 'same', suppression: suppression ? { ...suppression, state: 'active' } : null };
    });
  const open = (all: readonly AuditFinding[]) =>
    Object.fromEntries(
      auditSeverities.map((severity) => [severity, all.filter((one) => one.severity === severity && !one.suppression).length]),
    ) as AuditSummary['open'];
  const board = () => new Board({ rows: rows() });
  const set = (change: Partial<AuditKept>): AuditKept => (kept = { ...kept, ...change });
  return {
    run: os.audit.run.handler(async function* () {
      for (const check of checkIds)
        yield { phase: 'checking' as const, check, done: checkIds.indexOf(check), total: checkIds.length, finished: false };
      yield { phase: 'done' as const, check: null, done: 1, total: 1, finished: true };
    }),
    summary: os.audit.summary.handler((): AuditSummary => {
      const all = rows();
      const suppressed = all.filter((one) => one.suppression).length;
      return {
        readAt: [{ sourceName: 'corp.example.com', readAt }],
        judgedOn: readAt.slice(0, 10),
        settings: kept.settings,
        comparedTo: kept.baselineAt === null ? null : { with: 'baseline', at: kept.baselineAt },
        open: open(all),
        suppressed,
        expired: 0,
        drift: kept.baselineAt === null ? null : { new: 0, changed: 0, same: all.length, gone: 0, notComparable: 0 },
        checks: checks.map(({ id, number, severity, controls }) => ({
          id,
          number,
          severity,
          controls: controls.map((one) => ({ ...one, items: [...one.items] })),
          open: all.filter((one) => one.check === id && !one.suppression).length,
          suppressed: all.filter((one) => one.check === id && one.suppression).length,
          judged: true,
          notJudged: id === 'second-factor' ? 1 : 0,
          cut: null,
        })),
        notJudged: 1,
        owners: [{ id: 'CN=Owner', name: 'Owner', open: all.filter((one) => one.owner).length }],
        baselineAt: kept.baselineAt,
      };
    }),
    findings: os.audit.findings.handler(({ input: { filter, page } }) => {
      const { severities, checks: chosen, text = '', status } = filter;
      const all = rows().filter(
        (one) =>
          (!severities || severities.includes(one.severity)) &&
          (!chosen || chosen.includes(one.check)) &&
          (status === undefined || (status === 'suppressed' ? one.suppression !== null : status === 'open' && one.suppression === null)) &&
          one.subject.name.toLowerCase().includes(text.toLowerCase()),
      );
      return { total: all.length, open: open(all), rows: all.slice(page.offset, page.offset + page.limit) };
    }),
    finding: os.audit.finding.handler(({ input }) => ({ finding: rows().find(({ key }) => key === input.key) ?? null })),
    notJudged: os.audit.notJudged.handler(() => ({
      total: 1,
      kept: 1,
      rows: [{ check: 'second-factor' as const, code: 'identityCenterFactorNotRead' as const, where: 'arn:aws:sso:::instance/ssoins-1', cause: null }],
    })),
    kept: os.audit.kept.handler(() => kept),
    saveSettings: os.audit.saveSettings.handler(({ input }) => set({ settings: input })),
    suppress: os.audit.suppress.handler(({ input }) =>
      set({ suppressions: [...kept.suppressions.filter(({ key }) => key !== input.key), { ...input, createdAt: readAt }] }),
    ),
    unsuppress: os.audit.unsuppress.handler(({ input }) => set({ suppressions: kept.suppressions.filter(({ key }) => key !== input.key) })),
    setBaseline: os.audit.setBaseline.handler(() => set({ baselineAt: readAt })),
    removeBaseline: os.audit.removeBaseline.handler(() => set({ baselineAt: null })),
    board: {
      rows: os.audit.board.rows.handler(({ input: { filter, sort, page } }) => board().rows(filter, sort, page)),
      facets: os.audit.board.facets.handler(({ input }) => board().facets(input.filter)),
      position: os.audit.board.position.handler(({ input: { filter, sort, key } }) => board().position(filter, sort, key)),
      byKeys: os.audit.board.byKeys.handler(({ input }) => board().byKeys(input.keys)),
    },
    export: os.audit.export.handler(() => ({ bytes: 1, findings: findings.length })),
  };
} // prettier-ignore
