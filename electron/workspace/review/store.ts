/** Reviews as rows: how they are begun, decided and signed. One connection writes; what happens to a review is one transaction. */
import { Fault } from '#contract/faults.ts';
import { mostItems } from '#domain/review/codes.ts';
import type { ReviewDecision, RowProblem } from '#domain/review/codes.ts';
import { isOpen, problemOf, stateOf } from '#domain/review/item.ts';
import type { ItemEvent, ItemSaid } from '#domain/review/item.ts';
import { isPerson } from '#domain/review/reviewer.ts';
import type { Database } from '../sqlite.ts';
import { itemOf, reviewerIn, reviewOf, saidOf } from './kept.ts';
import type { KeptReview } from './kept.ts';

export interface NewItem {
  readonly number: number;
  readonly reviewer: string;
  readonly body: string;
}
/** What changed of an item: for whoever holds the review in memory. */
export interface ItemChange {
  readonly number: number;
  readonly said: ItemSaid;
  readonly reviewer: string;
}
export interface Overtaken {
  readonly number: number;
  readonly state: ReturnType<typeof stateOf>;
  readonly by: string;
  readonly at: string;
  readonly said: number;
}
export interface Changed {
  readonly revision: number;
  readonly changes: readonly ItemChange[];
}
export interface Decided extends Changed {
  readonly refused: { readonly number: number; readonly code: RowProblem }[];
  /** Taken all the same. */
  readonly overtaken: Overtaken[];
  /** Not taken. */
  readonly left: Overtaken[];
}
export interface Deciding {
  readonly number: number;
  readonly seen: number | null;
  readonly decision: ReviewDecision | null;
  readonly reason: string;
}

/** A review that is being written has no body: nobody sees it. */
const unfinished = '';

