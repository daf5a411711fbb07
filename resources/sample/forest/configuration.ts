/** The configuration and schema naming contexts of a forest. */
import { guidBytes } from '../encode.ts';
import type { DomainPlan } from '../plan.ts';
import { randomOf } from '../prng.ts';
import type { Domain, Item } from './domain.ts';
import { guids } from './groups.ts';
import { siteOf } from './skeleton.ts';

export interface ControllerPlan {
  readonly name: string;
  readonly domain: DomainPlan;
}
export interface ForestPlan {
  readonly domains: readonly { readonly plan: DomainPlan; readonly parent: DomainPlan | null }[];
  readonly sites: readonly {
    readonly name: string;
    readonly location: string;
    readonly subnets: readonly string[];
  }[];
  readonly links: readonly {
    readonly name: string;
    readonly sites: readonly string[];
    readonly cost: number;
    readonly interval: number;
  }[];
  readonly controllers: readonly ControllerPlan[];
  readonly upnSuffixes: readonly string[];
}

/** Writes CN=Configuration of `root`'s forest; the schema only as far as `classes` says. */
export function addConfiguration(root: Domain, forest: ForestPlan): void {
  const configuration = `CN=Configuration,${root.plan.base}`;
  const firstSettings = settingsDn(forest.controllers[0]!.name, configuration);
  root.add({ parent: '', name: configuration, classes: ['configuration'] });
  addPartitions(root, forest, configuration, firstSettings);
  addSites(root, forest, configuration);
  const services = root.container(configuration, 'Services');
  const windows = root.container(services.dn, 'Windows NT');
  root.add({
    parent: windows.dn,
    name: 'Directory Service',
    classes: ['nTDSService'],
    attributes: { tombstoneLifetime: 180, dSHeuristics: undefined },
  });
  const extended = root.container(configuration, 'Extended-Rights');
  for (const [name, displayName, guid, appliesTo, accesses] of extendedRights) {
    root.add({
      parent: extended.dn,
      name,
      classes: ['controlAccessRight'],
      attributes: { displayName, rightsGuid: guid, appliesTo: [appliesTo], validAccesses: accesses },
    });
  }
  addSchema(root, firstSettings);
}

const settingsDn = (controller: string, configuration: string): string =>
  `CN=NTDS Settings,CN=${controller},CN=Servers,CN=${siteOf(controller)},CN=Sites,${configuration}`;

function addPartitions(root: Domain, forest: ForestPlan, configuration: string, roleOwner: string): void {
  const partitions = root.add({
    parent: configuration,
    name: 'Partitions',
    classes: ['crossRefContainer'],
    attributes: {
      'msDS-Behavior-Version': 7,
      fSMORoleOwner: roleOwner,
      uPNSuffixes: forest.upnSuffixes.length > 0 ? forest.upnSuffixes : undefined,
    },
  }).dn;
  const crossRef = (
    name: string,
    nCName: string,
    dnsRoot: string,
    systemFlags: number,
    more: Record<string, string | number> = {},
  ): Item =>
    root.add({
      parent: partitions,
      name,
      classes: ['crossRef'],
      attributes: { nCName, dnsRoot, systemFlags, ...more },
    });
  crossRef('Enterprise Configuration', configuration, root.plan.dns, 1);
  crossRef('Enterprise Schema', root.schema, root.plan.dns, 1);
  for (const { plan, parent } of forest.domains) {
    crossRef(plan.netbios, plan.base, plan.dns, 3, {
      nETBIOSName: plan.netbios,
      'msDS-Behavior-Version': 7,
      ...(parent === null ? {} : { trustParent: `CN=${parent.netbios},${partitions}` }),
    });
    crossRef(
      randomOf(`zone ${plan.dns}`).hex(32),
      `DC=DomainDnsZones,${plan.base}`,
      `DomainDnsZones.${plan.dns}`,
      5,
    );
  }
  crossRef(
    randomOf(`zone forest ${root.plan.dns}`).hex(32),
    `DC=ForestDnsZones,${root.plan.base}`,
    `ForestDnsZones.${root.plan.dns}`,
    5,
  );
}

