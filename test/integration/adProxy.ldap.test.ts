/** A real Active Directory behind the lab's proxy: its limits kept, and a forest of two domains with a global catalog. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { firstText, valuesOf } from '#domain/directory/values.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import type { DirectoryConnection } from '#ldap/api.ts';
import type { Behaviours } from '../lab/adProxy/behaviours.ts';
import { startAdForest, type AdForest } from '../lab/adProxy/forest.ts';
import { eu, labDomain } from '../lab/adProxy/labForest.ts';
import { startAdProxy, type AdProxy } from '../lab/adProxy/startAdProxy.ts';
import { startLab, type Lab } from '../lab/lab.ts';
import { accounts, groupDn, groups } from '../lab/seed/corp.ts';
import { outsiders } from '../lab/seed/partner.ts';
import { all, canonical, faultOf, labLdap, ldapsearch, toCorp } from './ldapSupport.ts';

const never = new AbortController().signal;
let lab: Lab;
let certificate: { cert: string; key: string; ca: string };
beforeAll(async () => {
  lab = await startLab();
  const { chainPem, keyPem } = lab.leaves.dc1;
  certificate = { cert: chainPem, key: keyPem, ca: lab.ca.pem };
});
afterAll(() => lab?.release());

const domainOf = (which: 'corp' | 'partner') => labDomain(lab, which);
const at = (proxy: AdProxy, over: Parameters<typeof toCorp>[1] = {}) =>
  toCorp(lab, { host: '127.0.0.1', port: proxy.securePort, timeoutSeconds: 3, pageSize: 1000, ...over });
/** What OpenLDAP's client reads from the controller itself. */
const truth = (base: string, filter: string, ...attributes: string[]) =>
  ldapsearch(
    [
      '-H',
      `ldaps://${lab.corp.address}`,
      '-D',
      `${accounts.reader}@${lab.corp.dnsDomain}`,
      '-w',
      lab.passwords.users,
      '-E',
      'pr=500/noprompt',
      '-b',
      base,
      filter,
      ...attributes,
    ],
    { LDAPTLS_CACERT: lab.ca.file },
  );
/** What moves while somebody signs in. */
const moving = [
  'logoncount',
  'lastlogon',
  'badpwdcount',
  'badpasswordtime',
  'lockouttime',
  'lastlogontimestamp',
];
const still = (map: Map<string, Record<string, string[]>>) => {
  for (const values of map.values()) for (const name of moving) delete values[name];
  return map;
};
const mapOf = (entries: readonly DirectoryEntry[]) =>
  still(new Map(entries.map(canonical).map((one) => [one.dn, one.attributes])));

