/** Claim rules against a directory that is not Active Directory, over the wire: what it tells counts, and its lack of tokens is not "no groups". */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testClaimsLive } from '#engine/mapping/liveClaims.ts';
import type { DirectoryConnection } from '#ldap/api.ts';
import { toLdif } from '../lab/seed/ldif.ts';
import { startSlapd, type Slapd } from '../lab/slapd.ts';
import { testEngine, type TestEngine } from '../support/engine.ts';
import { addEstate, windows } from '../support/smallEstate.ts';
import { toLocal } from './ldapSupport.ts';

const baseDn = 'dc=corp,dc=example';
const aliceDn = `cn=alice,${baseDn}`;
const odd = 'R&D (Seoul) *';
const ldif = toLdif([
  { dn: baseDn, attributes: { objectClass: 'domain', dc: 'corp' } },
  {
    dn: aliceDn,
    attributes: { objectClass: ['user', 'adAttributes'], cn: 'alice', sAMAccountName: 'alice', mail: 'alice@example.com', department: odd },
  },
  {
    dn: `cn=bob,${baseDn}`,
    attributes: { objectClass: ['user', 'adAttributes'], cn: 'bob', sAMAccountName: 'bob', mail: 'bob@example.com', department: 'R&D (Seoul) abc' },
  },
  {
    dn: `cn=staff,${baseDn}`,
    attributes: { objectClass: ['group', 'adAttributes'], cn: 'staff', sAMAccountName: 'staff', member: [aliceDn] },
  },
]); // prettier-ignore

let slapd: Slapd;
let test: TestEngine;
let directory: DirectoryConnection;
beforeAll(async () => {
  slapd = await startSlapd({ baseDn, ldif });
  test = testEngine();
  await test.engine.workspace.open(join(test.folder, 'w.treeline'), { mode: 'openOrCreate' });
  await addEstate(test.engine.workspace.current);
  directory = await test.engine.ldap.connect(toLocal(slapd.port, { timeoutSeconds: 10 }), null);
});
afterAll(async () => {
  await directory?.close();
  await test?.close();
  await slapd?.stop();
});

const issue = (name: string, attribute: string) =>
  `${windows} => issue(store = "Active Directory", types = ("${name}"), query = ";${attribute};{0}", param = c.Value);`;
const text = [
  issue('https://aws.amazon.com/SAML/Attributes/RoleSessionName', 'mail'),
  issue('sids', 'tokenGroups(sid)'),
  issue('groups', 'tokenGroups'),
  issue('room', 'physicalDeliveryOfficeName'),
  `${windows} => add(store = "Active Directory", types = ("department"), query = ";department;{0}", param = c.Value);`,
  `${windows} && d:[Type == "department"] => issue(store = "Active Directory", types = ("same"), query = "(department={0});sAMAccountName;{1}", param = d.Value, param = c.Value);`,
  `${windows} => issue(store = "Active Directory", types = ("of"), query = "(&(objectClass=group)(member=${aliceDn}));sAMAccountName;{0}", param = c.Value);`,
].join('\n');

it('tells attributes and searches, and leaves tokens open', async () => {
  const never = new AbortController().signal;
  const rules = { text };
  const answer = await testClaimsLive(
    test.engine.workspace.current,
    directory,
    'alice',
    { rules, caseOf: { types: 'ignored', values: 'ignored' } },
    never,
  );
  expect(answer).toMatchObject({
    live: true,
    user: { object: { dn: aliceDn } },
    server: { host: '127.0.0.1', port: slapd.port, domain: baseDn },
  });
  expect(answer.issued.map(({ type, value }) => [type, value])).toEqual([
    ['https://aws.amazon.com/SAML/Attributes/RoleSessionName', 'alice@example.com'],
    ['same', 'alice'],
    ['of', 'staff'],
  ]);
  const outcomes = answer.explanation.stages[2]!.rules.map(({ outcome, because }) => [
    outcome,
    because.map(({ code, detail }) => `${code} ${detail}`),
  ]);
  expect(outcomes.slice(1, 4)).toEqual([
    ['open', ['attributeNotReadable tokenGroups(sid): liveStore.notAnswered']],
    ['open', ['attributeNotReadable tokenGroups: liveStore.notAnswered']],
    ['fired', []],
  ]);
});
