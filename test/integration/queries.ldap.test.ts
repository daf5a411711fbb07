/**
 * The same filters asked of a domain controller (Samba) and of a snapshot of it: the answers are the same objects. Where they
 * are not, the table says why, and that they do differ.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatFilter } from '#domain/directory/filter/format.ts';
import { parseFilter } from '#domain/directory/filter/parse.ts';
import { serverForm } from '#domain/directory/filter/serverForm.ts';
import { dnKey, isDescendantKey } from '#domain/directory/dnKey.ts';
import { guidToText } from '#domain/directory/guid.ts';
import { sidToText } from '#domain/directory/sid.ts';
import { firstText, valuesOf } from '#domain/directory/values.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import type { DirectoryConnection } from '#ldap/api.ts';
import type { Workspace } from '#workspace/api.ts';
import { openWorkspace } from '#workspace/open.ts';
import { startLab, type Lab } from '../lab/lab.ts';
import { labLdap, toCorp } from './ldapSupport.ts';

const base = 'DC=corp,DC=example,DC=com';
const configuration = `CN=Configuration,${base}`;
const schema = `CN=Schema,${configuration}`;
/** Contexts of their own below the domain: a domain controller answers for one context, a snapshot for all it holds. */
const elsewhere = [configuration, `DC=DomainDnsZones,${base}`, `DC=ForestDnsZones,${base}`].map(dnKey);
const never = new AbortController().signal;

let lab: Lab;
let connection: DirectoryConnection;
let workspace: Workspace;
let snapshotId: number;
let folder: string;
/** What differs from one making of the lab to the next. */
const fact = { domainSid: '', personGuid: '', personSid: '', created: '' };

beforeAll(async () => {
  lab = await startLab();
  const user = `Administrator@${lab.corp.dnsDomain}`;
  connection = await labLdap(lab).connect(toCorp(lab, { user }), lab.passwords.administrator);
  folder = mkdtempSync(join(tmpdir(), 'treeline-queries-'));
  workspace = await openWorkspace(join(folder, 'w.treeline'), { mode: 'create' });
  const source = { kind: 'forest', name: 'corp', origin: 'on-premises', directoryId: null } as const;
  const writer = await workspace.beginSnapshot(source, new Date().toISOString());
  for (const context of [base, configuration, schema]) {
    const request = { base: context, scope: 'sub', filter: '(objectClass=*)', attributes: ['*'] } as const;
    for await (const page of connection.stream(request, never)) {
      await writer.addEntries(page);
      for (const entry of page) note(entry);
    }
  }
  snapshotId = (await writer.complete()).id;
}, 120_000);
afterAll(async () => {
  await workspace?.close();
  await connection?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
  await lab?.release();
});

function note(entry: DirectoryEntry): void {
  const sid = () => sidToText(valuesOf(entry, 'objectSid')[0] as Uint8Array)!;
  if (dnKey(entry.dn) === dnKey(base)) fact.domainSid = sid();
  if (firstText(entry, 'sAMAccountName') !== 'u101') return;
  fact.personSid = sid();
  fact.personGuid = guidToText(valuesOf(entry, 'objectGUID')[0] as Uint8Array)!;
  fact.created = firstText(entry, 'whenCreated')!;
}

const filled = (text: string) =>
  text.replaceAll(/<(domainSid|personGuid|personSid|created)>/g, (_, name: keyof typeof fact) => fact[name]);

/** Without the other contexts; Samba answers with their heads where a filter does not ask for a class. */
const here = (keys: readonly string[]) =>
  keys
    .filter((key) => !elsewhere.some((context) => key === context || isDescendantKey(key, context)))
    .toSorted();

async function live(text: string): Promise<string[]> {
  const filter = formatFilter(serverForm(parseFilter(text)));
  const request = { base, scope: 'sub', filter, attributes: ['1.1'] } as const;
  const found: string[] = [];
  for await (const page of connection.stream(request, never)) found.push(...page.map(({ dn }) => dnKey(dn)));
  return here(found);
}

async function stored(text: string): Promise<string[]> {
  const request = { base, scope: 'sub', filter: text, attributes: [] } as const;
  const { entries } = await workspace.find(snapshotId, request);
  return here(entries.map(({ dn }) => dnKey(dn)));
}

const and = '1.2.840.113556.1.4.803';
const or = '1.2.840.113556.1.4.804';
const chain = '1.2.840.113556.1.4.1941';
const groups = `OU=Groups,${base}`;
const ada = `CN=Ada Ångström,OU=Engineering,OU=People,${base}`;

