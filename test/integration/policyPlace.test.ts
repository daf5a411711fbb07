/** The policy place over the sample, and over an account's authorization details of a real size: through the engine. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placeProcedures } from '#contract/policy/place.ts';
import type { PolicySubject } from '#contract/policy/place.ts';
import { importFile } from '#engine/importing.ts';
import * as policy from '#engine/policy/procedures.ts';
import { buildSample } from '../../resources/sample/build.ts';
import { testEngine } from '../support/engine.ts';
import { authorizationDetails } from '../support/authorizationDetails.ts';

const { engine, folder, close } = testEngine();
const page = { offset: 0, limit: 1000 };
const prod = '648120375592';
const roleArn = (name: string, account = prod) => `arn:aws:iam::${account}:role/${name}`;
let snapshotId = 0;
const role = (name: string, account = prod): PolicySubject => ({
  kind: 'principal',
  snapshotId,
  arn: roleArn(name, account),
});

/** What the contract lets through: an answer that it refuses would be a fault of ours at run time. */
function passes<T>(procedure: keyof typeof placeProcedures, answer: T): T {
  const parsed = placeProcedures[procedure].output.safeParse(answer);
  expect(parsed.error?.issues ?? []).toEqual([]);
  return answer;
}
const ask = async (
  subject: PolicySubject,
  action: string,
  resource: string,
  more: Partial<Parameters<typeof policy.ask>[1]> = {},
) =>
  passes(
    'ask',
    await policy.ask(engine, { subject, action, resource, context: {}, unknownContext: 'unknown', ...more }),
  );

beforeAll(async () => {
  const path = join(folder, 'sample.treeline');
  await buildSample(path);
  await engine.workspace.open(path, { mode: 'open', readOnly: true });
  const estates = await engine.workspace.current.estates();
  snapshotId = estates.find(
    ({ facts }) =>
      facts.roles.state === 'read' && facts.roles.value.some(({ arn }) => arn === roleArn('Deploy')),
  )!.snapshotId;
}, 120_000);
afterAll(close);

describe('a role of the sample', () => {
  it('has its documents in the order of evaluation, each with the lines of its statements', async () => {
    const { rows, gaps } = passes(
      'documents',
      await policy.documents(engine, { subject: role('DBA'), page }),
    );
    const uses = [...new Set(rows.map(({ use }) => use))];
    expect(uses).toEqual(['trust', 'resourceControl', 'serviceControl', 'identity', 'boundary']);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(rows.filter(({ use }) => use === 'serviceControl').map(({ level }) => level)).toContain('root');
    for (const { text, statements } of rows)
      for (const { path, lines } of statements) {
        const shown = text
          .split('\n')
          .slice(lines.from - 1, lines.to)
          .join('\n')
          .trim();
        const at = Number(/\[(\d+)\]/.exec(path)?.[1] ?? 0);
        const whole = (JSON.parse(text) as { Statement: unknown }).Statement;
        const told = Array.isArray(whole) ? (whole as unknown[])[at] : whole;
        expect(JSON.parse(shown.replace(/^"Statement": /, '').replace(/,$/, ''))).toEqual(told);
      }
    expect(gaps.map(({ code }) => code)).toEqual(['sessionPoliciesUnknown', 'resourcePoliciesNotRead']);
  });

  it('is told with what is known of it', async () => {
    const facts = passes('subject', await policy.subject(engine, role('Admin')));
    expect(facts).toMatchObject({ name: 'Admin', account: prod, problems: 0, notes: [] });
    expect(facts.context.find(({ key }) => key === 'aws:principalorgid')?.values).toEqual(['o-h4n8b1t7q2']);
    expect(facts.principal?.kind).toBe('role-session');
  });

  it('is denied by the organization, whoever it is: with the statement', async () => {
    const answer = await ask(role('Admin'), 'organizations:LeaveOrganization', '*');
    expect(answer).toMatchObject({ decision: 'explicitDeny', decidedBy: 'serviceControlPolicy', gaps: [] });
    const root = answer.sets.find(({ use, level }) => use === 'serviceControl' && level === 'root')!;
    expect(root.outcome).toBe('denies');
    expect(root.statements[0]).toMatchObject({ sid: 'Stay', effect: 'Deny', result: 'true' });
    const { rows } = await policy.documents(engine, { subject: role('Admin'), page });
    const document = rows.find(({ id }) => id === root.statements[0]!.document)!;
    const { from, to } = root.statements[0]!.lines;
    expect(
      document.text
        .split('\n')
        .slice(from - 1, to)
        .join('\n'),
    ).toContain('LeaveOrganization');
  });

  it('is allowed under a condition where the region is not known, and told what could take it away', async () => {
    const open = await ask(role('Admin'), 'ec2:DescribeInstances', '*');
    expect(open.decision).toBe('conditional');
    expect(open.conditions).toMatchObject([{ kind: 'test', key: 'aws:RequestedRegion' }]);
    const context = { 'AWS:requestedregion': ['ap-northeast-2'] };
    const told = await ask(role('Admin'), 'ec2:DescribeInstances', '*', { context });
    expect(told.decision).toBe('allowed');
    expect(told.gaps.map(({ code }) => code)).toContain('resourcePoliciesNotRead');
    expect(told.gaps.every(({ couldDeny }) => couldDeny)).toBe(true);
  });

  it('could be allowed by a bucket policy that nobody read, and a bucket policy can be tried', async () => {
    const object = 'arn:aws:s3:::hanbit-telemetry/x';
    const context = { 'aws:RequestedRegion': ['ap-northeast-2'] };
    const silent = await ask(role('KeyAdmin', '527710934481'), 's3:GetObject', object, { context });
    expect(silent).toMatchObject({ decision: 'implicitDeny', decidedBy: 'identityPolicy' });
    expect(silent.gaps.map(({ code }) => code)).toEqual(['resourcePoliciesNotRead']);
    expect(silent.sets.find(({ use }) => use === 'resource')).toMatchObject({
      outcome: 'notReadable',
      why: null,
    });
    const bucket = {
      use: 'resource' as const,
      name: 'bucket',
      text: JSON.stringify({
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Principal: { AWS: roleArn('KeyAdmin', '527710934481') },
          Action: 's3:GetObject',
          Resource: 'arn:aws:s3:::*',
        },
      }),
    };
    const tried = await ask(role('KeyAdmin', '527710934481'), 's3:GetObject', object, {
      context,
      added: [bucket],
    });
    expect(tried).toMatchObject({ decision: 'allowed', decidedBy: 'resourcePolicy' });
    expect(tried.documents.map(({ name, kind }) => [name, kind])).toEqual([['bucket', 'pasted']]);
    const set = tried.sets.find(({ use }) => use === 'resource')!;
    expect(set.statements[0]!.document).toBe(tried.documents[0]!.id);
  });

  it('takes another role by that one’s trust policy, which was read', async () => {
    const target = roleArn('Deploy');
    const answer = await ask(role('Admin'), 'sts:AssumeRole', target, {
      context: { 'aws:RequestedRegion': ['ap-northeast-2'] },
    });
    expect(answer).toMatchObject({
      decision: 'implicitDeny',
      decidedBy: 'trustPolicy',
      own: 'trust',
      gaps: [],
    });
    expect(answer.documents).toMatchObject([{ use: 'trust', arn: target }]);
  });
});

