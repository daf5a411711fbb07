/** Lists that are read page by page, each under a name that serves once. */
import { randomUUID } from 'node:crypto';
import { Fault } from '#contract/faults.ts';

/**
 * Lists left half read are the rule in a tree. A domain controller keeps ten unfinished paged searches a connection and
 * drops the oldest beyond (MaxResultSetsPerConn, [MS-ADTS] 3.1.1.3.4.6): below that, ours is the one that decides.
 */
const keep = 8;

interface Held {
  /** Of which list; rows of one are never given for another. */
  readonly list: string;
  readonly pages: AsyncIterator<unknown[]>;
  readonly abort: AbortController;
}

export class Cursors {
  readonly #held = new Map<string, Held>();

  has(list: string, cursor: string): boolean {
    return this.#held.get(cursor)?.list === list;
  }

  /** The first page of a new list. */
  start<T>(
    list: string,
    pages: (signal: AbortSignal) => AsyncIterable<T[]>,
  ): Promise<{ rows: T[]; cursor: string | null }> {
    const abort = new AbortController();
    return this.#page<T>({ list, pages: pages(abort.signal)[Symbol.asyncIterator](), abort });
  }

  /** The page after the one that came with `cursor`; null instead of a cursor when there is none after it. */
  async next<T>(cursor: string): Promise<{ rows: T[]; cursor: string | null }> {
    const held = this.#held.get(cursor);
    if (!held) throw new Fault('object.notFound', { name: cursor });
    this.#held.delete(cursor);
    return this.#page<T>(held);
  }

  close(): void {
    for (const { abort } of this.#held.values()) abort.abort();
    this.#held.clear();
  }

  async #page<T>(held: Held): Promise<{ rows: T[]; cursor: string | null }> {
    const page = await held.pages.next();
    if (page.done) return { rows: [], cursor: null };
    const cursor = randomUUID();
    this.#held.set(cursor, held);
    const [oldest] = this.#held;
    if (this.#held.size > keep && oldest) {
      this.#held.delete(oldest[0]);
      oldest[1].abort.abort();
    }
    // The rows of the list that `held.list` names: only who started it knows that name.
    return { rows: page.value as T[], cursor };
  }
}
