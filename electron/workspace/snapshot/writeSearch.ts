import { buildSearch } from '../search/build.ts';
import type { SearchInput, SearchPart } from '../search/build.ts';
import type { TextSource } from '../search/texts.ts';
import { tableOf } from '../schema/snapshot.ts';
import type { Database } from '../sqlite.ts';

export type OnText = (phase: 'text', done: number, total: number | null) => void;

/** Writes a snapshot's search, some of it in each transaction; `turn` lets other work of the thread in between. */
export async function writeSearch(
  db: Database,
  snapshotId: number,
  input: SearchInput,
  onText: OnText,
  turn: () => Promise<void>,
): Promise<void> {
  const count = input.names.length;
  const insert = db.prepare(
    `INSERT INTO ${tableOf(snapshotId, 'search')} (name, part, packed) VALUES (?, ?, ?)`,
  );
  const steps = buildSearch(input, (name, part, bytes) => insert.run(name, part, bytes));
  onText('text', 0, count);
  for (let isDone = false; !isDone;) {
    db.transaction(() => {
      const step = steps.next();
      isDone = step.done === true;
      if (step.value) onText('text', Math.floor((count * step.value.done) / (step.value.total || 1)), count);
    });
    await turn();
  }
}

/** The texts that a complete snapshot's search was made of, by object id; `rankOf` is its column `nameRank`. */
export function searchedTexts(db: Database, snapshotId: number, rankOf: Int32Array): TextSource {
  const text = partsOf(db, snapshotId, 'text');
  const bytes = partsOf(db, snapshotId, 'ends');
  const ends = new Uint32Array(bytes.buffer, 0, bytes.length >>> 2);
  const endOf = (rank: number) => Math.min(ends[rank] ?? 0, text.length);
  const startOf = (rank: number) => (rank > 0 ? endOf(rank - 1) : 0);
  const rank = (id: number) => rankOf[id] ?? -1;
  return {
    length: (id) => (rank(id) < 0 ? 0 : Math.max(0, endOf(rank(id)) - startOf(rank(id)))),
    copy: (id, into, at) => into.set(text.subarray(startOf(rank(id)), endOf(rank(id))), at),
  };
}

function partsOf(db: Database, snapshotId: number, name: SearchPart): Uint8Array<ArrayBuffer> {
  const table = tableOf(snapshotId, 'search');
  const whole = new Uint8Array(db.number(`SELECT sum(length(packed)) FROM ${table} WHERE name = ?`, name));
  let at = 0;
  for (const { packed } of db
    .prepare(`SELECT packed FROM ${table} WHERE name = ? ORDER BY part`)
    .iterate(name)) {
    whole.set(packed as Uint8Array, at);
    at += (packed as Uint8Array).length;
  }
  return whole;
}
