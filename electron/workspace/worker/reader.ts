/** A reader's thread: lists, objects, sources. Every call is one short read; nothing waits for the writer. */
import type { ObjectList, UserMatch } from '#contract/index.ts';
import type { ValuesRow } from '#contract/queries.ts';
import type { Page, Source } from '#contract/shapes.ts';
import type { DirectoryEntry, ObjectRow } from '#domain/directory/object.ts';
import type { TargetKind } from '#domain/migration/codes.ts';
import type { EstateFacts } from '#domain/estate/facts.ts';
import type { FindRequest, RefreshMark } from '../api.ts';
import type { DescriptorTable } from '../answers.ts';
import { newestSnapshots, readSources } from '../catalogue.ts';
import { type DeletedObjects, readDeleted } from '../deleted.ts';
import { readEstate } from '../estate.ts';
import { openToRead } from '../file.ts';
import { readKeptFrom, readMarks } from '../marks.ts';
import type { Draft } from '#domain/draft/change.ts';
import { type AuditKept, readAuditKept } from '../audit/kept.ts';
import { readDrafts } from '../draft/store.ts';
import { type MappingKept, readMappingKept } from '../mapping/kept.ts';
import { type Planning, readPlanning } from '../planning.ts';
import { Queries } from '../query/queries.ts';
import { valueRows } from '../query/values.ts';
import { readDescriptors } from '../read/descriptors.ts';
import { Lists } from '../read/lists.ts';
import { Snapshots } from '../read/snapshots.ts';
import { findUsers } from '../search/findUsers.ts';
import { Searches } from '../search/searches.ts';
import type { Database } from '../sqlite.ts';
import type { WorkerData } from './roles.ts';

export type ReaderMethods = ReturnType<typeof readerMethods>;

export function readerMethods(data: WorkerData, progress: (id: number, ...values: unknown[]) => void) {
  const db: Database = openToRead(data.path, data.immutable ? 'immutable' : 'read');
  const snapshots = new Snapshots(db);
  const searches = new Searches(db);
  const lists = new Lists(searches);
  const queries = new Queries(db, snapshots, searches, (snapshot, list) => lists.ids(snapshot, list));
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
        const { total, ids } = lists.page(snapshot, list, page);
        return { total, rows: snapshot.rows(ids) };
      });
    },

    /** A page of a query's list or of a sorted one, computed in slices; `ticket` is what `cancel` names. */
    async query(
      list: ObjectList,
      page: Page,
      ticket: number,
      request?: number,
    ): Promise<{ total: number; rows: ObjectRow[] }> {
      const ids = await queries.ids(list, ticket, (step) => progress(request!, step));
      return atOnce(() => {
        const wanted = ids.subarray(page.offset, page.offset + page.limit);
        return { total: ids.length, rows: snapshots.get(list.snapshotId)?.rows(wanted) ?? [] };
      });
    },

    cancel(ticket: number): void {
      queries.cancel(ticket);
    },

    find(
      snapshotId: number,
      request: FindRequest,
      ticket: number,
    ): Promise<{ entries: (DirectoryEntry & { readonly id: number })[]; more: boolean }> {
      return queries.find(snapshotId, request, ticket);
    },

    values(snapshotId: number, objectIds: readonly number[], attributes: readonly string[]): ValuesRow[] {
      return atOnce(() => {
        const snapshot = snapshots.get(snapshotId);
        return snapshot ? valueRows(snapshot, objectIds, attributes) : [];
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

    deleted(snapshotId: number): DeletedObjects[] {
      return atOnce(() => (snapshots.get(snapshotId) ? readDeleted(db, snapshotId) : []));
    },

    planning(sourceId: number, kind: TargetKind): Planning {
      return atOnce(() => readPlanning(db, sourceId, kind));
    },

    auditKept(): AuditKept {
      return atOnce(() => readAuditKept(db));
    },

    drafts(): Draft[] {
      return atOnce(() => readDrafts(db));
    },

    mappingKept(): MappingKept {
      return atOnce(() => readMappingKept(db));
    },

    keptFrom(snapshotId: number): string | null {
      return atOnce(() => readKeptFrom(db, snapshotId));
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
      return atOnce(() => findUsers(db, snapshots, searches, text));
    },

    close(): void {
      db.close();
    },
  };
}
