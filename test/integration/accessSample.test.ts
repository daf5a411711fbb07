/** Who reaches what in the sample, asked as the window asks it: answers agree with each other, and the contract lets each through. */
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '#contract/index.ts';
import type { WhoRow } from '#contract/access.ts';
import { router } from '#engine/router.ts';
import { buildSample } from '../../resources/sample/build.ts';
import { testEngine } from '../support/engine.ts';

const { engine, folder, close } = testEngine();
const page = { offset: 0, limit: 1000 };
const prod = '648120375592';
const calibration = 'arn:aws:iam::739461028853:role/Calibration';
const adminArn = `arn:aws:iam::${prod}:role/Admin`;
let client: Client;

beforeAll(async () => {
  const path = join(folder, 'sample.treeline');
  await buildSample(path);
  await engine.workspace.open(path, { mode: 'open', readOnly: true });
  client = createRouterClient(router, { context: { engine } });
}, 120_000);
afterAll(close);

const user = async (name: string) => {
  const [found] = await client.access.findUsers({ text: name });
  return { snapshotId: found!.snapshotId, objectId: found!.object.id };
};
const pages = async <T>(ask: (offset: number) => Promise<{ total: number; rows: T[] }>): Promise<T[]> => {
  const rows: T[] = [];
  for (;;) {
    const found = await ask(rows.length);
    rows.push(...found.rows);
    if (found.rows.length === 0 || rows.length >= found.total) return rows;
  }
};

describe('who may make IAM users', () => {
  const question = { action: 'iam:CreateUser', resource: null };

  it('is counted as it is listed', async () => {
    const { counts, mechanisms } = await client.access.whoCan(question);
    const rows = await pages<WhoRow>((offset) =>
      client.access.whoCanRows({ question, filter: {}, page: { offset, limit: 7 } }),
    );
    expect(new Set(rows.map(({ who }) => JSON.stringify(who))).size).toBe(rows.length);
    for (const { kind, allowed, conditional, chained } of counts) {
      const of = rows.filter(({ who }) => who.kind === kind);
      expect([kind, of.length]).toEqual([kind, allowed + conditional]);
      expect(of.filter(({ decision }) => decision === 'allowed')).toHaveLength(allowed);
      expect(of.filter(({ depth }) => depth > 0)).toHaveLength(chained);
    }
    for (const { mechanism, users } of mechanisms) {
      const { total } = await client.access.whoCanRows({
        question,
        filter: { kinds: ['directoryUser'], mechanism },
        page,
      });
      expect([mechanism, total]).toEqual([mechanism, users]);
    }
  });

  it('gives every row a chain that ends in an allowing statement', async () => {
    const { rows } = await client.access.whoCanRows({ question, filter: {}, page });
    expect(rows.length).toBeGreaterThan(20);
    for (const { who, decision, depth } of rows) {
      const chain = await client.access.whoCanChain({ question, who });
      expect([who, chain.decision, chain.steps.length]).toEqual([who, decision, depth]);
      expect(chain.decided.decision).toBe('allowed');
      expect(chain.decided.standsOn.some(({ effect }) => effect === 'Allow')).toBe(true);
      if ('objectId' in who) expect(chain.links.at(-1)!.step).toBe('role');
    }
  });

  it('is what asking each user one by one gives', async () => {
    const { rows } = await client.access.whoCanRows({ question, filter: { kinds: ['directoryUser'] }, page });
    const may = new Set(
      rows.map(({ who }) => JSON.stringify('objectId' in who ? [who.snapshotId, who.objectId] : [])),
    );
    const everyone = await pages((offset) =>
      client.access.matrixRows({ filter: {}, page: { offset, limit: 1000 } }),
    );
    const asked = new Map(everyone.map((row) => [JSON.stringify([row.snapshotId, row.objectId]), row]));
    for (const key of may) expect(asked.has(key)).toBe(true);
    for (const [at, [key, row]] of [...asked].entries()) {
      if (at % 25 !== 0 && !may.has(key)) continue;
      const { broken } = await client.access.ofUser(row);
      if (broken.some(({ grant }) => grant.status === 'works')) continue;
      const { roles, chained } = await client.access.userRoles({
        snapshotId: row.snapshotId,
        objectId: row.objectId,
        actions: [question],
      });
      const allowed = [...roles, ...chained].some(({ decisions }) => decisions[0]?.decision === 'allowed');
      expect([row.user, allowed]).toEqual([row.user, may.has(key)]);
    }
  });
});

