/** Access of a user and the claim tester never contradict each other: what AWS refuses is not reached. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Client } from '#contract/index.ts';
import { Fault } from '#contract/faults.ts';
import { router } from '#engine/router.ts';
import { startImport } from '#engine/work.ts';
import { buildSample } from '../../resources/sample/build.ts';
import { testEngine, type TestEngine } from '../support/engine.ts';
import { account, addEstate, admin, base, ldif, windows } from '../support/smallEstate.ts';

let test: TestEngine;
let client: Client;
beforeEach(() => {
  test = testEngine();
  client = createRouterClient(router, { context: { engine: test.engine } });
});
afterEach(() => test.close());

async function importText(name: string, text: string): Promise<void> {
  const path = join(test.folder, name);
  writeFileSync(path, text);
  const last = await test.engine.jobs.ended(startImport(test.engine, { path, name }).id);
  if (last.fault) throw Fault.fromData(last.fault as never);
}
const user = async (name: string) => {
  const [found] = await client.access.findUsers({ text: name });
  return { snapshotId: found!.snapshotId, objectId: found!.object.id };
};

const group = `AWS-${account}-Admin`;
const sent = (more = '') => `
${windows} => issue(store = "Active Directory", types = ("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier", "https://aws.amazon.com/SAML/Attributes/RoleSessionName"), query = ";sAMAccountName,mail;{0}", param = c.Value);
${windows} => add(store = "Active Directory", types = ("http://temp/g"), query = ";tokenGroups;{0}", param = c.Value);
c:[Type == "http://temp/g", Value =~ "^AWS-(\\d{12})-(.+)"] => issue(Type = "https://aws.amazon.com/SAML/Attributes/Role", Value = RegExReplace(c.Value, "^AWS-(\\d{12})-(.+)", "arn:aws:iam::$1:saml-provider/ADFS,arn:aws:iam::$1:role/$2"));
${more}`;
const issue = (name: string, value: string) =>
  `=> issue(Type = "https://aws.amazon.com/SAML/Attributes/${name}", Value = "${value}");`;
const members = { group: [`member: CN=alice,${base}`, `member: CN=bob,${base}`] };

describe('what a user reaches by claim rules', () => {
  it.each([
    ['works', { ...members, user: ['mail: alice@example.com'] }, '', 'alice', 'offered', []],
    ['no mail', { ...members, user: ['mail: alice@example.com'] }, '', 'bob', 'refused', ['sessionNameNone']],
    [
      'a name AWS refuses',
      { ...members, user: ['mail: a b'] },
      '',
      'alice',
      'refused',
      ['sessionNamePattern'],
    ],
    ['nobody’s mail was read', members, '', 'alice', 'open', ['sessionNameOpen']],
    [
      'nine hours of a role of one',
      { ...members, user: ['mail: alice@example.com'] },
      issue('SessionDuration', '32400'),
      'alice',
      'refused',
      ['durationOverMaximum'],
    ],
    [
      'tags that the role does not take',
      { ...members, user: ['mail: alice@example.com'] },
      issue('PrincipalTag:Team', 'x'),
      'alice',
      'refused',
      ['trustNoTags'],
    ],
    [
      'more than AWS takes',
      { ...members, user: ['mail: alice@example.com'] },
      Array.from({ length: 45 }, (_, at) => issue(`PrincipalTag:T${at}`, 'x'.repeat(2000))).join('\n'),
      'alice',
      'refused',
      ['assertionTooLong'],
    ],
  ] as const)('%s', async (_, of, more, name, verdict, codes) => {
    await test.engine.workspace.open(join(test.folder, 'w.treeline'), { mode: 'openOrCreate' });
    await importText('corp.ldif', ldif(of));
    await addEstate(test.engine.workspace.current);
    await importText('rules.txt', sent(more));
    const asked = await user(name);
    const { reached, broken } = await client.access.ofUser(asked);
    const list = verdict === 'refused' ? broken : reached;
    expect([reached.length, broken.length]).toEqual(verdict === 'refused' ? [0, 1] : [1, 0]);
    expect(list[0]).toMatchObject({
      grant: { roleArn: admin, principal: { name: group }, status: 'works' },
      signIn: { verdict, rulesName: 'rules.txt' },
    });
    const said = list[0]!.signIn!.findings.map(({ code }) => code);
    expect(said).toEqual(expect.arrayContaining([...codes]));
    // As the tester judges the same rules.
    const { judgement } = await client.mapping.claims.test({
      user: asked,
      rules: { id: list[0]!.signIn!.rules },
    });
    expect(judgement.roles.map((role) => role.verdict)).toEqual([verdict]);
    // Nothing follows from a role that is not reached.
    const { roles } = await client.access.userRoles(asked);
    expect(roles).toHaveLength(reached.length);
    // Whoever counts people says of how many that is not judged.
    expect(await client.access.ofRole({ role: admin })).toMatchObject({ users: 2, signInsNotJudged: 2 });
    expect(await client.access.matrix({ filter: {} })).toMatchObject({ pairs: 2, signInsNotJudged: 2 });
    expect(await client.access.ofAccount({ account, page: { offset: 0, limit: 1 } })).toMatchObject({
      users: 2,
      signInsNotJudged: 2,
    });
    const [found] = (await client.access.findGroups({ page: { offset: 0, limit: 1 } })).rows;
    expect(
      await client.access.ofGroup({ snapshotId: found!.snapshotId, objectId: found!.object.id }),
    ).toMatchObject({ signInsNotJudged: 2 });
    const scope = { roles: [admin], accounts: [], permissionSets: [], privileged: false, all: false };
    expect(await client.reviews.preview({ scope })).toMatchObject({ people: 2, signInsNotJudged: 2 });
    const taken = await client.access.whoCan({ action: 's3:GetObject', resource: null });
    expect(taken.signInsNotJudged).toBe(taken.counts.find(({ kind }) => kind === 'directoryUser')!.allowed);
  });

  it.each([
    ['asked for', issue('SessionDuration', '1800'), 1800, 1800],
    ['not asked for', '', 3600, 3600],
    ['made of an attribute that was not read', `${windows} => issue(store = "Active Directory", types = ("https://aws.amazon.com/SAML/Attributes/SessionDuration"), query = ";extensionAttribute1;{0}", param = c.Value);`, null, 3600],
  ])('a session lasts as long as the claims let it: %s', async (_, rule, asked, seconds) => {
    await test.engine.workspace.open(join(test.folder, 'w.treeline'), { mode: 'openOrCreate' });
    await importText('corp.ldif', ldif({ ...members, user: ['mail: alice@example.com'] }));
    await addEstate(test.engine.workspace.current);
    await importText('rules.txt', sent(rule));
    const alice = await user('alice');
    const { reached } = await client.access.ofUser(alice);
    expect(reached[0]!.signIn!.sessionSeconds).toBe(asked);
    const { roles } = await client.access.userRoles(alice);
    expect(roles[0]!.session).toMatchObject({
      seconds,
      limits: [{ code: 'roleMaximum', seconds: 3600 }, { code: 'claims', seconds: asked }],
    });
  }); // prettier-ignore

  it('says that others sign in under the same name', async () => {
    await test.engine.workspace.open(join(test.folder, 'w.treeline'), { mode: 'openOrCreate' });
    const mail = 'mail: team@example.com';
    await importText(
      'corp.ldif',
      ldif({ ...members, user: [mail] }).replace(/(sAMAccountName: bob)/, `$1\n${mail}`),
    );
    await addEstate(test.engine.workspace.current);
    await importText('rules.txt', sent());
    const { reached } = await client.access.ofUser(await user('alice'));
    expect(reached[0]!.signIn).toMatchObject({
      verdict: 'offered',
      findings: [{ code: 'sessionNameShared', effect: 'note', params: { value: 'team@example.com' } }],
    });
  });

  it('is told of a draft by how many it is not judged of', async () => {
    await test.engine.workspace.open(join(test.folder, 'w.treeline'), { mode: 'openOrCreate' });
    await importText('corp.ldif', ldif({ group: [`member: CN=alice,${base}`], user: ['mail: alice@example.com'] }));
    await addEstate(test.engine.workspace.current);
    await importText('rules.txt', sent());
    const { object } = (await client.access.findUsers({ text: 'bob' }))[0]!;
    const [found] = (await client.access.findGroups({ page: { offset: 0, limit: 1 } })).rows;
    const [group, member] = [{ sid: found!.object.sid! }, { sid: object.sid! }];
    const changes = [{ kind: 'addMember' as const, group, member }];
    const asked = { draft: { changes }, actions: [] };
    expect(await client.drafts.summary(asked)).toMatchObject({ people: { before: 1, after: 2 }, signInsNotJudged: 2 });
  }); // prettier-ignore

  it('is nothing where authorization rules let nobody in', async () => {
    await test.engine.workspace.open(join(test.folder, 'w.treeline'), { mode: 'openOrCreate' });
    await importText('corp.ldif', ldif({ ...members, user: ['mail: alice@example.com'] }));
    await addEstate(test.engine.workspace.current);
    const trust = [
      'Name : AWS',
      'Identifier : {urn:amazon:webservices}',
      'IssuanceAuthorizationRules : => issue(Type = "http://schemas.microsoft.com/authorization/claims/deny", Value = "true");',
      `IssuanceTransformRules : ${sent().trim().replaceAll('\n', '\n                         ')}`,
    ].join('\n');
    await importText('trust.txt', trust);
    const { broken } = await client.access.ofUser(await user('alice'));
    expect(broken[0]!.signIn).toMatchObject({ verdict: 'refused', findings: [{ code: 'notPermitted' }] });
  });
});

it('takes a captured assertion for what it is: of one person, and never keeps it', async () => {
  const workspace = join(test.folder, 'w.treeline');
  await test.engine.workspace.open(workspace, { mode: 'openOrCreate' });
  await importText('corp.ldif', ldif({ user: ['mail: alice@example.com'] }));
  await addEstate(test.engine.workspace.current);
  const provider = `arn:aws:iam::${account}:saml-provider/ADFS`;
  const xml = `<samlp:Response xmlns:samlp="p"><Assertion IssueInstant="2026-11-19T10:00:00Z"><Issuer>http://idp.example.com</Issuer><Signature><SignatureValue>U0lHTkFUVVJF</SignatureValue></Signature><Subject><NameID>alice@example.com</NameID></Subject><AttributeStatement><Attribute Name="https://aws.amazon.com/SAML/Attributes/Role"><AttributeValue>${admin},${provider}</AttributeValue></Attribute><Attribute Name="https://aws.amazon.com/SAML/Attributes/RoleSessionName"><AttributeValue>alice@example.com</AttributeValue></Attribute></AttributeStatement></Assertion></samlp:Response>`;
  await importText('alice.txt', Buffer.from(xml).toString('base64'));
  const { sources } = await client.workspace.info();
  expect(sources.find(({ kind }) => kind === 'assertion')).toMatchObject({
    name: 'alice.txt',
    snapshots: [{ readAt: '2026-11-19T10:00:00.000Z', complete: true }],
  });
  const alice = await client.access.ofUser(await user('alice'));
  expect(alice.reached.map(({ grant }) => [grant.roleArn, grant.through])).toEqual([[admin, provider]]);
  const bob = await client.access.ofUser(await user('bob'));
  expect([bob.reached, bob.notReadable.map(({ issues }) => issues)]).toEqual([[], [['providerDecides']]]);
  await test.engine.workspace.current.close();
  const kept = readFileSync(workspace).toString('latin1');
  expect(kept).toContain('RoleSessionName');
  for (const secret of [
    'U0lHTkFUVVJF',
    'SignatureValue',
    Buffer.from(xml).toString('base64').slice(200, 240),
  ])
    expect(kept).not.toContain(secret);
});

it('refuses a file of an assertion that cannot be read, without telling a part of it', async () => {
  await test.engine.workspace.open(join(test.folder, 'w.treeline'), { mode: 'openOrCreate' });
  await expect(
    importText('x.xml', '<Response><EncryptedAssertion>U0lHTkFUVVJF</EncryptedAssertion></Response>'),
  ).rejects.toMatchObject({
    code: 'import.encrypted',
    params: { name: 'x.xml' },
  });
});

it('takes the plain attributes of an assertion, and tells of the encrypted ones that they are missing', async () => {
  await test.engine.workspace.open(join(test.folder, 'w.treeline'), { mode: 'openOrCreate' });
  await importText(
    'x.xml',
    `<Response><Assertion><AttributeStatement><Attribute Name="https://aws.amazon.com/SAML/Attributes/Role"><AttributeValue>${admin},arn:aws:iam::${account}:saml-provider/ADFS</AttributeValue></Attribute><EncryptedAttribute>U0lHTkFUVVJF</EncryptedAttribute></AttributeStatement></Assertion></Response>`,
  );
  const { sources } = await client.workspace.info();
  expect(sources[0]!.snapshots[0]!.missing).toEqual([
    expect.objectContaining({ where: 'x.xml', code: 'assertion.encrypted' }),
  ]);
});

it('agrees with the tester for everybody of the sample who comes by rules', async () => {
  const path = join(test.folder, 'sample.treeline');
  await buildSample(path);
  await test.engine.workspace.open(path, { mode: 'open', readOnly: true });
  const { rows } = await client.access.matrixRows({
    filter: { mechanism: 'saml' },
    page: { offset: 0, limit: 1000 },
  });
  const people = new Map(rows.map((row) => [`${row.snapshotId}/${row.objectId}`, row]));
  let judged = 0;
  for (const { snapshotId, objectId } of [...people.values()].filter((_, at) => at % 7 === 0)) {
    const { reached, broken } = await client.access.ofUser({ snapshotId, objectId });
    for (const { grant, signIn } of [...reached, ...broken]) {
      if (!signIn) continue;
      const { judgement } = await client.mapping.claims.test({
        user: { snapshotId, objectId },
        rules: { id: signIn.rules },
      });
      const role = judgement.roles.find((one) => one.roleArn === grant.roleArn);
      expect([grant.roleName, signIn.verdict]).toEqual([grant.roleName, role?.verdict ?? 'refused']);
      judged++;
    }
  }
  expect(judged).toBeGreaterThan(10);
}, 120_000);
