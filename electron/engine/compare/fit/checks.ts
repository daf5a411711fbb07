/** Checks of a connector or a hybrid directory: what they are judged on, out of the snapshot, the estate and DNS. */
import type { ChecksView, ConnectorView } from '#contract/fit.ts';
import { Fault } from '#contract/faults.ts';
import { holdsObjects } from '#contract/shapes.ts';
import { checksOf } from '#domain/compare/fit/checks.ts';
import { checkOutcomes } from '#domain/compare/fit/checkModel.ts';
import type { CheckOutcome, CheckedKind } from '#domain/compare/fit/checkModel.ts';
import { mostShown } from '#domain/compare/fit/checkFacts.ts';
import type { CheckFacts } from '#domain/compare/fit/checkFacts.ts';
import { withoutPreAuthentication } from '#domain/compare/fit/counted.ts';
import type { AwsDirectory } from '#domain/estate/directory.ts';
import type { EstateFacts } from '#domain/estate/facts.ts';
import type { ForestDomain } from '#domain/forest/model.ts';
import { srvHosts } from '#ldap/srv.ts';
import type { Engine } from '../../engine.ts';
import { lookIntoSnapshot } from '../../forest/look.ts';
import { userAt } from '../../forest/user.ts';
import { structureInput } from '../structure/read.ts';

interface Asked {
  readonly kind: CheckedKind;
  readonly snapshotId: number;
  readonly domain?: string | undefined;
  readonly connector?:
    | { readonly snapshotId: number; readonly directoryId: string; readonly region: string }
    | null
    | undefined;
  readonly profileId?: string | undefined;
}

const directoriesOf = ({ directories }: EstateFacts): readonly AwsDirectory[] =>
  directories.state === 'read' ? directories.value : [];

/** Connectors of the newest estates, with the newest snapshot that holds the domain each points at. */
export async function connectorsOf(engine: Engine): Promise<ConnectorView[]> {
  const workspace = engine.workspace.current;
  const sources = (await workspace.sources()).filter(({ kind }) => holdsObjects(kind));
  const estates = await workspace.estates();
  return estates.flatMap(({ snapshotId, facts }) =>
    directoriesOf(facts)
      .filter(({ type }) => type === 'ADConnector')
      .map(({ directoryId, region, account, name, size, stage, connect }): ConnectorView => {
        const of = sources.filter((source) => source.name.toLowerCase() === name.toLowerCase());
        const snapshots = of.flatMap((source) => source.snapshots.filter(({ complete }) => complete));
        const newest = snapshots.toSorted((a, b) => (a.readAt < b.readAt ? 1 : -1))[0];
        return {
          snapshotId,
          directoryId,
          region,
          account,
          domain: name,
          size,
          stage,
          customerUserName: connect?.customerUserName ?? null,
          forestSnapshotId: newest?.id ?? null,
        };
      }),
  );
}

function domainOf(domains: readonly ForestDomain[], name: string | undefined): ForestDomain {
  const wanted = name?.toLowerCase();
  const found = domains.find((domain) => (wanted === undefined ? domain.root : domain.dns === wanted));
  if (!found) throw new Fault('object.notFound', { name: name ?? '' });
  return found;
}

const accountFields = [
  'sAMAccountName',
  'userAccountControl',
  'msDS-User-Account-Control-Computed',
  'accountExpires',
  'pwdLastSet',
  'lockoutTime',
];

/** The connector's account by name; one that is not there, or whose name is of several, is none. */
async function accountOf(
  engine: Engine,
  snapshotId: number,
  connector: AwsDirectory | null,
  domain: ForestDomain,
  signal?: AbortSignal,
): Promise<CheckFacts['serviceAccount']> {
  const name = connector?.connect?.customerUserName ?? null;
  if (name === null || !domain.captured) return null;
  const look = await lookIntoSnapshot(engine.workspace.current, snapshotId, signal);
  try {
    return await userAt(look, name, [domain.dn], accountFields);
  } catch (error) {
    const none = ['user.notFound', 'user.ambiguous', 'object.notFound'];
    if (error instanceof Fault && none.includes(error.code)) return null;
    throw error;
  }
}

