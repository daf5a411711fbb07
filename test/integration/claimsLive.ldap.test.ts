/**
 * Claim rules for users of the lab's controller (Samba), live and of a snapshot captured beside: `tokenGroups`, searches by chain and
 * attributes as the controller answers them are what the snapshot tells.
 */
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClaimTest } from '#contract/claimTest.ts';
import type { Client } from '#contract/index.ts';
import { diallerOf } from '#engine/capture/dialler.ts';
import { testClaimsLive } from '#engine/mapping/liveClaims.ts';
import { router } from '#engine/router.ts';
import { startCaptureFrom } from '#engine/work.ts';
import type { DirectoryConnection } from '#ldap/api.ts';
import { startLab, type Lab } from '../lab/lab.ts';
import { testEngine, type TestEngine } from '../support/engine.ts';
import { windows } from '../support/smallEstate.ts';
import { labLdap, toCorp } from './ldapSupport.ts';

const never = new AbortController().signal;
let lab: Lab;
let test: TestEngine;
let client: Client;
let directory: DirectoryConnection;
let snapshotId: number;
beforeAll(async () => {
  lab = await startLab();
  test = testEngine({ ldap: labLdap(lab) });
  const { engine } = test;
  await engine.workspace.open(join(test.folder, 'w.treeline'), { mode: 'openOrCreate' });
  client = createRouterClient(router, { context: { engine } });
  const dialler = diallerOf(engine.ldap, () => Promise.resolve(lab.passwords.users));
  const job = await engine.jobs.ended(startCaptureFrom(engine, 'dc1', toCorp(lab), dialler).id);
  expect(job.state).toBe('done');
  snapshotId = job.snapshotId!;
  directory = await engine.ldap.connect(toCorp(lab), lab.passwords.users);
});
afterAll(async () => {
  await directory?.close();
  await test?.close();
  await lab?.release();
});

const store = (verb: string, type: string, query: string, conditions = windows, first = '') =>
  `${conditions} => ${verb}(store = "Active Directory", types = ("${type}"), query = "${query}"${first}, param = c.Value);`;
const text = [
  store('issue', 'mail', ';mail;{0}'),
  store('issue', 'department', ';department;{0}'),
  store('issue', 'names', ';tokenGroups;{0}'),
  store('issue', 'qualified', ';tokenGroups(domainQualifiedName);{0}'),
  store('issue', 'long', ';tokenGroups(longDomainQualifiedName);{0}'),
  store('issue', 'sids', ';tokenGroups(SID);{0}'),
  store('add', 'dn', ';distinguishedName;{0}'),
  store(
    'issue',
    'chain',
    '(&(objectClass=group)(member:1.2.840.113556.1.4.1941:={0}));sAMAccountName;{1}',
    `${windows} && d:[Type == "dn"]`,
    ', param = d.Value',
  ),
  'c:[Type == "http://schemas.microsoft.com/ws/2008/06/identity/claims/groupsid"] => issue(claim = c);',
].join('\n');
const caseOf = { types: 'ignored', values: 'ignored' } as const;

const live = (user: string, on = directory): Promise<ClaimTest> =>
  testClaimsLive(test.engine.workspace.current, on, user, { rules: { text }, caseOf }, never);
const sentBy = ({ issued }: ClaimTest) => issued.map(({ type, value }) => `${type} ${value}`).toSorted();
const valuesOf = ({ issued }: ClaimTest, of: string) =>
  issued.flatMap(({ type, value }) => (type === of ? [value] : [])).toSorted();

describe('live', () => {
  it.each(['u101', 'u201', 'u305', 'u310', 'u401'])('%s is sent what the snapshot tells', async (account) => {
    const now = await live(account);
    const found = (await client.access.findUsers({ text: account })).find(
      (one) => one.object.samAccountName === account,
    );
    const user = { snapshotId, objectId: found!.object.id };
    const kept = await client.mapping.claims.test({ user, rules: { text }, caseOf });
    expect(now.explanation.stages[2]!.rules.map(({ outcome }) => outcome)).toEqual(Array(9).fill('fired'));
    expect(sentBy(now)).toEqual(sentBy(kept));
    expect(valuesOf(now, 'names').length).toBe(valuesOf(now, 'sids').length);
  });

  it('names groups nested, of other kinds, and of the domain', async () => {
    const answer = await live('u101');
    expect(valuesOf(answer, 'mail')).toEqual(['u101@corp.example.com']);
    for (const name of ['AWS-111122223333-Admin', 'AWS-111122223333-ReadOnly', 'Domain Users', 'GG-Platform'])
      expect(valuesOf(answer, 'names')).toContain(name);
    expect(valuesOf(answer, 'names')).not.toContain('Mail-Everyone');
    expect(valuesOf(answer, 'chain')).toContain('Mail-Everyone');
    expect(valuesOf(answer, 'qualified')).toContain('CORP\\AWS-111122223333-Admin');
    expect(valuesOf(answer, 'long')).toContain('corp.example.com\\AWS-111122223333-Admin');
  });

  it('says what its searches referred to and was not followed', async () => {
    const { server } = await live('u101');
    expect(server!.domain).toBe(lab.corp.baseDn);
    expect(server!.notFollowed.length).toBeGreaterThan(0);
    for (const uri of server!.notFollowed) expect(uri).toMatch(/^ldaps?:\/\//);
  });

  it('asked of the global catalog: the token is not known, never empty', async () => {
    const catalog = await test.engine.ldap.connect(toCorp(lab, { port: 3269 }), lab.passwords.users);
    try {
      const answer = await live('u101', catalog);
      expect(valuesOf(answer, 'mail')).toEqual(['u101@corp.example.com']);
      for (const type of ['names', 'qualified', 'sids']) expect(valuesOf(answer, type)).toEqual([]);
      const tokens = answer.explanation.queries.flatMap(({ attributes, answer: told }) =>
        attributes[0]!.form === null || told.state !== 'read' ? [] : told.attributes,
      );
      expect(tokens.map((one) => one.state === 'notReadable' && one.code)).toEqual(
        Array(4).fill('liveStore.tokenOfCatalog'),
      );
    } finally {
      await catalog.close();
    }
  });

  it('is given up in the middle', async () => {
    const stop = new AbortController();
    const asked = { rules: { text }, caseOf };
    const running = testClaimsLive(test.engine.workspace.current, directory, 'u101', asked, stop.signal);
    stop.abort();
    await expect(running).rejects.toMatchObject({ code: 'job.cancelled' });
    expect(valuesOf(await live('u101'), 'mail')).toEqual(['u101@corp.example.com']);
  });
});
