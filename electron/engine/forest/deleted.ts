/** Deleted objects of the contexts that a place holds. */
import type { DeletedRow, Place } from '#contract/forest.ts';
import { describeDeleted, isDeleted } from '#domain/directory/deleted.ts';
import { ForestEntries } from '#domain/forest/entries.ts';
import { notRead, type NotRead, read, valueOr } from '#domain/forest/known.ts';
import type { Known } from '#domain/forest/known.ts';
import type { Forest } from '#domain/forest/model.ts';
import { configurationOf, deletedObjectsOf, sameDn } from '#domain/forest/names.ts';
import type { Workspace } from '#workspace/api.ts';
import { mostDeleted } from '../deletedObjects.ts';
import type { Engine } from '../engine.ts';
import type { Live } from '../live.ts';
import type { Look } from './look.ts';
import { Kept, keptBy, liveLifeMs, looking } from './parts.ts';

export interface DeletedList {
  /** Read where one container at least could be. */
  readonly rows: Known<DeletedRow[]>;
  /** Containers that could not be read, or not to their end. */
  readonly notRead: readonly NotRead[];
}

const ofSnapshots = keptBy<Workspace, Kept<number, DeletedList>>(() => new Kept(4));
const ofLive = keptBy<Live, Kept<string, DeletedList>>(() => new Kept(2, liveLifeMs));

/** The last deleted first. Known only where the container itself may be read: an ordinary reader does not see what is in it. */
export function deletedObjects(engine: Engine, place: Place, forest: Forest): Promise<DeletedList> {
  const make = () => looking(engine, place, (look) => readDeleted(look, forest));
  return place.in === 'snapshot'
    ? ofSnapshots(engine.workspace.current).get(place.snapshotId, make)
    : ofLive(engine.live).get(place.profileId, make);
}

async function readDeleted(look: Look, forest: Forest): Promise<DeletedList> {
  const rules = {
    recycleBin: valueOr(forest.recycleBin, null),
    tombstoneDays: valueOr(forest.tombstoneLifetime, null)?.days ?? null,
    deletedObjectDays: valueOr(forest.deletedObjectLifetime, null)?.days ?? null,
  };
  const configuration = configurationOf(forest.dn);
  const contexts = forest.domains.filter(({ captured }) => captured).map(({ dn }) => dn);
  if (look.contexts.some((dn) => sameDn(dn, configuration))) contexts.push(configuration);
  const rows: DeletedRow[] = [];
  const lacking: NotRead[] = [];
  const { snapshotId, readAt, missing } = look;
  // Made when asked: `missing` of a live look grows with what is looked for.
  const part = { snapshotId, readAt, contexts: look.contexts, missing, entries: [] };
  const why = (container: string) => new ForestEntries([part], forest.dn).why(container);
  let anyRead = false;
  for (const container of contexts.map(deletedObjectsOf)) {
    const entries = await look.deletedIn(container);
    anyRead ||= entries !== null;
    if (entries === null || look.missing.some(({ where }) => sameDn(where, container)))
      lacking.push(why(container));
    else if (entries.length > mostDeleted) lacking.push(notRead('limitReached', container));
    for (const entry of (entries ?? []).slice(0, mostDeleted).filter(isDeleted))
      rows.push({
        snapshotId: look.snapshotId,
        objectId: entry.id ?? null,
        ...describeDeleted(entry, rules),
      });
  }
  if (!anyRead) return { rows: lacking[0] ?? why(deletedObjectsOf(forest.dn)), notRead: lacking };
  const byTime = rows.toSorted((a, b) => ((a.deletedAt ?? '') < (b.deletedAt ?? '') ? 1 : -1));
  return { rows: read(byTime), notRead: lacking };
}