describe('over all actions', () => {
  it('an administrator of an account without guardrails may do all', async () => {
    const shared = '310298457716';
    const subject = role(
      `aws-reserved/sso.amazonaws.com/ap-northeast-2/AWSReservedSSO_AdministratorAccess_e41236db5710911b`,
      shared,
    );
    const { counts, actions, total } = passes('services', await policy.services(engine, { subject, page }));
    expect(counts.all).toBe(actions);
    expect(actions).toBeGreaterThan(20_000);
    expect(total).toBeGreaterThan(400);
  });

  it('a role of few rights has its services alone, with statements that say why', async () => {
    const { rows, counts } = passes(
      'services',
      await policy.services(engine, {
        subject: role('StorageOps'),
        page,
        reaches: ['some', 'someConditional'],
      }),
    );
    expect(rows.map(({ service }) => service)).toEqual(['s3']);
    const actions = passes(
      'actions',
      await policy.actions(engine, {
        subject: role('StorageOps'),
        service: 's3',
        page,
        reaches: ['some', 'someConditional'],
      }),
    );
    expect(actions.total).toBe(counts.some! + counts.someConditional!);
    for (const { openResource, resources, allows } of actions.rows) {
      expect(openResource).toBe(true);
      expect(resources.length).toBeGreaterThan(0);
      expect(allows.some(({ document }) => document.startsWith('identity/'))).toBe(true);
    }
  });

  it('two roles differ by what one may and the other may not', async () => {
    const [a, b] = [role('ReadOnly'), role('Admin')];
    const forth = passes('difference', await policy.difference(engine, { a, b, page }));
    const back = await policy.difference(engine, { a: b, b: a, page });
    expect(forth.same).toBe(false);
    expect(forth.changes.gained).toBeGreaterThan(20_000);
    expect([back.changes.lost, back.changes.narrower]).toEqual([forth.changes.gained, forth.changes.wider]);
    expect((await policy.difference(engine, { a, b: a, page })).same).toBe(true);
    const { rows } = passes(
      'differenceActions',
      await policy.differenceActions(engine, { a, b, service: 's3', page, text: 'PutObject' }),
    );
    expect(rows.find(({ action }) => action === 's3:PutObject')?.change).toBe('gained');
  });
});

