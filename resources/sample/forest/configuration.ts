/** The configuration and schema naming contexts of a forest. */
import type { DomainPlan } from '../plan.ts';
import { guidBytes } from '../encode.ts';
import { randomOf } from '../prng.ts';
import { set } from './domain.ts';
import type { Domain, Item } from './domain.ts';
import { guids } from './groups.ts';
import { addSchema } from './schema.ts';
import { siteOf } from './skeleton.ts';

export interface ControllerPlan {
  readonly name: string;
  readonly domain: DomainPlan;
  /** Unless it is said, a controller is a global catalog and takes writes. */
  readonly catalog?: boolean;
  readonly readOnly?: boolean;
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
    /** Replication is told of changes at once. */
    readonly notify?: true;
  }[];
  /** Subnets that nobody gave to a site. */
  readonly looseSubnets?: readonly string[];
  /** Deleted objects stay whole for this many days. */
  readonly recycleBinDays?: number;
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
  const service = root.add({
    parent: windows.dn,
    name: 'Directory Service',
    classes: ['nTDSService'],
    attributes: { tombstoneLifetime: 180, 'msDS-DeletedObjectLifetime': forest.recycleBinDays },
  });
  const features = root.container(service.dn, 'Optional Features');
  const bin = root.add({
    parent: features.dn,
    name: 'Recycle Bin Feature',
    classes: ['msDS-OptionalFeature'],
    attributes: { 'msDS-OptionalFeatureGUID': guidBytes(guids.recycleBin), 'msDS-OptionalFeatureFlags': 1 },
  });
  if (forest.recycleBinDays !== undefined)
    set(root.find(`CN=Partitions,${configuration}`), 'msDS-EnabledFeature', [bin.dn]);
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

/** The DN of a controller's NTDS Settings: what roles and replicas are named by. */
export const settingsDn = (controller: string, configuration: string): string =>
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
    const zones = crossRef(
      randomOf(`zone ${plan.dns}`).hex(32),
      `DC=DomainDnsZones,${plan.base}`,
      `DomainDnsZones.${plan.dns}`,
      5,
    );
    replicate(
      zones,
      forest.controllers.filter(({ domain }) => domain === plan),
    );
  }
  const zones = crossRef(
    randomOf(`zone forest ${root.plan.dns}`).hex(32),
    `DC=ForestDnsZones,${root.plan.base}`,
    `ForestDnsZones.${root.plan.dns}`,
    5,
  );
  replicate(zones, forest.controllers);

  /** Read-only controllers are named elsewhere, as replicas that take no writes. */
  function replicate(zone: Item, controllers: readonly ControllerPlan[]): void {
    const of = (readOnly: boolean) =>
      controllers
        .filter((each) => (each.readOnly ?? false) === readOnly)
        .map(({ name }) => settingsDn(name, configuration));
    set(zone, 'msDS-NC-Replica-Locations', of(false));
    if (of(true).length > 0) set(zone, 'msDS-NC-RO-Replica-Locations', of(true));
  }
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
  for (const subnet of forest.looseSubnets ?? [])
    root.add({ parent: subnets, name: subnet, classes: ['subnet'] });
  for (const link of forest.links) {
    root.add({
      parent: ip,
      name: link.name,
      classes: ['siteLink'],
      attributes: {
        siteList: link.sites.map((name) => `CN=${name},${sites}`),
        cost: link.cost,
        replInterval: link.interval,
        options: link.notify ? 1 : undefined,
      },
    });
  }
  for (const controller of forest.controllers) addServer(root, sites, configuration, controller);
}

function addServer(
  root: Domain,
  sites: string,
  configuration: string,
  { name, domain, catalog = true, readOnly = false }: ControllerPlan,
): void {
  const server = root.add({
    parent: `CN=Servers,CN=${siteOf(name)},${sites}`,
    name,
    classes: ['server'],
    attributes: {
      dNSHostName: `${name.toLowerCase()}.${domain.dns}`,
      serverReference: `CN=${name},OU=Domain Controllers,${domain.base}`,
    },
  });
  const held = [domain.base, configuration, root.schema];
  root.add({
    parent: server.dn,
    name: 'NTDS Settings',
    classes: ['applicationSettings', 'nTDSDSA', ...(readOnly ? ['nTDSDSARO'] : [])],
    attributes: {
      options: catalog ? 1 : undefined,
      invocationId: randomOf(`invocation ${name}`).bytes(16),
      'msDS-Behavior-Version': 7,
      'msDS-HasDomainNCs': [domain.base],
      ...(readOnly ? { 'msDS-hasFullReplicaNCs': held } : { 'msDS-hasMasterNCs': held, hasMasterNCs: held }),
    },
  });
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