/** Methods of the connection that writes reviews; `by` and `at` are the caller's. */
export function reviewStore(open: () => Database) {
  const writing = new Set<number>();
  const bodyOf = (id: number): KeptReview => {
    const review = reviewOf(open().prepare('SELECT body FROM review WHERE id = ?').get(id)?.['body']);
    if (!review) throw new Fault('review.notFound', { id });
    return review;
  };
  /** Of a review that may still be changed. */
  const openBody = (id: number): KeptReview => {
    const review = bodyOf(id);
    if (review.signOff) throw new Fault('review.signed', { name: review.head.name });
    return review;
  };
  const put = (id: number, review: KeptReview): void =>
    void open().prepare('UPDATE review SET body = ? WHERE id = ?').run(JSON.stringify(review), id);
  const rowOf = (id: number, number: number) =>
    open()
      .prepare('SELECT body, decision FROM review_item WHERE review_id = ? AND number = ?')
      .get(id, number);
  const say = (id: number, number: number, said: ItemSaid, reviewer: string): void =>
    void open()
      .prepare('UPDATE review_item SET decision = ?, reviewer = ? WHERE review_id = ? AND number = ?')
      .run(JSON.stringify(said), reviewer, id, number);
  const drop = (id: number): void => {
    open().prepare('DELETE FROM review_item WHERE review_id = ?').run(id);
    open().prepare('DELETE FROM review WHERE id = ?').run(id);
  };

  return {
    /** What an interrupted beginning left is dropped. */
    reviewOpen(name: string): number {
      return open().transaction(() => {
        for (const { id } of open()
          .prepare('SELECT id FROM review WHERE body = ? AND id BETWEEN 1 AND ?')
          .all(unfinished, Number.MAX_SAFE_INTEGER))
          if (!writing.has(Number(id))) drop(Number(id));
        const { lastInsertRowid } = open()
          .prepare('INSERT INTO review (name, body) VALUES (?, ?)')
          .run(name, unfinished);
        writing.add(Number(lastInsertRowid));
        return Number(lastInsertRowid);
      });
    },

    reviewAdd(id: number, items: readonly NewItem[]): void {
      const insert = open().prepare(
        'INSERT INTO review_item (review_id, number, reviewer, body) VALUES (?, ?, ?, ?)',
      );
      open().transaction(() => {
        for (const { number, reviewer, body } of items) insert.run(id, number, reviewer, body);
      });
    },

    reviewFinish(id: number, review: KeptReview): void {
      put(id, review);
      writing.delete(id);
    },

    reviewDrop(id: number): void {
      writing.delete(id);
      open().transaction(() => drop(id));
    },

    /** One that is not signed. */
    reviewRemove(id: number): void {
      open().transaction(() => {
        openBody(id);
        drop(id);
      });
    },

    /** `unlessSaid`: what something was said of since it was seen is left as it is. */
    reviewDecide(
      id: number,
      items: readonly Deciding[],
      by: string,
      at: string,
      unlessSaid = false,
    ): Decided {
      return open().transaction(() => {
        const review = openBody(id);
        const changes: ItemChange[] = [];
        const refused: Decided['refused'] = [];
        const overtaken: Overtaken[] = [];
        const left: Overtaken[] = [];
        for (const { number, seen, decision, reason } of items) {
          const row = rowOf(id, number);
          const kept = itemOf(row?.['body']);
          const said = row ? saidOf(row['decision']) : null;
          if (!kept || !said) {
            refused.push({ number, code: 'unknownItem' });
            continue;
          }
          const last = said.events.at(-1);
          const meanwhile =
            seen !== null && seen !== said.events.length && last
              ? { number, state: stateOf(said), by: last.by, at: last.at, said: said.events.length }
              : null;
          if (meanwhile && unlessSaid) {
            left.push(meanwhile);
            continue;
          }
          const own = isPerson(by, kept.item.person);
          const problem = own ? 'ownAccess' : problemOf(kept.item.kind, decision, reason);
          if (problem) {
            refused.push({ number, code: problem });
            continue;
          }
          if (meanwhile) overtaken.push(meanwhile);
          const event: ItemEvent = { decision, reason: reason.trim(), by, at };
          const now = { events: [...said.events, event] };
          const reviewer = reviewerIn(kept.item, now).id;
          say(id, number, now, reviewer);
          changes.push({ number, said: now, reviewer });
        }
        const revision = review.revision + 1;
        if (changes.length > 0) put(id, { ...review, revision });
        return {
          revision: changes.length > 0 ? revision : review.revision,
          changes,
          refused,
          overtaken,
          left,
        };
      });
    },

    reviewReassign(
      id: number,
      which: { readonly numbers: readonly number[] } | { readonly openOf: string },
      reviewer: string,
      by: string,
      at: string,
    ): Changed {
      return open().transaction(() => {
        const review = openBody(id);
        const numbers =
          'numbers' in which
            ? which.numbers
            : open()
                .prepare(
                  'SELECT number FROM review_item WHERE review_id = ? AND reviewer = ? AND number <= ? ORDER BY number',
                )
                .all(id, which.openOf, mostItems)
                .map(({ number }) => Number(number));
        const changes: ItemChange[] = [];
        for (const number of numbers) {
          const row = rowOf(id, number);
          const kept = itemOf(row?.['body']);
          const said = row ? saidOf(row['decision']) : null;
          if (!kept || !said || reviewerIn(kept.item, said).id === reviewer) continue;
          // Nobody reviews themselves: it stays where it is.
          if (isPerson(reviewer, kept.item.person)) continue;
          if ('openOf' in which && !isOpen(stateOf(said))) continue;
          const now = { events: [...said.events, { reviewer, by, at }] };
          say(id, number, now, reviewer);
          changes.push({ number, said: now, reviewer });
        }
        const revision = review.revision + 1;
        if (changes.length > 0) put(id, { ...review, revision });
        return { revision: changes.length > 0 ? revision : review.revision, changes };
      });
    },

    /** False: something was said since `revision`, and the digest is of what was said before. */
    reviewSign(id: number, revision: number, signOff: NonNullable<KeptReview['signOff']>): boolean {
      return open().transaction(() => {
        const review = openBody(id);
        if (review.revision !== revision) return false;
        put(id, { ...review, signOff, revision: revision + 1 });
        return true;
      });
    },
  };
}
export type ReviewStore = ReturnType<typeof reviewStore>;
