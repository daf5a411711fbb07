/** Reading a real Active Directory (Samba): signing in, searching, and the same answers as OpenLDAP's own client. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstText, valuesOf } from '#domain/directory/values.ts';
import type { DirectoryConnection } from '#ldap/api.ts';
import { startLab, type Lab } from '../lab/lab.ts';
import { accounts, dnOfPerson, groupDn, groups, people, primaryChanged } from '../lab/seed/corp.ts';
import { all, canonical, faultOf, labLdap, ldapsearch, toCorp } from './ldapSupport.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterAll(() => lab?.release());

const never = new AbortController().signal;

describe('signing in', () => {
  it.each([
    ['UPN', (of: Lab) => `${accounts.reader}@${of.corp.dnsDomain}`],
    ['DOMAIN\\user', (of: Lab) => `${of.corp.netbios}\\${accounts.reader}`],
    ['DN', (of: Lab) => `CN=${accounts.reader},OU=Service Accounts,${of.corp.baseDn}`],
  ])('takes a %s', async (_, user) => {
    const connection = await labLdap(lab).connect(toCorp(lab, { user: user(lab) }), lab.passwords.users);
    const self = await connection.search({
      base: '',
      scope: 'base',
      filter: '(objectClass=*)',
      attributes: ['tokenGroups'],
    });
    expect(valuesOf(self.entries[0]!, 'tokenGroups').length).toBeGreaterThan(1);
    await connection.close();
  });

  it.each([
    ['StartTLS', { port: 389, security: 'starttls' }],
    ['the global catalog', { port: 3269 }],
    ['a name found by the resolver', { host: 'dc1.corp.example.com' }],
    ['SRV records', { host: null, domain: 'corp.example.com' }],
    ['SRV records of the global catalog', { host: null, domain: 'corp.example.com', port: 3269 }],
    [
      'an address whose certificate names the server',
      { host: '127.0.10.1', serverName: 'dc1.corp.example.com' },
    ],
  ] as const)('goes by %s', async (_, over) => {
    const connection = await labLdap(lab).connect(toCorp(lab, over), lab.passwords.users);
    expect((await connection.rootDse())['dnsHostName']).toEqual(['dc1.corp.example.com']);
    await connection.close();
  });

  it('reads the root DSE without a name', async () => {
    const connection = await labLdap(lab).connect(toCorp(lab, { user: null }), null);
    const dse = await connection.rootDse();
    expect(dse['defaultNamingContext']).toEqual([lab.corp.baseDn]);
    expect(dse['supportedControl']).toContain('1.2.840.113556.1.4.319');
    await connection.close();
  });

  it.each([
    ['a wrong password', accounts.reader, 'wrong', 'ldap.wrongPassword'],
    ['nobody of that name', 'nobody-here', null, 'ldap.wrongPassword'],
    ['a disabled account', accounts.disabled, null, 'ldap.accountDisabled'],
    ['an expired account', accounts.expired, null, 'ldap.accountExpired'],
    ['an account that must change its password', accounts.mustChange, null, 'ldap.mustChangePassword'],
    ['a locked account', accounts.locked, null, 'ldap.accountLocked'],
    ['an expired password', accounts.passwordExpired, null, 'ldap.passwordExpired'],
  ])('says what is wrong with %s', async (_, account, password, code) => {
    const user = `${account}@${lab.corp.dnsDomain}`;
    const fault = await faultOf(labLdap(lab).connect(toCorp(lab, { user }), password ?? lab.passwords.users));
    expect(fault).toEqual({ code, params: { user } });
  });

  it('says which domain has no controllers', async () => {
    const connection = toCorp(lab, { host: null, domain: 'nowhere.example.com' });
    expect(await faultOf(labLdap(lab).connect(connection, lab.passwords.users))).toEqual({
      code: 'ldap.srvNotFound',
      params: { domain: 'nowhere.example.com' },
    });
  });

  it('says which host has no address', async () => {
    const fault = await faultOf(
      labLdap(lab).connect(toCorp(lab, { host: 'dc9.corp.example.com' }), lab.passwords.users),
    );
    expect(fault).toEqual({ code: 'ldap.hostUnknown', params: { host: 'dc9.corp.example.com' } });
  });
});

describe('reading', () => {
  let connection: DirectoryConnection;
  beforeAll(async () => {
    connection = await labLdap(lab).connect(toCorp(lab, { pageSize: 37 }), lab.passwords.users);
  });
  afterAll(() => connection?.close());

  const client = (): { args: string[]; env: Record<string, string> } => ({
    args: [
      '-H',
      `ldaps://${lab.corp.address}`,
      '-D',
      `${accounts.reader}@${lab.corp.dnsDomain}`,
      '-w',
      lab.passwords.users,
    ],
    env: { LDAPTLS_CACERT: lab.ca.file },
  });

  it.each([
    ['the whole domain', 'DC=corp,DC=example,DC=com', ['*']],
    ['the configuration', 'CN=Configuration,DC=corp,DC=example,DC=com', ['*']],
    [
      'security descriptors, whose SACL nobody may read',
      'DC=corp,DC=example,DC=com',
      ['nTSecurityDescriptor', 'objectSid', 'objectGUID'],
    ],
  ])('answers like ldapsearch: %s', async (_, base, attributes) => {
    const entries = await all(
      connection.stream({ base, scope: 'sub', filter: '(objectClass=*)', attributes }, never),
    );
    const { args, env } = client();
    // The same SD_FLAGS = 7, as the bytes of its control.
    const control = attributes.includes('nTSecurityDescriptor')
      ? ['-E', '1.2.840.113556.1.4.801=::MAMCAQc=']
      : [];
    const expected = await ldapsearch(
      [...args, ...control, '-E', 'pr=500/noprompt', '-b', base, '(objectClass=*)', ...attributes],
      env,
    );
    const ours = new Map(
      entries.map((entry) => canonical(entry)).map((entry) => [entry.dn, entry.attributes]),
    );
    expect(ours.size).toBe(entries.length);
    expect(ours.size).toBeGreaterThan(300);
    // Counters of signing in move while we look.
    for (const map of [ours, expected])
      for (const values of map.values())
        for (const name of ['logoncount', 'lastlogon', 'badpwdcount', 'badpasswordtime', 'lockouttime'])
          delete values[name];
    expect([...ours.keys()].sort()).toEqual([...expected.keys()].sort());
    for (const [dn, values] of expected) expect({ dn, values: ours.get(dn) }).toEqual({ dn, values });
    if (control.length > 0)
      expect([...ours.values()].filter((values) => values['ntsecuritydescriptor']).length).toBeGreaterThan(
        200,
      );
  });

  it('keeps bytes as bytes and text as text, odd names too', async () => {
    const find = async (filter: string) =>
      (await connection.search({ base: lab.corp.baseDn, scope: 'sub', filter, attributes: ['*'] })).entries;
    const [first] = await find('(sAMAccountName=u101)');
    expect(first!.dn).toBe(dnOfPerson(people[0]!));
    expect(firstText(first!, 'displayName')).toBe('Ada Ångström');
    expect(valuesOf(first!, 'objectGUID')[0]).toBeInstanceOf(Uint8Array);
    expect(valuesOf(first!, 'objectSid')[0]).toBeInstanceOf(Uint8Array);
    expect(valuesOf(first!, 'thumbnailPhoto')[0]).toHaveLength(300);
    // Bytes that happen to be text stay bytes: the attribute decides, not the value.
    const [second] = await find('(sAMAccountName=u102)');
    expect(valuesOf(second!, 'thumbnailPhoto')[0]).toEqual(new Uint8Array(Buffer.from('plain text')));
    expect(firstText(second!, 'description')).toBe('여러 줄\n설명');
    const seoul = await find('(&(objectClass=user)(department=서울))');
    expect(seoul).toHaveLength(15);
    const odd = await connection.search({
      base: groupDn('Empty, "quoted" + odd; #1'),
      scope: 'base',
      filter: '(objectClass=*)',
      attributes: ['cn'],
    });
    expect(firstText(odd.entries[0]!, 'cn')).toBe('Empty, "quoted" + odd; #1');
  });

  it('finds an object by the bytes of its GUID and SID', async () => {
    const [user] = (
      await connection.search({
        base: lab.corp.baseDn,
        scope: 'sub',
        filter: '(sAMAccountName=u203)',
        attributes: ['objectGUID', 'objectSid'],
      })
    ).entries;
    for (const name of ['objectGUID', 'objectSid']) {
      const bytes = [...(valuesOf(user!, name)[0] as Uint8Array)]
        .map((byte) => `\\${byte.toString(16).padStart(2, '0')}`)
        .join('');
      const { entries } = await connection.search({
        base: lab.corp.baseDn,
        scope: 'sub',
        filter: `(${name}=${bytes})`,
        attributes: ['cn'],
      });
      expect(entries.map((entry) => entry.dn)).toEqual([user!.dn]);
    }
  });

  it.each([
    ['(&(objectCategory=group)(cn=AWS-*-*))', 5],
    [
      '(&(objectCategory=person)(objectClass=user)(userAccountControl:1.2.840.113556.1.4.803:=2)(sAMAccountName=u*))',
      3,
    ],
    ['(|(sAMAccountName=u101)(sAMAccountName=u201)(!(objectClass=*)))', 2],
    [`(&(objectClass=user)(memberOf:1.2.840.113556.1.4.1941:=${groupDn('AWS-111122223333-ReadOnly')}))`, 17],
    ['  ( & (objectClass=user) (employeeID>=1055) )  ', 5],
    ['sAMAccountName=u101', 1],
  ])('understands the filter %s', async (filter, count) => {
    const { entries } = await connection.search({
      base: lab.corp.baseDn,
      scope: 'sub',
      filter,
      attributes: ['1.1'],
    });
    expect(entries).toHaveLength(count);
    expect(Object.keys(entries[0]!.attributes)).toEqual([]);
  });

  it('says whether there is more than the limit, exactly', async () => {
    const read = (limit: number) =>
      connection.search({
        base: `OU=People,${lab.corp.baseDn}`,
        scope: 'sub',
        filter: '(objectClass=user)',
        attributes: ['cn'],
        limit,
      });
    for (const [limit, count, more] of [
      [10, 10, true],
      [59, 59, true],
      [60, 60, false],
      [1000, 60, false],
    ] as const) {
      const answer = await read(limit);
      expect([answer.entries.length, answer.more]).toEqual([count, more]);
    }
  });

  it('tells of references and does not follow them', async () => {
    const references: string[] = [];
    await all(
      connection.stream(
        { base: lab.corp.baseDn, scope: 'sub', filter: '(objectClass=*)', attributes: ['1.1'] },
        never,
        (uri) => references.push(uri),
      ),
    );
    expect(references.map((uri) => decodeURIComponent(new URL(uri).pathname.slice(1))).sort()).toEqual(
      ['CN=Configuration', 'DC=DomainDnsZones', 'DC=ForestDnsZones'].map(
        (name) => `${name},${lab.corp.baseDn}`,
      ),
    );
  });

  it('reads the seeded memberships: circle, primary group, partners', async () => {
    const members = async (name: string) => {
      const { entries } = await connection.search({
        base: groupDn(name),
        scope: 'base',
        filter: '(objectClass=*)',
        attributes: ['member'],
      });
      return valuesOf(entries[0]!, 'member');
    };
    expect(await members('Circle-A')).toContain(groupDn('Circle-B'));
    expect(await members('Circle-C')).toContain(groupDn('Circle-A'));
    expect(await members(primaryChanged.group)).toEqual([]);
    expect(
      (await members('DL-AWS-Partners')).filter((dn) =>
        /CN=S-1-5-21-[\d-]+,CN=ForeignSecurityPrincipals,/.test(dn as string),
      ),
    ).toHaveLength(2);
    expect(await members('GG-Engineering')).toHaveLength(groups['GG-Engineering']!.people!.length);
    const trusts = await connection.search({
      base: `CN=System,${lab.corp.baseDn}`,
      scope: 'one',
      filter: '(objectClass=trustedDomain)',
      attributes: ['*'],
    });
    expect(firstText(trusts.entries[0]!, 'trustPartner')).toBe(lab.partner.dnsDomain);
    expect(firstText(trusts.entries[0]!, 'trustDirection')).toBe('3');
  });

  it.each([
    ['an object that is not there', 'CN=nobody,DC=corp,DC=example,DC=com', 'ldap.noSuchObject'],
    ['a name that is none', 'nonsense', 'ldap.invalidDn'],
  ])('says what is wrong with %s, and reads on', async (_, dn, code) => {
    const fault = await faultOf(
      connection.search({ base: dn, scope: 'base', filter: '(objectClass=*)', attributes: ['*'] }),
    );
    expect(fault).toEqual({ code, params: { dn } });
    expect((await connection.rootDse())['dnsHostName']).toBeDefined();
  });

  it('refuses a broken filter before it is sent', async () => {
    expect(
      (await faultOf(connection.search({ base: '', scope: 'base', filter: '(cn=a', attributes: [] }))).code,
    ).toBe('input.invalid');
  });

  it('serves several readers on one connection', async () => {
    const read = (department: string) =>
      connection.search({
        base: `OU=${department},OU=People,${lab.corp.baseDn}`,
        scope: 'one',
        filter: '(objectClass=user)',
        attributes: ['department'],
      });
    const answers = await Promise.all(['Engineering', 'Finance', 'Sales', '서울'].map(read));
    for (const [i, department] of ['Engineering', 'Finance', 'Sales', '서울'].entries())
      expect(new Set(answers[i]!.entries.map((entry) => firstText(entry, 'department')))).toEqual(
        new Set([department]),
      );
  });

  it('stops in the middle of a stream when cancelled, and reads on', async () => {
    const cancel = new AbortController();
    let pages = 0;
    const reading = (async () => {
      for await (const page of connection.stream(
        { base: lab.corp.baseDn, scope: 'sub', filter: '(objectClass=*)', attributes: ['*'] },
        cancel.signal,
      )) {
        expect(page.length).toBeGreaterThan(0);
        pages += 1;
        if (pages === 2) cancel.abort();
      }
    })();
    expect(await faultOf(reading)).toEqual({ code: 'job.cancelled', params: {} });
    expect(pages).toBe(2);
    expect((await connection.rootDse())['dnsHostName']).toBeDefined();
  });

  it('lets a loop be left', async () => {
    for await (const page of connection.stream(
      { base: lab.corp.baseDn, scope: 'sub', filter: '(objectClass=*)', attributes: ['cn'] },
      never,
    )) {
      expect(page).toHaveLength(37);
      break;
    }
    expect((await connection.rootDse())['dnsHostName']).toBeDefined();
  });
});

it('says that the server wants encryption where a password came in the clear', async () => {
  // Treeline itself never sends one: the fault is the server's answer to a client that does.
  const { bindFault } = await import('#ldap/bindErrors.ts');
  const { Channel } = await import('#ldap/channel.ts');
  const { dial } = await import('#ldap/dial.ts');
  const { Deadline } = await import('#ldap/deadline.ts');
  const where = { host: lab.corp.address, port: 389 };
  const channel = new Channel(await dial(where, new Deadline(5)), where, 5);
  const result = await channel.bind(`${accounts.reader}@${lab.corp.dnsDomain}`, lab.passwords.users);
  await channel.close();
  expect(result.code).toBe(8);
  expect(bindFault(result, 'x', where).code).toBe('ldap.signingRequired');
});
