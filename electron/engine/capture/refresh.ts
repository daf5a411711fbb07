/**
 * A newer snapshot of a forest out of its newest one and what changed since. Where changes cannot be asked for, the reason
 * is told, and the full reading is the caller's to start.
 */
import type { Connection } from '#contract/profiles.ts';
import type { MissingCode } from '#contract/missing.ts';
import type { FullReadReason, RefreshWay } from '#contract/jobNote.ts';
import { dnKey } from '#domain/directory/dnKey.ts';
import { guidOf } from '#domain/directory/guid.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { valuesOf } from '#domain/directory/values.ts';
import { deletedObjectsOf } from '#domain/forest/names.ts';
import type { DirectoryConnection } from '#ldap/api.ts';
import type { RefreshMark, Workspace } from '#workspace/api.ts';
import type { JobControl } from '../jobs.ts';
import { type RefreshFill, writeRefresh } from '../snapshots.ts';
import { type Asked, askedOf } from './attributes.ts';
import { Before } from './before.ts';
import { CarriedOver } from './carriedOver.ts';
import { type Changes, changesOf, readBelow, readChanged, readNamed } from './changes.ts';
import { contextName, isGlobalCatalog } from './contexts.ts';
import { keepDeletedAnew } from './deleted.ts';
import { type Dialler, toDomain } from './dialler.ts';
import { isOfSource } from './fault.ts';
import { Linked } from './linked.ts';
import { serverMark, usnMark } from './mark.ts';

/** The snapshot cannot be refreshed: the whole directory has to be read. */
export class FullReadNeeded extends Error {
  readonly reason: FullReadReason;
  constructor(reason: FullReadReason) {
    super(reason);
    this.name = 'FullReadNeeded';
    this.reason = reason;
  }
}

interface Refresh {
  readonly before: Before;
  readonly carried: CarriedOver;
  readonly writer: RefreshFill;
  readonly control: JobControl;
  changed: number;
  way: RefreshWay | null;
}

/** The newer snapshot's id. A fault, a cancel or `FullReadNeeded` leaves the workspace as it was. */
export async function refreshForest(
  dialler: Dialler,
  connection: Connection,
  directory: DirectoryConnection,
  snapshotId: number,
  workspace: Workspace,
  control: JobControl,
): Promise<number> {
  const marks = await workspace.marks(snapshotId);
  if (isGlobalCatalog(connection)) throw new FullReadNeeded('globalCatalog');
  if (marks.length === 0) throw new FullReadNeeded('noMark');
  const readAt = new Date().toISOString();
  const held = new Set(((await directory.rootDse())['namingContexts'] ?? []).map((dn) => dnKey(String(dn))));
  return writeRefresh(workspace, snapshotId, readAt, control, async (writer) => {
    const refresh: Refresh = {
      before: new Before(workspace, snapshotId),
      carried: await CarriedOver.of(workspace, snapshotId),
      writer,
      control,
      changed: 0,
      way: null,
    };
    for (const mark of marks) {
      if (held.has(dnKey(mark.context))) await refreshContext(refresh, directory, mark);
      else await refreshElsewhere(refresh, dialler, connection, mark);
    }
    await refresh.carried.tell(marks, writer);
    if (refresh.way) control.note(`refreshed.${refresh.way}`);
  });
}

/**
 * The domain of another controller. One that cannot be reached, or breaks off, stays as it was read before and is said to be
 * missing; the next refresh begins where this one would have.
 */
async function refreshElsewhere(
  refresh: Refresh,
  dialler: Dialler,
  connection: Connection,
  mark: RefreshMark,
): Promise<void> {
  const { control, writer } = refresh;
  const there = toDomain(connection, contextName(mark.context));
  try {
    const directory = await dialler.connect(there, control.signal);
    try {
      await refreshContext(refresh, directory, mark);
    } finally {
      await directory.close();
    }
  } catch (error) {
    control.signal.throwIfAborted();
    if (!isOfSource(error)) throw error;
    await writer.setMark(mark);
    refresh.carried.broken(mark.context);
    const container = deletedObjectsOf(mark.context);
    const deleted = await refresh.before.deletedIn(container);
    if (deleted) {
      await writer.beginDeleted(container);
      await writer.addDeleted(container, deleted);
    }
    await writer.addMissing(mark.context, error.code);
  }
}

async function refreshContext(
  refresh: Refresh,
  directory: DirectoryConnection,
  mark: RefreshMark,
): Promise<void> {
  const { writer, control } = refresh;
  const { signal } = control;
  const dse = await directory.rootDse();
  control.part(mark.context);
  // Before the changes are asked for: what changes meanwhile is read again next time.
  const now = await usnMark(directory, mark.context, dse, signal);
  if (!now) throw new FullReadNeeded('otherController');
  const changes = await changesOf(directory, mark, now, signal);
  if (!changes) throw new FullReadNeeded('otherController');
  refresh.way = refresh.way === null || refresh.way === changes.by ? changes.by : 'mixed';
  await putChanges(refresh, directory, mark.context, changes, askedOf(dse));
  if (!changes.deletionsSeen) await say(refresh, mark.context, 'capture.deletionsNotReadable');
  await keepDeletedAnew(directory, mark.context, writer, signal);
  await writer.setMark(serverMark(now, changes.cookie));
}

async function putChanges(
  refresh: Refresh,
  directory: DirectoryConnection,
  context: string,
  changes: Changes,
  asked: Asked,
): Promise<void> {
  const { before, carried, writer, control } = refresh;
  const { signal } = control;
  const linked = new Linked(context);
  const read = new Set<string>();
  const put = async (entries: readonly DirectoryEntry[]): Promise<void> => {
    await writer.put(entries);
    for (const entry of entries) {
      read.add(dnKey(entry.dn));
      carried.put(entry);
    }
    refresh.changed += entries.length;
    control.progress('reading', refresh.changed, null);
  };
  for (const guid of changes.deleted) {
    const was = await before.entry(guid);
    if (!was) continue;
    linked.take(was);
    carried.gone(was.dn);
  }
  await writer.remove(changes.deleted);
  for await (const entries of readChanged(directory, context, changes.changed, asked, signal)) {
    await put(entries);
    for (const entry of entries) {
      const guid = guidOf(valuesOf(entry, 'objectGUID')[0]);
      const was = guid === null ? null : await before.entry(guid, ['objectGUID']);
      if (!was || dnKey(was.dn) === dnKey(entry.dn)) continue;
      linked.take(entry);
      carried.gone(was.dn);
      // What lies below a container that moved has another name now, and no change of its own.
      if (!(await before.hasChildren(was))) continue;
      for await (const below of readBelow(directory, entry.dn, asked, signal)) {
        await put(below);
        for (const one of below) linked.take(one);
      }
    }
  }
  for await (const entries of readNamed(directory, context, linked.besides(read), asked, signal))
    await put(entries);
  if (linked.more) await say(refresh, context, 'capture.namesReadEarlier');
}

/** Once, whether the older snapshot said it too or not. */
async function say({ carried, writer }: Refresh, context: string, code: MissingCode): Promise<void> {
  if (!carried.says(context, code)) await writer.addMissing(context, code);
}
