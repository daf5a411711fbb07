/** What a file does not hold is not known: neither "no role" nor "no attribute", in any answer about access. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Client } from '#contract/index.ts';
import { Fault } from '#contract/faults.ts';
import { router } from '#engine/router.ts';
import { startImport } from '#engine/work.ts';
import { testEngine, type TestEngine } from '../support/engine.ts';
import { account, addEstate, admin, base, entry, ldif, rules } from '../support/smallEstate.ts';

const page = { offset: 0, limit: 100 };

let test: TestEngine;
let client: Client;
beforeEach(async () => {
  test = testEngine();
  await test.engine.workspace.open(join(test.folder, 'w.treeline'), { mode: 'openOrCreate' });
  client = createRouterClient(router, { context: { engine: test.engine } });
});
afterEach(() => test.close());

async function importText(name: string, text: string): Promise<number> {
  const path = join(test.folder, name);
  writeFileSync(path, text);
  const last = await test.engine.jobs.ended(startImport(test.engine, { path, name }).id);
  if (last.fault) throw Fault.fromData(last.fault as never);
  return last.snapshotId!;
}
const user = async (name: string) => {
  const [found] = await client.access.findUsers({ text: name });
  return { snapshotId: found!.snapshotId, objectId: found!.object.id };
};
const claims = async (text: string, name = 'alice') =>
  client.mapping.claims.test({ user: await user(name), rules: { text } });

it('says in every view that members were not read', async () => {
  const snapshotId = await importText('corp.ldif', ldif({}));
  await addEstate(test.engine.workspace.current);
  const gap = { snapshotId, sourceName: 'corp.ldif', where: 'corp.ldif', code: 'import.noMembers' };
  const question = { action: 's3:GetObject', resource: null };
  const [group] = (await client.objects.rows({ list: { of: 'search', snapshotId, text: 'AWS-' }, page }))
    .rows;
  expect(await client.access.ofUser(await user('alice'))).toMatchObject({
    reached: [],
    membershipsNotRead: [gap],
  });
  for (const answer of [
    await client.access.ofGroup({ snapshotId, objectId: group!.id }),
    await client.access.ofRole({ role: admin }),
    await client.access.ofAccount({ account, page }),
    await client.access.whoCan(question),
    await client.access.matrix({ filter: {} }),
  ])
    expect(answer.membershipsNotRead).toEqual([gap]);
});

it('says nothing of it where members were read', async () => {
  await importText('corp.ldif', ldif({ group: [`member: CN=alice,${base}`] }));
  await addEstate(test.engine.workspace.current);
  expect(await client.access.ofUser(await user('bob'))).toMatchObject({
    reached: [],
    membershipsNotRead: [],
  });
  expect((await client.access.ofUser(await user('alice'))).membershipsNotRead).toEqual([]);
});

it('takes an attribute that no entry of a file has for one that is not known', async () => {
  await importText('corp.ldif', ldif({}));
  const { judgement } = await claims(rules());
  expect(judgement.verdict).toBe('open');
  expect(judgement.findings.map(({ code }) => code)).toContain('sessionNameOpen');
});

it('takes one that others of the file have for absent', async () => {
  await importText('corp.ldif', ldif({ user: ['mail: alice@example.com'] }));
  expect((await claims(rules(), 'bob')).judgement.findings.map(({ code }) => code)).toContain(
    'sessionNameNone',
  );
  expect((await claims(rules(), 'alice')).judgement.sessionName).toBe('alice@example.com');
});

const asksForDomain = `
EXISTS([Type == "http://schemas.microsoft.com/ws/2008/06/identity/claims/windowsaccountname", Value =~ "(?i)^corp\\\\"])
 => issue(Type = "https://aws.amazon.com/SAML/Attributes/SourceIdentity", Value = "corp");`;

it('does not take the DNS name of a domain for its short name', async () => {
  await importText('corp.ldif', ldif({ user: ['mail: alice@example.com'] }));
  const answer = await claims(rules(asksForDomain));
  expect(answer.issued.map(({ type }) => type.split('/').at(-1))).toEqual(['RoleSessionName', 'Role']);
  expect(answer.judgement.findings.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['nameIdOpen', 'sourceIdentityOpen']),
  );
  expect(JSON.stringify(answer)).toContain('?\\\\alice');
});

it('knows the short name where the configuration was read', async () => {
  const configuration = `CN=Configuration,${base}`;
  const more = [
    entry(configuration, ['objectClass: configuration']),
    entry(`CN=Partitions,${configuration}`, ['objectClass: crossRefContainer']),
    entry(`CN=CORP,CN=Partitions,${configuration}`, [
      'objectClass: crossRef',
      `nCName: ${base}`,
      'nETBIOSName: CORP',
      'dnsRoot: corp.example.com',
    ]),
  ].join('\n');
  await importText('corp.ldif', ldif({ user: ['mail: alice@example.com'], more }));
  const answer = await claims(rules(asksForDomain));
  expect(answer.judgement).toMatchObject({ sourceIdentity: 'corp', nameId: 'CORP\\alice' });
});
