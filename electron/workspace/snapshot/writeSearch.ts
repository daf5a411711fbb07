import { buildSearch, joinGrams, layTexts, sharesOf, writeGrams, writeTexts } from '../search/build.ts';
import type { BuiltGrams, SearchInput, SearchPart, WriteSearch } from '../search/build.ts';
import { buildGrams, gramLimits } from '../search/grams.ts';
import type { GramLimits, GramShare, SearchProgress, TextArena } from '../search/grams.ts';
import { ListSink } from '../search/lists.ts';
import type { TextSource } from '../search/texts.ts';
import { triplesOf } from '../search/triples.ts';
import type { Triples } from '../search/triples.ts';
import { tableOf } from '../schema/snapshot.ts';
import type { Database } from '../sqlite.ts';

export type OnText = (phase: 'text', done: number, total: number | null) => void;

/** Another thread that makes a share of the grams meanwhile. */
export interface GramHelp {
  grams(arena: TextArena, triples: Triples, limits: GramLimits, share: GramShare): Promise<BuiltGrams>;
}

/** With fewer objects a thread's start takes longer than it saves. */
const manyObjects = 20_000;
/** Of the grams: the helper begins before what is left of the columns has been written. */
const partOfHelper = 0.55;
/** Places of grams that each of two threads sorts at a time. */
const placesOfTwo = 1 << 23;

/**
 * Writes a snapshot's search, some of it in each transaction; `turn` lets other work of the thread in between. `meanwhile` is the
 * caller's own work, done while the helper is at its share.
 */
export async function writeSearch(
  db: Database,
  snapshotId: number,
  input: SearchInput,
  onText: OnText,
  turn: () => Promise<void>,
  help: GramHelp | null,
  meanwhile: () => Promise<void>,
): Promise<void> {
  const count = input.names.length;
  const write = searchWriter(db, snapshotId);
  const run = runSteps(db, count, onText, turn);
  if (!help || count < manyObjects) {
    await meanwhile();
    onText('text', 0, count);
    return run(buildSearch(input, write));
  }
  const arena = await run(layTexts(input));
  const triples = triplesOf(arena.text);
  const limits = { ...gramLimits(count), places: Math.max(placesOfTwo, 4 * count) };
  const [others, own] = sharesOf(triples, partOfHelper);
  const first = help.grams(arena, triples, limits, others);
  // Its failure is told where it is waited for, should anything fail before.
  first.catch(() => undefined);
  await meanwhile();
  onText('text', 0, count);
  await run(writeTexts(write, arena));
  const lists = new ListSink(count);
  const nodes = await run(buildGrams(arena, triples, lists, limits, own));
  await run(writeGrams(write, joinGrams(await first, { nodes, lists: lists.chunks() })));
}

/** Writes parts into the table. */
export function searchWriter(db: Database, snapshotId: number): WriteSearch {
  const insert = db.prepare(
    `INSERT INTO ${tableOf(snapshotId, 'search')} (name, part, packed) VALUES (?, ?, ?)`,
  );
  return (name, part, bytes) => insert.run(name, part, bytes);
}

/** Goes through steps, each in a transaction; `turn` lets other work of the thread in between. */
export function runSteps(db: Database, count: number, onText: OnText, turn: () => Promise<void>) {
  return async <T>(steps: Generator<SearchProgress, T>): Promise<T> => {
    for (;;) {
      const step = db.transaction(() => steps.next());
      if (step.done) return step.value;
      onText('text', Math.floor((count * step.value.done) / (step.value.total || 1)), count);
      await turn();
    }
  };
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

/** All of one part of a search. */
export function partsOf(db: Database, snapshotId: number, name: SearchPart): Uint8Array<ArrayBuffer> {
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
