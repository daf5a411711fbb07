/** Claim rules for a user of a live directory, from the contract to the searches: a server in memory, a real engine and workspace. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Client } from '#contract/index.ts';
import { testClaimsLive } from '#engine/mapping/liveClaims.ts';
import { router } from '#engine/router.ts';
import { startImport } from '#engine/work.ts';
import type { ReadLdap } from '#ldap/api.ts';
import { testEngine, type TestEngine } from '../support/engine.ts';
import { account, addEstate, admin, windows } from '../support/smallEstate.ts';
import {
  anywhere,
  crossReference,
  domainDn,
  groupEntry,
  sidOfRid,
  smallDomain,
  tokenOf,
  userEntry,
  type SmallDomain,
} from '../support/smallDomain.ts';

const never = new AbortController().signal;
const aliceDn = `CN=alice,${domainDn}`;
const text = `
${windows} => issue(store = "Active Directory", types = ("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier", "https://aws.amazon.com/SAML/Attributes/RoleSessionName"), query = ";sAMAccountName,mail;{0}", param = c.Value);
${windows} => add(store = "Active Directory", types = ("http://temp/g"), query = ";tokenGroups;{0}", param = c.Value);
c:[Type == "http://temp/g", Value =~ "^AWS-(\\d{12})-(.+)"] => issue(Type = "https://aws.amazon.com/SAML/Attributes/Role", Value = RegExReplace(c.Value, "^AWS-(\\d{12})-(.+)", "arn:aws:iam::$1:saml-provider/ADFS,arn:aws:iam::$1:role/$2"));`;

let test: TestEngine;
let domain: SmallDomain;
let client: Client;
const alice = () => userEntry('alice', 1201, { mail: ['alice@example.com'], ...tokenOf(sidOfRid(1102)) });
beforeAll(async () => {
  const ldap: ReadLdap = {
    connect: (...args) => domain.ldap.connect(...args),
    bulk: (...args) => domain.ldap.bulk(...args),
    probe: (...args) => domain.ldap.probe(...args),
  };
  test = testEngine({ ldap });
  await test.engine.workspace.open(join(test.folder, 'w.treeline'), { mode: 'openOrCreate' });
  await addEstate(test.engine.workspace.current);
  client = createRouterClient(router, { context: { engine: test.engine } });
});
afterAll(() => test?.close());
beforeEach(() => {
  domain = smallDomain([
    crossReference,
    groupEntry(`AWS-${account}-Admin`, 1102, { member: [aliceDn] }),
    alice(),
    userEntry('bob', 1202, { mail: ['bob@example.com'], ...tokenOf(sidOfRid(1102)) }),
  ]);
});

const replace = (name: string, more: Record<string, unknown>) => {
  const at = domain.entries.findIndex(({ dn }) => dn.startsWith(`CN=${name},`));
  const entry = domain.entries[at]!;
  domain.entries[at] = { ...entry, attributes: { ...entry.attributes, ...more } as typeof entry.attributes };
};
const run = (user = 'alice', rules: Parameters<typeof testClaimsLive>[3]['rules'] = { text }) =>
  testClaimsLive(test.engine.workspace.current, domain.connection, user, { rules }, never);

describe('run live', () => {
  it('sends what the directory holds now, judged with what the workspace knows of AWS', async () => {
    const answer = await run();
    expect(answer).toMatchObject({
      live: true,
      user: { snapshotId: null, sourceName: 'dc1', object: { samAccountName: 'alice', id: null } },
      server: { host: 'dc1', port: 636, domain: domainDn, notFollowed: [] },
      judgement: {
        verdict: 'offered',
        sessionName: 'alice@example.com',
        roles: [{ roleArn: admin, verdict: 'offered', findings: [] }],
      },
    });
    expect(answer.readAt.map(({ sourceName }) => sourceName)).toEqual(['dc1', account]);
    expect(answer.server!.from <= answer.server!.to).toBe(true);
    replace('alice', tokenOf(sidOfRid(513)));
    domain.entries.push(groupEntry('Domain Users', 513));
    expect((await run()).judgement).toMatchObject({ verdict: 'refused', roles: [] });
  });

  it.each(['alice', 'CORP\\alice', 'alice@corp.example.com', aliceDn, sidOfRid(1201)])(
    'finds the user by %s',
    async (name) => expect((await run(name)).user.object.dn).toBe(aliceDn),
  );

  it.each([
    ['nobody', 'user.notFound'],
    [`CN=nobody,${domainDn}`, 'user.notFound'],
  ])('knows no %s', async (name, code) => {
    await expect(run(name)).rejects.toMatchObject({ code });
  });

  it('knows no rules that are not there', async () => {
    await expect(run('alice', { id: '99' })).rejects.toMatchObject({ code: 'object.notFound' });
  });

  it('a token that is not told leaves the roles open', async () => {
    replace('alice', { tokenGroups: [] });
    const { judgement, explanation } = await run();
    expect(judgement.verdict).toBe('open');
    expect(judgement.findings.map(({ code }) => code)).toContain('roleOpen');
    const [, token] = explanation.queries;
    expect(token!.answer).toMatchObject({
      attributes: [{ state: 'notReadable', code: 'liveStore.notAnswered' }],
    });
  });

  it('says that a session name is shared, by a search of its own', async () => {
    replace('bob', { mail: ['alice@example.com'] });
    const [role] = (await run()).judgement.roles;
    expect([...role!.findings, ...(await run()).judgement.findings].map(({ code }) => code)).toContain(
      'sessionNameShared',
    );
  });

  it('asks what other rules were answered, with values escaped in the filter', async () => {
    replace('alice', { manager: ['CN=Bo(b)*,DC=corp,DC=example,DC=com'] });
    const chained = `
${windows} => add(store = "Active Directory", types = ("http://temp/m"), query = ";manager;{0}", param = c.Value);
${windows} && m:[Type == "http://temp/m"] => add(store = "Active Directory", types = ("http://temp/n"), query = "(manager={0});sAMAccountName;{1}", param = m.Value, param = c.Value);
c:[Type == "http://temp/n"] => issue(Type = "https://aws.amazon.com/SAML/Attributes/RoleSessionName", Value = c.Value);`;
    const answer = await run('alice', { text: chained });
    expect(answer.issued.map(({ value }) => value)).toEqual(['alice']);
    expect(domain.asked.map(({ filter }) => filter)).toContain(
      '(manager=CN=Bo\\28b\\29\\2a,DC=corp,DC=example,DC=com)',
    );
  });

  it('ends when it is given up', async () => {
    const stop = new AbortController();
    stop.abort();
    const given = testClaimsLive(test.engine.workspace.current, domain.connection, 'alice', { rules: { text } }, stop.signal); // prettier-ignore
    await expect(given).rejects.toMatchObject({ code: 'job.cancelled' });
  });

  it('does more queries than a thousand not, and says so', async () => {
    const many = Array.from({ length: 1005 }, (_, at) => `v${at}`);
    replace('alice', { description: many });
    const each = `
${windows} => add(store = "Active Directory", types = ("http://temp/d"), query = ";description;{0}", param = c.Value);
${windows} && d:[Type == "http://temp/d"] => add(store = "Active Directory", types = ("http://temp/n"), query = "(cn={0});cn;{1}", param = d.Value, param = c.Value);`;
    const answer = await run('alice', { text: each });
    expect(answer.explanation.stages[2]!.rules[1]!.because).toContainEqual(
      expect.objectContaining({ code: 'storeNotReadable', detail: 'liveStore.tooManyQueries' }),
    );
    expect(domain.asked.filter(({ filter }) => filter.startsWith('(cn=v')).length).toBeLessThan(1000);
  });
});

it('is asked through the contract by a profile, for a user of a snapshot, as they are now', async () => {
  const { engine } = test;
  const profile = await engine.profiles.save({
    id: null,
    name: 'corp',
    connection: anywhere,
    password: null,
  });
  const file = join(test.folder, 'corp.ldif');
  writeFileSync(file, `version: 1\n\ndn: ${aliceDn}\nobjectClass: user\nsAMAccountName: alice\n`);
  await engine.jobs.ended(startImport(engine, { path: file, name: 'corp.ldif' }).id);
  const [found] = await client.access.findUsers({ text: 'alice' });
  const user = { snapshotId: found!.snapshotId, objectId: found!.object.id };
  const kept = await client.mapping.claims.test({ user, rules: { text } });
  expect([kept.live, kept.server, kept.judgement.verdict]).toEqual([false, null, 'refused']);
  const now = await client.mapping.claims.test({ user, rules: { text }, live: { profileId: profile.id } });
  expect([now.live, now.user.snapshotId, now.judgement.verdict]).toEqual([true, null, 'offered']);
  expect(domain.seen.dialled).toBe(1);
  const named = { user: { name: 'CORP\\bob' }, rules: { text }, live: { profileId: profile.id } };
  expect((await client.mapping.claims.test(named)).user.object.samAccountName).toBe('bob');
});

it('finds nobody by a name in a snapshot', async () => {
  const named = { user: { name: 'alice' }, rules: { text } } as never;
  await expect(client.mapping.claims.test(named)).rejects.toMatchObject({ data: { code: 'input.invalid' } });
});
