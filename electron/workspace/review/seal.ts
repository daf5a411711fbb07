/** Digests of a review, computed again from what stands in the file. */
import { createHash } from 'node:crypto';
import { canonical, firstLink, lastLink, nextLink } from '#domain/review/digest.ts';
import type { Sha256 } from '#domain/review/digest.ts';
import { mostItems } from '#domain/review/codes.ts';
import { isOpen, stateOf } from '#domain/review/item.ts';
import type { Database } from '../sqlite.ts';
import { itemOf, saidOf, writtenOf } from './kept.ts';
import type { KeptReview } from './kept.ts';

type SignOff = NonNullable<KeptReview['signOff']>;

export const sha256: Sha256 = (text) => createHash('sha256').update(text, 'utf8').digest('hex');

export interface Seal {
  /** Whether the evidence, and of a signed review what was said as well, is what was written. */
  readonly intact: boolean;
  /** Numbers of items whose evidence is not what was written; first 1,000. */
  readonly changed: number[];
  /** Over all that was said. */
  readonly said: string;
  /** Items that are not decided; those that cannot be read, or are not there, are open. */
  readonly open: number;
  readonly revision: number;
}

/** The digest of a review's evidence: over its head, every item in order, and what reports say was counted. */
export const evidenceDigest = (
  link: string,
  { items, people, roles, since }: Pick<KeptReview, 'items' | 'people' | 'roles' | 'since'>,
): string => lastLink(link, { items, people, roles, since }, sha256);

/** What a sign-off seals: evidence, everything that was said, and the sign-off's own words. */
export const signedDigest = (
  { digest }: Pick<KeptReview, 'digest'>,
  said: string,
  { by, at, reason, open }: Omit<SignOff, 'digest'>,
): string => sha256(canonical({ digest, said, by, at, reason, open }));

const most = 1000;

/**
 * The rows of a review in their order, a few at a time: a statement is never left open between slices. No review has numbers beyond
 * `mostItems`, and a stranger's file may have some that no JavaScript number holds.
 */
export function* itemRows(
  db: Database,
  id: number,
): Generator<{ number: number; body: unknown; decision: unknown }[], void> {
  for (let last = 0; ;) {
    const rows = db
      .prepare(
        'SELECT number, body, decision FROM review_item WHERE review_id = ? AND number > ? AND number <= ? ORDER BY number LIMIT 100',
      )
      .all(id, last, mostItems);
    if (rows.length === 0) return;
    last = Number(rows.at(-1)!['number']);
    yield rows.map(({ number, body, decision }) => ({ number: Number(number), body, decision }));
  }
}

/** Yields between a hundred items. */
export function* sealOf(db: Database, id: number, review: KeptReview): Generator<void, Seal> {
  const { head, digest, items, signOff, revision } = review;
  /** Null: the link before was destroyed, and nothing can be told of the one after it. */
  let link: string | null = firstLink(head, sha256);
  let open = 0;
  const rows = db.prepare('SELECT count(*) AS rows FROM review_item WHERE review_id = ?').get(id);
  const count = Number(rows?.['rows']);
  let broken = false;
  const changed: number[] = [];
  const said = createHash('sha256');
  let met = 0;
  for (const some of itemRows(db, id)) {
    yield;
    for (const { number, body, decision } of some) {
      met++;
      const written = writtenOf(body);
      const known = typeof written.link === 'string' ? written.link : null;
      const fits = link === null ? known !== null : nextLink(link, number, written.item, sha256) === known;
      broken ||= !fits;
      if (!fits && changed.length < most) changed.push(number);
      // Goes on from what is written, so that each changed item is named by itself.
      link = known;
      const says = saidOf(decision);
      if (!says || isOpen(stateOf(says)) || !itemOf(body)) open++;
      said.update(`${number}\n${canonical(says)}\n`);
    }
  }
  open += Math.max(0, items - met);
  const whole = !broken && link !== null && evidenceDigest(link, review) === digest && count === items;
  const saidDigest = said.digest('hex');
  const signed = signOff === null || signOff.digest === signedDigest(review, saidDigest, signOff);
  return { intact: whole && signed, changed, said: saidDigest, open, revision };
}
