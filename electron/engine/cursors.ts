/** Lists that are read page by page, each under a name that serves once. */
import { randomUUID } from 'node:crypto';
import { Fault } from '#contract/faults.ts';

/**
 * Lists left half read are the rule in a tree. A domain controller keeps ten unfinished paged searches a connection and
 * drops the oldest beyond (MaxResultSetsPerConn, [MS-ADTS] 3.1.1.3.4.6): below that, ours is the one that decides.
 */
const keep = 8;

interface Held<T> {
  readonly pages: AsyncIterator<T[]>;
  readonly abort: AbortController;
}

export class Cursors<T> {
  readonly #held = new Map<string, Held<T>>();

  has(cursor: string): boolean {
    return this.#held.has(cursor);
  }

  /** The first page of a new list. */
  start(pages: (signal: AbortSignal) => AsyncIterable<T[]>): Promise<{ rows: T[]; cursor: string | null }> {
    const abort = new AbortController();
    return this.#page({ pages: pages(abort.signal)[Symbol.asyncIterator](), abort });
  }

  /** The page after the one that came with `cursor`; null instead of a cursor when there is none after it. */
  async next(cursor: string): Promise<{ rows: T[]; cursor: string | null }> {
    const held = this.#held.get(cursor);
    if (!held) throw new Fault('object.notFound', { name: cursor });
    this.#held.delete(cursor);
    return this.#page(held);
  }

  close(): void {
    for (const { abort } of this.#held.values()) abort.abort();
    this.#held.clear();
  }

  async #page(held: Held<T>): Promise<{ rows: T[]; cursor: string | null }> {
    const page = await held.pages.next();
    if (page.done) return { rows: [], cursor: null };
    const cursor = randomUUID();
    this.#held.set(cursor, held);
    const [oldest] = this.#held;
    if (this.#held.size > keep && oldest) {
      this.#held.delete(oldest[0]);
      oldest[1].abort.abort();
    }
    return { rows: page.value, cursor };
  }
}