describe('the views', () => {
  it('count the same people of a role', async () => {
    const view = await client.access.ofRole({ role: adminArn });
    const people = await client.access.rolePeople({ role: adminArn, filter: {}, page });
    const matrix = await client.access.matrix({ filter: { role: adminArn } });
    const rows = await client.access.matrixRows({ filter: { role: adminArn }, page });
    expect(view.users).toBe(10);
    expect([people.total, people.rows.length, matrix.pairs, matrix.users, rows.total]).toEqual([
      10, 10, 10, 10, 10,
    ]);
    expect(rows.rows.map(({ objectId }) => objectId)).toEqual(people.rows.map(({ object }) => object.id));
    for (const { snapshotId, object } of people.rows) {
      const { reached, broken } = await client.access.ofUser({ snapshotId, objectId: object.id });
      // Whom AWS refuses is in the group all the same.
      expect([...reached, ...broken].some(({ grant }) => grant.roleArn === adminArn)).toBe(true);
    }
    const found = await client.access.rolePeople({ role: adminArn, filter: { text: 'jimin.sim' }, page });
    expect(found.rows.map(({ object }) => object.samAccountName)).toEqual(['adm-jimin.sim', 'jimin.sim']);
  });

  it('hold the matrix to access of each user', async () => {
    const { pairs, users, mechanisms, accounts } = await client.access.matrix({ filter: {} });
    const rows = await pages((offset) =>
      client.access.matrixRows({ filter: {}, page: { offset, limit: 997 } }),
    );
    expect(rows).toHaveLength(pairs);
    expect(new Set(rows.map(({ snapshotId, objectId }) => `${snapshotId}/${objectId}`)).size).toBe(users);
    for (const { mechanism, pairs: some } of mechanisms)
      expect(rows.filter((row) => row.mechanisms.includes(mechanism))).toHaveLength(some);
    for (const { account, pairs: some } of accounts)
      expect(rows.filter(({ role }) => role.account === account)).toHaveLength(some);
    const each = Map.groupBy(rows, ({ snapshotId, objectId }) => `${snapshotId}/${objectId}`);
    for (const [at, list] of [...each.values()].entries()) {
      if (at % 40 !== 0) continue;
      const { snapshotId, objectId } = list[0]!;
      const { reached, broken } = await client.access.ofUser({ snapshotId, objectId });
      // Of all at once nobody's own sign-in is judged.
      const counted = [...reached, ...broken.filter(({ grant }) => grant.status === 'works')];
      const keys = new Set(counted.map(({ grant }) => grant.roleArn ?? `${grant.through}@${grant.account}`));
      expect(list.map(({ role }) => role.key).toSorted()).toEqual([...keys].toSorted());
    }
  });

  it('tell a group’s reach', async () => {
    const { rows } = await client.objects.rows({
      list: { of: 'search', snapshotId: (await user('jimin.sim')).snapshotId, text: 'GG-SEO-IT-Leads' },
      page: { offset: 0, limit: 1 },
    });
    const group = rows[0]!;
    const view = await client.access.ofGroup({
      snapshotId: (await user('jimin.sim')).snapshotId,
      objectId: group.id,
    });
    expect(view.reached.map(({ grant }) => `${grant.roleName} ${grant.account}`)).toEqual(
      expect.arrayContaining([`Admin ${prod}`, 'Admin 739461028853']),
    );
    for (const { chain, users } of view.reached) {
      expect(chain[0]).toMatchObject({ step: 'user', object: { objectId: group.id, kind: 'group' } });
      expect(users).toBeGreaterThan(0);
    }
  });

  it('tell an account’s doors, counted as listed', async () => {
    const view = await client.access.ofAccount({ account: prod, page });
    expect(view.read).toBe(true);
    expect(view.rows).toHaveLength(view.total);
    for (const { kind, doors } of view.counts)
      expect([kind, view.rows.filter((row) => row.kind === kind).length]).toEqual([kind, doors]);
    expect(
      view.rows.some(({ kind, role, users }) => kind === 'saml' && role?.name === 'Admin' && users === 10),
    ).toBe(true);
    const unknown = await client.access.ofAccount({ account: '000000000000', page });
    expect(unknown).toMatchObject({ read: false, total: 0, notCounted: [{ code: 'accountNotRead' }] });
  });
});

