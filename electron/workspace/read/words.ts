/** The words of a snapshot's objects in memory, made when they are first asked for. */
import { searchWords } from '../snapshot/searchText.ts';
import { Database } from '../sqlite.ts';
import type { SnapshotReader } from './snapshot.ts';

class Words {
  readonly #db = new Database(':memory:', 'write');

  constructor(snapshot: SnapshotReader) {
    this.#db.exec(
      `CREATE VIRTUAL TABLE words USING fts5(text, content='', columnsize=0, detail=none, tokenize='ascii')`,
    );
    const insert = this.#db.prepare('INSERT INTO words (rowid, text) VALUES (?, ?)');
    for (const id of snapshot.column('names'))
      if (snapshot.has(id)) insert.run(id, searchWords(snapshot.row(id)));
  }

  match(expression: string): number[] {
    return this.#db
      .prepare('SELECT rowid FROM words WHERE words MATCH ?')
      .all(expression)
      .map(({ rowid }) => rowid as number);
  }
}

const kept = new WeakMap<SnapshotReader, Words>();

export function wordsOf(snapshot: SnapshotReader): Words {
  let words = kept.get(snapshot);
  if (!words) kept.set(snapshot, (words = new Words(snapshot)));
  return words;
}