describe('finds the same objects', () => {
  it.each<[filter: string, least: number]>([
    ['(objectClass=*)', 100],
    ['(objectClass=user)', 60],
    ['(objectClass=USER)', 60],
    ['(objectClass=group)', 30],
    ['(objectClass=person)', 60],
    ['(objectCategory=person)', 60],
    ['(objectCategory=group)', 30],
    ['(objectCategory=computer)', 1],
    ['(objectCategory=organizationalUnit)', 5],
    [`(objectCategory=CN=Person,${schema})`, 60],
    ['(&(objectCategory=person)(objectClass=user))', 60],
    ['(sAMAccountName=U101)', 1],
    ['(sAMAccountName=u1*)', 15],
    ['(sAMAccountName=*15)', 4],
    ['(sAMAccountName=*1*1*)', 4],
    ['(sAMAccountName>=u410)', 6],
    ['(sAMAccountName<=b)', 1],
    ['(cn=ada ångström)', 1],
    ['(cn=  Ada   Ångström )', 1],
    [String.raw`(cn=Ada \c3\85ngstr\c3\b6m)`, 1],
    ['(cn=*baker)', 15],
    ['(givenName=Hana)', 4],
    ['(|(givenName=Hana)(givenName=Mina))', 8],
    ['(&(givenName=Hana)(!(sAMAccountName=u108)))', 3],
    ['(!(objectClass=user))', 100],
    ['(!(givenName=Hana))', 100],
    ['(description=*)', 20],
    ['(!(description=*))', 50],
    ['(&(objectClass=group)(!(member=*)))', 10],
    ['(mail=*)', 0],
    ['(userPrincipalName=U101@CORP.example.com)', 1],
    ['(userAccountControl=512)', 50],
    [`(userAccountControl:${and}:=2)`, 2],
    [`(userAccountControl:${and}:=512)`, 60],
    [`(userAccountControl:${or}:=8194)`, 3],
    [`(userAccountControl:${and}:=8192)`, 1],
    [`(&(objectClass=user)(!(userAccountControl:${and}:=2)))`, 60],
    [`(groupType:${and}:=2147483648)`, 30],
    [`(groupType:${and}:=2)`, 5],
    ['(groupType=-2147483646)', 5],
    ['(groupType=2)', 1],
    ['(groupType<=-2147483640)', 5],
    ['(primaryGroupID=513)', 50],
    ['(primaryGroupID>=514)', 2],
    ['(adminCount=1)', 1],
    ['(accountExpires=9223372036854775807)', 10],
    ['(accountExpires>=1)', 1],
    ['(pwdLastSet=0)', 1],
    ['(pwdLastSet>=130000000000000000)', 50],
    ['(pwdLastSet<=0)', 1],
    ['(lockoutTime>=1)', 0],
    ['(whenCreated>=20000101000000.0Z)', 100],
    ['(whenCreated<=20000101000000.0Z)', 0],
    ['(whenCreated=<created>)', 1],
    ['(isCriticalSystemObject=TRUE)', 20],
    ['(isCriticalSystemObject=FALSE)', 0],
    ['(showInAdvancedViewOnly=true)', 10],
    ['(objectSid=<personSid>)', 1],
    ['(objectSid=<domainSid>-512)', 1],
    ['(objectSid=S-1-5-32-544)', 1],
    ['(objectGUID=<personGuid>)', 1],
    ['(!(objectGUID=<personGuid>))', 100],
    [`(distinguishedName=${ada})`, 1],
    [`(member=${ada})`, 3],
    [`(member=${ada.toUpperCase()})`, 3],
    [`(memberOf=CN=GG-Engineering,${groups})`, 15],
    [`(memberOf=cn=gg-engineering, ou=groups, ${base})`, 15],
    [`(member:${chain}:=${ada})`, 4],
    [`(memberOf:${chain}:=CN=AWS-111122223333-ReadOnly,${groups})`, 18],
    [`(memberOf:${chain}:=CN=Circle-A,${groups})`, 4],
    [`(&(objectClass=user)(memberOf:${chain}:=CN=AWS-444455556666-PowerUser,${groups}))`, 15],
    [`(!(memberOf:${chain}:=CN=Circle-A,${groups}))`, 100],
    ['(anr=ada)', 1],
    ['(anr=ada ångström)', 1],
    ['(anr=gg-eng)', 1],
    ['(servicePrincipalName=*)', 1],
    ['(systemFlags<=-1)', 1],
    ['(sAMAccountType=805306368)', 60],
    ['(sAMAccountType>=805306369)', 1],
    ['(dNSHostName=*)', 1],
    ['(&(|(givenName=Ada)(givenName=Olaf))(|(sn=Baker)(sn=Cho)))', 0],
    [`(name=Empty, "quoted" \\2b odd; #1)`, 1],
    ['(cn=서울*)', 0],
    ['(ou=서울)', 1],
    // Spaces, pieces, and what makes no sense.
    ['(cn=Ada *)', 4],
    ['(cn=hana  *)', 4],
    ['(cn=* Baker)', 15],
    ['(cn=*ana b*)', 1],
    ['(title=he*d)', 4],
    ['(description= leading space)', 1],
    ['(description=여러*)', 6],
    ['(street=1 <main> road)', 1],
    ['(ou=Odd, names + "more"; #1)', 1],
    ['(employeeID>=1050)', 10],
    ['(accountExpires<=132000000000000000)', 1],
    ['(objectSid=S-1-5-21-*)', 0],
    ['(distinguishedName=*OU=Groups*)', 0],
    ['(userAccountControl=abc)', 0],
    ['(isCriticalSystemObject=maybe)', 0],
    ['(member=nobody)', 0],
    [`(userAccountControl:${and}:=0)`, 60],
    [`(userAccountControl:${or}:=0)`, 0],
    [`(primaryGroupID:${and}:=1)`, 60],
    ['(thumbnailPhoto=*)', 12],
    ['(thumbnailPhoto=plain text)', 6],
    ['(objectCategory=user)', 60],
    ['(objectCategory=domainDNS)', 1],
    ['(objectClass=2.5.6.6)', 60],
    ['(objectClass=us*)', 60],
    ['(anr=hana ba)', 1],
    ['(anr==ada ångström)', 1],
    ['(ou:dn:=People)', 1],
    ['(memberOf=*)', 60],
    ['(manager=*)', 50],
    ['(objectGUID=*)', 100],
    ['(uSNChanged>=1)', 100],
    ['(instanceType=5)', 1],
  ])('%s', async (text, least) => {
    const filter = filled(text);
    const fromSnapshot = await stored(filter);
    expect(fromSnapshot).toEqual(await live(filter));
    expect(fromSnapshot.length).toBeGreaterThanOrEqual(least);
  });
});

