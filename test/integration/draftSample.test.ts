/** Drafts over the sample: kept, compared with what was read, and told as access tells it. */
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DraftAskedInput, PersonChangeRow } from '#contract/draft.ts';
import type { Client } from '#contract/index.ts';
import type { DraftChange } from '#domain/draft/change.ts';
import { router } from '#engine/router.ts';
import { buildSample } from '../../resources/sample/build.ts';
import { testEngine } from '../support/engine.ts';

const { engine, folder, close } = testEngine();
const page = { offset: 0, limit: 1000 };
let client: Client;

beforeAll(async () => {
  const path = join(folder, 'sample.treeline');
  await buildSample(path);
  await engine.workspace.open(path, { mode: 'open', readOnly: true });
  client = createRouterClient(router, { context: { engine } });
}, 120_000);
afterAll(close);

const asking = (...changes: DraftChange[]): DraftAskedInput => ({ draft: { changes } });
const user = async (name: string) => {
  const [found] = await client.access.findUsers({ text: name });
  return { ...found!.object, snapshotId: found!.snapshotId };
};
const everybody = async (asked: DraftAskedInput): Promise<PersonChangeRow[]> => {
  const rows: PersonChangeRow[] = [];
  for (;;) {
    const found = await client.drafts.people({ asked, filter: {}, page: { offset: rows.length, limit: 37 } });
    rows.push(...found.rows);
    if (rows.length >= found.total) return rows;
  }
};
const grantTo = async (role: string) => {
  const { rows } = await client.mapping.grants({ filter: { status: 'works', mechanism: 'saml' }, page });
  return rows.find(({ roleArn }) => roleArn === role)!;
};
const shared = '310298457716';
const reader = `arn:aws:iam::${shared}:role/DirectoryReader`;
const seoul = 'OU=Users,OU=Seoul,DC=hanbit,DC=example';

