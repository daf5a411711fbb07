/** Sources and snapshots: what the file holds, beginning, completing and dropping. Runs on the thread of its connection. */
import { basename } from 'node:path';
import { z } from 'zod';
import { Fault } from '#contract/faults.ts';
import { sourceSchema } from '#contract/shapes.ts';
import type { Snapshot, Source } from '#contract/shapes.ts';
import type { NewSource } from './api.ts';
import { snapshotTables, tableOf } from './schema/snapshot.ts';
import type { Database } from './sqlite.ts';

interface SnapshotRow {
  readonly id: number;
  readonly source_id: number;
  readonly read_at: string;
  readonly object_count: number;
}

/** Sources that have a complete snapshot, oldest first; their complete snapshots in order of read time. Throws `workspace.damaged`. */
export function readSources(db: Database): Source[] {
  return db.transaction(() => {
    const sources = db
      .prepare('SELECT id, kind, name, origin, directory_id AS directoryId FROM source ORDER BY id')
      .all() as unknown as Omit<Source, 'snapshots'>[];
    const found = sources
      .map((source) => ({ ...source, snapshots: snapshotsOf(db, source.id) }))
      .filter((source) => source.snapshots.length > 0);
    const checked = z.array(sourceSchema).safeParse(found);
    if (!checked.success)
      throw new Fault('workspace.damaged', {
        name: basename(db.path),
        detail: checked.error.issues[0]!.path.join('.'),
      });
    return found;
  }, 'DEFERRED');
}

function snapshotsOf(db: Database, sourceId: number): Snapshot[] {
  const rows = db
    .prepare(
      'SELECT id, source_id, read_at, object_count FROM snapshot WHERE source_id = ? AND complete = 1 ORDER BY read_at, id',
    )
    .all(sourceId) as unknown as SnapshotRow[];
  return rows.map((row) => snapshotFrom(db, row));
}

/** Throws when there is no such row: only for snapshots just written. */
export function readSnapshot(db: Database, snapshotId: number): Snapshot {
  const row = db
    .prepare('SELECT id, source_id, read_at, object_count FROM snapshot WHERE id = ?')
    .get(snapshotId);
  return snapshotFrom(db, row as unknown as SnapshotRow);
}

function snapshotFrom(db: Database, row: SnapshotRow): Snapshot {
  const missing = db
    .prepare('SELECT place, attribute, code FROM missing WHERE snapshot_id = ? ORDER BY id')
    .all(row.id);
  return {
    id: row.id,
    sourceId: row.source_id,
    readAt: row.read_at,
    complete: true,
    objectCount: row.object_count,
    missing: missing.map(({ place, attribute, code }) => ({
      where: String(place),
      attribute: attribute === null ? null : String(attribute),
      code: String(code),
    })),
  };
}

/** A new snapshot of the source of the same kind, name and directory, which is made when it is not there. */
export function insertSnapshot(db: Database, source: NewSource, readAt: string): number {
  return db.transaction(() => {
    const found = db.number(
      `SELECT id FROM source WHERE kind = ? AND name = ? AND ifnull(directory_id, '') = ?`,
      source.kind,
      source.name,
      source.directoryId ?? '',
    );
    const sourceId =
      found ||
      db
        .prepare('INSERT INTO source (kind, name, origin, directory_id) VALUES (?, ?, ?, ?)')
        .run(source.kind, source.name, source.origin, source.directoryId).lastInsertRowid;
    return Number(
      db.prepare('INSERT INTO snapshot (source_id, read_at) VALUES (?, ?)').run(sourceId, readAt)
        .lastInsertRowid,
    );
  });
}

/** A new snapshot of the source that `fromId` is of, sharing the entries of `fromId`'s base; `fromId` is complete. */
export function insertRefresh(db: Database, fromId: number, readAt: string): number {
  return Number(
    db
      .prepare(
        `INSERT INTO snapshot (source_id, read_at, base_id)
         SELECT source_id, ?, ifnull(base_id, id) FROM snapshot WHERE id = ?`,
      )
      .run(readAt, fromId).lastInsertRowid,
  );
}

/** The one row whose flip makes a snapshot visible. */
export function flipComplete(db: Database, snapshotId: number, objects: number): void {
  db.prepare('UPDATE snapshot SET complete = 1, object_count = ?, browsable = 0 WHERE id = ?').run(
    objects,
    snapshotId,
  );
}

export function dropSnapshot(db: Database, snapshotId: number): void {
  db.forget(`s${snapshotId}_`);
  db.transaction(() => {
    for (const table of snapshotTables) db.exec(`DROP TABLE IF EXISTS ${tableOf(snapshotId, table)}`);
    db.prepare('DELETE FROM snapshot WHERE id = ?').run(snapshotId);
    db.exec('DELETE FROM source WHERE NOT EXISTS (SELECT 1 FROM snapshot WHERE source_id = source.id)');
  });
}

/** What an interrupted capture left. */
export function dropUnfinished(db: Database): void {
  const rows = db.prepare('SELECT id FROM snapshot WHERE complete = 0').all() as { id: number }[];
  for (const { id } of rows) dropSnapshot(db, id);
}

/** Hides a source at once, in one transaction with its tables. */
export function dropSource(db: Database, sourceId: number): void {
  const rows = db.prepare('SELECT id FROM snapshot WHERE source_id = ?').all(sourceId) as { id: number }[];
  db.transaction(() => {
    for (const { id } of rows) {
      db.forget(`s${id}_`);
      for (const table of snapshotTables) db.exec(`DROP TABLE IF EXISTS ${tableOf(id, table)}`);
    }
    db.prepare('DELETE FROM source WHERE id = ?').run(sourceId);
  });
}

/** A complete snapshot and the source it is of. */
export interface SourceSnapshot {
  readonly snapshotId: number;
  readonly sourceId: number;
  readonly readAt: string;
  readonly sourceName: string;
  readonly hasObjects: boolean;
}

/**
 * The newest complete snapshot of every source, oldest source first; with `instead`, that snapshot in the place of its
 * source's newest.
 */
export function newestSnapshots(db: Database, instead = 0): SourceSnapshot[] {
  const rows = db
    .prepare(
      `SELECT n.id AS snapshotId, s.id AS sourceId, n.read_at AS readAt, s.name AS sourceName, n.has_objects AS hasObjects
       FROM source s JOIN snapshot n ON n.id = (
         SELECT id FROM snapshot WHERE source_id = s.id AND complete = 1 ORDER BY id = ? DESC, read_at DESC, id DESC LIMIT 1
       ) ORDER BY s.id`,
    )
    .all(instead) as unknown as (Omit<SourceSnapshot, 'hasObjects'> & { hasObjects: number })[];
  return rows.map((row) => ({ ...row, hasObjects: row.hasObjects === 1 }));
}
