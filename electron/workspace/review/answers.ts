/** The methods that the access thread has of reviews: it computes what is frozen, and holds reviews to page them. */
import type { ReviewItem } from '#contract/reviewItem.ts';
import type { Review, ReviewPreview, ReviewRequest, ReviewScope } from '#contract/review.ts';
import { Fault } from '#contract/faults.ts';
import { mostItems } from '#domain/review/codes.ts';
import { firstLink } from '#domain/review/digest.ts';
import { stateOf } from '#domain/review/item.ts';
import type { DecidedItem } from '#domain/review/revocations.ts';
import { itemKey, waysKey } from '#domain/review/since.ts';
import type { ItemBefore } from '#domain/review/since.ts';
import { dnKey } from '#domain/directory/dnKey.ts';
import { inSlices } from '../access/slices.ts';
import type { AccessState, AccessWorld } from '../access/world.ts';
import { reviewDdl } from '../schema/catalogue.ts';
import { Database } from '../sqlite.ts';
import { memoryReviews } from './asked.ts';
import type { ReviewBeginning, ReviewQuestions } from './asked.ts';
import { choose, placesOf } from './chosen.ts';
import type { Chosen } from './chosen.ts';
import { Gathering } from './gather.ts';
import type { Before } from './gather.ts';
import { HeldReview } from './held.ts';
import { itemOf, reviewOf, saidOf } from './kept.ts';
import type { KeptReview, ReviewHead } from './kept.ts';
import { evidenceDigest, itemRows, sealOf, sha256 } from './seal.ts';
import { reviewStore } from './store.ts';
import { toldItem, toldRow } from './told.ts';

const keptReviews = 3;
const mostListed = 1000;
/** Items that go to the writer at once. */
const batch = 500;

interface Beginning {
  readonly gathering: Gathering;
  readonly head: ReviewHead;
  readonly before: { readonly name: string; readonly signedAt: string } | null;
}

export class Reviews {
  readonly #world: AccessWorld;
  readonly #held = new Map<number, HeldReview>();
  /** What lists say of each, so that not every review has to be in memory for it. */
  readonly #told = new Map<number, { readonly revision: number; readonly review: Review }>();
  readonly #beginnings = new Map<number, Beginning>();
  readonly #cancelled = new Set<number>();
  #memory: Database | null = null;
  #chosen: { readonly key: string; readonly chosen: Chosen } | null = null;

  constructor(world: AccessWorld) {
    this.#world = world;
  }

  /** Reviews of a workspace that takes no changes: the same tables, in memory. */
  memory(): Database {
    if (!this.#memory) {
      const db = new Database(':memory:', 'write');
      for (const ddl of reviewDdl) db.exec(ddl);
      db.prepare('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)').run('review', memoryReviews);
      this.#memory = db;
    }
    return this.#memory;
  }