describe('a draft compared with what was read', () => {
  it('changes nothing when it is empty', async () => {
    const summary = await client.drafts.summary(asking());
    expect(summary).toMatchObject({ same: true, notices: [], accounts: [] });
    expect(summary.people.after).toBe(summary.people.before);
  });

  it('changes nothing when what it puts in is taken out again', async () => {
    const { principal } = await grantTo(reader);
    const { sid } = await user('gaeun.kim');
    const pair = { group: { sid: principal!.sid! }, member: { sid: sid! } };
    const asked = asking({ kind: 'addMember', ...pair }, { kind: 'removeMember', ...pair });
    expect(await client.drafts.summary(asked)).toMatchObject({ same: true, notices: [] });
  });

  it('lets a new member into the role, with the chain that leads there', async () => {
    const { principal } = await grantTo(reader);
    const who = await user('gaeun.kim');
    const change = { kind: 'addMember', group: { sid: principal!.sid! }, member: { sid: who.sid! } } as const;
    const asked = asking(change);
    const rows = await everybody(asked);
    expect(rows.map(({ change: what, user: name, role }) => [what, name, role.key])).toEqual([
      ['gained', '김가은', reader],
    ]);
    const { snapshotId, id: objectId } = who;
    const { before, after } = await client.drafts.chain({ asked, snapshotId, objectId, role: reader });
    expect(before).toBeNull();
    expect(after!.links.map(({ step }) => step)).toEqual(['user', 'membership', 'mechanism', 'role']);
    // What the draft says was read nowhere.
    expect(after!.links[1]).toMatchObject({ evidence: { snapshotId: 0, value: who.dn } });
    expect(await client.access.ofUser({ snapshotId, objectId })).not.toMatchObject({
      reached: expect.arrayContaining([
        expect.objectContaining({ grant: expect.objectContaining({ roleArn: reader }) }),
      ]),
    });
  });

  it('takes a deleted role from everybody who is in it', async () => {
    const asked = asking({ kind: 'deleteRole', roleArn: reader });
    const people = await client.access.rolePeople({ role: reader, filter: {}, page });
    const rows = await everybody(asked);
    expect(rows.every(({ change }) => change === 'lost')).toBe(true);
    expect(rows.map(({ snapshotId, objectId }) => `${snapshotId}/${objectId}`)).toEqual(
      people.rows.map(({ snapshotId, object }) => `${snapshotId}/${object.id}`),
    );
    const { rows: roles } = await client.drafts.roles({ asked, filter: {}, page });
    expect(roles).toMatchObject([
      { change: 'lost', role: { key: reader }, people: { before: people.total, after: 0 } },
    ]);
    const { rows: grants } = await client.drafts.grants({ asked, filter: {}, page });
    expect(grants).toMatchObject([
      {
        change: 'changed',
        before: { status: 'works' },
        after: { status: 'broken', issues: ['roleMissing'] },
      },
    ]);
  });

  it('follows the name of a group to the role that it then means', async () => {
    const { principal, id } = await grantTo(reader);
    const asked = asking({
      kind: 'renameGroup',
      group: { sid: principal!.sid! },
      samAccountName: `AWS-${shared}-NetworkAdmin2`,
    });
    const { rows } = await client.drafts.grants({ asked, filter: {}, page });
    expect(rows.find(({ before }) => before?.id === id)).toMatchObject({ change: 'lost', after: null });
    expect(rows.find(({ change }) => change === 'gained')).toMatchObject({
      after: { status: 'broken', issues: ['roleMissing'], roleName: 'NetworkAdmin2' },
    });
  });

  it('makes a group, fills it, and gives it a role by its name', async () => {
    const { sid } = await user('gaeun.kim');
    const asked = asking(
      { kind: 'addMember', group: { made: 'new' }, member: { sid: sid! } },
      {
        kind: 'makeGroup',
        made: 'new',
        parent: seoul,
        name: 'New',
        samAccountName: `AWS-${shared}-NetworkAdmin`,
        scope: 'global',
        description: null,
      },
    );
    const taken = await client.drafts.summary(asked);
    // The name is taken in the domain, so there is no group to put somebody into.
    expect(taken.notices.map(({ code }) => code)).toEqual(['madeGone', 'nameTaken']);
    const [add, make] = (asked.draft as { changes: DraftChange[] }).changes;
    const free = { ...make, samAccountName: `aws-${shared}-DirectoryReader-2` } as DraftChange;
    const role: DraftChange = {
      kind: 'makeRole',
      roleArn: `${reader}-2`,
      trustPolicy: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Federated: `arn:aws:iam::${shared}:saml-provider/HanbitADFS` },
            Action: 'sts:AssumeRoleWithSAML',
            Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
          },
        ],
      },
      attachedPolicies: [],
      inlinePolicies: [],
      permissionsBoundary: null,
      maxSessionDuration: 3600,
      description: null,
    };
    const made = asking(add!, free, role);
    expect((await client.drafts.summary(made)).notices).toEqual([]);
    expect(await everybody(made)).toMatchObject([{ change: 'gained', role: { key: `${reader}-2` } }]);
    const { rows } = await client.drafts.roles({ asked: made, filter: {}, page });
    expect(rows).toMatchObject([{ change: 'gained', people: { before: 0, after: 1 } }]);
  });

  it('assigns a permission set where nobody had it, with the role that Identity Center then makes', async () => {
    const { rows } = await client.mapping.grants({
      filter: { status: 'works', mechanism: 'identity-center' },
      page,
    });
    const held = rows.find(({ principal }) => principal?.kind === 'group')!;
    const { rows: groups } = await client.mapping.grants({
      filter: { status: 'works', mechanism: 'saml' },
      page,
    });
    const other = groups.find(
      ({ principal }) =>
        principal?.dn.endsWith('DC=hanbit,DC=example') &&
        !rows.some((one) => one.principal?.sid === principal.sid),
    )!;
    const asked = asking({
      kind: 'assign',
      permissionSet: { arn: held.through! },
      account: held.account,
      principalKind: 'group',
      principal: { sid: other.principal!.sid! },
    });
    const { notices } = await client.drafts.summary(asked);
    expect(notices).toEqual([]);
    const { rows: changed } = await client.drafts.grants({ asked, filter: {}, page });
    expect(changed).toMatchObject([
      { change: 'gained', after: { mechanism: 'identity-center', status: 'works', roleArn: held.roleArn } },
    ]);
    expect(changed[0]!.users.after).toBeGreaterThan(0);
  });

  it('says who may do a thing that a policy then allows', async () => {
    const { principal } = await grantTo(reader);
    const question = { action: 'iam:CreateUser', resource: null };
    const document = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'iam:CreateUser', Resource: '*' }],
    };
    const asked = {
      ...asking({ kind: 'editInlinePolicy', roleArn: reader, name: 'more', document }),
      actions: [question],
    };
    const { actions } = await client.drafts.summary(asked);
    const users = actions[0]!.counts.find(({ kind }) => kind === 'directoryUser')!;
    const now = await client.access.whoCan(question);
    const before = now.counts.find(({ kind }) => kind === 'directoryUser')!;
    expect(users.before).toEqual({ allowed: before.allowed, conditional: before.conditional });
    expect(users.changes.gained + users.changes.more).toBeGreaterThan(0);
    const who = await client.drafts.who({
      asked,
      action: 0,
      filter: { kinds: ['directoryGroup'], change: 'gained' },
      page,
    });
    expect(who.rows).toMatchObject([{ name: principal!.name, before: null, after: 'allowed' }]);
    const make: DraftChange = {
      kind: 'makeGroup',
      made: 'new',
      parent: seoul,
      name: 'Newcomers',
      samAccountName: 'newcomers',
      scope: 'global',
      description: null,
    };
    const map: DraftChange = {
      kind: 'map',
      mechanism: 'saml',
      roleArn: reader,
      principal: { made: 'new' },
    };
    const made = { ...asking(...(asked.draft as { changes: DraftChange[] }).changes, make, map), actions: [question] }; // prettier-ignore
    const called = async (text: string) => {
      const filter = { kinds: ['directoryGroup' as const], text };
      const { rows } = await client.drafts.who({ asked: made, action: 0, filter, page });
      return rows.map(({ name }) => name);
    };
    expect(await called('NEWCOM')).toEqual(['Newcomers']);
    expect(await called('no such name')).toEqual([]);
  });

  it('leaves out, and tells, what no longer fits', async () => {
    const gone = 'S-1-5-21-1844237615-2051093172-839522115-999999';
    const { sid } = await user('gaeun.kim');
    const { notices, same } = await client.drafts.summary(
      asking(
        { kind: 'deleteRole', roleArn: `arn:aws:iam::${shared}:role/NoSuchRole` },
        { kind: 'deleteRole', roleArn: 'arn:aws:iam::999999999999:role/Any' },
        { kind: 'addMember', group: { sid: gone }, member: { sid: sid! } },
        { kind: 'addMember', group: { sid: sid! }, member: { sid: sid! } },
        { kind: 'editRules', sourceId: 99, document: 'gone.txt', text: '' },
        { kind: 'attachPolicy', roleArn: reader, policyArn: `arn:aws:iam::${shared}:policy/NoSuchPolicy` },
      ),
    );
    expect(same).toBe(true);
    expect(notices.map(({ code, state }) => `${state} ${code}`)).toEqual([
      'stale roleGone',
      'notRead accountNotRead',
      'stale principalGone',
      'refused notAGroup',
      'stale rulesGone',
      'stale policyGone',
    ]);
  });

  it('takes rules as they are edited, and refuses what is none', async () => {
    const { documents } = await client.drafts.rules();
    const [{ sourceId, name: document }] = documents as [(typeof documents)[number]];
    const { text } = await client.drafts.rules({ sourceId, document });
    const edit = (other: string) => asking({ kind: 'editRules', sourceId, document, text: other });
    expect(await client.drafts.summary(edit(text!))).toMatchObject({ notices: [{ code: 'sameText' }] });
    expect(await client.drafts.summary(edit(`${text!}\nc:[Type ==`))).toMatchObject({
      notices: [{ code: 'rulesDoNotParse' }],
    });
    const { grants, notices } = await client.drafts.summary(edit(text!.replaceAll('AWS-', 'AWSX-')));
    expect(notices).toEqual([]);
    expect(grants.lost + grants.changed).toBeGreaterThan(0);
  });
});

