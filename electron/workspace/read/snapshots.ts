import { Fault } from '#contract/faults.ts';
import type { Database } from '../sqlite.ts';
import { SnapshotReader } from './snapshot.ts';

/** Snapshots whose columns stay in memory: at most 100 MB each at a million objects. */
const keptSnapshots = 6;

/** The snapshots of one connection, those last used at hand. */
export class Snapshots {
  readonly #db: Database;
  readonly #kept = new Map<number, SnapshotReader>();

  constructor(db: Database) {
    this.#db = db;
  }

  /** Null for one that holds no directory objects. Throws `snapshot.notFound` for one that is not complete or gone. */
  get(snapshotId: number): SnapshotReader | null {
    const reader = this.#find(snapshotId);
    if (reader === undefined || reader?.facts.complete === false)
      throw new Fault('snapshot.notFound', { id: snapshotId });
    return reader;
  }

  /** As `get`, and what has arrived of one that is being written, as far as it can be looked at. */
  browsable(snapshotId: number): SnapshotReader | null {
    const reader = this.#find(snapshotId);
    if (reader === undefined) throw new Fault('snapshot.notFound', { id: snapshotId });
    return reader;
  }

  /** As `get`, for what only a snapshot with objects can answer. */
  withObjects(snapshotId: number, objectId: number): SnapshotReader {
    const reader = this.get(snapshotId);
    if (!reader) throw new Fault('object.notFound', { name: `${snapshotId}/${objectId}` });
    return reader;
  }

  /** As `browsable`, for what only a snapshot with objects can answer. */
  browsableObject(snapshotId: number, objectId: number): SnapshotReader {
    const reader = this.browsable(snapshotId);
    if (!reader) throw new Fault('object.notFound', { name: `${snapshotId}/${objectId}` });
    return reader;
  }

  /** Undefined: there is no such snapshot, or nothing of it to be looked at. */
  #find(snapshotId: number): SnapshotReader | null | undefined {
    const row = this.#db
      .prepare(
        `SELECT s.read_at, s.has_objects, s.complete, s.browsable, s.base_id, b.read_at AS base_read_at
         FROM snapshot s LEFT JOIN snapshot b ON b.id = s.base_id AND b.complete = 1 AND b.has_objects = 1
         WHERE s.id = ? AND (s.complete = 1 OR s.browsable > 0)`,
      )
      .get(snapshotId);
    const kept = this.#kept.get(snapshotId);
    this.#kept.delete(snapshotId);
    if (!row) {
      this.#db.forget(`s${snapshotId}_`);
      return undefined;
    }
    if (row['has_objects'] !== 1) return null;
    const complete = row['complete'] === 1;
    const browsable = Number(row['browsable']);
    const isCurrent =
      kept && kept.facts.complete === complete && (complete || kept.facts.browsable === browsable);
    const base =
      row['base_id'] === null ? null : { id: Number(row['base_id']), readAt: String(row['base_read_at']) };
    const reader = isCurrent
      ? kept
      : new SnapshotReader(this.#db, {
          id: snapshotId,
          readAt: String(row['read_at']),
          complete,
          browsable,
          base,
        });
    if (base && row['base_read_at'] === null) throw reader.damaged(`base ${base.id}`);
    this.#kept.set(snapshotId, reader);
    if (this.#kept.size > keptSnapshots) this.#kept.delete(this.#kept.keys().next().value!);
    return reader;
  }
}