describe('differs, and why', () => {
  it.each<[filter: string, why: string, live: 'more' | 'fewer' | 'refused']>([
    ['(cn=ada angstrom)', 'Active Directory compares without accents; Samba regards them', 'fewer'],
    ['(sAMAccountName~=u101)', 'Active Directory takes ~= for =; Samba refuses it', 'refused'],
    [
      '(2.5.4.3=Administrators)',
      'Active Directory takes OIDs of attributes; Samba does not in filters',
      'fewer',
    ],
    [`(sAMAccountName:${and}:=1)`, 'undefined for what is no number; Samba refuses it', 'refused'],
    ['(!(userAccountControl=abc))', 'a negation of what is undefined is undefined; Samba says true', 'more'],
    ['(!(isCriticalSystemObject=maybe))', 'the same for what is no boolean', 'more'],
    ['(member=CN=GG*)', 'names have no substrings in Active Directory; Samba compares their text', 'more'],
    ['(whenCreated>=2024)', 'that is no time; Samba reads what is there of one', 'more'],
    ['(objectSid>=S-1-5-21)', 'SIDs have no order; Samba compares bytes', 'more'],
    [
      '(cn:caseExactMatch:=Ada Baker)',
      'snapshots know the rules of RFC 4517; domain controllers do not',
      'fewer',
    ],
    [
      '(!(noSuchAttribute=x))',
      'undefined for what no schema knows (RFC 4511); Samba takes it for absent',
      'more',
    ],
  ])('%s: %s', async (text, _, how) => {
    const fromSnapshot = await stored(text);
    const fromLive = await live(text).catch(() => null);
    if (how === 'refused') expect(fromLive).toBeNull();
    else if (how === 'more') expect(fromLive!.length).toBeGreaterThan(fromSnapshot.length);
    else expect(fromLive!.length).toBeLessThan(fromSnapshot.length);
  });
});