describe('other subjects', () => {
  it('a user of the directory: the roles that they reach, each a subject of its own', async () => {
    const found = await engine.workspace.current.findUsers('minjun');
    const reaching = await Promise.all(
      found.map(({ snapshotId: at, object }) =>
        policy.subject(engine, { kind: 'directoryUser', snapshotId: at, objectId: object.id }),
      ),
    );
    const known = reaching.flatMap(({ reached }) => reached).filter(({ subject }) => subject !== null);
    expect(known.length).toBeGreaterThan(0);
    for (const { subject } of known.slice(0, 3))
      expect(passes('subject', await policy.subject(engine, subject!)).documents).toBeGreaterThan(0);
  });

  it('a permission set in an account and in none', async () => {
    const { facts, snapshotId: at } = (await engine.workspace.current.estates()).find(
      (one) => one.facts.identityCenter.state === 'read',
    )!;
    const center = facts.identityCenter.state === 'read' ? facts.identityCenter.value : null;
    const set = center!.permissionSets.find(({ name }) => name === 'DataAnalyst')!;
    const subject = (account: string | null): PolicySubject => ({
      kind: 'permissionSet',
      snapshotId: at,
      instanceArn: center!.instanceArn,
      arn: set.arn,
      account,
    });
    const inProd = passes('subject', await policy.subject(engine, subject(prod)));
    expect(inProd.principal?.arn).toContain('AWSReservedSSO_DataAnalyst_');
    expect(inProd.gaps.map(({ code }) => code)).toContain('permissionSetOutdated');
    expect(inProd.accounts.map(({ account }) => account)).toContain(prod);
    const anywhere = passes('subject', await policy.subject(engine, subject(null)));
    expect(anywhere.gaps.map(({ code }) => code)).toContain('accountNotChosen');
    const some = await ask(subject(null), 'athena:StartQueryExecution', '*');
    expect(some.decision).toBe('allowed');
    expect(some.gaps.some(({ code }) => code === 'accountNotChosen')).toBe(true);
  });

  it('documents of one’s own, a broken one among them', async () => {
    const text = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}';
    const good = { use: 'identity' as const, name: 'mine', text };
    const broken = { use: 'identity' as const, name: 'broken', text: text.replace('Effect', 'Efect') };
    const subject = (...documents: (typeof good)[]): PolicySubject => ({ kind: 'documents', documents });
    expect((await ask(subject(good), 's3:GetObject', 'arn:aws:s3:::b/x')).decision).toBe('allowed');
    const refused = await ask(subject(good, broken), 's3:GetObject', 'arn:aws:s3:::b/x');
    expect(refused).toMatchObject({ decision: 'implicitDeny', decidedBy: 'invalidPolicy' });
    const { rows } = passes(
      'documents',
      await policy.documents(engine, { subject: subject(good, broken), page }),
    );
    expect(rows[1]!.problems.map(({ code, path, lines }) => [code, path, lines?.from])).toEqual([
      ['unknownElement', 'Statement[0].Efect', 5],
      ['effectInvalid', 'Statement[0].Effect', 4],
    ]);
    const range = policy.textRange(engine, { text, path: 'Statement[0].Action' });
    expect(range).toEqual({ lines: { from: 6, to: 6 } });
  });

  it('nothing that is not there', async () => {
    await expect(policy.subject(engine, role('Nobody'))).rejects.toMatchObject({ code: 'object.notFound' });
  });
});

describe('authorization details of 800 KB', () => {
  const other = testEngine();
  afterAll(() => other.close());
  const account = '111122223333';
  let at = 0;
  beforeAll(async () => {
    const file = join(other.folder, 'details.json');
    const text = authorizationDetails({ account, roles: 300, bytes: 800_000 });
    expect(text.length).toBeGreaterThan(790_000);
    writeFileSync(file, text);
    await other.engine.workspace.open(join(other.folder, 'details.treeline'), { mode: 'create' });
    at = await importFile(
      { path: file, name: 'details.json', copy: false },
      other.engine.workspace.current,
      other.engine.aws,
      {
        signal: new AbortController().signal,
        progress: () => {},
        log: () => {},
      } as never,
    );
  }, 60_000);

  it('answers for each of its roles, and says that the organization is not known', async () => {
    for (let n = 0; n < 20; n++) {
      const { counts, actions, gaps } = await policy.services(other.engine, {
        subject: subjectAt(n * 15),
        page,
      });
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(actions);
      expect(counts.some).toBeGreaterThan(0);
      expect(gaps.map(({ code, reason }) => [code, reason])).toContainEqual([
        'organizationNotRead',
        'notIncluded',
      ]);
    }
  }, 60_000);

  const subjectAt = (n: number): PolicySubject => ({
    kind: 'principal',
    snapshotId: at,
    arn: `arn:aws:iam::${account}:role/app-${n}`,
  });
});
