/** What the Directories place shows: the list with its ties to forests, and everything known of one directory. */
import type { z } from 'zod';
import type { DirectoryFacts, DirectoryRow } from '#contract/estate/directories.ts';
import type { directoryProcedures } from '#contract/estate/directories.ts';
import { Fault } from '#contract/faults.ts';
import { holdsObjects } from '#contract/shapes.ts';
import type { AwsDirectory, DirectoryDetails, DirectorySwitch } from '#domain/estate/directory.ts';
import { countsAsDomain, tiesOf } from '#domain/estate/directoryTies.ts';
import type { SourceDomain } from '#domain/estate/directoryTies.ts';
import type { Reading } from '#domain/estate/reading.ts';
import type { Engine } from '../engine.ts';
import { cut, factsOf, mapReading, stateOf, tagList } from './lists.ts';
import { estateViews, viewAt } from './views.ts';
import type { EstateViews } from './views.ts';

type Input<P extends keyof typeof directoryProcedures> = z.infer<(typeof directoryProcedures)[P]['input']>;
type Output<P extends keyof typeof directoryProcedures> = z.infer<(typeof directoryProcedures)[P]['output']>;

export async function directories(engine: Engine): Promise<Output<'directories'>> {
  const views = await estateViews(engine);
  return directoryList(views, await sourceDomains(engine, views));
}

export function directoryList(views: EstateViews, domains: readonly SourceDomain[]): Output<'directories'> {
  const rows = directoryRows(views, domains);
  return {
    ...stateOf(views.all, ({ directories: reading }) => reading),
    domains: rows.filter((row) => row.countsAsDomain).length,
    rows: rows.slice(0, 1000),
  };
}

/** Domains of every source of objects: a forest's are those in its newest snapshot. */
async function sourceDomains(engine: Engine, { sources }: EstateViews): Promise<SourceDomain[]> {
  const workspace = engine.workspace.current;
  const found: SourceDomain[] = [];
  for (const { id: sourceId, name: sourceName, kind, directoryId, snapshots } of sources) {
    if (!holdsObjects(kind)) continue;
    const newest = snapshots.filter(({ complete }) => complete).toSorted((a, b) => b.id - a.id)[0];
    const domains = newest
      ? await workspace.rows(
          {
            of: 'kind',
            snapshotId: newest.id,
            kinds: ['domain'],
            sort: { attribute: 'name', descending: false },
          },
          { offset: 0, limit: 1000 },
        )
      : { rows: [] };
    const named = domains.rows.map(({ dn, sid }) => ({ dnsName: dnsNameOf(dn), domainSid: sid }));
    // What holds no domain object, a part of a directory in a file, goes by its name.
    if (named.length === 0) named.push({ dnsName: sourceName, domainSid: null });
    for (const domain of named) found.push({ sourceId, sourceName, directoryId, ...domain });
  }
  return found;
}

/** `DC=corp,DC=example` → `corp.example`. Source: facts/active-directory.md (naming of domains). */
const dnsNameOf = (dn: string): string =>
  dn
    .split(',')
    .flatMap((rdn) => /^dc=(.+)$/i.exec(rdn.trim())?.[1] ?? [])
    .join('.');

function directoryRows(views: EstateViews, domains: readonly SourceDomain[]): DirectoryRow[] {
  const all = factsOf(views.all, 'directories');
  const counted = countsAsDomain(all.map(({ fact }) => fact));
  return all.map(({ view, fact }, index) => {
    const ties = tiesOf(fact, domains);
    const { directoryId, account, region, name, shortName, type, edition, size } = fact;
    return {
      snapshotId: view.snapshotId,
      directoryId,
      account,
      accountName: views.names.get(account) ?? null,
      region,
      name,
      shortName,
      type,
      edition,
      size,
      stage: fact.stage,
      alias: fact.alias,
      accessUrl: fact.accessUrl,
      radiusStatus: fact.radius?.status ?? null,
      trusts: mapReading(fact.details?.trusts ?? notAsked, (trusts) => ({
        total: trusts.length,
        failing: trusts.filter(({ state }) => state?.endsWith('Failed') ?? false).length,
        endsAgree: null,
        issues: [],
      })),
      ldaps: mapReading(fact.details?.ldaps ?? notAsked, ldapsStatus),
      forestSourceId: ties[0]?.sourceId ?? null,
      ties,
      ownerDirectoryId: fact.ownerDirectoryId ?? null,
      countsAsDomain: counted[index]!,
      details: Object.entries(fact).flatMap(([field, value]) =>
        field === 'details' ? [] : described(field, value),
      ),
    };
  });
}

/** The directory's own side has no setting: AWS knows the client side alone. */
const ldapsStatus = (all: readonly DirectorySwitch[]): string | null =>
  (all.find(({ type }) => type === 'Client') ?? all[0])?.status ?? null;

