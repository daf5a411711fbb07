/** A reader's thread: lists, objects, sources. Every call is one short read; nothing waits for the writer. */
import type { ObjectList, UserMatch } from '#contract/index.ts';
import type { Page, Source } from '#contract/shapes.ts';
import type { DirectoryEntry, ObjectRow } from '#domain/directory/object.ts';
import type { EstateFacts } from '#domain/estate/facts.ts';
import type { RefreshMark } from '../api.ts';
import type { DescriptorTable } from '../answers.ts';
import { newestSnapshots, readSources } from '../catalogue.ts';
import { readEstate } from '../estate.ts';
import { openToRead } from '../file.ts';
import { readMarks } from '../marks.ts';
import { readDescriptors } from '../read/descriptors.ts';
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
        const snapshot =
          list.of === 'search' ? snapshots.get(list.snapshotId) : snapshots.browsable(list.snapshotId);
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
    ): {
      row: ObjectRow;
      path: { id: number; name: string }[];
      entry: DirectoryEntry;
      readAt: string;
      entryReadAt: string;
    } {
      return atOnce(() => {
        const snapshot = snapshots.browsableObject(snapshotId, objectId);
        return {
          row: snapshot.row(objectId),
          path: snapshot.path(objectId),
          entry: snapshot.entry(objectId),
          readAt: snapshot.readAt,
          entryReadAt: snapshot.entryReadAt(objectId),
        };
      });
    },

    position(snapshotId: number, objectId: number): { parentId: number | null; offset: number } {
      return atOnce(() => snapshots.browsableObject(snapshotId, objectId).position(objectId));
    },

    entries(snapshotId: number, objectIds: readonly number[]): (DirectoryEntry & { readonly id: number })[] {
      return atOnce(() => {
        const snapshot = snapshots.get(snapshotId);
        return objectIds.flatMap((id) => (snapshot?.has(id) ? [{ id, ...snapshot.entry(id) }] : []));
      });
    },

    descriptors(snapshotId: number): DescriptorTable {
      return atOnce(() => readDescriptors(snapshots.withObjects(snapshotId, 0)));
    },

    marks(snapshotId: number): RefreshMark[] {
      return atOnce(() => readMarks(db, snapshotId));
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