  #dbOf(id: number): Database {
    return id >= memoryReviews ? this.memory() : this.#world.db;
  }

  /** Throws `review.notFound`. */
  kept(id: number): KeptReview {
    const row = this.#dbOf(id).prepare('SELECT body FROM review WHERE id = ?').get(id);
    const review = row ? reviewOf(row['body']) : null;
    if (!review) throw new Fault('review.notFound', { id });
    return review;
  }

  async held(id: number): Promise<HeldReview> {
    const review = this.kept(id);
    const known = this.#held.get(id);
    this.#held.delete(id);
    const held =
      known?.revision === review.revision
        ? known
        : await inSlices(HeldReview.load(this.#dbOf(id), id, review), { between: 1 });
    this.#held.set(id, held);
    if (this.#held.size > keptReviews) this.#held.delete(this.#held.keys().next().value!);
    return held;
  }

  changed(id: number, ...[revision, changes]: Parameters<HeldReview['take']>): void {
    const held = this.#held.get(id);
    if (held?.revision === revision - 1) held.take(revision, changes);
    else if (held?.revision !== revision) this.#held.delete(id);
  }

  async told(id: number): Promise<Review> {
    const { revision, signOff } = this.kept(id);
    const known = this.#told.get(id);
    if (known?.revision === revision) return known.review;
    const review = (await this.held(id)).told(signOff, id < memoryReviews);
    this.#told.set(id, { revision, review });
    return review;
  }

  async list(): ReturnType<ReviewQuestions['reviewList']> {
    const dbs = [this.#world.db, ...(this.#memory ? [this.#memory] : [])];
    // A stranger's file may have numbers that are of reviews in memory, or of nothing.
    const rows = dbs.flatMap((db) =>
      db
        .prepare(`SELECT id, body FROM review WHERE body <> '' AND id BETWEEN 1 AND ? ORDER BY id DESC LIMIT ?`)
        .all(db === this.#memory ? Number.MAX_SAFE_INTEGER : memoryReviews - 1, mostListed),
    );
    const reviews: Awaited<ReturnType<ReviewQuestions['reviewList']>>['reviews'] = [];
    let unreadable = 0;
    for (const { id, body } of rows.toSorted((a, b) => Number(b['id']) - Number(a['id'])).slice(0, mostListed)) {
      if (reviewOf(body)) reviews.push(await this.told(Number(id)));
      else unreadable++;
    }
    return { reviews, unreadable };
  } // prettier-ignore

  /** An item as it stands in the file. */
  item(id: number, number: number) {
    const row = this.#dbOf(id)
      .prepare('SELECT body, decision FROM review_item WHERE review_id = ? AND number = ?')
      .get(id, number);
    const kept = itemOf(row?.['body']);
    const said = row ? saidOf(row['decision']) : null;
    if (!kept || !said) throw new Fault('review.itemNotFound', { number });
    return { item: kept.item, said };
  }

  whole(id: number, after: number, limit: number): Promise<ReviewItem[]> {
    const rows = this.#dbOf(id)
      .prepare('SELECT number FROM review_item WHERE review_id = ? AND number > ? AND number <= ? ORDER BY number LIMIT ?')
      .all(id, after, mostItems, limit);
    return this.these(id, rows.map(({ number }) => Number(number)));
  } // prettier-ignore

  /** Those that do not fit are left out. */
  these(id: number, numbers: readonly number[]): Promise<ReviewItem[]> {
    const db = this.#dbOf(id);
    const row = db.prepare('SELECT body, decision FROM review_item WHERE review_id = ? AND number = ?');
    function* work(): Generator<void, ReviewItem[]> {
      const found: ReviewItem[] = [];
      for (const number of numbers) {
        yield;
        const written = row.get(id, number);
        const kept = itemOf(written?.['body']);
        const said = written ? saidOf(written['decision']) : null;
        if (kept && said) found.push(toldItem(number, kept.item, said));
      }
      return found;
    }
    return inSlices(work(), { between: 8 });
  }

  seal(id: number) {
    return inSlices(sealOf(this.#dbOf(id), id, this.kept(id)), { between: 1 });
  }

  async decided(id: number): Promise<DecidedItem[]> {
    const found: DecidedItem[] = [];
    const rows = itemRows(this.#dbOf(id), id);
    function* work(): Generator<void, void> {
      for (const some of rows) {
        yield;
        for (const { number, body, decision } of some) {
          const kept = itemOf(body);
          const said = saidOf(decision);
          if (!kept || !said) continue;
          const { person, role, removal } = kept.item;
          found.push({ number, person: person && (person.sid ?? dnKey(person.dn)), role: role.key, state: stateOf(said), removal });
        }
      }
    }
    await inSlices(work(), { between: 1 });
    return found;
  } // prettier-ignore

  async #choose(state: AccessState, scope: ReviewScope, cancelled?: () => boolean): Promise<Chosen> {
    const key = `${state.set.key} ${JSON.stringify(scope)}`;
    if (this.#chosen?.key === key) return this.#chosen.chosen;
    const chosen = await inSlices(choose(this.#world, state, scope), {
      between: 8,
      ...(cancelled ? { cancelled } : {}),
    });
    this.#chosen = { key, chosen };
    return chosen;
  }

  async preview(scope: ReviewScope): Promise<ReviewPreview> {
    const state = this.#world.atOnce(() => this.#world.state());
    const { roles, people, pairs, byRules, gaps, users } = await this.#choose(state, scope);
    return {
      readAt: state.readAt,
      items: pairs + gaps,
      signInsNotJudged: byRules,
      people: users,
      roles: roles.length,
      notReadable: gaps,
      limit: mostItems,
      largest: roles
        .map(({ role, privileged }, at) => ({ role: { ...role }, people: people[at]!, privileged }))
        .toSorted((a, b) => b.people - a.people || (a.role.key < b.role.key ? -1 : 1))
        .slice(0, mostListed),
      ...placesOf(roles),
    };
  }

  /** Answers with how many people and gaps are to be looked at. */
  async begin(ticket: number, request: ReviewRequest, startedAt: string): Promise<number> {
    const cancelled = () => this.#cancelled.has(ticket);
    const state = this.#world.atOnce(() => this.#world.state());
    const chosen = await this.#choose(state, request.scope, cancelled);
    const found = chosen.pairs + chosen.gaps;
    if (found === 0) throw new Fault('review.empty', {});
    if (found > mostItems) throw new Fault('review.tooMany', { found, limit: mostItems });
    const before = request.since && (await this.#before(request.since, cancelled));
    const head: ReviewHead = { ...request, startedAt, readAt: state.readAt };
    const gathering = new Gathering(this.#world, state, chosen, {
      defaultReviewer: request.defaultReviewer,
      before: before && { items: before.items, onlyChanges: request.since!.onlyChanges },
      firstLink: firstLink(head, sha256),
    });
    this.#beginnings.set(ticket, { gathering, head, before });
    return gathering.total;
  }

  async #before(
    { reviewId, onlyChanges }: NonNullable<ReviewRequest['since']>,
    cancelled: () => boolean,
  ): Promise<Before & { name: string; signedAt: string }> {
    const { head, signOff } = this.kept(reviewId);
    if (!signOff) throw new Fault('review.notSigned', { name: head.name });
    const items = new Map<string, ItemBefore>();
    const rows = itemRows(this.#dbOf(reviewId), reviewId);
    function* work(): Generator<void, void> {
      for (const some of rows) {
        yield;
        for (const { body, decision } of some) {
          const kept = itemOf(body);
          const said = saidOf(decision);
          if (kept && said) items.set(itemKey(kept.item), { state: stateOf(said), ways: waysKey(kept.item) });
        }
      }
    }
    await inSlices(work(), { between: 1, cancelled });
    return { items, onlyChanges, name: head.name, signedAt: signOff.at };
  } // prettier-ignore

  #beginning(ticket: number): Beginning {
    const beginning = this.#beginnings.get(ticket);
    if (!beginning) throw new Fault('job.cancelled', {});
    return beginning;
  }

  async gather(ticket: number): ReturnType<ReviewBeginning['reviewGather']> {
    const { gathering } = this.#beginning(ticket);
    const rows = await inSlices(gathering.next(batch), {
      between: 1,
      cancelled: () => this.#cancelled.has(ticket),
    });
    return { rows, looked: gathering.looked };
  }

  end(ticket: number): KeptReview {
    const { gathering, head, before } = this.#beginning(ticket);
    this.giveUp(ticket);
    const { items, people, roles, link, since: against } = gathering.ended();
    if (items === 0) throw new Fault('review.empty', {});
    const since = head.since &&
      before && { ...head.since, name: before.name, signedAt: before.signedAt, ...against };
    const counted = { items, people, roles, since };
    return { head, ...counted, digest: evidenceDigest(link, counted), revision: 0, signOff: null };
  }

  cancel(ticket: number): void {
    this.#cancelled.add(ticket);
  }

  giveUp(ticket: number): void {
    this.#beginnings.delete(ticket);
    this.#cancelled.delete(ticket);
    this.#chosen = null;
  }

  rows(id: number, numbers: Int32Array) {
    return Array.from(numbers, (number) => {
      const { item, said } = this.item(id, number);
      return toldRow(number, item, said);
    });
  }
}

export function reviewAnswers(world: AccessWorld) {
  const reviews = new Reviews(world);
  const questions: ReviewQuestions = {
    reviewList: () => reviews.list(),
    reviewGet: (id) => reviews.told(id),
    async reviewItems(id, filter, order, { offset, limit }) {
      const held = await reviews.held(id);
      const numbers = held.list(filter, order);
      const rows = reviews.rows(id, numbers.subarray(offset, offset + limit));
      return { total: numbers.length, rows, seen: held.seen(filter, order) };
    },
    async reviewSeen(id, filter, seen) {
      const held = await reviews.held(id);
      if (held.seen(filter, 'number') !== seen)
        throw new Fault('review.saidSince', { name: held.review.head.name });
      return Array.from(held.list(filter, 'number'), (number) => ({ number, seen: held.saidOf(number) }));
    },
    async reviewItem(id, number) {
      reviews.kept(id);
      const { item, said } = reviews.item(id, number);
      return toldItem(number, item, said);
    },
    async reviewWhole(id, after, limit) {
      reviews.kept(id);
      return reviews.whole(id, after, limit);
    },
    async reviewThese(id, numbers) {
      reviews.kept(id);
      return reviews.these(id, numbers);
    },
    async reviewNextOpen(id, filter, order, after) {
      const held = await reviews.held(id);
      const numbers = held.list(filter, order);
      const from = after === null ? 0 : numbers.indexOf(after) + 1;
      for (let step = 0; step < numbers.length; step++) {
        const offset = (from + step) % numbers.length;
        const number = numbers[offset]!;
        if (number !== after && held.isOpenAt(number)) return { number, offset };
      }
      return null;
    },
    async reviewPosition(id, filter, order, number) {
      const at = (await reviews.held(id)).list(filter, order).indexOf(number);
      return at < 0 ? null : at;
    },
    reviewGroups: async (id, filter, order, offset) => (await reviews.held(id)).groups(filter, order, offset),
    reviewStand: async (id, most = mostListed) => (await reviews.held(id)).stand(most),
    reviewSeal: (id) => reviews.seal(id),
    reviewDecided: (id) => reviews.decided(id),
    reviewPreview: (scope) => reviews.preview(scope),
  };
  const beginning: ReviewBeginning = {
    reviewBegin: (ticket, request, startedAt) => reviews.begin(ticket, request, startedAt),
    reviewGather: (ticket) => reviews.gather(ticket),
    reviewEnd: (ticket) => reviews.end(ticket),
    reviewGiveUp: (ticket) => reviews.giveUp(ticket),
    reviewChanged: (id, revision, changes) => reviews.changed(id, revision, changes),
  };
  return {
    ...questions,
    ...beginning,
    ...reviewStore(() => reviews.memory()),
    reviewCancel: (ticket: number): void => reviews.cancel(ticket),
  };
}