async function preAuthentication(
  engine: Engine,
  snapshotId: number,
  domain: ForestDomain,
  signal?: AbortSignal,
): Promise<CheckFacts['withoutPreAuthentication']> {
  if (!domain.captured) return null;
  const workspace = engine.workspace.current;
  const list = {
    of: 'query',
    snapshotId,
    base: domain.dn,
    scope: 'sub',
    filter: withoutPreAuthentication,
  } as const;
  const count = await workspace.compute(list, () => {}, signal);
  if (count === 0) {
    const probe = {
      base: domain.dn,
      scope: 'sub',
      filter: '(userAccountControl=*)',
      attributes: ['1.1'],
      limit: 1,
    } as const;
    const { entries } = await workspace.find(snapshotId, probe, signal);
    return entries.length === 0 ? null : { count, evidence: [] };
  }
  const { rows } = await workspace.rows(list, { offset: 0, limit: mostShown }, signal);
  const evidence = rows.map(({ id, dn, name }) => ({
    ref: { snapshotId, objectId: id, dn },
    where: name,
    field: 'userAccountControl',
    value: 'DONT_REQ_PREAUTH',
  }));
  return { count, evidence };
}

async function srvOf(
  engine: Engine,
  profileId: string | undefined,
  domain: ForestDomain,
  signal?: AbortSignal,
): Promise<CheckFacts['srv']> {
  if (profileId === undefined) return null;
  const profile = (await engine.profiles.list()).find(({ id }) => id === profileId);
  if (!profile) throw new Fault('profile.notFound', { name: profileId });
  const { timeoutSeconds } = profile.connection;
  const ask = (service: string) => srvHosts(`_${service}._tcp.${domain.dns}`, timeoutSeconds, signal);
  const [ldap, kerberos] = [await ask('ldap'), await ask('kerberos')];
  return { ldap, kerberos };
}

/**
 * @throws Fault `snapshot.notFound`, `forest.none`, `object.notFound` (a domain or a connector that is not there),
 *   `profile.notFound`, `ldap.srvNotFound`, `ldap.noAnswer`, `job.cancelled`
 */
export async function checksFor(engine: Engine, asked: Asked, signal?: AbortSignal): Promise<ChecksView> {
  const { kind, snapshotId } = asked;
  const workspace = engine.workspace.current;
  const structure = await structureInput(engine, snapshotId, signal);
  const estates = await workspace.estates();
  const connectors = asked.connector ? await connectorsOf(engine) : [];
  const wanted = asked.connector;
  const view = connectors.find(
    (each) =>
      each.snapshotId === wanted?.snapshotId &&
      each.directoryId === wanted.directoryId &&
      each.region === wanted.region,
  );
  if (wanted && !view) throw new Fault('object.notFound', { name: wanted.directoryId });
  const estate = view ? estates.find((each) => each.snapshotId === view.snapshotId) : estates[0];
  const connector = view
    ? directoriesOf(estate!.facts).find(
        ({ directoryId, region }) => directoryId === view.directoryId && region === view.region,
      )!
    : null;
  const domain = domainOf(structure.forest.domains, asked.domain ?? view?.domain);
  const missing = (await workspace.sources())
    .flatMap(({ snapshots }) => snapshots)
    .find(({ id }) => id === snapshotId)?.missing;
  const facts: CheckFacts = {
    structure,
    domain,
    connector,
    identityCenter: estate?.facts.identityCenter ?? { state: 'notReadable', code: 'notAsked' },
    serviceAccount: await accountOf(engine, snapshotId, connector, domain, signal),
    withoutPreAuthentication: await preAuthentication(engine, snapshotId, domain, signal),
    srv: await srvOf(engine, asked.profileId, domain, signal),
  };
  const checks = checksOf(kind, facts, missing ?? []);
  const counts = Object.fromEntries(
    checkOutcomes.map((outcome) => [outcome, checks.filter((row) => row.outcome === outcome).length]),
  ) as Record<CheckOutcome, number>;
  return {
    kind,
    snapshotId,
    domain: domain.dns,
    readAt: structure.part.readAt,
    connector: view ?? null,
    counts,
    checks,
  };
}