function addSites(root: Domain, forest: ForestPlan, configuration: string): void {
  const sites = root.add({ parent: configuration, name: 'Sites', classes: ['sitesContainer'] }).dn;
  const subnets = root.add({ parent: sites, name: 'Subnets', classes: ['subnetContainer'] }).dn;
  const transports = root.add({
    parent: sites,
    name: 'Inter-Site Transports',
    classes: ['interSiteTransportContainer'],
  }).dn;
  const ip = root.add({ parent: transports, name: 'IP', classes: ['interSiteTransport'] }).dn;
  for (const site of forest.sites) {
    const dn = root.add({
      parent: sites,
      name: site.name,
      classes: ['site'],
      attributes: { location: site.location },
    }).dn;
    root.add({ parent: dn, name: 'Servers', classes: ['serversContainer'] });
    for (const subnet of site.subnets)
      root.add({
        parent: subnets,
        name: subnet,
        classes: ['subnet'],
        attributes: { siteObject: dn, location: site.location },
      });
  }
  for (const link of forest.links) {
    root.add({
      parent: ip,
      name: link.name,
      classes: ['siteLink'],
      attributes: {
        siteList: link.sites.map((name) => `CN=${name},${sites}`),
        cost: link.cost,
        replInterval: link.interval,
      },
    });
  }
  for (const { name, domain } of forest.controllers) {
    const server = root.add({
      parent: `CN=Servers,CN=${siteOf(name)},${sites}`,
      name,
      classes: ['server'],
      attributes: {
        dNSHostName: `${name.toLowerCase()}.${domain.dns}`,
        serverReference: `CN=${name},OU=Domain Controllers,${domain.base}`,
      },
    });
    root.add({
      parent: server.dn,
      name: 'NTDS Settings',
      classes: ['applicationSettings', 'nTDSDSA'],
      attributes: {
        options: 1,
        invocationId: randomOf(`invocation ${name}`).bytes(16),
        'msDS-Behavior-Version': 7,
        'msDS-hasMasterNCs': [domain.base, configuration, root.schema],
        hasMasterNCs: [domain.base, configuration, root.schema],
      },
    });
  }
}

/** Extended rights and property sets: name, display name, rightsGuid, class it applies to, validAccesses. */
const extendedRights: readonly (readonly [string, string, string, string, number])[] = [
  ['User-Force-Change-Password', 'Reset Password', guids.resetPassword, guids.user, 256],
  [
    'DS-Replication-Get-Changes',
    'Replicating Directory Changes',
    guids.getChanges,
    '19195a5b-6da0-11d0-afd3-00c04fd930c9',
    256,
  ],
  [
    'DS-Replication-Get-Changes-All',
    'Replicating Directory Changes All',
    guids.getChangesAll,
    '19195a5b-6da0-11d0-afd3-00c04fd930c9',
    256,
  ],
  ['Membership', 'Group Membership', guids.membershipSet, guids.user, 48],
  ['Self-Membership', 'Add/Remove self as member', guids.member, guids.group, 8],
  ['Send-To', 'Send To', guids.sendTo, guids.group, 256],
];

