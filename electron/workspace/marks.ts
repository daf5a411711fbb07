/** Where a refresh of a snapshot begins, one mark a naming context. */
import { Fault } from '#contract/faults.ts';
import type { RefreshMark } from './api.ts';
import type { Database } from './sqlite.ts';

export function writeMark(db: Database, snapshotId: number, mark: RefreshMark): void {
  db.prepare(
    `REPLACE INTO mark (snapshot_id, context, invocation_id, ds_service_name, highest_committed_usn, dir_sync_cookie)
     VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(
    snapshotId,
    mark.context,
    mark.invocationId,
    mark.dsServiceName,
    mark.highestCommittedUsn,
    mark.dirSyncCookie,
  );
}

/** In the order of contexts. Throws `snapshot.notFound` for one that is not complete. */
export function readMarks(db: Database, snapshotId: number): RefreshMark[] {
  if (db.number('SELECT complete FROM snapshot WHERE id = ?', snapshotId) !== 1)
    throw new Fault('snapshot.notFound', { id: snapshotId });
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return db
    .prepare(
      `SELECT context, invocation_id, ds_service_name, highest_committed_usn, dir_sync_cookie FROM mark
       WHERE snapshot_id = ? ORDER BY context`,
    )
    .all(snapshotId)
    .map((row) => ({
      context: String(row['context']),
      invocationId: text(row['invocation_id']),
      dsServiceName: text(row['ds_service_name']),
      highestCommittedUsn: text(row['highest_committed_usn']),
      dirSyncCookie: row['dir_sync_cookie'] instanceof Uint8Array ? row['dir_sync_cookie'] : null,
    }));
}

/** The read time of the snapshot whose entries a refreshed one keeps; null for one that was read whole. */
export function readKeptFrom(db: Database, snapshotId: number): string | null {
  const row = db
    .prepare(
      'SELECT b.read_at FROM snapshot n JOIN snapshot b ON b.id = n.base_id WHERE n.id = ? AND n.complete = 1',
    )
    .get(snapshotId);
  return row ? String(row['read_at']) : null;
}
