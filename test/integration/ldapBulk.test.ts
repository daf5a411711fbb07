/** Reading in bulk, and by DirSync, from a real Active Directory (Samba). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isSecretAttribute } from '#domain/directory/attributes/secret.ts';
import { guidOf } from '#domain/directory/guid.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { firstText, valuesOf } from '#domain/directory/values.ts';
import type { BulkReader, DirectoryConnection } from '#ldap/api.ts';
import { startLab, type Lab } from '../lab/lab.ts';
import { run } from '../lab/process.ts';
import { accounts, people } from '../lab/seed/corp.ts';
import { readBulk } from './bulkSupport.ts';
import { canonical, faultOf, labLdap, ldapsearch, toCorp } from './ldapSupport.ts';

let lab: Lab;
let reader: BulkReader;
beforeAll(async () => {
  lab = await startLab();
  reader = await labLdap(lab).bulk(toCorp(lab, { pageSize: 37 }), lab.passwords.users);
});
afterAll(async () => {
  await reader?.close();
  await lab?.release();
});

const client = (user: string, password: string): [string[], Record<string, string>] => [
  ['-H', `ldaps://${lab.corp.address}`, '-D', `${user}@${lab.corp.dnsDomain}`, '-w', password],
  { LDAPTLS_CACERT: lab.ca.file },
];
/** Counters of signing in move while we look. */
const moving = new Set(['logoncount', 'lastlogon', 'badpwdcount', 'badpasswordtime', 'lockouttime']);

async function sameAsLdapsearch(
  base: string,
  attributes: readonly string[],
  controls: { deleted?: boolean; descriptors?: boolean },
  options: readonly string[],
): Promise<DirectoryEntry[]> {
  const { items, read } = await readBulk(reader, { base, filter: '(objectClass=*)', attributes, controls });
  expect(items.filter(({ is }) => is !== 'page' && is !== 'referral')).toEqual([]);
  const [args, env] = client(accounts.reader, lab.passwords.users);
  const expected = await ldapsearch(
    [...args, ...options, '-E', 'pr=500/noprompt', '-b', base, '(objectClass=*)', ...attributes],
    env,
  );
  const ours = new Map(read.map(canonical).map((entry) => [entry.dn, entry.attributes]));
  expect(ours.size).toBe(read.length);
  for (const map of [ours, expected])
    for (const values of map.values())
      for (const name of Object.keys(values))
        if (moving.has(name) || isSecretAttribute(name)) delete values[name];
  expect([...ours.keys()].sort()).toEqual([...expected.keys()].sort());
  for (const [dn, values] of expected) expect({ dn, values: ours.get(dn) }).toEqual({ dn, values });
  return read;
}

describe('answers like ldapsearch, entry by entry', () => {
  it('the whole domain', async () => {
    const read = await sameAsLdapsearch(lab.corp.baseDn, ['*'], {}, []);
    expect(read.length).toBeGreaterThan(300);
  });

  it('the configuration', async () => {
    const read = await sameAsLdapsearch(`CN=Configuration,${lab.corp.baseDn}`, ['*'], {}, []);
    expect(read.length).toBeGreaterThan(1000);
  });

  it('everything with security descriptors, asked for by a control', async () => {
    // SD_FLAGS = 7 as the bytes of its control.
    const read = await sameAsLdapsearch(
      lab.corp.baseDn,
      ['*', 'nTSecurityDescriptor'],
      { descriptors: true },
      ['-E', '1.2.840.113556.1.4.801=::MAMCAQc='],
    );
    expect(read.filter((entry) => valuesOf(entry, 'nTSecurityDescriptor').length > 0).length).toBeGreaterThan(
      200,
    );
  });

  it('deleted objects too', async () => {
    const read = await sameAsLdapsearch(lab.corp.baseDn, ['*'], { deleted: true }, [
      '-E',
      '1.2.840.113556.1.4.417',
      '-E',
      '1.2.840.113556.1.4.2064',
    ]);
    expect(read.length).toBeGreaterThan(300);
  });
});

it('tells of references, and of none with DOMAIN_SCOPE', async () => {
  const request = { base: lab.corp.baseDn, filter: '(objectClass=domain)', attributes: ['1.1'] };
  const referrals = async (domainScope: boolean) =>
    (await readBulk(reader, { ...request, controls: { domainScope } })).items.filter(
      ({ is }) => is === 'referral',
    );
  expect(await referrals(false)).toHaveLength(3);
  expect(await referrals(true)).toEqual([]);
});

