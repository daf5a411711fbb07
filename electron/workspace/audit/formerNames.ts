/** Groups that bore another account name when their source was read before, found by objectGUID. */
import { guidBytes } from '../snapshot/guidTable.ts';
import { kindCode } from '../schema/kinds.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import type { Snapshots } from '../read/snapshots.ts';
import type { Database } from '../sqlite.ts';
import { idsOfKind } from './principals.ts';

const atOnce = 1000;

/** The complete snapshot of the same source that was read last before this one; null = there is none. */
export function snapshotBefore(
  db: Database,
  snapshots: Snapshots,
  snapshot: SnapshotReader,
): SnapshotReader | null {
  const row = db
    .prepare(
      `SELECT b.id FROM snapshot n JOIN snapshot b ON b.source_id = n.source_id AND b.complete = 1 AND b.has_objects = 1
         AND (b.read_at < n.read_at OR (b.read_at = n.read_at AND b.id < n.id))
       WHERE n.id = ? ORDER BY b.read_at DESC, b.id DESC LIMIT 1`,
    )
    .get(snapshot.id);
  return row ? snapshots.get(Number(row['id'])) : null;
}

export function* formerNamesOf(
  now: SnapshotReader,
  before: SnapshotReader,
): Generator<{ objectId: number; name: string } | null> {
  const ids = idsOfKind(now, kindCode.group);
  const guids = now.bytes('guid');
  for (let at = 0; at < ids.length; at += atOnce) {
    const pairs = ids.slice(at, at + atOnce).flatMap((id) => {
      const start = id * guidBytes;
      let any = false;
      for (let n = 0; n < guidBytes; n++) any ||= (guids[start + n] ?? 0) !== 0;
      const old = any ? before.findGuidBytes(guids, start) : 0;
      return old > 0 ? [{ id, old }] : [];
    });
    const rows = now.rows(pairs.map(({ id }) => id));
    const olds = before.rows(pairs.map(({ old }) => old));
    for (const [n, row] of rows.entries()) {
      const name = olds[n]!.samAccountName;
      if (name !== null && row.samAccountName !== null && name !== row.samAccountName)
        yield { objectId: row.id, name };
    }
    yield null;
  }
}
