/** The search of a refresh: the older one's as it stands, or with what changed put in, or made anew. */
import { layTexts, searchParts, writeGrams, writeTexts } from '../search/build.ts';
import { patchGrams } from '../search/patch.ts';
import { SearchDamage } from '../search/lists.ts';
import type { SearchInput } from '../search/build.ts';
import { tableOf } from '../schema/snapshot.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import type { Database } from '../sqlite.ts';
import { partsOf, runSteps, searchWriter, writeSearch } from './writeSearch.ts';
import type { GramHelp, OnText } from './writeSearch.ts';

/** So many objects may have another text, and such a share of all, before the search is made anew. */
const fewNew = 256;
const shareOfNew = 1 / 32;

/** `isSame` says whether an object's searched text is that which the older snapshot `from` has. */
export async function writeRefreshedSearch(
  db: Database,
  snapshotId: number,
  from: SnapshotReader,
  isSame: (id: number) => boolean,
  input: SearchInput,
  onText: OnText,
  turn: () => Promise<void>,
  help: GramHelp | null,
): Promise<void> {
  const count = input.names.length;
  const { rankNow, newRanks } = ranksOf(from.column('names'), input.names, isSame);
  if (newRanks.length > Math.max(fewNew, count * shareOfNew))
    return writeSearch(db, snapshotId, input, onText, turn, help, async () => undefined);
  onText('text', 0, count);
  if (newRanks.length === 0 && rankNow.length === count) {
    const insert = db.prepare(
      `INSERT INTO ${tableOf(snapshotId, 'search')} (name, part, packed)
       SELECT name, part, packed FROM ${tableOf(from.id, 'search')} WHERE name = ?`,
    );
    for (const name of searchParts) {
      db.transaction(() => insert.run(name));
      await turn();
    }
    return;
  }
  const write = searchWriter(db, snapshotId);
  const run = runSteps(db, count, onText, turn);
  const arena = await run(layTexts(input));
  await run(writeTexts(write, arena));
  const { buffer } = partsOf(db, from.id, 'nodes');
  const older = { nodes: new Int32Array(buffer), lists: partsOf(db, from.id, 'lists'), rankNow };
  try {
    await run(writeGrams(write, await run(patchGrams(older, arena, newRanks))));
  } catch (error) {
    throw error instanceof SearchDamage ? from.damaged(error.message) : error;
  }
}

/** What became of the older ranks, rising, -1 = nothing; and the ranks that are new. */
function ranksOf(
  before: Int32Array,
  names: Int32Array,
  isSame: (id: number) => boolean,
): { rankNow: Int32Array; newRanks: number[] } {
  const highest = names.reduce((most, id) => Math.max(most, id), 0);
  const rankOf = new Int32Array(highest + 1).fill(-1);
  for (let rank = 0; rank < names.length; rank++) rankOf[names[rank]!] = rank;
  const rankNow = new Int32Array(before.length).fill(-1);
  const newRanks: number[] = [];
  let last = -1;
  for (let rank = 0; rank < before.length; rank++) {
    const id = before[rank]!;
    const now = rankOf[id] ?? -1;
    if (now <= last || !isSame(id)) continue;
    for (let between = last + 1; between < now; between++) newRanks.push(between);
    rankNow[rank] = last = now;
  }
  for (let behind = last + 1; behind < names.length; behind++) newRanks.push(behind);
  return { rankNow, newRanks };
}
