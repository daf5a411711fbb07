/** The ids of a list, whole and in order, so that a page is a slice of it. */
import type { ObjectList } from '#contract/index.ts';
import type { Page } from '#contract/shapes.ts';
import { kindCode } from '../schema/kinds.ts';
import type { Searches } from '../search/searches.ts';
import type { SnapshotReader } from './snapshot.ts';

const nothing = new Int32Array(0);

/** Lists that are kept: at most this many numbers in all (64 MB). */
const keptNumbers = 16 * 1024 * 1024;

/** Answers with the ids of a list; what had to be computed is kept, least recently used goes first. */
export class Lists {
  readonly #searches: Searches;
  readonly #kept = new Map<string, Int32Array>();
  #numbers = 0;

  constructor(searches: Searches) {
    this.#searches = searches;
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
        return this.#searches.of(snapshot).find(list.text).ids();
      case 'query':
        // Those take time, and have a home of their own: query/queries.ts.
        return nothing;
    }
  }

  /** How long the list is, and the ids on a page of it. */
  page(
    snapshot: SnapshotReader,
    list: ObjectList,
    { offset, limit }: Page,
  ): { readonly total: number; readonly ids: Int32Array } {
    if (list.of === 'search') {
      const hits = this.#searches.of(snapshot).find(list.text);
      return { total: hits.length, ids: hits.page(offset, limit) };
    }
    const ids = this.ids(snapshot, list);
    return { total: ids.length, ids: ids.subarray(offset, offset + limit) };
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