function described(name: string, value: unknown): { name: string; value: string }[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.length > 0 ? [{ name, value: value.join(', ') }] : [];
  if (typeof value === 'object')
    return Object.entries(value).flatMap(([field, inner]) => described(`${name}.${field}`, inner));
  return [{ name, value: String(value as string | number | boolean) }];
}

/** Rejects with `snapshot.notFound` and `object.notFound`. */
export async function directory(engine: Engine, input: Input<'directory'>): Promise<DirectoryFacts> {
  const views = await estateViews(engine);
  return directoryAt(views, await sourceDomains(engine, views), input);
}

export function directoryAt(
  views: EstateViews,
  domains: readonly SourceDomain[],
  { snapshotId, directoryId, region }: Input<'directory'>,
): DirectoryFacts {
  const view = viewAt(views, snapshotId);
  const fact = factsOf([view], 'directories').find(
    (one) => one.fact.directoryId === directoryId && one.fact.region === region,
  )?.fact;
  const row = directoryRows(views, domains).find(
    (one) => one.snapshotId === snapshotId && one.directoryId === directoryId && one.region === region,
  );
  if (!fact || !row) throw new Fault('object.notFound', { name: directoryId });
  return {
    row,
    readAt: view.readAt,
    description: fact.description ?? null,
    stageReason: fact.stageReason,
    stageChangedAt: fact.stageChangedAt ?? null,
    launchTime: fact.launchTime,
    dnsIpAddrs: [...fact.dnsIpAddrs],
    vpcId: fact.vpcId,
    subnetIds: [...fact.subnetIds],
    availabilityZones: [...fact.availabilityZones],
    securityGroupId: fact.securityGroupId ?? null,
    networkType: fact.networkType ?? null,
    osVersion: fact.osVersion,
    desiredNumberOfDomainControllers: fact.desiredNumberOfDomainControllers,
    ssoEnabled: fact.ssoEnabled,
    connect: fact.connect && { ...fact.connect, connectIps: [...fact.connect.connectIps] },
    radius: fact.radius && { ...fact.radius, servers: [...fact.radius.servers] },
    hybrid: fact.hybrid
      ? { dnsIpAddrs: [...fact.hybrid.dnsIpAddrs], instanceIds: [...fact.hybrid.instanceIds] }
      : null,
    primaryRegion: fact.primaryRegion ?? null,
    additionalRegions: [...(fact.additionalRegions ?? [])],
    share: shareOf(fact),
    details: fact.details ? detailsOf(fact.details) : null,
    limits: mapReading(view.facts.directoryLimits, (limits) =>
      limits
        .filter(
          (one) =>
            one.account === fact.account &&
            one.region === region &&
            (one.directoryId ?? directoryId) === directoryId,
        )
        .map(({ name, limit, count }) => ({ name, limit, count })),
    ),
  };
}

const shareOf = (fact: AwsDirectory): DirectoryFacts['share'] =>
  fact.type === 'SharedMicrosoftAD'
    ? {
        ownerAccountId: fact.ownerAccountId,
        ownerDirectoryId: fact.ownerDirectoryId ?? null,
        status: fact.shareStatus,
        method: fact.shareMethod ?? null,
        notes: fact.shareNotes ?? null,
      }
    : null;

const notAsked = { state: 'notReadable', code: 'notAsked' } as const;

function detailsOf(details: DirectoryDetails): NonNullable<DirectoryFacts['details']> {
  const list = <T extends object>(reading: Reading<readonly T[]>) =>
    mapReading(reading, (rows) => cut(rows, (row): T => ({ ...row })));
  return {
    trusts: mapReading(details.trusts, (rows) =>
      cut(rows, (row) => ({ ...row, endsAgree: null, issues: [] })),
    ),
    controllers: list(details.controllers),
    ldaps: list(details.ldaps),
    clientAuthentication: list(details.clientAuthentication),
    settings: list(details.settings),
    forwarders: mapReading(details.forwarders, (rows) =>
      cut(rows, (row) => ({ ...row, dnsIpAddrs: [...row.dnsIpAddrs] })),
    ),
    certificates: list(details.certificates),
    ipRoutes: list(details.ipRoutes),
    schemaExtensions: list(details.schemaExtensions),
    shares: list(details.shares),
    regions: mapReading(details.regions, (rows) =>
      cut(rows, (row) => ({ ...row, subnetIds: [...row.subnetIds] })),
    ),
    snapshots: list(details.snapshots),
    logGroups: mapReading(details.logGroups, (rows) => cut(rows)),
    eventTopics: list(details.eventTopics),
    updates: list(details.updates),
    tags: mapReading(details.tags, (tags) => ({ total: Object.keys(tags).length, rows: tagList(tags) })),
    dataAccess: details.dataAccess,
    caEnrollment: details.caEnrollment ?? notAsked,
    hybridUpdates: list(details.hybridUpdates ?? notAsked),
    assessments: list(details.assessments ?? notAsked),
  };
}
