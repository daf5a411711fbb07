/** A small forest of two trees for tests: corp.example with a child, and the tree other.example. */
import { guidToBytes } from '../directory/guid.ts';
import type { RawValue } from '../directory/object.ts';
import { sidToBytes } from '../directory/sid.ts';
import type { ForestEntry, ForestPart } from './input.ts';

type Given = string | number | Uint8Array | readonly string[];
let nextId = 1;

export function object(dn: string, classes: string, attributes: Record<string, Given> = {}): ForestEntry {
  const values = Object.entries(attributes).map(([name, given]): [string, readonly RawValue[]] => [
    name,
    given instanceof Uint8Array ? [given] : typeof given === 'object' ? given : [String(given)],
  ]);
  return {
    id: nextId++,
    dn,
    attributes: { objectClass: ['top', ...classes.split(' ')], ...Object.fromEntries(values) },
  };
}

export const sids = {
  corp: 'S-1-5-21-1-1-1',
  eu: 'S-1-5-21-1-1-2',
  other: 'S-1-5-21-1-1-3',
  partner: 'S-1-5-21-9-9-9',
} as const;
export const corp = 'DC=corp,DC=example';
export const eu = `DC=eu,${corp}`;
export const other = 'DC=other,DC=example';
export const partner = 'DC=partner,DC=test';
export const configuration = `CN=Configuration,${corp}`;
export const schema = `CN=Schema,${configuration}`;
const partitions = `CN=Partitions,${configuration}`;
const sites = `CN=Sites,${configuration}`;
export const serverDn = (name: string, site: string) => `CN=${name},CN=Servers,CN=${site},${sites}`;
const settingsDn = (name: string, site: string) => `CN=NTDS Settings,${serverDn(name, site)}`;
export const invocation = '01020304-0506-0708-090a-0b0c0d0e0f10';

export function head(dn: string, sid: string, category: string, owner: string): ForestEntry[] {
  const system = `CN=System,${dn}`;
  return [
    object(dn, 'domain domainDNS', {
      objectSid: sidToBytes(sid)!,
      objectCategory: `CN=Domain-DNS,${category}`,
      'msDS-Behavior-Version': 7,
      fSMORoleOwner: owner,
      minPwdLength: 12,
      pwdHistoryLength: 24,
      pwdProperties: 1,
      minPwdAge: '-864000000000',
      maxPwdAge: '-36288000000000',
      lockoutThreshold: 0,
      lockoutDuration: '-18000000000',
      lockOutObservationWindow: '-18000000000',
      'ms-DS-MachineAccountQuota': 10,
    }),
    object(system, 'container'),
    object(`CN=RID Manager$,${system}`, 'rIDManager', { fSMORoleOwner: owner }),
    object(`CN=Infrastructure,${dn}`, 'infrastructureUpdate', { fSMORoleOwner: owner }),
    object(`CN=Password Settings Container,${system}`, 'msDS-PasswordSettingsContainer'),
  ];
}

export function trust(domain: string, name: string, attributes: Record<string, Given>): ForestEntry {
  return object(`CN=${name},CN=System,${domain}`, 'leaf trustedDomain', {
    trustPartner: name,
    trustType: 2,
    whenCreated: '20200101000000.0Z',
    ...attributes,
  });
}

const controller = (
  name: string,
  site: string,
  domain: string,
  more: Record<string, Given> = {},
): ForestEntry[] => [
  object(serverDn(name, site), 'server', {
    dNSHostName: `${name.toLowerCase()}.${domain === corp ? 'corp.example' : 'eu.corp.example'}`,
    serverReference: `CN=${name},OU=Domain Controllers,${domain}`,
  }),
  object(settingsDn(name, site), 'applicationSettings nTDSDSA', {
    options: 1,
    'msDS-Behavior-Version': 7,
    invocationId: guidToBytes(invocation)!,
    'msDS-hasMasterNCs': [domain, configuration, schema],
    ...more,
  }),
];

const crossRef = (
  name: string,
  nCName: string,
  dnsRoot: string,
  systemFlags: number,
  more: Record<string, Given> = {},
) => object(`CN=${name},${partitions}`, 'crossRef', { nCName, dnsRoot, systemFlags, ...more });

