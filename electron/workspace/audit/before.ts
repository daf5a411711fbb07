/** The snapshots as they stood before a time. */
import type { SourceSnapshot } from '../catalogue.ts';
import type { Database } from '../sqlite.ts';

/** The newest complete snapshot of every source that was read before `time` (ISO 8601), oldest source first; others have none. */
export function snapshotsBefore(db: Database, time: string): SourceSnapshot[] {
  const rows = db
    .prepare(
      `SELECT n.id AS snapshotId, s.id AS sourceId, n.read_at AS readAt, s.name AS sourceName, n.has_objects AS hasObjects
       FROM source s JOIN snapshot n ON n.id = (
         SELECT id FROM snapshot WHERE source_id = s.id AND complete = 1 AND julianday(read_at) < julianday(?)
         ORDER BY read_at DESC, id DESC LIMIT 1
       ) ORDER BY s.id`,
    )
    .all(time) as unknown as (Omit<SourceSnapshot, 'hasObjects'> & { hasObjects: number })[];
  return rows.map((row) => ({ ...row, hasObjects: row.hasObjects === 1 }));
}