describe('one domain controller with the limits of Active Directory', () => {
  let proxy: AdProxy;
  let directory: DirectoryConnection | null = null;
  afterEach(async () => {
    await directory?.close();
    directory = null;
    await proxy?.stop();
  });
  const put = async (behaviours: Partial<Behaviours> = {}) => {
    proxy = await startAdProxy({ upstream: domainOf('corp').upstream, certificate, behaviours });
  };
  const open = async (behaviours: Partial<Behaviours> = {}) => {
    await put(behaviours);
    directory = await labLdap(lab).connect(at(proxy), lab.passwords.users);
    return directory;
  };

  it.each([
    ['the domain', 'DC=corp,DC=example,DC=com', ['*'], 4],
    ['the configuration', 'CN=Configuration,DC=corp,DC=example,DC=com', ['*'], 40],
    ['security descriptors', 'DC=corp,DC=example,DC=com', ['nTSecurityDescriptor', 'objectGUID'], 1],
  ])('is read whole in small pages and short ranges: %s', async (_, base, attributes, maxValRange) => {
    const reader = await open({ maxPageSize: 60, maxValRange });
    const entries = await all(
      reader.stream({ base, scope: 'sub', filter: '(objectClass=*)', attributes }, never),
    );
    const control = attributes.includes('nTSecurityDescriptor')
      ? ['-E', '1.2.840.113556.1.4.801=::MAMCAQc=']
      : [];
    const expected = await ldapsearch(
      [...control, '-H', `ldaps://${lab.corp.address}`, '-D', `${accounts.reader}@${lab.corp.dnsDomain}`, '-w', lab.passwords.users, '-E', 'pr=500/noprompt', '-b', base, '(objectClass=*)', ...attributes], // prettier-ignore
      { LDAPTLS_CACERT: lab.ca.file },
    );
    expect(mapOf(entries)).toEqual(still(expected));
    expect(entries).toHaveLength(expected.size);
    // At least the pages; and the pieces.
    expect(proxy.stats.searches.length).toBeGreaterThan(expected.size / 60);
  });

  it('tells an ordinary reader what is wrong with its sign-in', async () => {
    await put();
    const fault = (account: string, password = lab.passwords.users) =>
      faultOf(labLdap(lab).connect(at(proxy, { user: `${account}@${lab.corp.dnsDomain}` }), password)).then(
        (one) => one.code,
      );
    expect(await fault(accounts.reader, 'wrong')).toBe('ldap.wrongPassword');
    expect(await fault(accounts.disabled)).toBe('ldap.accountDisabled');
    // In the clear a password is refused by the server too.
    await expect(
      ldapsearch(
        ['-H', `ldap://127.0.0.1:${proxy.port}`, '-D', `${accounts.reader}@${lab.corp.dnsDomain}`, '-w', lab.passwords.users, '-b', '', '-s', 'base'], // prettier-ignore
        {},
      ),
    ).rejects.toThrow('Strong(er) authentication required (8)');
  });

  it('shows links that end when asked to', async () => {
    const group = groupDn('AWS-111122223333-Admin');
    const reader = await open();
    const before = await reader.search({
      base: group,
      scope: 'base',
      filter: '(objectClass=*)',
      attributes: ['member'],
    });
    const [member] = valuesOf(before.entries[0]!, 'member') as string[];
    proxy.behaviours.linkTtl.push({ group, member: member!, seconds: 3600 });
    const read = async (linkTtl: boolean) => {
      const { entries } = await reader.search({
        base: group,
        scope: 'base',
        filter: '(objectClass=*)',
        attributes: ['member'],
        controls: { linkTtl },
      });
      return valuesOf(entries[0]!, 'member');
    };
    expect(await read(false)).toEqual([member]);
    expect(await read(true)).toEqual([`<TTL=3600,${member}>`]);
    expect((await reader.rootDse())['supportedControl']).toContain('1.2.840.113556.1.4.2309');
  });

  it('passes computed attributes', async () => {
    const reader = await open();
    const { entries } = await reader.search({
      base: `CN=${accounts.reader},OU=Service Accounts,${lab.corp.baseDn}`,
      scope: 'base',
      filter: '(objectClass=*)',
      attributes: ['tokenGroups'],
    });
    expect(valuesOf(entries[0]!, 'tokenGroups').length).toBeGreaterThan(0);
  });
});

