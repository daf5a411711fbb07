/** What the Directories place shows: the list with its ties to forests, and everything known of one directory. */
import type { z } from 'zod';
import type { DirectoryFacts, DirectoryRow } from '#contract/estate/directories.ts';
import type { directoryProcedures } from '#contract/estate/directories.ts';
import { Fault } from '#contract/faults.ts';
import type {
  AwsDirectory,
  DirectoryDetails,
  DirectorySwitch,
  DirectoryTrust,
} from '#domain/estate/directory.ts';
import { countsAsDomain, tiesOf } from '#domain/estate/directoryTies.ts';
import type { SourceDomain } from '#domain/estate/directoryTies.ts';
import type { Reading } from '#domain/estate/reading.ts';
import type { Engine } from '../engine.ts';
import { trustWorld } from '../trustWorld.ts';
import { allAgree, nothingToCheck, trustChecksOf } from './directoryTrusts.ts';
import type { DirectoryTrustChecks, TrustChecks } from './directoryTrusts.ts';
import { cut, factsOf, first, mapReading, stateOf, tagList } from './lists.ts';
import { sourceDomains } from './sourceDomains.ts';
import { estateViews, viewAt } from './views.ts';
import type { EstateViews } from './views.ts';

type Input<P extends keyof typeof directoryProcedures> = z.infer<(typeof directoryProcedures)[P]['input']>;
type Output<P extends keyof typeof directoryProcedures> = z.infer<(typeof directoryProcedures)[P]['output']>;

export async function directories(engine: Engine): Promise<Output<'directories'>> {
  const views = await estateViews(engine);
  return directoryList(views, await sourceDomains(engine, views), await trustChecks(engine, views));
}

/** What tells of trusts is gathered where AWS tells of any. */
async function trustChecks(engine: Engine, { all }: EstateViews): Promise<TrustChecks> {
  const some = factsOf(all, 'directories').some(({ fact }) => fact.details?.trusts.state === 'read');
  return some ? trustChecksOf(await trustWorld(engine)) : nothingToCheck;
}

export function directoryList(
  views: EstateViews,
  domains: readonly SourceDomain[],
  checks: TrustChecks = nothingToCheck,
): Output<'directories'> {
  const rows = directoryRows(views, domains, checks);
  return {
    ...stateOf(views.all, ({ directories: reading }) => reading),
    domains: rows.filter((row) => row.countsAsDomain).length,
    rows: rows.slice(0, 1000),
  };
}

function directoryRows(
  views: EstateViews,
  domains: readonly SourceDomain[],
  checks: TrustChecks,
): DirectoryRow[] {
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
      trusts: mapReading(fact.details?.trusts ?? notAsked, (trusts) => trustsInShort(trusts, checks(fact))),
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

function trustsInShort(
  trusts: readonly DirectoryTrust[],
  { of, notInAws }: DirectoryTrustChecks,
): Extract<DirectoryRow['trusts'], { state: 'read' }>['value'] {
  const checked = trusts.map(({ trustId, remoteDomainName }) => ({ remoteDomainName, ...of(trustId) }));
  const issues = [
    ...checked.flatMap(({ remoteDomainName, issues: codes }) =>
      codes.map((code) => ({ code, remoteDomainName })),
    ),
    ...notInAws.map((remoteDomainName) => ({ code: 'notInAws' as const, remoteDomainName })),
  ];
  return {
    total: trusts.length,
    failing: trusts.filter(({ state }) => state?.endsWith('Failed') ?? false).length,
    endsAgree: allAgree(checked),
    issues: first(issues),
  };
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
  return directoryAt(views, await sourceDomains(engine, views), input, await trustChecks(engine, views));
}

export function directoryAt(
  views: EstateViews,
  domains: readonly SourceDomain[],
  { snapshotId, directoryId, region }: Input<'directory'>,
  checks: TrustChecks = nothingToCheck,
): DirectoryFacts {
  const view = viewAt(views, snapshotId);
  const fact = factsOf([view], 'directories').find(
    (one) => one.fact.directoryId === directoryId && one.fact.region === region,
  )?.fact;
  const row = directoryRows(views, domains, checks).find(
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
    details: fact.details ? detailsOf(fact.details, checks(fact)) : null,
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

function detailsOf(
  details: DirectoryDetails,
  { of }: DirectoryTrustChecks,
): NonNullable<DirectoryFacts['details']> {
  const list = <T extends object>(reading: Reading<readonly T[]>) =>
    mapReading(reading, (rows) => cut(rows, (row): T => ({ ...row })));
  return {
    trusts: mapReading(details.trusts, (rows) =>
      cut(rows, (row) => {
        const { endsAgree, issues } = of(row.trustId);
        return { ...row, endsAgree, issues: [...issues] };
      }),
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
