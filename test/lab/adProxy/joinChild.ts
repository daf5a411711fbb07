/** A server of its own made a child of the root domain: its names, the objects that tie both, and what must not show. */
import { randomBytes } from 'node:crypto';
import { tlv } from './ber.ts';
import { parentOf } from './handler.ts';
import { valuesOf, type Entry } from './messages.ts';
import { translations, type Translations } from './naming.ts';
import { filters, likeReal, readAll, type DomainSource } from './structure.ts';

export interface ChildSource extends DomainSource {
  /** The names that clients see. */
  readonly shown: { readonly dn: string; readonly dnsName: string; readonly netbios: string };
}

export interface JoinedChild {
  readonly source: ChildSource;
  readonly names: Translations;
  /** Stand-ins at the root for the child's accounts: within one forest the accounts themselves are the members. */
  readonly rootNames: Translations;
  readonly ofConfiguration: readonly Entry[];
  readonly ofRoot: readonly Entry[];
  readonly ofChild: readonly Entry[];
  /** DNs as shown, in lower case. */
  readonly hiddenAtRoot: ReadonlySet<string>;
  readonly hiddenAtChild: ReadonlySet<string>;
  readonly universalGroups: readonly string[];
  /** Groups of the root that the child's objects are in, by the object's shown DN in lower case. */
  readonly memberships: ReadonlyMap<string, readonly string[]>;
  readonly rootDse: Readonly<Record<string, readonly string[]>>;
}

interface StandIn {
  readonly real: string;
  /** In the other domain, under its real name. */
  readonly account: string;
  readonly memberOf: readonly string[];
}

const sidOfDomain = async (domain: DomainSource): Promise<Buffer | null> => {
  const [head] = await readAll(domain, domain.dn, 0, filters.any, ['objectSid']);
  return (head && valuesOf(head, 'objectSid')[0]) ?? null;
};

/** Foreign security principals of `domain` whose SIDs belong to accounts of `other`. */
async function standIns(domain: DomainSource, other: DomainSource): Promise<StandIn[]> {
  const sid = await sidOfDomain(other);
  if (!sid) return [];
  const container = `CN=ForeignSecurityPrincipals,${domain.dn}`;
  const found: StandIn[] = [];
  for (const one of await readAll(domain, container, 1, filters.any, ['objectSid', 'memberOf'])) {
    const of = valuesOf(one, 'objectSid')[0];
    if (!of?.subarray(8, 24).equals(sid.subarray(8, 24))) continue;
    const filter = tlv(0xa3, [tlv(0x04, 'objectSid'), tlv(0x04, of)]);
    const [account] = await readAll(other, other.dn, 2, filter, ['cn']);
    if (account)
      found.push({ real: one.dn, account: account.dn, memberOf: valuesOf(one, 'memberOf').map(String) });
  }
  return found;
}

const trustedDomain = async (domain: DomainSource, partner: string): Promise<Entry | undefined> =>
  (await readAll(domain, `CN=System,${domain.dn}`, 1, filters.equal('trustPartner', partner), ['*']))[0];