/** A few attributes: cn, lDAPDisplayName, attributeID, attributeSyntax, oMSyntax, single-valued, schemaIDGUID, property set, linkID. */
const attributes: readonly (readonly [
  string,
  string,
  string,
  string,
  number,
  boolean,
  string,
  string?,
  number?,
])[] = [
  ['Member', 'member', '2.5.4.31', '2.5.5.1', 127, false, guids.member, guids.membershipSet, 2],
  [
    'Is-Member-Of-DL',
    'memberOf',
    '1.2.840.113556.1.2.102',
    '2.5.5.1',
    127,
    false,
    'bf967991-0de6-11d0-a285-00aa003049e2',
    guids.membershipSet,
    3,
  ],
  [
    'SAM-Account-Name',
    'sAMAccountName',
    '1.2.840.113556.1.4.221',
    '2.5.5.12',
    64,
    true,
    guids.samAccountName,
    '59ba2f42-79a2-11d0-9020-00c04fc2d3cf',
  ],
  [
    'Object-Sid',
    'objectSid',
    '1.2.840.113556.1.4.146',
    '2.5.5.17',
    4,
    true,
    'bf967a27-0de6-11d0-a285-00aa003049e2',
    '59ba2f42-79a2-11d0-9020-00c04fc2d3cf',
  ],
  [
    'SID-History',
    'sIDHistory',
    '1.2.840.113556.1.4.609',
    '2.5.5.17',
    4,
    false,
    '17eb4278-d167-11d0-b002-0000f80367c1',
  ],
  [
    'User-Account-Control',
    'userAccountControl',
    '1.2.840.113556.1.4.8',
    '2.5.5.9',
    2,
    true,
    'bf967a68-0de6-11d0-a285-00aa003049e2',
    '4c164200-20c0-11d0-a768-00aa006e0529',
  ],
  [
    'Account-Expires',
    'accountExpires',
    '1.2.840.113556.1.4.159',
    '2.5.5.16',
    65,
    true,
    'bf967915-0de6-11d0-a285-00aa003049e2',
    '4c164200-20c0-11d0-a768-00aa006e0529',
  ],
  [
    'Service-Principal-Name',
    'servicePrincipalName',
    '1.2.840.113556.1.4.771',
    '2.5.5.12',
    64,
    false,
    'f3a64788-5306-11d1-a9c5-0000f80367c1',
  ],
  [
    'Group-Type',
    'groupType',
    '1.2.840.113556.1.4.750',
    '2.5.5.9',
    2,
    true,
    '9a9a021e-4a5b-11d1-a9c3-0000f80367c1',
  ],
  [
    'E-mail-Addresses',
    'mail',
    '0.9.2342.19200300.100.1.3',
    '2.5.5.12',
    64,
    true,
    'bf967961-0de6-11d0-a285-00aa003049e2',
  ],
];
/** A few classes: cn, lDAPDisplayName, governsID, schemaIDGUID, superclass. */
const classes: readonly (readonly [string, string, string, string, string])[] = [
  ['Top', 'top', '2.5.6.0', 'bf967ab7-0de6-11d0-a285-00aa003049e2', 'top'],
  ['Person', 'person', '2.5.6.6', 'bf967aa7-0de6-11d0-a285-00aa003049e2', 'top'],
  [
    'Organizational-Person',
    'organizationalPerson',
    '2.5.6.7',
    'bf967aa4-0de6-11d0-a285-00aa003049e2',
    'person',
  ],
  ['User', 'user', '1.2.840.113556.1.5.9', guids.user, 'organizationalPerson'],
  ['Group', 'group', '1.2.840.113556.1.5.8', guids.group, 'top'],
  ['Computer', 'computer', '1.2.840.113556.1.3.30', guids.computer, 'user'],
  ['Organizational-Unit', 'organizationalUnit', '2.5.6.5', 'bf967aa5-0de6-11d0-a285-00aa003049e2', 'top'],
  ['Domain-DNS', 'domainDNS', '1.2.840.113556.1.5.67', '19195a5b-6da0-11d0-afd3-00c04fd930c9', 'domain'],
];

function addSchema(root: Domain, roleOwner: string): void {
  root.add({
    parent: '',
    name: root.schema,
    classes: ['dMD'],
    attributes: { objectVersion: 88, fSMORoleOwner: roleOwner },
  });
  for (const [name, ldapName, id, syntax, om, single, guid, propertySet, linkId] of attributes) {
    root.add({
      parent: root.schema,
      name,
      classes: ['attributeSchema'],
      attributes: {
        lDAPDisplayName: ldapName,
        attributeID: id,
        attributeSyntax: syntax,
        oMSyntax: om,
        isSingleValued: single ? 'TRUE' : 'FALSE',
        isMemberOfPartialAttributeSet: 'TRUE',
        schemaIDGUID: guidBytes(guid),
        attributeSecurityGUID: propertySet === undefined ? undefined : guidBytes(propertySet),
        linkID: linkId,
      },
    });
  }
  for (const [name, ldapName, id, guid, superior] of classes) {
    root.add({
      parent: root.schema,
      name,
      classes: ['classSchema'],
      attributes: {
        lDAPDisplayName: ldapName,
        governsID: id,
        subClassOf: superior,
        schemaIDGUID: guidBytes(guid),
        objectClassCategory: 1,
      },
    });
  }
}