it('says what is wrong with a base, and reads on', async () => {
  const dn = `CN=nobody,${lab.corp.baseDn}`;
  const request = { base: dn, filter: '(objectClass=*)', attributes: ['*'] };
  expect(await faultOf(readBulk(reader, request))).toEqual({ code: 'ldap.noSuchObject', params: { dn } });
  expect((await faultOf(readBulk(reader, { ...request, filter: '(cn=' }))).code).toBe('input.invalid');
  const users = { ...request, base: `OU=People,${lab.corp.baseDn}`, filter: '(objectClass=user)' };
  expect((await readBulk(reader, users)).read).toHaveLength(people.length);
});

describe('DirSync', () => {
  const dn = () => `CN=dirsync-probe,OU=Service Accounts,${lab.corp.baseDn}`;
  const administrator = async (tool: 'ldapadd' | 'ldapmodify' | 'ldapdelete', input: string) => {
    const [args, env] = client('Administrator', lab.passwords.administrator);
    await run(tool, ['-x', ...args, ...(tool === 'ldapdelete' ? [input] : [])], { env, ...(tool === 'ldapdelete' ? {} : { input }) }); // prettier-ignore
  };
  const all = async (directory: DirectoryConnection, from: Uint8Array | null) => {
    const entries: DirectoryEntry[] = [];
    let cookie = from;
    for (let more = true; more;) {
      const step = await directory.dirSync({
        context: lab.corp.baseDn,
        filter: '(objectClass=*)',
        attributes: ['*'],
        cookie,
      });
      entries.push(...step.entries);
      ({ cookie, more } = step);
    }
    return { entries, cookie: cookie! };
  };

  // Deleted objects may be read by administrators only: an ordinary reader does not hear of a deletion.
  it.each([
    ['an ordinary reader', accounts.reader, 'users', []],
    ['an administrator', 'Administrator', 'administrator', ['TRUE']],
  ] as const)(
    'gives %s everything, then what changed, then what was deleted',
    async (_, account, kind, gone) => {
      const user = `${account}@${lab.corp.dnsDomain}`;
      const directory = await labLdap(lab).connect(toCorp(lab, { user }), lab.passwords[kind]);
      await administrator('ldapdelete', dn()).catch(() => {});
      const first = await all(directory, null);
      expect(first.entries.length).toBeGreaterThan(300);
      expect(first.cookie.length).toBeGreaterThan(0);
      expect((await all(directory, first.cookie)).entries).toEqual([]);

      await administrator('ldapadd', `dn: ${dn()}\nobjectClass: contact\ndescription: one\n`);
      const added = await all(directory, first.cookie);
      const probe = added.entries.find((entry) => entry.dn === dn());
      expect(firstText(probe!, 'description')).toBe('one');
      const guid = guidOf(valuesOf(probe!, 'objectGUID')[0]);
      expect(guid).not.toBeNull();

      await administrator('ldapmodify', `dn: ${dn()}\nchangetype: modify\nreplace: description\ndescription: two\n`); // prettier-ignore
      const changed = await all(directory, added.cookie);
      const ofProbe = (entries: DirectoryEntry[]) =>
        entries.filter((entry) => guidOf(valuesOf(entry, 'objectGUID')[0]) === guid);
      expect(ofProbe(changed.entries)).toHaveLength(1);
      expect(firstText(ofProbe(changed.entries)[0]!, 'description')).toBe('two');
      // Only what changed of it.
      expect(valuesOf(ofProbe(changed.entries)[0]!, 'objectClass')).toEqual([]);

      await administrator('ldapdelete', dn());
      const deleted = await all(directory, changed.cookie);
      expect(ofProbe(deleted.entries).map((entry) => firstText(entry, 'isDeleted'))).toEqual(gone);
      await directory.close();
    },
  );

  it('ends with a fault for a context that is none', async () => {
    const directory = await labLdap(lab).connect(toCorp(lab), lab.passwords.users);
    const context = `OU=People,${lab.corp.baseDn}`;
    const step = directory.dirSync({ context, filter: '(objectClass=*)', attributes: ['*'], cookie: null });
    expect((await faultOf(step)).code).toMatch(/^ldap\./);
    expect((await directory.rootDse())['dnsHostName']).toBeDefined();
    await directory.close();
  });
});
