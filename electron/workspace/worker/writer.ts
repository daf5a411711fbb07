/** The writer's thread: it holds the lock and the one connection that writes. */
import { basename } from 'node:path';
import { Fault } from '#contract/faults.ts';
import { sourceKindSchema } from '#contract/shapes.ts';
import type { Snapshot } from '#contract/shapes.ts';
import type { Arriving } from '#contract/snapshotState.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import type { TargetKind } from '#domain/migration/codes.ts';
import type { EstateFacts } from '#domain/estate/facts.ts';
import type { PackedPage } from '#packed/page.ts';
import type { NewSource, RefreshMark } from '../api.ts';
import {
  dropSnapshot,
  dropSource,
  flipComplete,
  insertRefresh,
  insertSnapshot,
  readSnapshot,
} from '../catalogue.ts';
import { addDeleted, beginDeleted } from '../deleted.ts';
import { writeEstate } from '../estate.ts';
import { openToWrite } from '../file.ts';
import { acquireLock } from '../lock.ts';
import { type AuditChange, writeAuditChange } from '../audit/kept.ts';
import type { Lock } from '../lock.ts';
import { draftStore } from '../draft/store.ts';
import { writeMark } from '../marks.ts';
import { type KeptKind, putMapping, removeMapping } from '../mapping/kept.ts';
import { type Planning, writePlanning } from '../planning.ts';
import { Snapshots } from '../read/snapshots.ts';
import { reviewStore } from '../review/store.ts';
import { SnapshotBuilder } from '../snapshot/builder.ts';
import type { SnapshotPhase } from '../snapshot/builder.ts';
import { SnapshotRefresher } from '../snapshot/refresh.ts';
import { faultOf } from '../sqlite.ts';
import type { Database } from '../sqlite.ts';
import { Helping } from './helping.ts';
import type { WorkerData } from './roles.ts';

export type OnProgress = (id: number, phase: SnapshotPhase, done: number, total: number | null) => void;
export type WriterMethods = ReturnType<typeof writerMethods>;

