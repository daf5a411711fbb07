import { Fault } from '#contract/faults.ts';
import type { Database } from '../sqlite.ts';
import { SnapshotReader } from './snapshot.ts';

/** Snapshots whose columns stay in memory: at most 36 MB each at a million objects. */
const keptSnapshots = 6;

/** The complete snapshots of one connection, those last used at hand. */
export class Snapshots {
  readonly #db: Database;
  readonly #kept = new Map<number, SnapshotReader>();

  constructor(db: Database) {
    this.#db = db;
  }

  /** Null for one that holds no directory objects. Throws `snapshot.notFound` for one that is not complete or gone. */
  get(snapshotId: number): SnapshotReader | null {
    const row = this.#db
      .prepare('SELECT read_at, has_objects FROM snapshot WHERE id = ? AND complete = 1')
      .get(snapshotId);
    const kept = this.#kept.get(snapshotId);
    this.#kept.delete(snapshotId);
    if (!row) {
      this.#db.forget(`s${snapshotId}_`);
      throw new Fault('snapshot.notFound', { id: snapshotId });
    }
    if (row['has_objects'] !== 1) return null;
    const reader = kept ?? new SnapshotReader(this.#db, snapshotId, String(row['read_at']));
    this.#kept.set(snapshotId, reader);
    if (this.#kept.size > keptSnapshots) this.#kept.delete(this.#kept.keys().next().value!);
    return reader;
  }

  /** As `get`, for what only a snapshot with objects can answer. */
  withObjects(snapshotId: number, objectId: number): SnapshotReader {
    const reader = this.get(snapshotId);
    if (!reader) throw new Fault('object.notFound', { name: `${snapshotId}/${objectId}` });
    return reader;
  }
}
