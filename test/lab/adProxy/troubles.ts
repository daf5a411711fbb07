/** What goes wrong on the way to the client, at a chosen search and after a chosen number of entries. */
import { malformed, type Malformation } from './malformed.ts';
import { done, isRootDse, op, writeEntry, writeResult, type Item, type Search } from './messages.ts';

export type What =
  /** This result instead of the rest of the answer: 3 time, 4 size, 11 admin limit, 51 busy, 52 unavailable … */
  | { readonly is: 'result'; readonly code: number; readonly text?: string }
  /** Notice of disconnection (RFC 4511, 4.4.1) with this code, then the end. */
  | { readonly is: 'notice'; readonly code: number }
  | { readonly is: 'cut'; readonly how: 'rst' | 'fin' }
  /** Nothing more for this search, ever; the connection stands. */
  | { readonly is: 'stall' }
  /** Every following entry takes so long. */
  | { readonly is: 'slow'; readonly milliseconds: number }
  /** Bytes that are no LDAP in the place of the next entry. */
  | { readonly is: 'malformed'; readonly how: Malformation };

export interface Trouble {
  readonly what: What;
  /** Which searches count; default all but the root DSE. */
  readonly where?: (search: Search) => boolean;
  /** The first of them to be hit, from 1 (default), and how many in a row (default 1, Infinity = for ever). */
  readonly from?: number;
  readonly times?: number;
  /** Entries of that answer that pass before it happens; default 0. An answer with fewer is not troubled. */
  readonly after?: number;
  /** For cuts: bytes of that answer that pass, instead of entries. */
  readonly afterBytes?: number;
}

/** What the session writes: an item of an answer, or something else altogether. */
export type Act =
  | Item
  | { readonly is: 'raw'; readonly bytes: Buffer }
  | { readonly is: 'cut'; readonly how: 'rst' | 'fin' }
  | { readonly is: 'cutAfterBytes'; readonly bytes: number; readonly how: 'rst' | 'fin' };

/** Counts searches for each trouble, over all connections. */
export class Troubles {
  readonly #seen = new WeakMap<Trouble, number>();
  /** How many troubles happened. */
  happened = 0;

  /** Those that hit this search. */
  choose(all: readonly Trouble[], search: Search): Trouble[] {
    return all.filter((trouble) => {
      if (isRootDse(search) || trouble.where?.(search) === false) return false;
      const count = (this.#seen.get(trouble) ?? 0) + 1;
      this.#seen.set(trouble, count);
      const from = trouble.from ?? 1;
      return count >= from && count < from + (trouble.times ?? 1);
    });
  }

  async *apply(
    id: number,
    chosen: readonly Trouble[],
    items: AsyncIterable<Item>,
    closed: Promise<void>,
  ): AsyncGenerator<Act, void> {
    for (const { what, afterBytes } of chosen)
      if (what.is === 'cut' && afterBytes !== undefined) {
        this.happened += 1;
        yield { is: 'cutAfterBytes', bytes: afterBytes, how: what.how };
      }
    let entries = 0;
    const counted = chosen.filter((trouble) => trouble.afterBytes === undefined);
    for await (const item of items) {
      for (const { what, after = 0 } of counted) {
        // It comes in the place of the next entry; or of the end, where the n-th was the last and an end can go wrong.
        const due = what.is === 'slow' ? entries >= after : entries === after;
        if (!due || (item.is !== 'entry' && (what.is === 'slow' || what.is === 'malformed'))) continue;
        if (item.is === 'reference') continue;
        this.happened += 1;
        if (what.is === 'slow') {
          await new Promise((resolve) => setTimeout(resolve, what.milliseconds));
        } else if (what.is === 'stall') {
          await closed;
          return;
        } else if (what.is === 'result') {
          yield done(what.code, what.text ?? '');
          return;
        } else if (what.is === 'notice') {
          const oid = Buffer.from('1.3.6.1.4.1.1466.20036');
          const name = Buffer.concat([Buffer.of(0x8a, oid.length), oid]);
          yield { is: 'raw', bytes: writeResult(0, op.extendedDone, done(what.code), [name]) };
          yield { is: 'cut', how: 'fin' };
          return;
        } else if (what.is === 'cut') {
          yield { is: 'cut', how: what.how };
          return;
        } else if (item.is === 'entry') {
          yield { is: 'raw', bytes: malformed(what.how, id, writeEntry(id, item)) };
        }
      }
      if (item.is === 'entry') entries += 1;
      yield item;
    }
  }
}
