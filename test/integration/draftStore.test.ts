/** Drafts over an identity store that a provider feeds: who is in it is its own to say, before and after. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Fault } from '#contract/faults.ts';
import type { Client } from '#contract/index.ts';
import type { DraftChange } from '#domain/draft/change.ts';
import type { IdentityCenter } from '#domain/estate/identityCenter.ts';
import { router } from '#engine/router.ts';
import { startImport } from '#engine/work.ts';
import { testEngine, type TestEngine } from '../support/engine.ts';
import { account, addEstate, ldif, reservedRole } from '../support/smallEstate.ts';

const set = 'arn:aws:sso:::permissionSet/ssoins-1/ps-1';
const group = 'S-1-5-21-1-2-3-1101';
const center: IdentityCenter = {
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
  groups: [{ groupId: 'g-1', displayName: 'Readers', externalIds: [{ issuer: 'i', id: group }] }],
  users: [{ userId: 'u-1', userName: 'alice@example.com', displayName: null }],
  memberships: [{ groupId: 'g-1', userId: 'u-1' }],
};
let test: TestEngine;
let client: Client;
beforeEach(async () => {
  test = testEngine();
  client = createRouterClient(router, { context: { engine: test.engine } });
  await test.engine.workspace.open(join(test.folder, 'w.treeline'), { mode: 'openOrCreate' });
  const path = join(test.folder, 'corp.ldif');
  writeFileSync(path, ldif({ user: ['userPrincipalName: alice@example.com'] }));
  const last = await test.engine.jobs.ended(startImport(test.engine, { path, name: 'corp.ldif' }).id);
  if (last.fault) throw Fault.fromData(last.fault as never);
});
afterEach(() => test.close());

it('tells how somebody got in whom the store has in a group', async () => {
  await addEstate(test.engine.workspace.current, { identityCenter: { state: 'read', value: center } });
  const change: DraftChange = {
    kind: 'unassign',
    permissionSet: { arn: set },
    account,
    principalKind: 'group',
    principal: { sid: group },
  };
  const asked = { draft: { changes: [change] } };
  expect(await client.drafts.summary(asked)).toMatchObject({ notices: [], pairs: { lost: 1 } });
  const page = { offset: 0, limit: 10 };
  const { rows } = await client.drafts.people({ asked, filter: {}, page });
  expect(rows).toMatchObject([{ change: 'lost', dn: 'CN=alice,DC=corp,DC=example,DC=com' }]);
  const [{ snapshotId, objectId, role }] = rows as [(typeof rows)[number]];
  const chain = await client.drafts.chain({ asked, snapshotId, objectId, role: role.key });
  expect(role.key).toBe(reservedRole('ReadOnly').arn);
  expect(chain).toMatchObject({
    before: { sure: true, links: [{ step: 'user' }, { step: 'mechanism' }, { step: 'role' }] },
    after: null,
  });
});
