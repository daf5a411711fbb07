/**
 * Passing over many stored entries. A row of its own for each costs more than looking into it, so SQLite joins the entries of a
 * block into one value: twice as fast (BENCHMARKS.md, "Workspace: filters").
 */
import type { SnapshotReader } from '../read/snapshot.ts';
import { tableOf } from '../schema/snapshot.ts';
import type { Database } from '../sqlite.ts';

/** Objects in one block: some hundred kilobytes, unless groups are large. */
export const blockSize = 2_000;

export type VisitPacked = (id: number, bytes: Uint8Array, at: number, end: number) => void;

/** Joined values of the rows of `from`: all bytes, and as text their ids and lengths. */
const joined = (from: string) =>
  `SELECT CAST(group_concat(packed, '') AS BLOB) AS bytes, group_concat(id) AS ids, group_concat(length(packed)) AS lengths FROM (${from})`;

function numbers(text: string): number[] {
  const found: number[] = [];
  let number = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x2c) {
      found.push(number);
      number = 0;
    } else number = number * 10 + code - 0x30;
  }
  found.push(number);
  return found;
}

/** A snapshot's own rows; of a refresh those it changed, and its base's others. */
function rowsWhere(snapshot: SnapshotReader, where: string): string {
  const { base } = snapshot.facts;
  const own = tableOf(snapshot.id, base ? 'overlay' : 'entry');
  const select = (table: string, more = '') => `SELECT id, packed FROM ${table} WHERE ${where}${more}`;
  if (!base) return select(own);
  return `${select(own)} UNION ALL ${select(tableOf(base.id, 'entry'), ` AND id NOT IN (SELECT id FROM ${own})`)}`;
}

function visitJoined(
  snapshot: SnapshotReader,
  row: Record<string, unknown> | undefined,
  take: (id: number) => boolean,
  visit: VisitPacked,
): void {
  if (!row || row['ids'] === null) return;
  const bytes = row['bytes'] as Uint8Array;
  const ids = numbers(row['ids'] as string);
  const lengths = numbers(row['lengths'] as string);
  let at = 0;
  ids.forEach((id, n) => {
    const end = at + lengths[n]!;
    if (take(id)) visit(id, bytes, at, end);
    at = end;
  });
  if (at !== bytes.length || ids.length !== lengths.length) throw snapshot.damaged('lengths of values');
}

/** Visits those of `ids`, which rise, that are objects of the snapshot. Order within a block is the file's. */
export function visitPacked(
  db: Database,
  snapshot: SnapshotReader,
  ids: Int32Array,
  visit: VisitPacked,
): void {
  const first = ids[0];
  if (first === undefined) return;
  const last = ids.at(-1)!;
  const { length } = ids;
  if (length * 3 > last - first) {
    // Most of the range is wanted: reading all of it is cheaper than finding each.
    const wanted = length === last - first + 1 ? null : new Set(ids);
    const row = db.prepare(joined(rowsWhere(snapshot, 'id BETWEEN ?1 AND ?2'))).get(first, last);
    visitJoined(snapshot, row, (id) => (wanted ? wanted.has(id) : true) && snapshot.has(id), visit);
    return;
  }
  const row = db
    .prepare(joined(rowsWhere(snapshot, 'id IN (SELECT value FROM json_each(?1))')))
    .get(`[${ids.join(',')}]`);
  visitJoined(snapshot, row, (id) => snapshot.has(id), visit);
}
