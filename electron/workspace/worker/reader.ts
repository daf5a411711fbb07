/** A reader's thread: lists, objects, sources. Every call is one short read; nothing waits for the writer. */
import type { ObjectList, UserMatch } from '#contract/index.ts';
import type { Page, Source } from '#contract/shapes.ts';
import type { DirectoryEntry, ObjectRow } from '#domain/directory/object.ts';
import type { EstateFacts } from '#domain/estate/facts.ts';
import { newestSnapshots, readSources } from '../catalogue.ts';
import { readEstate } from '../estate.ts';
import { openToRead } from '../file.ts';
import { findUsers } from '../read/findUsers.ts';
import { Lists } from '../read/lists.ts';
import { Snapshots } from '../read/snapshots.ts';
import type { Database } from '../sqlite.ts';
import type { WorkerData } from './roles.ts';

export type ReaderMethods = ReturnType<typeof readerMethods>;

export function readerMethods(data: WorkerData) {
  const db: Database = openToRead(data.path, data.immutable ? 'immutable' : 'read');
  const snapshots = new Snapshots(db);
  const lists = new Lists(db);
  // What one call reads is of one moment, though a source may be removed meanwhile.
  const atOnce = <T>(work: () => T): T => db.transaction(work, 'DEFERRED');

  return {
    sources(): Source[] {
      return readSources(db);
    },

    rows(list: ObjectList, page: Page): { total: number; rows: ObjectRow[] } {
      return atOnce(() => {
        const snapshot = snapshots.get(list.snapshotId);
        if (!snapshot) return { total: 0, rows: [] };
        const ids = lists.ids(snapshot, list);
        return {
          total: ids.length,
          rows: snapshot.rows(ids.subarray(page.offset, page.offset + page.limit)),
        };
      });
    },

    object(
      snapshotId: number,
      objectId: number,
    ): { row: ObjectRow; path: { id: number; name: string }[]; entry: DirectoryEntry; readAt: string } {
      return atOnce(() => {
        const snapshot = snapshots.withObjects(snapshotId, objectId);
        const row = snapshot.row(objectId);
        return {
          row,
          path: snapshot.path(objectId),
          entry: snapshot.entry(objectId, row.dn),
          readAt: snapshot.readAt,
        };
      });
    },

    position(snapshotId: number, objectId: number): { parentId: number | null; offset: number } {
      return atOnce(() => snapshots.withObjects(snapshotId, objectId).position(objectId));
    },

    estates(): { snapshotId: number; sourceId: number; readAt: string; facts: EstateFacts }[] {
      return atOnce(() =>
        newestSnapshots(db).flatMap(({ snapshotId, sourceId, readAt }) => {
          const facts = readEstate(db, snapshotId);
          return facts ? [{ snapshotId, sourceId, readAt, facts }] : [];
        }),
      );
    },

    documents(): { snapshotId: number; sourceId: number; name: string; text: string }[] {
      return atOnce(() =>
        newestSnapshots(db).flatMap(({ snapshotId, sourceId }) =>
          db
            .prepare('SELECT name, body FROM document WHERE snapshot_id = ? ORDER BY id')
            .all(snapshotId)
            .map(({ name, body }) => ({ snapshotId, sourceId, name: String(name), text: String(body) })),
        ),
      );
    },

    findUsers(text: string): UserMatch[] {
      return atOnce(() => findUsers(db, snapshots, text));
    },

    close(): void {
      db.close();
    },
  };
}
