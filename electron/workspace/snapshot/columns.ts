/**
 * Whole columns of 32-bit numbers, little-endian as all our platforms are. By object id:
 * `parent` (0 = none, -1 = id 0 itself), `kind` (schema/kinds.ts), `primaryGroup` (RID, 0 = none), `nameRank` (place
 * in the order of names), `place` (place in `tree`), `first` and `count` (its children are `tree[first … first+count-1]`;
 * those of id 0 are the objects without a parent). By place: `tree` and `names` (object ids).
 */
import type { Database } from '../sqlite.ts';
import { tableOf } from '../schema/snapshot.ts';

export const columnNames = [
  'parent',
  'kind',
  'primaryGroup',
  'nameRank',
  'place',
  'first',
  'count',
  'tree',
  'names',
] as const;
export type ColumnName = (typeof columnNames)[number];
export type Columns = Readonly<Record<ColumnName, Int32Array>>;

/** Numbers in one row of the table: 256 KiB. */
const partLength = 65_536;

export function writeColumn(db: Database, snapshotId: number, name: ColumnName, values: Int32Array): void {
  const insert = db.prepare(
    `INSERT INTO ${tableOf(snapshotId, 'columns')} (name, part, packed) VALUES (?, ?, ?)`,
  );
  for (let part = 0; part * partLength < values.length; part++) {
    const slice = values.subarray(part * partLength, (part + 1) * partLength);
    insert.run(name, part, new Uint8Array(slice.buffer, slice.byteOffset, slice.byteLength));
  }
}

/** A column that ends in the middle of a number. */
export class ColumnError extends Error {
  constructor(name: ColumnName) {
    super(`column ${name}`);
    this.name = 'ColumnError';
  }
}

/** The whole column; empty when it is not there. Throws `ColumnError`. */
export function readColumn(db: Database, snapshotId: number, name: ColumnName): Int32Array {
  const rows = db
    .prepare(`SELECT packed FROM ${tableOf(snapshotId, 'columns')} WHERE name = ? ORDER BY part`)
    .all(name) as { packed: Uint8Array }[];
  const bytes = new Uint8Array(rows.reduce((sum, row) => sum + row.packed.length, 0));
  let at = 0;
  for (const { packed } of rows) {
    bytes.set(packed, at);
    at += packed.length;
  }
  if (bytes.length % 4 !== 0) throw new ColumnError(name);
  return new Int32Array(bytes.buffer);
}

/** A 32-bit column that grows as ids are given; unset = 0. */
export class GrowingColumn {
  #values = new Int32Array(1024);

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
  first(length: number): Int32Array {
    if (length > this.#values.length) this.set(length - 1, 0);
    return this.#values.subarray(0, length);
  }
}
