/** What one user reaches by claim rules that name no group, or more than one: access and the claim tester say the same of everybody. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Fault } from '#contract/faults.ts';
import type { Access, Client } from '#contract/index.ts';
import { router } from '#engine/router.ts';
import { startImport } from '#engine/work.ts';
import { testEngine, type TestEngine } from '../support/engine.ts';
import { account, addEstate, admin, base, ldif, windows } from '../support/smallEstate.ts';

let test: TestEngine;
let client: Client;
beforeAll(async () => {
  test = testEngine();
  client = createRouterClient(router, { context: { engine: test.engine } });
  await test.engine.workspace.open(join(test.folder, 'w.treeline'), { mode: 'openOrCreate' });
  await importText('corp.ldif', people);
  await addEstate(test.engine.workspace.current);
}, 60_000);
afterAll(() => test.close());

let newest = '';
const importRules = (text: string): Promise<void> => importText('rules.txt', (newest = text));
async function importText(name: string, text: string): Promise<void> {
  const path = join(test.folder, name);
  writeFileSync(path, text);
  const last = await test.engine.jobs.ended(startImport(test.engine, { path, name }).id);
  if (last.fault) throw Fault.fromData(last.fault as never);
}
/** alice: in the group, with a mail and a department; bob: with neither mail nor department, in nothing. */
const people = ldif({
  group: [`member: CN=alice,${base}`],
  user: ['mail: alice@example.com', 'department: Cloud', 'title: Admin'],
});
type Ref = { readonly snapshotId: number; readonly objectId: number };
const user = async (name: string): Promise<Ref> => {
  const [found] = await client.access.findUsers({ text: name });
  return { snapshotId: found!.snapshotId, objectId: found!.object.id };
};

const provider = `arn:aws:iam::${account}:saml-provider/ADFS`;
const nameType = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier';
const aws = 'https://aws.amazon.com/SAML/Attributes';
const named = (attribute: string) =>
  `${windows} => issue(store = "Active Directory", types = ("${nameType}", "${aws}/RoleSessionName"), query = ";sAMAccountName,${attribute};{0}", param = c.Value);`;
const role = (name: string) =>
  `issue(Type = "${aws}/Role", Value = "${provider},arn:aws:iam::${account}:role/${name}");`;
const token = `${windows} => add(store = "Active Directory", types = ("http://temp/g"), query = ";tokenGroups;{0}", param = c.Value);`;
const attributes = `${windows} => add(store = "Active Directory", types = ("http://temp/d", "http://temp/t"), query = ";department,title;{0}", param = c.Value);`;
const everyone = `=> ${role('Admin')}`;
const department = `c:[Type == "http://temp/d", Value == "Cloud"] => ${role('Admin')}`;
const madeOfTitle = `c:[Type == "http://temp/t"] => issue(Type = "${aws}/Role", Value = "${provider},arn:aws:iam::${account}:role/" + c.Value);`;
const ofGroup = `EXISTS([Type == "http://temp/g", Value == "AWS-${account}-Admin"]) => ${role('Admin')}`;
const notInGroup = `NOT EXISTS([Type == "http://temp/g", Value == "AWS-${account}-Admin"]) => ${role('Admin')}`;
const groupAndDepartment = `EXISTS([Type == "http://temp/g", Value == "AWS-${account}-Admin"]) && EXISTS([Type == "http://temp/d", Value == "Cloud"]) => ${role('Admin')}`;

const short = ({ reached, broken, notReadable, notes }: Access) => ({
  reached: reached.map(({ grant, signIn }) => [grant.roleName, signIn?.verdict]),
  broken: broken.map(({ grant, signIn }) => [grant.roleName, signIn?.verdict]),
  open: notReadable.map(({ roleName }) => roleName),
  notes: notes.map(({ code }) => code),
});
const nothing = { reached: [], broken: [], open: [], notes: [] };

describe('rules that name no group', () => {
  it.each([
    ['everyone', named('sAMAccountName') + everyone, 'alice', { reached: [['Admin', 'offered']] }],
    ['everyone, without a session name', named('mail') + everyone, 'bob', { broken: [['Admin', 'refused']] }],
    ['everyone, a role that is not there', named('mail') + `=> ${role('Gone')}`, 'alice', { broken: [['Gone', 'refused']] }],
    ['an attribute that is so', named('mail') + attributes + department, 'alice', { reached: [['Admin', 'offered']] }],
    ['an attribute that is not so', named('sAMAccountName') + attributes + department, 'bob', { notes: ['roleNotSent'] }],
    ['a role made of an attribute', named('mail') + attributes + madeOfTitle, 'alice', { reached: [['Admin', 'offered']] }],
    ['a role made of an attribute that is absent', named('sAMAccountName') + attributes + madeOfTitle, 'bob', { notes: ['noFurtherRole'] }],
    ['who is not in a group', named('sAMAccountName') + token + notInGroup, 'bob', { reached: [['Admin', 'offered']] }],
    ['who is not in a group, of whoever is', named('mail') + token + notInGroup, 'alice', { notes: ['roleNotSent'] }],
    ['a group and an attribute', named('mail') + attributes + token + groupAndDepartment, 'alice', { reached: [['Admin', 'offered']] }],
  ] as const)('%s', async (_, rules, name, wanted) => {
    await importRules(rules);
    const asked = await user(name);
    const found = await client.access.ofUser(asked);
    expect(short(found)).toEqual({ ...nothing, ...wanted });
    await expectAgreement(asked, found);
    // What follows from them is told of them, too.
    const { roles } = await client.access.userRoles(asked);
    expect(roles.map((one) => one.role.key)).toEqual(found.reached.length > 0 ? [admin] : []);
  }); // prettier-ignore

  it('tells the way from the rule to the role, without a membership', async () => {
    await importRules(named('mail') + attributes + madeOfTitle);
    const { reached } = await client.access.ofUser(await user('alice'));
    expect(reached[0]!.chain.map(({ step }) => step)).toEqual(['user', 'mechanism', 'role']);
    expect(reached[0]).toMatchObject({
      grant: { principal: null, roleArn: admin, through: provider, account },
      signIn: { verdict: 'offered', rulesName: 'rules.txt' },
    });
    expect(reached[0]!.grant.evidence.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['claimRule', 'claimValue', 'role', 'trustStatement']),
    );
  });
});