describe('drafts of a workspace that takes no changes', () => {
  it('are good until it is closed, and take one change after the other', async () => {
    expect(await client.drafts.list()).toEqual({ kept: false, drafts: [] });
    const { draft } = await client.drafts.create({ name: 'First' });
    const { id } = draft;
    const change: DraftChange = { kind: 'deleteRole', roleArn: reader };
    await Promise.all([client.drafts.add({ id, change }), client.drafts.add({ id, change })]);
    const told = await client.drafts.get({ id });
    expect(told.draft.changes).toEqual([change, change]);
    // The second finds nothing to delete any more.
    expect(told.notices).toMatchObject([{ index: 1, code: 'roleGone' }]);
    const { draft: less } = await client.drafts.removeChange({ id, index: 1 });
    expect(less.changes).toEqual([change]);
    const copy = await client.drafts.copy({ id, name: 'Second' });
    expect((await client.drafts.list()).drafts.map(({ name, changes }) => [name, changes])).toEqual([
      ['First', 1],
      ['Second', 1],
    ]);
    await client.drafts.remove({ id: copy.draft.id });
    await expect(client.drafts.get({ id: copy.draft.id })).rejects.toMatchObject({
      data: { code: 'draft.notFound' },
    });
    await client.drafts.remove({ id });
  });

  it('refuse a bad change with its place', async () => {
    const { draft } = await client.drafts.create({ name: 'Bad' });
    const add = async (change: DraftChange) => (await client.drafts.add({ id: draft.id, change })).refused;
    const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Maybe' }] };
    expect(await add({ kind: 'editTrust', roleArn: reader, document: trust })).toMatchObject({
      path: expect.stringMatching(/^document\.Statement/),
      code: 'badDocument',
    });
    expect(
      await add({ kind: 'addMember', group: { made: 'x' }, member: { sid: 'S-1-5-21-1-2-3-4' } }),
    ).toEqual({ path: 'group', code: 'madeUnknown', params: { made: 'x' } });
    expect((await client.drafts.get({ id: draft.id })).draft.changes).toEqual([]);
    await client.drafts.remove({ id: draft.id });
  });
});
