/** Deleted objects of the domains that a place holds. */
import { Fault } from '#contract/faults.ts';
import type { DeletedRow, Place } from '#contract/forest.ts';
import { describeDeleted, isDeleted } from '#domain/directory/deleted.ts';
import { ForestEntries } from '#domain/forest/entries.ts';
import type { ForestEntry } from '#domain/forest/input.ts';
import { read, valueOr } from '#domain/forest/known.ts';
import type { Known } from '#domain/forest/known.ts';
import type { Forest } from '#domain/forest/model.ts';
import { deletedObjectsOf, sameDn } from '#domain/forest/names.ts';
import type { Workspace } from '#workspace/api.ts';
import type { Engine } from '../engine.ts';
import type { Live } from '../live.ts';
import type { Look } from './look.ts';
import { Kept, keptBy, liveLifeMs, looking } from './parts.ts';

/** More than these are not kept in memory: an answer that is cut would look whole. */
const most = 100_000;
const attributes = [
  'objectClass', 'objectGUID', 'objectSid', 'isDeleted', 'isRecycled', 'lastKnownParent', 'msDS-LastKnownRDN', 'sAMAccountName',
  'sAMAccountType', 'groupType', 'whenChanged', 'cn', 'ou', 'name',
]; // prettier-ignore

type Rows = Known<DeletedRow[]>;
const ofSnapshots = keptBy<Workspace, Kept<number, Rows>>(() => new Kept(4));
const ofLive = keptBy<Live, Kept<string, Rows>>(() => new Kept(2, liveLifeMs));

/** The last deleted first. Known only where the container itself came: an ordinary reader does not see it. */
export function deletedObjects(engine: Engine, place: Place, forest: Forest): Promise<Rows> {
  const make = () => looking(engine, place, (look) => readDeleted(look, forest));
  return place.in === 'snapshot'
    ? ofSnapshots(engine.workspace.current).get(place.snapshotId, make)
    : ofLive(engine.live).get(place.profileId, make);
}

async function readDeleted(look: Look, forest: Forest): Promise<Rows> {
  const found: ForestEntry[] = [];
  const seen: string[] = [];
  const rules = {
    recycleBin: valueOr(forest.recycleBin, null),
    tombstoneDays: valueOr(forest.tombstoneLifetime, null)?.days ?? null,
    deletedObjectDays: valueOr(forest.deletedObjectLifetime, null)?.days ?? null,
  };
  const bases = forest.domains.filter(({ captured }) => captured).map(({ dn }) => deletedObjectsOf(dn));
  for (const base of bases) {
    const entries = await look.search({
      base,
      scope: 'sub',
      filter: '(objectClass=*)',
      attributes,
      deleted: true,
    });
    if (entries.length > 0) seen.push(base);
    found.push(...entries.filter((entry) => isDeleted(entry) && !sameDn(entry.dn, base)));
    if (found.length > most) throw new Fault('ldap.sizeLimit', { dn: base });
  }
  if (seen.length === 0) {
    const { snapshotId, readAt, contexts, missing } = look;
    const nothing = new ForestEntries([{ snapshotId, readAt, contexts, missing, entries: [] }], forest.dn);
    return nothing.why(bases[0] ?? deletedObjectsOf(''));
  }
  const rows = found.map((entry): DeletedRow => ({
    snapshotId: look.snapshotId,
    objectId: entry.id ?? null,
    ...describeDeleted(entry, rules),
  }));
  return read(rows.toSorted((a, b) => ((a.deletedAt ?? '') < (b.deletedAt ?? '') ? 1 : -1)));
}