describe('a forest of two domains', () => {
  let forest: AdForest;
  const open: DirectoryConnection[] = [];
  beforeAll(async () => {
    forest = await startAdForest({
      root: domainOf('corp'),
      children: [{ ...domainOf('partner'), shown: eu }],
      certificate,
    });
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((one) => one.close()));
  });
  afterAll(() => forest?.stop());
  const to = async (proxy: AdProxy, user = `${accounts.reader}@${lab.corp.dnsDomain}`) => {
    const directory = await labLdap(lab).connect(at(proxy, { user }), lab.passwords.users);
    open.push(directory);
    return directory;
  };
  const search = async (
    directory: DirectoryConnection,
    base: string,
    filter: string,
    attributes: string[] = ['*'],
    scope: 'base' | 'one' | 'sub' = 'sub',
  ) => (await directory.search({ base, scope, filter, attributes })).entries;

  it('says in the root’s configuration which domains there are', async () => {
    const root = await to(forest.root);
    const refs = await search(root, `CN=Partitions,CN=Configuration,${lab.corp.baseDn}`, '(&(objectClass=crossRef)(systemFlags:1.2.840.113556.1.4.803:=3))'); // prettier-ignore
    const shown = refs.map((one) => ['nCName', 'dnsRoot', 'nETBIOSName', 'trustParent'].map((name) => firstText(one, name))); // prettier-ignore
    expect(shown).toEqual([
      [lab.corp.baseDn, 'corp.example.com', 'CORP', null],
      [eu.dn, 'eu.corp.example.com', 'EU', `CN=CORP,CN=Partitions,CN=Configuration,${lab.corp.baseDn}`],
    ]);
    const settings = await search(root, `CN=Configuration,${lab.corp.baseDn}`, '(objectClass=nTDSDSA)');
    expect(settings).toHaveLength(2);
    for (const one of settings) expect(Number(firstText(one, 'options')) & 1).toBe(1);
    const child = settings.find((one) => valuesOf(one, 'msDS-hasMasterNCs').includes(eu.dn))!;
    const [server] = await search(root, child.dn.replace('CN=NTDS Settings,', ''), '(objectClass=server)', ['*'], 'base'); // prettier-ignore
    expect(firstText(server!, 'dNSHostName')).toBe('dc2.eu.corp.example.com');
  });

  it('trusts within itself on both sides', async () => {
    const [root, child] = [await to(forest.root), await to(forest.children[0]!)];
    const of = async (directory: DirectoryConnection, base: string) =>
      (await search(directory, `CN=System,${base}`, '(objectClass=trustedDomain)')).map((one) => [
        firstText(one, 'trustPartner'),
        firstText(one, 'trustAttributes'),
        firstText(one, 'trustDirection'),
        valuesOf(one, 'securityIdentifier').length,
      ]);
    expect(await of(root, lab.corp.baseDn)).toEqual([['eu.corp.example.com', '32', '3', 1]]);
    expect(await of(child, eu.dn)).toEqual([['corp.example.com', '32', '3', 1]]);
  });

  it('points from the root to the child, and back', async () => {
    const [root, child] = [await to(forest.root), await to(forest.children[0]!)];
    const told: string[] = [];
    const entries = await all(
      root.stream(
        { base: lab.corp.baseDn, scope: 'sub', filter: '(objectClass=*)', attributes: ['1.1'] },
        never,
        (uri) => told.push(uri),
      ),
    );
    expect(told).toContain(`ldap://eu.corp.example.com/${eu.dn}`);
    expect(told).toHaveLength(4);
    expect(entries.some((one) => one.dn.endsWith(eu.dn))).toBe(false);
    expect((await faultOf(search(root, `OU=Staff,${eu.dn}`, '(objectClass=*)'))).code).toBe('ldap.referral');
    expect((await faultOf(search(child, lab.corp.baseDn, '(objectClass=*)'))).code).toBe('ldap.referral');
  });

  it('shows the child under its own names, both ways', async () => {
    const child = await to(forest.children[0]!);
    const dse = await child.rootDse();
    expect([dse['defaultNamingContext'], dse['rootDomainNamingContext'], dse['dnsHostName']]).toEqual([
      [eu.dn],
      [lab.corp.baseDn],
      ['dc2.eu.corp.example.com'],
    ]);
    const entries = await all(
      child.stream({ base: eu.dn, scope: 'sub', filter: '(objectClass=*)', attributes: ['*'] }, never),
    );
    expect(entries.length).toBeGreaterThan(200);
    const own = entries.flatMap((one) => [one.dn, ...Object.values(one.attributes).flat()]).filter((value) => typeof value === 'string'); // prettier-ignore
    expect(own.filter((text) => /DC=partner,DC=example,DC=net$/i.test(text))).toEqual([]);
    expect(entries.filter((one) => !one.dn.endsWith(eu.dn))).toEqual([]);
    // As many as the server behind holds, but for the trust and the stand-ins.
    const petra = `CN=${outsiders.user},OU=Staff,${eu.dn}`;
    const [found] = await search(child, eu.dn, `(&(distinguishedName=${petra})(objectCategory=CN=Person,CN=Schema,CN=Configuration,${lab.corp.baseDn}))`); // prettier-ignore
    expect(found?.dn).toBe(petra);
    expect(firstText(found!, 'userPrincipalName')).toBe('petra@eu.corp.example.com');
    expect(
      (await search(child, eu.dn, '(userPrincipalName=petra@eu.corp.example.com)')).map((one) => one.dn),
    ).toEqual([petra]);
    const [ops] = await search(child, eu.dn, `(cn=${outsiders.group})`, ['member']);
    expect(valuesOf(ops!, 'member').toSorted()).toEqual([
      `CN=quinn,OU=Staff,${eu.dn}`,
      `CN=rosa,OU=Staff,${eu.dn}`,
    ]);
  });

  it('lets the child’s people sign in by their shown names', async () => {
    for (const user of ['petra@eu.corp.example.com', 'EU\\petra', `CN=petra,OU=Staff,${eu.dn}`])
      expect((await (await to(forest.children[0]!, user)).rootDse())['defaultNamingContext']).toEqual([
        eu.dn,
      ]);
  });

  it('has members of the other domain under their own names', async () => {
    const root = await to(forest.root);
    const [group] = await search(root, lab.corp.baseDn, '(cn=DL-AWS-Partners)', ['member']);
    expect(valuesOf(group!, 'member')).toEqual(
      expect.arrayContaining([`CN=petra,OU=Staff,${eu.dn}`, `CN=${outsiders.group},OU=Staff,${eu.dn}`]),
    );
    expect(await search(root, lab.corp.baseDn, `(member=CN=petra,OU=Staff,${eu.dn})`, ['cn'])).toHaveLength(
      1,
    );
  });

  it('spans all domains in the global catalog, partly', async () => {
    const gc = await to(forest.catalog);
    for (const base of ['', lab.corp.baseDn]) {
      const found = await search(gc, base, '(|(cn=petra)(sAMAccountName=u101))', ['*']);
      expect(found.map((one) => one.dn.endsWith(eu.dn)).sort()).toEqual([false, true]);
      for (const one of found) {
        expect(firstText(one, 'userPrincipalName')).not.toBeNull();
        expect(valuesOf(one, 'title')).toEqual([]);
        expect(valuesOf(one, 'logonCount')).toEqual([]);
      }
    }
    // Everything once: no reference, no application partition.
    const told: string[] = [];
    const entries = await all(
      gc.stream(
        { base: '', scope: 'sub', filter: '(objectClass=*)', attributes: ['distinguishedName'] },
        never,
        (uri) => told.push(uri),
      ),
    );
    expect(told).toEqual([]);
    expect(new Set(entries.map((one) => one.dn.toLowerCase())).size).toBe(entries.length);
    expect(entries.some((one) => one.dn.includes('DC=DomainDnsZones'))).toBe(false);
    expect(entries.some((one) => one.dn.startsWith('CN=Schema,'))).toBe(true);
  });

  it('has members in the global catalog where it holds them', async () => {
    const gc = await to(forest.catalog);
    const members = async (cn: string) => {
      const [one] = await search(gc, '', `(cn=${cn})`, ['member']);
      expect(valuesOf(one!, 'groupType')).toEqual([]);
      return valuesOf(one!, 'member').length;
    };
    // Its own domain: all. The other's: global groups without, universal ones with.
    expect(await members('GG-Engineering')).toBe(groups['GG-Engineering']!.people!.length);
    expect(await members(outsiders.group)).toBe(0);
    expect(await members('Enterprise Admins')).toBeGreaterThan(0);
    const [petra] = await search(gc, eu.dn, '(cn=petra)', ['memberOf']);
    expect(valuesOf(petra!, 'memberOf')).toEqual([groupDn('DL-AWS-Partners')]);
    expect(await truth(lab.corp.baseDn, '(cn=GG-Engineering)', 'cn')).toHaveProperty('size', 1);
  });
});