export const rootOwner = settingsDn('DC1', 'Seoul');
export const entriesOfConfiguration: readonly ForestEntry[] = [
  object(configuration, 'configuration'),
  object(schema, 'dMD', { objectVersion: 88, fSMORoleOwner: rootOwner }),
  object(partitions, 'crossRefContainer', {
    'msDS-Behavior-Version': 7,
    fSMORoleOwner: `CN=NTDS Settings\\0ADEL:${invocation},CN=OLD,CN=Servers,CN=Seoul,${sites}`,
    uPNSuffixes: ['corp.test'],
    'msDS-EnabledFeature': [
      `CN=Recycle Bin Feature,CN=Optional Features,CN=Directory Service,CN=Windows NT,CN=Services,${configuration}`,
    ],
  }),
  crossRef('Enterprise Configuration', configuration, 'corp.example', 1),
  crossRef('Enterprise Schema', schema, 'corp.example', 1),
  crossRef('CORP', corp, 'corp.example', 3, { nETBIOSName: 'CORP', 'msDS-Behavior-Version': 7 }),
  crossRef('EU', eu, 'eu.corp.example', 3, {
    nETBIOSName: 'EU',
    trustParent: `CN=CORP,${partitions}`,
    'msDS-Behavior-Version': 6,
  }),
  crossRef('OTHER', other, 'other.example', 3, { nETBIOSName: 'OTHER', rootTrust: `CN=CORP,${partitions}` }),
  crossRef('LATER', `DC=later,${corp}`, 'later.corp.example', 3, { nETBIOSName: 'LATER', Enabled: 'FALSE' }),
  crossRef('zones', `DC=ForestDnsZones,${corp}`, 'ForestDnsZones.corp.example', 5, {
    'msDS-NC-Replica-Locations': [rootOwner],
  }),
  crossRef('far', 'DC=far,DC=test', 'far.test', 0),
  object(`CN=Directory Service,CN=Windows NT,CN=Services,${configuration}`, 'nTDSService', {
    tombstoneLifetime: 180,
  }),
  object(sites, 'sitesContainer'),
  object(`CN=Seoul,${sites}`, 'site', { location: 'KR' }),
  object(`CN=Berlin,${sites}`, 'site'),
  object(`CN=Subnets,${sites}`, 'subnetContainer'),
  object(`CN=10.1.0.0/16,CN=Subnets,${sites}`, 'subnet', { siteObject: `CN=Seoul,${sites}` }),
  object(`CN=10.9.0.1/16,CN=Subnets,${sites}`, 'subnet'),
  object(`CN=Inter-Site Transports,${sites}`, 'interSiteTransportContainer'),
  object(`CN=Link,CN=IP,CN=Inter-Site Transports,${sites}`, 'siteLink', {
    siteList: [`CN=Seoul,${sites}`, `CN=Berlin,${sites}`],
    cost: 100,
  }),
  ...controller('DC1', 'Seoul', corp),
  ...controller('DC2', 'Berlin', eu, { options: 0, 'msDS-isRODC': 'TRUE' }),
  // Left behind by a controller that is none any more.
  object(serverDn('GONE', 'Berlin'), 'server'),
];

export const entriesOfCorp: readonly ForestEntry[] = [
  ...head(corp, sids.corp, schema, rootOwner),
  object(`CN=DC1,OU=Domain Controllers,${corp}`, 'person organizationalPerson user computer', {
    primaryGroupID: 516,
    operatingSystem: 'Windows Server 2022 Standard',
    dNSHostName: 'dc1.corp.example',
  }),
  trust(corp, 'eu.corp.example', {
    trustDirection: 3,
    trustAttributes: 0x20,
    securityIdentifier: sidToBytes(sids.eu)!,
    flatName: 'EU',
  }),
  trust(corp, 'partner.test', {
    trustDirection: 2,
    trustAttributes: 0x8,
    securityIdentifier: sidToBytes(sids.partner)!,
    flatName: 'PARTNER',
  }),
];
export const entriesOfEu: readonly ForestEntry[] = [
  ...head(eu, sids.eu, schema, settingsDn('DC2', 'Berlin')),
  trust(eu, 'corp.example', {
    trustDirection: 3,
    trustAttributes: 0x20,
    securityIdentifier: sidToBytes(sids.corp)!,
    flatName: 'CORP',
  }),
];

export function part(
  snapshotId: number,
  contexts: readonly string[],
  entries: readonly ForestEntry[],
  more: Partial<ForestPart> = {},
): ForestPart {
  return { snapshotId, readAt: '2026-11-20T08:00:00Z', contexts, entries, missing: [], ...more };
}
export const whole = part(
  1,
  [corp, eu, configuration, schema],
  [...entriesOfConfiguration, ...entriesOfCorp, ...entriesOfEu],
);

/** The partner's forest, whose end of the trust may be told to differ. */
export const partnerPart = (end: Record<string, Given> | null): ForestPart =>
  part(
    2,
    [partner],
    [
      ...head(partner, sids.partner, `CN=Schema,CN=Configuration,${partner}`, 'CN=x'),
      ...(end
        ? [
            trust(partner, 'corp.example', {
              trustDirection: 1,
              trustAttributes: 0x8,
              securityIdentifier: sidToBytes(sids.corp)!,
              flatName: 'CORP',
              ...end,
            }),
          ]
        : []),
    ],
  );