export async function joinChild(root: DomainSource, source: ChildSource): Promise<JoinedChild> {
  const { shown } = source;
  const configuration = `CN=Configuration,${root.dn}`;
  const realConfiguration = `CN=Configuration,${source.dn}`;
  const crossRefDn = `CN=${shown.netbios},CN=Partitions,${configuration}`;

  const [crossRef] = await readAll(source, realConfiguration, 2, filters.equal('nCName', source.dn), ['*']);
  const [rootRef] = await readAll(root, configuration, 2, filters.equal('nCName', root.dn), ['*']);
  const names = translations({
    suffixes: [
      [realConfiguration, configuration],
      [`DC=ForestDnsZones,${source.dn}`, `DC=ForestDnsZones,${root.dn}`],
      [source.dn, shown.dn],
    ],
    exact: new Map([
      ...(crossRef ? [[crossRef.dn, crossRefDn] as const] : []),
      ...(await standIns(source, root)).map((one) => [one.real, one.account] as const),
    ]),
    dns: [[source.dnsName, shown.dnsName]],
  });

  const atRoot = await standIns(root, source);
  const rootNames = translations({
    suffixes: [],
    exact: new Map(atRoot.map((one) => [one.real, names.out.dn(one.account)])),
    dns: [],
  });

  const [dse] = await readAll(source, '', 0, filters.any, ['serverName', 'dsServiceName']);
  const serverName = dse && valuesOf(dse, 'serverName')[0]?.toString();
  const servers = serverName
    ? await readAll(source, serverName, 2, filters.any, ['*', 'nTSecurityDescriptor'])
    : [];
  const serverDn =
    serverName === undefined
      ? `CN=${shown.netbios}-DC1,CN=Servers,CN=Default-First-Site-Name,CN=Sites,${configuration}`
      : names.out.dn(serverName);
  const ntdsDn = `CN=NTDS Settings,${serverDn}`;
  const category = (cn: string): string => `CN=${cn},CN=Schema,${configuration}`;
  const dnsHostName = `${shown.netbios.toLowerCase()}-dc1.${shown.dnsName}`;
  const ofConfiguration: Entry[] = [
    likeReal(crossRef && names.out.entry(crossRef), crossRefDn, {
      objectClass: ['top', 'crossRef'],
      objectCategory: category('Cross-Ref'),
      nCName: shown.dn,
      dnsRoot: shown.dnsName,
      nETBIOSName: shown.netbios,
      systemFlags: '3',
      trustParent: rootRef?.dn ?? `CN=${root.netbios},CN=Partitions,${configuration}`,
    }),
    ...(servers.length > 0
      ? servers.map((one) => names.out.entry(one))
      : [
          likeReal(undefined, serverDn, {
            objectClass: ['top', 'server'],
            objectCategory: category('Server'),
            dNSHostName: dnsHostName,
          }),
          likeReal(undefined, ntdsDn, {
            objectClass: ['top', 'applicationSettings', 'nTDSDSA'],
            objectCategory: category('NTDS-DSA'),
            options: '1',
            invocationId: [randomBytes(16)],
            'msDS-hasMasterNCs': [shown.dn, configuration, `CN=Schema,${configuration}`],
          }),
        ]),
  ];

  const trust = (flatName: string, partner: string, sid: Buffer | null) => ({
    objectClass: ['top', 'leaf', 'trustedDomain'],
    objectCategory: category('Trusted-Domain'),
    trustPartner: partner,
    flatName,
    trustDirection: '3',
    trustType: '2',
    trustAttributes: '32',
    ...(sid ? { securityIdentifier: [sid] } : {}),
  });
  const [rootSid, childSid] = [await sidOfDomain(root), await sidOfDomain(source)];
  const [atRootReal, atChildReal] = [
    await trustedDomain(root, source.dnsName),
    await trustedDomain(source, root.dnsName),
  ];
  const notWithin = ['msDS-TrustForestTrustInfo'];
  const toChild = likeReal(atRootReal, `CN=${shown.dnsName},CN=System,${root.dn}`, trust(shown.netbios, shown.dnsName, childSid), notWithin); // prettier-ignore
  const toRoot = likeReal(atChildReal && names.out.entry(atChildReal), `CN=${root.dnsName},CN=System,${shown.dn}`, trust(root.netbios, root.dnsName, rootSid), notWithin); // prettier-ignore

  const memberships = new Map(
    atRoot.map((one) => [names.out.dn(one.account).toLowerCase(), one.memberOf] as const),
  );
  const universal = await readAll(source, source.dn, 2, filters.bit('groupType', 8), ['cn']);
  return {
    source,
    names,
    rootNames,
    ofConfiguration,
    ofRoot: [toChild],
    ofChild: [toRoot],
    hiddenAtRoot: new Set([...memberships.keys(), ...(atRootReal ? [atRootReal.dn.toLowerCase()] : [])]),
    hiddenAtChild: new Set([
      toRoot.dn.toLowerCase(),
      ...(await standIns(source, root)).map((one) => one.account.toLowerCase()),
    ]),
    universalGroups: universal.map((one) => names.out.dn(one.dn).toLowerCase()),
    memberships,
    rootDse: {
      rootDomainNamingContext: [root.dn],
      configurationNamingContext: [configuration],
      schemaNamingContext: [`CN=Schema,${configuration}`],
      dsServiceName: [ntdsDn],
      serverName: [parentOf(ntdsDn)],
      ...(source.upstream.kind === 'slapd'
        ? {
            dnsHostName: [dnsHostName],
            defaultNamingContext: [shown.dn],
            namingContexts: [shown.dn, configuration, `CN=Schema,${configuration}`],
            supportedCapabilities: ['1.2.840.113556.1.4.800'],
          }
        : {}),
    },
  };
}
