/**
 * A newer snapshot of a forest out of its newest one and what changed since. Where changes cannot be asked for, the reason
 * is told, and the full reading is the caller's to start.
 */
import type { Connection } from '#contract/profiles.ts';
import type { FullReadReason, RefreshWay } from '#contract/jobNote.ts';
import { dnKey } from '#domain/directory/dnKey.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import type { DirectoryConnection } from '#ldap/api.ts';
import type { RefreshMark, Workspace } from '#workspace/api.ts';
import type { JobControl } from '../jobs.ts';
import { type RefreshFill, writeRefresh } from '../snapshots.ts';
import { askedOf } from './attributes.ts';
import { Before } from './before.ts';
import { changesOf, readBelow, readChanged } from './changes.ts';
import { contextName, isGlobalCatalog } from './contexts.ts';
import { type Dialler, toDomain } from './dialler.ts';
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
      writer,
      control,
      changed: 0,
      way: null,
    };
    for (const mark of marks) {
      if (held.has(dnKey(mark.context))) await refreshContext(refresh, directory, mark);
      else await refreshElsewhere(refresh, dialler, connection, mark);
    }
    if (refresh.way) control.note(`refreshed.${refresh.way}`);
  });
}

/** The domain of another controller. */
async function refreshElsewhere(
  refresh: Refresh,
  dialler: Dialler,
  connection: Connection,
  mark: RefreshMark,
): Promise<void> {
  const there = toDomain(connection, contextName(mark.context));
  const directory = await dialler.connect(there, refresh.control.signal);
  try {
    await refreshContext(refresh, directory, mark);
  } finally {
    await directory.close();
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
  await writer.remove(changes.deleted);
  const asked = askedOf(dse);
  const put = async (entries: readonly DirectoryEntry[]): Promise<void> => {
    await writer.put(entries);
    refresh.changed += entries.length;
    control.progress('reading', refresh.changed, null);
  };
  for await (const entries of readChanged(directory, mark.context, changes.changed, asked, signal)) {
    await put(entries);
    // What lies below a container that moved has another name now, and no change of its own.
    for (const entry of entries) {
      if (!(await refresh.before.movedWithObjects(entry))) continue;
      for await (const below of readBelow(directory, entry.dn, asked, signal)) await put(below);
    }
  }
  if (!changes.deletionsSeen) await writer.addMissing(mark.context, 'capture.deletionsNotReadable');
  await writer.setMark(serverMark(now, changes.cookie));
}
