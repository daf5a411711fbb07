/** The forest procedures: from the newest snapshots of the workspace, from one, or live through a profile. */
import type { z } from 'zod';
import type { DeletedAnswer, ForestView, Place, ResultantPolicyView } from '#contract/forest.ts';
import type { forestProcedures } from '#contract/forest.ts';
import { holdsObjects, maxPage } from '#contract/shapes.ts';
import type { Page, Source } from '#contract/shapes.ts';
import type { ForestPart } from '#domain/forest/input.ts';
import { ForestEntries } from '#domain/forest/entries.ts';
import type { Known } from '#domain/forest/known.ts';
import type { Forest } from '#domain/forest/model.ts';
import { readPolicies } from '#domain/forest/policies.ts';
import type { DomainPolicies } from '#domain/forest/policyModel.ts';
import { readForests } from '#domain/forest/readForests.ts';
import type { Engine } from './engine.ts';
import { deletedObjects } from './forest/deleted.ts';
import { forestPart, forestPartOf } from './forest/parts.ts';
import { resultantOf } from './forest/resultant.ts';

type Input<P extends keyof typeof forestProcedures> = z.infer<(typeof forestProcedures)[P]['input']>;
type Listed<T> = Known<{ total: number; rows: T[] }>;

/** A page of a list, of those whose text holds `text`. */
export function pageOf<T>(
  known: Known<T[]>,
  page: Page,
  text: string | undefined,
  textsOf: (row: T) => (string | null)[],
): Listed<T> {
  if (known.state === 'notRead') return known;
  const wanted = text?.trim().toLowerCase() ?? '';
  const rows =
    wanted === ''
      ? known.value
      : known.value.filter((row) => textsOf(row).some((each) => each?.toLowerCase().includes(wanted)));
  return {
    state: 'read',
    value: { total: rows.length, rows: rows.slice(page.offset, page.offset + page.limit) },
  };
}

const first = { offset: 0, limit: maxPage };
const firstOf = <T>(known: Known<T[]>): Listed<T> => pageOf(known, first, undefined, () => []);

function viewOf(forest: Forest, sources: readonly Source[]): ForestView {
  return {
    ...forest,
    sources: forest.sources.map((each) => {
      const source = sources.find(({ snapshots }) => snapshots.some(({ id }) => id === each.snapshotId));
      return {
        ...each,
        sourceId: source?.id ?? null,
        sourceName: source?.name ?? null,
        origin: source?.origin ?? null,
        directoryId: source?.directoryId ?? null,
      };
    }),
    domains: forest.domains.slice(0, maxPage),
    trusts: forest.trusts.slice(0, maxPage),
    sites: firstOf(forest.sites),
    subnets: firstOf(forest.subnets),
    siteLinks: firstOf(forest.siteLinks),
    controllers: firstOf(forest.controllers),
  };
}

/** The newest complete snapshot of every source that a directory was read from. */
function newestOf(sources: readonly Source[]): number[] {
  return sources
    .filter(({ kind }) => holdsObjects(kind))
    .flatMap(({ snapshots }) => snapshots.findLast(({ complete }) => complete)?.id ?? []);
}

export async function forestView(engine: Engine, input: Input<'view'>): Promise<{ forests: ForestView[] }> {
  const sources = await engine.workspace.current.sources();
  const parts: ForestPart[] = [];
  for (const snapshotId of input?.snapshotIds ?? newestOf(sources)) {
    const part = await forestPart(engine, { in: 'snapshot', snapshotId });
    if (part) parts.push(part);
  }
  return { forests: readForests(parts).map((forest) => viewOf(forest, sources)) };
}

/** @throws Fault `forest.none` */
async function forestAt(
  engine: Engine,
  place: Place,
  anew = false,
): Promise<{ forest: Forest; part: ForestPart }> {
  const part = await forestPartOf(engine, place, anew);
  return { forest: readForests([part])[0]!, part };
}

export async function forestLive(engine: Engine, { profileId }: Input<'live'>): Promise<ForestView> {
  return viewOf((await forestAt(engine, { in: 'live', profileId }, true)).forest, []);
}

export async function forestSites(engine: Engine, { place, text, page }: Input<'sites'>) {
  const { forest } = await forestAt(engine, place);
  return pageOf(forest.sites, page, text, ({ name, location }) => [name, location]);
}

export async function forestSubnets(engine: Engine, { place, text, site, page }: Input<'subnets'>) {
  const { subnets } = (await forestAt(engine, place)).forest;
  const ofSite =
    site === undefined || subnets.state === 'notRead'
      ? subnets
      : {
          ...subnets,
          value: subnets.value.filter((each) => each.site?.toLowerCase() === site?.toLowerCase()),
        };
  return pageOf(ofSite, page, text, ({ name, network, location }) => [name, network, location]);
}

export async function forestControllers(engine: Engine, { place, text, page }: Input<'controllers'>) {
  const { forest } = await forestAt(engine, place);
  return pageOf(forest.controllers, page, text, ({ name, host, domain }) => [name, host, domain]);
}

export async function forestPolicies(
  engine: Engine,
  { place }: Input<'policies'>,
): Promise<{ domains: DomainPolicies[] }> {
  const { forest, part } = await forestAt(engine, place);
  return { domains: readPolicies(new ForestEntries([part], forest.dn), forest.domains) };
}

export async function forestResultantPolicy(
  engine: Engine,
  { place, user }: Input<'resultantPolicy'>,
  signal?: AbortSignal,
): Promise<ResultantPolicyView> {
  const { domains } = await forestPolicies(engine, { place });
  return resultantOf(engine, place, user, domains, signal);
}

export async function forestDeleted(
  engine: Engine,
  { place, text, page }: Input<'deleted'>,
): Promise<DeletedAnswer> {
  const { forest } = await forestAt(engine, place);
  const { rows, notRead } = await deletedObjects(engine, place, forest);
  const listed = pageOf(rows, page, text, ({ name, samAccountName, lastKnownParent }) => [
    name,
    samAccountName,
    lastKnownParent,
  ]);
  return listed.state === 'read' ? { ...listed, value: { ...listed.value, notRead: [...notRead] } } : listed;
}
