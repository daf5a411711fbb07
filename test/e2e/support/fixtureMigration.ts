/** What the fixture engine tells of a migration plan: a finding of every severity, decisions that are kept, a million objects in waves. */
import { implement } from '@orpc/server';
import { contract } from '#contract/index.ts';
import type { Plan, PlanDecision, PlanFinding, PlanQuestion } from '#contract/migration.ts';
import { decisionOptions, movesObjects } from '#domain/migration/codes.ts';
import type { DecisionCode } from '#domain/migration/codes.ts';
import { readAt } from './fixtureEstate.ts';
import * as forest from './fixtureForest.ts';

const os = implement(contract);
const objects = (offset: number, limit: number) =>
  forest.children(8, offset, limit).rows.map((object) => ({
    of: 'object' as const,
    snapshotId: forest.snapshotId,
    object,
    key: object.mail,
    cells: [null],
  }));
const finding = (code: PlanFinding['code'], severity: PlanFinding['severity'], count: number, more: Partial<PlanFinding> = {}): PlanFinding => ({
  code,
  severity,
  count,
  params: { count },
  evidence: count > 0 ? ['mail'] : [],
  decision: null,
  examplesTotal: count,
  examples: objects(0, Math.min(5, count)),
  ...more,
}); // prettier-ignore
const zero = { objects: 0, users: 0, groups: 0, computers: 0, serviceAccounts: 0, contacts: 0 };
const waves = 12;

export function migrationProcedures(control: { readonly planSteps: number }) {
  let decided = new Map<DecisionCode, { value: string; note: string | null }>();
  const decisions = (): PlanDecision[] =>
    (['identityCenter', 'disabledAccounts', 'waveSize'] as const).map((code) => ({
      code,
      options: [...decisionOptions[code]],
      value: decided.get(code)?.value ?? null,
      assumed: decisionOptions[code][0],
      note: decided.get(code)?.note ?? null,
      decidedAt: decided.has(code) ? readAt : null,
      findings: [],
    }));
  const findings = (): PlanFinding[] => [
    ...(decided.get('identityCenter')?.value === 'change' ? [finding('identityCenter', 'blocker', 0, { decision: 'identityCenter', params: { groups: 7, users: 9, assignments: 500 } })] : []),
    finding('schemaAttributes', 'blocker', 3, { examples: [{ of: 'count', name: 'badgeNumber', count: 812 }], examplesTotal: 1, evidence: [] }),
    finding('sameMail', 'warning', 14),
    ...(decided.get('disabledAccounts')?.value === 'take' ? [] : [finding('disabledAccounts', 'information', 1_000_000, { decision: 'disabledAccounts' })]),
  ]; // prettier-ignore
  const plan = ({ target }: PlanQuestion): Plan => {
    const all = findings();
    const moves = movesObjects(target.kind);
    const count = (severity: string) => all.filter((each) => each.severity === severity).length;
    return {
      from: { snapshotId: forest.snapshotId, sourceId: 1, sourceName: 'corp.example.com', readAt },
      target,
      into: null,
      counts: { blocker: count('blocker'), warning: count('warning'), information: count('information') },
      findings: all,
      notRead: { total: 1, rows: [{ snapshotId: 1, where: 'OU=Closed', attribute: null, code: 'accessDenied' }] },
      decisions: decisions(),
      decisionsKept: true,
      travel: moves ? { moves: { ...zero, objects: 1_000_000, users: 900_000, groups: 60_000, computers: 40_000 }, left: { ...zero, objects: 105_000 }, own: 128 } : null,
      waves: moves ? waves : null,
      mapping: null,
    }; // prettier-ignore
  };
  const members = 250_000;
  const reset = () => void (decided = new Map());
  return {
    reset,
    procedures: {
      run: os.migration.run.handler(async function* ({ signal }) {
        for (let step = 0; step < control.planSteps && !signal?.aborted; step++) {
          yield { phase: 'judging' as const, done: step, total: control.planSteps, finished: false };
          await new Promise((resolve) => setTimeout(resolve, 120));
        }
        yield { phase: 'done' as const, done: 1, total: 1, finished: true };
      }),
      plan: os.migration.plan.handler(({ input }) => plan(input.question)),
      examples: os.migration.examples.handler(({ input: { code, page } }) => {
        const of = findings().find((each) => each.code === code)!;
        if (of.examples[0]?.of === 'count') return { total: 1, rows: of.examples };
        return { total: of.count, rows: objects(page.offset, Math.min(page.limit, of.count - page.offset)) };
      }),
      waves: os.migration.waves.handler(({ input: { page } }) => ({
        total: waves,
        rows: Array.from({ length: waves }, (_, i) => ({
          ...zero,
          objects: i === 0 ? 12 : members,
          users: i === 0 ? 0 : members - 400,
          groups: i === 0 ? 12 : 400,
          number: i + 1,
          reason: i === 0 ? ('foundation' as const) : i === 1 ? ('pilot' as const) : ('unlinked' as const),
          params: { count: 12, group: 'G-Finance-0010', place: 'OU=People' },
          clusters: 3,
          linksInside: 800,
          linksOutside: 2,
        })).slice(page.offset, page.offset + page.limit),
      })),
      wave: os.migration.wave.handler(({ input: { page } }) => ({
        total: members,
        rows: forest
          .children(8, page.offset, Math.min(page.limit, members - page.offset))
          .rows.map((object, i) => ({
            object,
            cluster: Math.floor((page.offset + i) / 100) + 1,
            linksInside: 3,
            linksOutside: 0,
          })),
      })),
      changes: os.migration.changes.handler(() => ({
        changes: [
          { audience: 'people' as const, code: 'newPassword' as const, count: 900_000, params: {}, finding: null, decision: 'passwords' as const },
          { audience: 'applications' as const, code: 'schema' as const, count: 3, params: {}, finding: 'schemaAttributes' as const, decision: null },
        ],
      })), // prettier-ignore
      steps: os.migration.steps.handler(() => ({
        steps: [
          { when: 'before' as const, code: 'backup' as const, params: {}, command: null, finding: null, decision: null },
          { when: 'before' as const, code: 'exportAssignments' as const, params: {}, command: 'aws sso-admin list-instances', finding: null, decision: 'identityCenter' as const },
          { when: 'after' as const, code: 'checkSignIn' as const, params: {}, command: null, finding: 'schemaAttributes' as const, decision: null },
        ],
      })), // prettier-ignore
      decisions: os.migration.decisions.handler(() => ({ decisions: decisions(), kept: true })),
      decide: os.migration.decide.handler(({ input: { code, value, note } }) => {
        if (value === null) decided.delete(code);
        else decided.set(code, { value, note });
        return { decisions: decisions(), kept: true };
      }),
      mappingTemplate: os.migration.mappingTemplate.handler(() => ({ rows: 1000 })),
      mappingImport: os.migration.mappingImport.handler(() => ({
        rows: 3,
        kept: 0,
        problems: { total: 1, rows: [{ line: 2, code: 'unknownAction' as const, text: 'maybe' }] },
      })),
      mappingRemove: os.migration.mappingRemove.handler(() => ({})),
      report: os.migration.report.handler(() => ({ bytes: 2048 })),
    },
  };
}