it('counts distribution groups where a rule asks by a search of its own, in every view alike', async () => {
  const { rows } = await client.access.rolePeople({ role: calibration, filter: {}, page });
  expect(rows).toHaveLength(5);
  const view = await client.access.ofRole({ role: calibration });
  expect(view).toMatchObject({ users: 5, grants: [{ membership: 'chain', users: 5 }] });
  expect(view.mechanisms.find(({ mechanism }) => mechanism === 'saml')).toMatchObject({
    users: 5,
    onlyElsewhere: 0,
  });
  const [{ snapshotId, object }] = rows as [(typeof rows)[0]];
  const { reached } = await client.access.ofUser({ snapshotId, objectId: object.id });
  const { grant } = reached.find((one) => one.grant.roleArn === calibration)!;
  const group = await client.access.ofGroup({ snapshotId, objectId: grant.principal!.objectId });
  expect(group.reached.map(({ users }) => users)).toEqual([5]);
  expect(group.users.find(({ mechanism }) => mechanism === 'saml')).toMatchObject({ users: 5 });
  const matrix = await client.access.matrix({ filter: { role: calibration } });
  expect(matrix).toMatchObject({ pairs: 5, users: 5 });
});

it('says until when a membership holds, and how long a session may last', async () => {
  const { roles } = await client.access.userRoles(await user('jimin.sim'));
  const admin = roles.find(({ role }) => role.key === adminArn)!;
  expect(admin).toMatchObject({ mechanisms: ['saml'], until: null, mfa: ['samlNotVisible'] });
  // Eight hours asked for, of twelve allowed.
  expect(admin.session.seconds).toBe(28_800);
  expect(admin.session.limits).toContainEqual({ code: 'claims', seconds: 28_800 });
});

it('gives up when it is told to, and answers whoever asks again', async () => {
  const { current } = engine.workspace;
  const question = { action: 'ec2:TerminateInstances', resource: null };
  const give = new AbortController();
  const asked = [
    current.askAccessUntil(give.signal, 'whoCan', question),
    current.askAccessUntil(give.signal, 'matrix', { action: question }),
    current.askAccessUntil(give.signal, 'ofAccount', { account: prod }, page),
  ];
  give.abort();
  // What was there before the message came is answered.
  const ended = await Promise.allSettled(asked);
  for (const one of ended)
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'job.cancelled' });
  await expect(current.askAccessUntil(give.signal, 'whoCan', question)).rejects.toMatchObject({
    code: 'job.cancelled',
  });
  expect((await current.askAccessUntil(undefined, 'whoCan', question)).decided.roles).toBeGreaterThan(0);
});

it('refuses what is no role, no group and no user', async () => {
  await expect(client.access.ofRole({ role: 'Nothing' })).rejects.toMatchObject({
    data: { code: 'object.notFound' },
  });
  await expect(client.access.ofRole({ role: 'Admin' })).rejects.toMatchObject({
    data: { code: 'object.ambiguous' },
  });
  await expect(client.access.ofGroup(await user('jimin.sim'))).rejects.toMatchObject({
    data: { code: 'object.notFound' },
  });
});
