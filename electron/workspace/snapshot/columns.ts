/**
 * Whole columns of 32-bit numbers, little-endian as all our platforms are. By object id, with gaps where an object was
 * taken back: `parent` (0 = none, -1 = no object, id 0 included), `kind` (schema/kinds.ts), `primaryGroup` (RID, 0 = none), `groupType` (0 = it tells none; absent in files that were
 * written before it was kept),
 * `nameRank` (place in the order of names), `place` (place in `tree`), `first` and `count` (its children are
 * `tree[first … first+count-1]`; those of id 0 are the objects without a parent), `sidDomain` and `rid` (snapshot/sids.ts),
 * `dnHash` (by snapshot/dnHash.ts; of id 0 the seed), `memberFirst` (its members are `member[memberFirst[id] …
 * memberFirst[id+1]-1]`). By place: `tree` and `names` (object ids), `member` (ids in rising order; negative = a row of
 * `reference`), `guidOrder` and `dnOrder` (ids in the order of GUIDs' bytes and of names' hashes).
 * And of bytes: `guid` (16 a number, zeros = none), `sidDomains` (JSON), `digest` (two numbers an object: snapshot/digest.ts; of id 0 the seed).
 */
import type { Database } from '../sqlite.ts';
import { tableOf } from '../schema/snapshot.ts';

export const columnNames = [
  'parent',
  'kind',
  'primaryGroup',
  'groupType',
  'nameRank',
  'place',
  'first',
  'count',
  'tree',
  'names',
  'sidDomain',
  'rid',
  'dnHash',
  'dnOrder',
  'guidOrder',
  'memberFirst',
  'member',
] as const;
export type ColumnName = (typeof columnNames)[number];
export type Columns = Readonly<Record<ColumnName, Int32Array>>;
export type BytesName = 'guid' | 'sidDomains' | 'digest';

/** Bytes in one row of the table. */
const partBytes = 256 * 1024;

export function writeBytes(
  db: Database,
  snapshotId: number,
  name: ColumnName | BytesName,
  bytes: Uint8Array,
): void {
  const table = tableOf(snapshotId, 'columns');
  db.prepare(`DELETE FROM ${table} WHERE name = ?`).run(name);
  const insert = db.prepare(`INSERT INTO ${table} (name, part, packed) VALUES (?, ?, ?)`);
  for (let part = 0; part * partBytes < bytes.length; part++)
    insert.run(name, part, bytes.subarray(part * partBytes, (part + 1) * partBytes));
}

export function writeColumn(db: Database, snapshotId: number, name: ColumnName, values: Int32Array): void {
  writeBytes(db, snapshotId, name, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
}

/** A column that ends in the middle of a number. */
export class ColumnError extends Error {
  constructor(name: ColumnName) {
    super(`column ${name}`);
    this.name = 'ColumnError';
  }
}

/** All of it; empty when it is not there. */
export function readBytes(
  db: Database,
  snapshotId: number,
  name: ColumnName | BytesName,
): Uint8Array<ArrayBuffer> {
  const rows = db
    .prepare(`SELECT packed FROM ${tableOf(snapshotId, 'columns')} WHERE name = ? ORDER BY part`)
    .all(name) as { packed: Uint8Array }[];
  const bytes = new Uint8Array(rows.reduce((sum, row) => sum + row.packed.length, 0));
  let at = 0;
  for (const { packed } of rows) {
    bytes.set(packed, at);
    at += packed.length;
  }
  return bytes;
}

/** The whole column; empty when it is not there. Throws `ColumnError`. */
export function readColumn(db: Database, snapshotId: number, name: ColumnName): Int32Array<ArrayBuffer> {
  const bytes = readBytes(db, snapshotId, name);
  if (bytes.length % 4 !== 0) throw new ColumnError(name);
  return new Int32Array(bytes.buffer);
}

/** The seed of the digests that the file's snapshots have in common; null where none has any. */
export function readDigestSeed(db: Database): number | null {
  const snapshots = db
    .prepare(
      'SELECT id FROM snapshot WHERE complete = 1 AND has_objects = 1 AND base_id IS NULL ORDER BY id DESC',
    )
    .all() as { id: number }[];
  for (const { id } of snapshots) {
    const row = db
      .prepare(
        `SELECT substr(packed, 1, 4) AS seed FROM ${tableOf(id, 'columns')} WHERE name = 'digest' AND part = 0`,
      )
      .get();
    const seed = row?.['seed'];
    if (seed instanceof Uint8Array && seed.length === 4) return Buffer.from(seed).readInt32LE();
  }
  return null;
}

/** A 32-bit column that grows as ids are given; unset = 0. */
export class GrowingColumn {
  #values = new Int32Array(1024);

  /** At least as long as the highest number that was set. Another array after the next `set`. */
  get values(): Int32Array<ArrayBuffer> {
    return this.#values;
  }

  get(id: number): number {
    return this.#values[id] ?? 0;
  }

  set(id: number, value: number): void {
    if (id >= this.#values.length) {
      const grown = new Int32Array(Math.max(this.#values.length * 2, id + 1));
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[id] = value;
  }

  /** The first `length` values; shares memory. */
  first(length: number): Int32Array<ArrayBuffer> {
    if (length > this.#values.length) this.set(length - 1, 0);
    return this.#values.subarray(0, length);
  }
}
