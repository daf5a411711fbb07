/** The ids of a list, whole and in order, so that a page is a slice of it. */
import type { ObjectList } from '#contract/index.ts';
import { kindCode } from '../schema/kinds.ts';
import { searchQuery } from '../snapshot/searchText.ts';
import type { Database } from '../sqlite.ts';
import type { SnapshotReader } from './snapshot.ts';
import { wordsOf } from './words.ts';

const nothing = new Int32Array(0);

/** Lists that are kept: at most this many numbers in all (64 MB). */
const keptNumbers = 16 * 1024 * 1024;

/** Answers with the ids of a list; what had to be computed is kept, least recently used goes first. */
export class Lists {
  readonly #db: Database;
  readonly #kept = new Map<string, Int32Array>();
  #numbers = 0;

  constructor(db: Database) {
    this.#db = db;
  }

  ids(snapshot: SnapshotReader, list: ObjectList): Int32Array {
    switch (list.of) {
      case 'children':
        return children(snapshot, list.parentId ?? 0);
      case 'kind': {
        const codes = list.kinds.map((kind) => kindCode[kind]).sort((a, b) => a - b);
        return this.#keep(`${snapshot.id} kind ${codes.join(',')}`, () => ofKinds(snapshot, new Set(codes)));
      }
      case 'search':
        return this.#keep(`${snapshot.id} text ${list.text}`, () => search(this.#db, snapshot, list.text));
    }
  }

  #keep(key: string, compute: () => Int32Array): Int32Array {
    const ids = this.#kept.get(key) ?? compute();
    if (this.#kept.delete(key)) this.#numbers -= ids.length;
    this.#kept.set(key, ids);
    this.#numbers += ids.length;
    for (const [oldest, old] of this.#kept) {
      if (this.#numbers <= keptNumbers || oldest === key) break;
      this.#kept.delete(oldest);
      this.#numbers -= old.length;
    }
    return ids;
  }
}

function children(snapshot: SnapshotReader, parentId: number): Int32Array {
  if (parentId !== 0 && !snapshot.has(parentId)) return nothing;
  const first = snapshot.column('first')[parentId] ?? 0;
  return snapshot.column('tree').subarray(first, first + (snapshot.column('count')[parentId] ?? 0));
}

/** By name. */
function ofKinds(snapshot: SnapshotReader, codes: ReadonlySet<number>): Int32Array {
  const kinds = snapshot.column('kind');
  return snapshot.column('names').filter((id) => codes.has(kinds[id] ?? 0));
}

/** Ids that match an FTS5 expression, by name. */
export function matching(_db: Database, snapshot: SnapshotReader, expression: string): Int32Array {
  const rankOf = snapshot.column('nameRank');
  const names = snapshot.column('names');
  return Int32Array.from(wordsOf(snapshot).match(expression), (id) => rankOf[id]!)
    .sort()
    .map((rank) => names[rank]!);
}

/** What has the whole text as one of its values, then what has all its words; each by name. */
function search(db: Database, snapshot: SnapshotReader, text: string): Int32Array {
  const query = searchQuery(text);
  if (!query) return nothing;
  const exact = matching(db, snapshot, query.exact);
  const all = matching(db, snapshot, query.all);
  if (exact.length === 0) return all;
  const first = new Set(exact);
  const ids = new Int32Array(exact.length + all.length);
  ids.set(exact);
  let length = exact.length;
  for (const id of all) if (!first.has(id)) ids[length++] = id;
  return ids.subarray(0, length);
}
