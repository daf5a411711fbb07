/** Identity Center: people as its own store has them, beside the directory's, and in place of it where a provider feeds the store. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { access } from '../../electron/cli/commands/access.ts';
import { createOutput } from '../../electron/cli/output.ts';
import { cliDocuments } from '#contract/cli.ts';
import type { MatrixFilter, NotCounted } from '#contract/access.ts';
import type { Client } from '#contract/index.ts';
import { Fault } from '#contract/faults.ts';
import type { IdentityCenter } from '#domain/estate/identityCenter.ts';
import { router } from '#engine/router.ts';
import { startImport } from '#engine/work.ts';
import { testEngine, type TestEngine } from '../support/engine.ts';
import { account, addEstate, base, ldif, reservedRole } from '../support/smallEstate.ts';

let test: TestEngine;
let client: Client;
const set = 'arn:aws:sso:::permissionSet/ssoins-1/ps-1';
const page = { offset: 0, limit: 100 };
const external = (id: string) => [{ issuer: 'https://idp.example.com', id }];
const center = (more: Partial<IdentityCenter>): IdentityCenter => ({
  instanceArn: 'arn:aws:sso:::instance/ssoins-1',
  identityStoreId: 'd-9999999999',
  region: 'eu-central-1',
  source: 'external',
  directoryId: null,
  permissionSets: [
    {
      arn: set,
      name: 'ReadOnly',
      sessionDuration: 'PT4H',
      managedPolicies: [],
      customerPolicies: [],
      inlinePolicy: null,
      boundary: null,
      outdatedIn: [],
    },
  ],
  assignments: [{ account, permissionSetArn: set, principalType: 'GROUP', principalId: 'g-1' }],
  groups: [{ groupId: 'g-1', displayName: 'Cloud readers', externalIds: external('1') }],
  users: [
    { userId: 'u-1', userName: 'alice@example.com', displayName: 'Alice', externalIds: external('2') },
    { userId: 'u-2', userName: 'guest@partner.example', displayName: 'Guest', externalIds: external('3') },
    { userId: 'u-3', userName: 'bob@example.com', displayName: 'Bob', externalIds: external('4') },
  ],
  memberships: [
    { groupId: 'g-1', userId: 'u-1' },
    { groupId: 'g-1', userId: 'u-2' },
  ],
  ...more,
});
const user = async (name: string) => {
  const [found] = await client.access.findUsers({ text: name });
  return { snapshotId: found!.snapshotId, objectId: found!.object.id };
};
async function opened(more: Partial<IdentityCenter>, of: Parameters<typeof ldif>[0]): Promise<void> {
  await test.engine.workspace.open(join(test.folder, 'w.treeline'), { mode: 'openOrCreate' });
  const path = join(test.folder, 'corp.ldif');
  writeFileSync(path, ldif(of));
  const last = await test.engine.jobs.ended(startImport(test.engine, { path, name: 'corp.ldif' }).id);
  if (last.fault) throw Fault.fromData(last.fault as never);
  const value = center(more);
  await addEstate(test.engine.workspace.current, { identityCenter: { state: 'read', value } });
}
beforeEach(() => {
  test = testEngine();
  client = createRouterClient(router, { context: { engine: test.engine } });
});
afterEach(() => test.close());

const key = reservedRole('ReadOnly').arn;
const alice = { user: ['userPrincipalName: alice@example.com'] };

it('takes a provider’s memberships for the people of an assignment', async () => {
  await opened({}, alice);
  const { reached, store } = await client.access.ofUser(await user('alice'));
  expect(reached).toMatchObject([
    {
      grant: {
        mechanism: 'identity-center',
        status: 'works',
        principal: null,
        store: { name: 'Cloud readers', people: 'store' },
      },
      chain: [{ step: 'user' }, { step: 'mechanism' }, { step: 'role', roleName: 'ReadOnly' }],
    },
  ]);
  expect(reached[0]!.chain[1]).toMatchObject({
    evidence: expect.arrayContaining([
      expect.objectContaining({ code: 'storeMember', value: 'alice@example.com' }),
    ]),
  });
  expect(store).toMatchObject([
    { user: { userId: 'u-1', directoryUser: { name: 'alice', by: 'nameAndDomain' } } },
  ]);
  expect((await client.access.ofUser(await user('bob'))).reached).toEqual([]);
  expect(await client.access.ofRole({ role: key })).toMatchObject({ users: 1, grants: [{ users: 1 }] });
  expect(
    (await client.access.rolePeople({ role: key, filter: {}, page })).rows.map(({ object }) => object.name),
  ).toEqual(['alice']);
  expect(await client.access.matrix({ filter: {} })).toMatchObject({ pairs: 1, users: 1 });
  const { rows } = await client.access.ofAccount({ account, page });
  expect(rows.find(({ kind }) => kind === 'identity-center')).toMatchObject({
    name: 'Cloud readers',
    users: 1,
  });
});

it('finds people whom the store alone has, and what they reach', async () => {
  await opened({}, alice);
  const [guest, ...others] = await client.access.findStoreUsers({ text: 'guest' });
  expect([guest!.userId, guest!.directoryUser, others.length]).toEqual(['u-2', null, 0]);
  const { identityStoreId, userId } = guest!;
  const answer = await client.access.ofStoreUser({ identityStoreId, userId });
  expect(answer.reached).toMatchObject([{ grant: { roleName: 'ReadOnly' }, group: 'Cloud readers' }]);
  expect((await client.access.ofStoreUser({ identityStoreId, userId: 'u-3' })).reached).toEqual([]);
  await expect(client.access.ofStoreUser({ identityStoreId, userId: 'u-9' })).rejects.toMatchObject({
    data: { code: 'user.notFound' },
  });
  expect((await client.access.ofRole({ role: key })).store).toEqual({
    users: 2,
    onlyStore: 2,
    onlyDirectory: 0,
    notJoined: 1,
  });
  const { rows } = await client.access.storePeople({ role: key, page });
  expect(rows.map((row) => [row.name, row.account !== null])).toEqual([
    ['alice@example.com', true],
    ['guest@partner.example', false],
  ]);
});

it('finds them by the command line too, where one alone is called so', async () => {
  const twins = center({}).users.map((one) => ({ ...one, displayName: 'Guest' }));
  await opened({ users: twins }, alice);
  const said = async (name: string, json: boolean): Promise<string> => {
    let text = '';
    const stream = { write: (more: string) => (text += more) };
    await access.run({
      engine: test.engine,
      client,
      positionals: [join(test.folder, 'w.treeline'), name],
      values: {},
      out: createOutput({ stdout: stream, stderr: stream }, json, false),
      endEngine: async () => {},
    });
    return text;
  };
  const { user: found, reached } = cliDocuments.accessStoreUser.parse(
    JSON.parse(await said('GUEST@partner.example', true)),
  );
  expect([found.userId, reached.map(({ group }) => group)]).toEqual(['u-2', ['Cloud readers']]);
  expect(await said('u-2', false)).toContain('Cloud readers → ReadOnly in Production');
  // Whoever a directory has is told as such.
  expect(cliDocuments.access.parse(JSON.parse(await said('alice', true))).reached).toHaveLength(1);
  await expect(said('guest', true)).rejects.toMatchObject({ code: 'object.ambiguous' });
  await expect(said('nobody@partner.example', true)).rejects.toMatchObject({ code: 'user.notFound' });
});

it('tells people whom the store alone has wherever people are counted', async () => {
  await opened({}, alice);
  const told = [{ code: 'storePeople', name: 'Cloud readers', people: 1, role: { key } }];
  const alone = (answer: { readonly notCounted: readonly NotCounted[] }) =>
    answer.notCounted.filter(({ code }) => code === 'storePeople');
  const role = await client.access.ofRole({ role: key });
  expect([role.users, alone(role)]).toMatchObject([1, told]);
  expect(alone(await client.access.ofAccount({ account, page }))).toMatchObject(told);
  const who = (action: string) => client.access.whoCan({ action, resource: null });
  // Whoever has a role may ask who they are; no policy of this small estate says more.
  expect(alone(await who('sts:GetCallerIdentity'))).toMatchObject(told);
  expect(alone(await who('s3:GetObject'))).toEqual([]);
  const matrix = async (filter: MatrixFilter) => (await client.access.matrix({ filter })).storePeople;
  expect(await matrix({})).toBe(1);
  expect(await matrix({ user: 'guest' })).toBe(1);
  expect(await matrix({ user: 'alice' })).toBe(0);
  expect(await matrix({ mechanism: 'saml' })).toBe(0);
  expect(await matrix({ role: 'Admin' })).toBe(0);
});

it('says which groups the store and the directory do not agree on', async () => {
  await opened(
    {
      source: 'activeDirectory',
      groups: [{ groupId: 'g-1', displayName: `AWS-${account}-Admin@corp.example.com`, externalIds: [] }],
      users: [
        { userId: 'u-1', userName: 'alice@corp.example.com', displayName: null },
        { userId: 'u-3', userName: 'bob@corp.example.com', displayName: null },
      ],
      memberships: [{ groupId: 'g-1', userId: 'u-3' }],
    },
    { group: [`member: CN=alice,${base}`] },
  );
  const told = async (name: string) => {
    const { reached, store } = await client.access.ofUser(await user(name));
    return [
      reached.length,
      store!.map(({ onlyStore, onlyDirectory }) => [onlyStore.length, onlyDirectory.length]),
    ];
  };
  expect(await told('alice')).toEqual([2, [[0, 1]]]);
  expect(await told('bob')).toEqual([0, [[1, 0]]]);
  const { rows } = await client.access.storePeople({ role: key, differences: true, page });
  expect(rows.map((row) => [row.name, row.in])).toEqual([
    ['alice', 'directory'],
    ['bob@corp.example.com', 'store'],
  ]);
  const group = async () => {
    const { rows: found } = await client.access.findGroups({ text: 'Admin', page });
    return client.access.ofGroup({ snapshotId: found[0]!.snapshotId, objectId: found[0]!.object.id });
  };
  expect((await group()).store).toEqual([
    {
      identityStoreId: 'd-9999999999',
      groupId: 'g-1',
      name: `AWS-${account}-Admin@corp.example.com`,
      by: 'nameAndDomain',
      users: 1,
      onlyStore: 1,
      onlyDirectory: 1,
      notJoined: 0,
    },
  ]);
});