export function writerMethods(data: WorkerData, progress: (id: number, ...values: unknown[]) => void) {
  let lock: Lock | null = null;
  let db: Database | null = null;
  const helping = new Helping(data);
  const builders = new Map<number, SnapshotBuilder>();
  const refreshers = new Map<number, SnapshotRefresher>();

  const isWriting = (): boolean => builders.size + refreshers.size > 0;
  const open = (): Database => {
    if (!db) throw new Fault('engine.stopped', {});
    return db;
  };
  const builderOf = (snapshotId: number): SnapshotBuilder => {
    const builder = builders.get(snapshotId);
    if (!builder) throw new Fault('snapshot.notFound', { id: snapshotId });
    return builder;
  };
  const refresherOf = (snapshotId: number): SnapshotRefresher => {
    const refresher = refreshers.get(snapshotId);
    if (!refresher) throw new Fault('snapshot.notFound', { id: snapshotId });
    return refresher;
  };
  /** What is being written under the number, from nothing or from an older snapshot. */
  const draftOf = (snapshotId: number) => refreshers.get(snapshotId) ?? builderOf(snapshotId);
  const forget = (snapshotId: number): void => {
    (refreshers.get(snapshotId) ?? builders.get(snapshotId))?.cancel();
    refreshers.delete(snapshotId);
    builders.delete(snapshotId);
  };
  const abandon = (snapshotId: number): void => {
    forget(snapshotId);
    dropSnapshot(open(), snapshotId);
    void helping.letGo(isWriting);
  };

  return {
    /** False: another process has the workspace; nothing was opened. */
    open(): boolean {
      try {
        lock = acquireLock(data.path);
      } catch (error) {
        // What lies at the lock's path is not ours to judge the workspace by.
        const { message } = error as Error;
        throw new Fault(
          'workspace.notWritable',
          { name: basename(data.path), detail: message },
          { cause: error },
        );
      }
      if (!lock) return false;
      try {
        db = openToWrite(data.path, data.maxPages === undefined ? {} : { maxPages: data.maxPages });
      } catch (error) {
        lock.release();
        lock = null;
        throw error;
      }
      return true;
    },

    begin(source: NewSource, readAt: string): number {
      const snapshotId = insertSnapshot(open(), source, readAt);
      builders.set(snapshotId, new SnapshotBuilder(open(), snapshotId, helping));
      return snapshotId;
    },

    beginRefresh(fromId: number, readAt: string): number {
      const from = new Snapshots(open()).get(fromId);
      if (!from) throw new Fault('snapshot.notFound', { id: fromId });
      const snapshotId = insertRefresh(open(), fromId, readAt);
      refreshers.set(snapshotId, new SnapshotRefresher(open(), snapshotId, readAt, from, helping));
      return snapshotId;
    },

    put(snapshotId: number, page: PackedPage): void {
      refresherOf(snapshotId).add(page);
    },

    remove(snapshotId: number, names: readonly string[]): void {
      refresherOf(snapshotId).remove(names);
    },

    /** Pages of one stream have one numbering of attributes; a snapshot may be made of several. */
    add(snapshotId: number, page: PackedPage, stream: number): void {
      builderOf(snapshotId).add(page, stream);
      helping.wrote(page.bytes.length, open());
    },

    part(snapshotId: number, step: 'begin' | 'again' | 'end'): void {
      const builder = builderOf(snapshotId);
      if (step === 'begin') builder.beginPart();
      else if (step === 'again') builder.again();
      else builder.endPart();
    },

    arriving(): Arriving[] {
      return open()
        .prepare(
          `SELECT n.id, n.browsable, s.name, s.kind FROM snapshot n JOIN source s ON s.id = n.source_id
           WHERE n.complete = 0 AND n.browsable > 0 ORDER BY n.id`,
        )
        .all()
        .flatMap(({ id, browsable, name, kind }) => {
          const builder = builders.get(Number(id));
          const sourceKind = sourceKindSchema.safeParse(kind);
          if (!builder || !sourceKind.success) return [];
          return {
            snapshotId: Number(id),
            sourceName: String(name),
            sourceKind: sourceKind.data,
            browsable: Number(browsable),
            received: builder.received,
          };
        });
    },

    setMark(snapshotId: number, mark: RefreshMark): void {
      draftOf(snapshotId);
      writeMark(open(), snapshotId, mark);
    },

    beginDeleted(snapshotId: number, container: string): void {
      draftOf(snapshotId);
      beginDeleted(open(), snapshotId, container);
    },

    addDeleted(snapshotId: number, container: string, entries: readonly DirectoryEntry[]): void {
      draftOf(snapshotId);
      addDeleted(open(), snapshotId, container, entries);
    },

    setEstate(snapshotId: number, facts: EstateFacts): void {
      builderOf(snapshotId);
      writeEstate(open(), snapshotId, facts);
    },

    setDocument(snapshotId: number, name: string, text: string): void {
      builderOf(snapshotId);
      open()
        .prepare('REPLACE INTO document (snapshot_id, name, body) VALUES (?, ?, ?)')
        .run(snapshotId, name, text);
    },

    addMissing(snapshotId: number, where: string, code: string, attribute?: string): void {
      draftOf(snapshotId);
      open()
        .prepare('INSERT INTO missing (snapshot_id, place, attribute, code) VALUES (?, ?, ?, ?)')
        .run(snapshotId, where, attribute ?? null, code);
    },

    async complete(snapshotId: number, request?: number): Promise<Snapshot> {
      await draftOf(snapshotId).complete(
        (phase, done, total) => progress(request!, phase, done, total),
        (objects) => flipComplete(open(), snapshotId, objects),
      );
      builders.delete(snapshotId);
      refreshers.delete(snapshotId);
      // Moves what the last step wrote into the file, while the snapshot is looked at already.
      helping.copyBack(open());
      void helping.letGo(isWriting);
      return readSnapshot(open(), snapshotId);
    },

    abandon(snapshotId: number): void {
      if (builders.has(snapshotId) || refreshers.has(snapshotId)) abandon(snapshotId);
    },

    setPlanning(sourceId: number, kind: TargetKind, planning: Planning): void {
      writePlanning(open(), sourceId, kind, planning);
    },

    changeAudit(change: AuditChange): void {
      writeAuditChange(open(), change);
    },

    putMapping(kind: KeptKind, key: string, body: unknown): void {
      putMapping(open(), kind, key, body);
    },

    removeMapping(kind: KeptKind, key: string): void {
      removeMapping(open(), kind, key);
    },

    ...reviewStore(open),

    ...draftStore(open),

    removeSource(sourceId: number): void {
      const under = open()
        .prepare('SELECT id FROM snapshot WHERE source_id = ? AND complete = 0')
        .all(sourceId) as { id: number }[];
      for (const { id } of under) forget(id);
      dropSource(open(), sourceId);
    },

    async close(): Promise<void> {
      await helping.letGo(() => false);
      try {
        if (db) {
          for (const snapshotId of [...builders.keys(), ...refreshers.keys()]) abandon(snapshotId);
          db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
        }
      } catch (error) {
        // What could not be dropped now is dropped at the next opening.
        if (faultOf(error, data.path).code === 'internal') throw error;
      } finally {
        db?.close();
        db = null;
        lock?.release();
        lock = null;
      }
    },
  };
}
