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

const account = '111122223333';
const admin = `arn:aws:iam::${account}:role/Admin`;
const page = { offset: 0, limit: 100 };
const base = 'DC=corp,DC=example,DC=com';
const sid = (rid: number): string => {
  const bytes = Buffer.alloc(28);
  bytes.writeUInt8(1, 0);
  bytes.writeUInt8(5, 1);
  bytes.writeUInt8(5, 7);
  for (const [at, part] of [21, 1, 2, 3, rid].entries()) bytes.writeUInt32LE(part, 8 + 4 * at);
  return bytes.toString('base64');
};
const entry = (dn: string, lines: readonly string[]) => [`dn: ${dn}`, ...lines, ''].join('\n');
/** One group and two users; with what is given besides. */
const ldif = (of: { group?: readonly string[]; user?: readonly string[]; more?: string }) =>
  [
    'version: 1\n',
    entry(base, ['objectClass: top', 'objectClass: domainDNS', 'dc: corp']),
    entry(`CN=AWS-${account}-Admin,${base}`, [
      'objectClass: top',
      'objectClass: group',
      `sAMAccountName: AWS-${account}-Admin`,
      'groupType: -2147483646',
      `objectSid:: ${sid(1101)}`,
      ...(of.group ?? []),
    ]),
    ...['alice', 'bob'].map((name, at) =>
      entry(`CN=${name},${base}`, [
        'objectClass: top',
        'objectClass: person',
        'objectClass: user',
        `sAMAccountName: ${name}`,
        `objectSid:: ${sid(1201 + at)}`,
        'primaryGroupID: 513',
        ...(name === 'alice' ? (of.user ?? []) : []),
      ]),
    ),
    of.more ?? '',
  ].join('\n');
const details = JSON.stringify({
  UserDetailList: [],
  GroupDetailList: [],
  Policies: [],
  RoleDetailList: [
    {
      RoleName: 'Admin',
      Path: '/',
      RoleId: 'AROAEXAMPLE',
      Arn: admin,
      CreateDate: '2026-01-01T00:00:00Z',
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Federated: `arn:aws:iam::${account}:saml-provider/ADFS` },
            Action: 'sts:AssumeRoleWithSAML',
            Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
          },
        ],
      },
      AttachedManagedPolicies: [],
      RolePolicyList: [],
    },
  ],
});
const windows =
  'c:[Type == "http://schemas.microsoft.com/ws/2008/06/identity/claims/windowsaccountname", Issuer == "AD AUTHORITY"]';
const rules = (more = '') => `
${windows} => issue(Type = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier", Value = c.Value);
${windows} => issue(store = "Active Directory", types = ("https://aws.amazon.com/SAML/Attributes/RoleSessionName"), query = ";mail;{0}", param = c.Value);
=> issue(Type = "https://aws.amazon.com/SAML/Attributes/Role", Value = "arn:aws:iam::${account}:saml-provider/ADFS,${admin}");
${more}`;

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
  await importText('details.json', details);
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
  await importText('details.json', details);
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