it.each([
  ['everyoneSignsIn', named('mail') + everyone],
  ['attributeDecides', named('mail') + attributes + madeOfTitle],
] as const)('says wherever people are counted that nobody of %s is among them', async (code, rules) => {
  await importRules(rules);
  const told = [{ code, mechanism: 'saml', name: expect.stringMatching(/^rules\.txt \d+: #\d+$/) as string }];
  if (code === 'everyoneSignsIn') {
    expect((await client.access.ofRole({ role: admin })).notCounted).toMatchObject(told);
    const page = { offset: 0, limit: 1 };
    expect((await client.access.ofAccount({ account, page })).notCounted).toMatchObject(told);
  }
  const { notCounted } = await client.access.whoCan({ action: 'sts:GetSessionToken', resource: null });
  expect(notCounted).toMatchObject(code === 'everyoneSignsIn' ? [] : told);
  expect((await client.access.matrix({ filter: {} })).notCounted).toBe(1);
});

/** Of the newest rules. */
async function expectAgreement(asked: Ref, { reached, broken, notReadable }: Access): Promise<void> {
  const { judgement } = await client.mapping.claims.test({ user: asked, rules: { text: newest } });
  const rolesOf = (verdict: string): string[] =>
    [...new Set(judgement.roles.flatMap((one) => (one.verdict === verdict ? (one.roleArn ?? []) : [])))].toSorted();
  const toldOf = (list: Access['reached'], verdict: string): string[] =>
    [...new Set(list.flatMap(({ grant, signIn }) => (signIn?.verdict === verdict ? (grant.roleArn ?? []) : [])))].toSorted();
  expect(toldOf(reached, 'offered')).toEqual(rolesOf('offered'));
  const open = new Set(rolesOf('open'));
  for (const arn of toldOf(reached, 'open')) expect(open).toContain(arn);
  expect(toldOf(reached, 'refused')).toEqual([]);
  expect(toldOf(broken, 'offered')).toEqual([]);
  for (const arn of rolesOf('refused').filter((one) => one === admin)) expect(toldOf(broken, 'refused')).toContain(arn);
  // Nothing is left open of which the rules say all.
  if (open.size === 0 && !judgement.findings.some(({ code }) => code === 'roleOpen')) expect(notReadable).toEqual([]);
} // prettier-ignore

it('agrees with the tester for whatever rules', { timeout: 120_000 }, async () => {
  expect.hasAssertions();
  const asked = [await user('alice'), await user('bob')];
  const [deny, long, tag] = [
    '=> issue(Type = "https://aws.amazon.com/SAML/Attributes/SourceIdentity", Value = "x y");',
    `=> issue(Type = "${aws}/SessionDuration", Value = "32400");`,
    `${windows} => issue(store = "Active Directory", types = ("${aws}/PrincipalTag:D"), query = ";department;{0}", param = c.Value);`,
  ];
  const pool = [everyone, department, madeOfTitle, ofGroup, notInGroup, groupAndDepartment, deny, long, tag,
    `=> ${role('Gone')}`, `EXISTS([Type == "http://temp/d"]) => ${role('Gone')}`,
    `c:[Type == "http://temp/t", Value =~ "^A"] => ${role('Admin')}`,
    `c:[Type == "http://nobody/knows"] => ${role('Admin')}`,
    `c:[Type == "http://temp/g", Value =~ "^AWS-(\\d{12})-(.+)"] => issue(Type = "${aws}/Role", Value = RegExReplace(c.Value, "^AWS-(\\d{12})-(.+)", "arn:aws:iam::$1:saml-provider/ADFS,arn:aws:iam::$1:role/$2"));`,
  ]; // prettier-ignore
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('mail', 'sAMAccountName', 'department', 'employeeID'),
      fc.uniqueArray(fc.constantFrom(...pool), { minLength: 1, maxLength: 4 }),
      async (name, some) => {
        await importRules([named(name), token, attributes, ...some].join('\n'));
        for (const one of asked) await expectAgreement(one, await client.access.ofUser(one));
      },
    ),
    { numRuns: 40 * Number(process.env['TREELINE_FUZZ'] ?? 1), endOnFailure: true },
  );
});
