/** A review in memory, as columns: what lists filter, order and count by. Evidence stays in the file. */
import type { Review, ReviewCounts, ReviewStand } from '#contract/review.ts';
import type { ReviewFilter, ReviewOrder } from '#contract/reviewItem.ts';
import { itemKinds, itemStates, sinceStates } from '#domain/review/codes.ts';
import { isOpen, stateOf } from '#domain/review/item.ts';
import type { FrozenItem, ReviewRole } from '#domain/review/item.ts';
import { reviewerName } from '#domain/review/reviewer.ts';
import { createHash } from 'node:crypto';
import { fold } from '../search/fold.ts';
import type { Database } from '../sqlite.ts';
import { Numbered, ranksOf } from './columns.ts';
import { itemOf, reviewerIn, saidOf } from './kept.ts';
import type { KeptReview } from './kept.ts';
import { itemRows } from './seal.ts';
import type { ItemChange } from './store.ts';

const none = -1;
const mostGroups = 1000;

/** A heading over items. */
interface ReviewGroup {
  readonly value: string;
  readonly title: string;
  count: number;
  open: number;
}

interface HeldPerson {
  readonly name: string;
  readonly text: string;
}

interface HeldRole {
  readonly role: ReviewRole;
  readonly privileged: boolean | null;
  readonly text: string;
}

export class HeldReview {
  readonly id: number;
  readonly review: KeptReview;
  revision: number;
  readonly #roles = new Numbered<HeldRole>();
  readonly #people = new Numbered<HeldPerson>();
  readonly #groups = new Numbered<string>();
  readonly #reviewers = new Numbered<string>();
  readonly #numbers: Int32Array;
  readonly #role: Int32Array;
  readonly #person: Int32Array;
  readonly #group: Int32Array;
  readonly #reviewer: Int32Array;
  readonly #kind: Uint8Array;
  readonly #state: Uint8Array;
  readonly #since: Uint8Array;
  /** How much was said. */
  readonly #said: Int32Array;
  /** Items in the file that do not fit. */
  damaged = 0;
  #length = 0;
  readonly #orders = new Map<ReviewOrder, Int32Array>();
  #grouped: { readonly key: string; readonly groups: readonly ReviewGroup[] } | null = null;
  #listed: { readonly key: string; readonly found: Int32Array; seen: string | null } | null = null;

  private constructor(id: number, review: KeptReview) {
    this.id = id;
    this.review = review;
    this.revision = review.revision;
    const { items } = review;
    this.#numbers = new Int32Array(items);
    this.#role = new Int32Array(items);
    this.#person = new Int32Array(items);
    this.#group = new Int32Array(items);
    this.#reviewer = new Int32Array(items);
    this.#kind = new Uint8Array(items);
    this.#state = new Uint8Array(items);
    this.#since = new Uint8Array(items);
    this.#said = new Int32Array(items);
  }

  /** Yields between some hundred items. */
  static *load(db: Database, id: number, review: KeptReview): Generator<void, HeldReview> {
    const held = new HeldReview(id, review);
    for (const rows of itemRows(db, id)) {
      yield;
      for (const { number, body, decision } of rows) held.#add(number, body, decision);
    }
    held.damaged = review.items - held.#length;
    return held;
  }

  #add(number: number, body: unknown, decision: unknown): void {
    const kept = itemOf(body);
    const said = saidOf(decision);
    // More rows than the review began with are nobody's.
    if (!kept || !said || this.#length >= this.#numbers.length) return;
    const { item } = kept;
    const at = this.#length++;
    this.#numbers[at] = number;
    this.#role[at] = this.#roles.of(item.role.key, () => heldRole(item));
    this.#person[at] = item.person ? this.#people.of(`${item.person.snapshotId}/${item.person.objectId}`, () => heldPerson(item.person!)) : none;
    const groups = fold([...item.ways.flatMap(({ group }) => group?.name ?? []), item.gap?.name ?? ''].join(' '));
    this.#group[at] = this.#groups.of(groups, () => groups);
    this.#kind[at] = itemKinds.indexOf(item.kind);
    this.#since[at] = item.since === null ? 0 : sinceStates.indexOf(item.since) + 1;
    this.#state[at] = itemStates.indexOf(stateOf(said));
    this.#said[at] = said.events.length;
    this.#reviewer[at] = this.#reviewerOf(reviewerIn(item, said).id);
  } // prettier-ignore

  #reviewerOf(id: string): number {
    return this.#reviewers.of(id, () => id);
  }

  /** What was said since: `revision` follows the one that is held, or the caller loads it again. */
  take(revision: number, changes: readonly ItemChange[]): void {
    for (const { number, said, reviewer } of changes) {
      const at = this.#placeOf(number);
      if (at < 0) continue;
      this.#state[at] = itemStates.indexOf(stateOf(said));
      this.#said[at] = said.events.length;
      this.#reviewer[at] = this.#reviewerOf(reviewer);
    }
    this.revision = revision;
    this.#listed = null;
    this.#grouped = null;
  }

  /** Numbers are in order. */
  #placeOf(number: number): number {
    let low = 0;
    let high = this.#length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.#numbers[middle]!;
      if (found === number) return middle;
      if (found < number) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  counts(): ReviewCounts {
    const counts = { items: this.review.items, open: this.damaged, keep: 0, revoke: 0, unsure: 0, acknowledge: 0 };
    for (let at = 0; at < this.#length; at++) counts[itemStates[this.#state[at]!]!]++;
    return counts;
  } // prettier-ignore

  told(signOff: KeptReview['signOff'], kept: boolean): Review {
    const { head, people, roles, since, digest } = this.review;
    return {
      id: this.id,
      ...head,
      since,
      people,
      roles,
      digest,
      signOff,
      counts: this.counts(),
      damaged: this.damaged,
      kept,
    };
  }

  /** Numbers of the items that fit, in order. */
  list(filter: ReviewFilter, order: ReviewOrder): Int32Array {
    const key = JSON.stringify([filter, order]);
    if (this.#listed?.key === key) return this.#listed.found;
    const fits = this.#fits(filter);
    const found = Int32Array.from(this.#order(order).filter(fits), (at) => this.#numbers[at]!);
    this.#listed = { key, found, seen: null };
    return found;
  }

  /** Over all that a filter finds and how much was said of each, in whatever order: another one when anything is said of any. */
  seen(filter: ReviewFilter, order: ReviewOrder): string {
    const numbers = this.list(filter, order);
    const listed = this.#listed!;
    if (listed.seen === null) {
      const sorted = numbers.slice().sort();
      const said = sorted.map((number) => this.saidOf(number));
      listed.seen = createHash('sha256').update(sorted).update(said).digest('hex');
    }
    return listed.seen;
  }

  saidOf(number: number): number {
    return this.#said[this.#placeOf(number)] ?? 0;
  }

  /** What follows one another in an order under one heading: so many of `total` from a place on. */
  groups(filter: ReviewFilter, order: ReviewOrder, offset: number): { total: number; groups: ReviewGroup[] } {
    const key = JSON.stringify([filter, order]);
    if (this.#grouped?.key !== key) this.#grouped = { key, groups: this.#headings(filter, order) };
    const { groups } = this.#grouped;
    return { total: groups.length, groups: groups.slice(offset, offset + mostGroups) };
  }

  #headings(filter: ReviewFilter, order: ReviewOrder): ReviewGroup[] {
    const groups: ReviewGroup[] = [];
    let last: number | null = null;
    for (const number of this.list(filter, order)) {
      const at = this.#placeOf(number);
      // What was not readable is nobody's: it stands under one heading.
      const key = order === 'role' ? this.#role[at]! : this.#person[at]!;
      if (key !== last || groups.length === 0) {
        last = key;
        groups.push({ ...this.#heading(order, at), count: 0, open: 0 });
      }
      const group = groups.at(-1)!;
      group.count++;
      if (isOpen(itemStates[this.#state[at]!]!)) group.open++;
    }
    return groups;
  }

  #heading(order: ReviewOrder, at: number): { value: string; title: string } {
    const { role } = this.#roles.all[this.#role[at]!]!;
    if (order === 'role')
      return { value: role.key, title: `${role.name} · ${role.accountName ?? role.account}` };
    const person = this.#people.all[this.#person[at]!];
    return { value: person === undefined ? '' : String(this.#person[at]!), title: person?.name ?? '' };
  }

  isOpenAt(number: number): boolean {
    const at = this.#placeOf(number);
    return at >= 0 && isOpen(itemStates[this.#state[at]!]!);
  }

  #fits(filter: ReviewFilter): (at: number) => boolean {
    const { text, privileged } = filter;
    const some = <T>(wanted: readonly T[] | undefined, all: readonly T[]): Set<number> | null =>
      wanted === undefined ? null : new Set(wanted.map((each) => all.indexOf(each)));
    const roles = this.#roles.all;
    const rolesWanted = filter.roles && new Set(filter.roles);
    const accounts = filter.accounts && new Set(filter.accounts);
    const reviewers = some(filter.reviewers, this.#reviewers.all);
    const states = some(filter.states, itemStates);
    const kinds = some(filter.kinds, itemKinds);
    const sinces = some(filter.since, sinceStates);
    const words = fold(text ?? '').split(' ').filter((word) => word !== '');
    return (at) => {
      const { role, privileged: strong, text: roleText } = roles[this.#role[at]!]!;
      if (reviewers && !reviewers.has(this.#reviewer[at]!)) return false;
      if (states && !states.has(this.#state[at]!)) return false;
      if (kinds && !kinds.has(this.#kind[at]!)) return false;
      if (sinces && !sinces.has(this.#since[at]! - 1)) return false;
      if (rolesWanted && !rolesWanted.has(role.key)) return false;
      if (accounts && !accounts.has(role.account)) return false;
      if (privileged !== undefined && (strong === true) !== privileged) return false;
      if (words.length === 0) return true;
      const person = this.#people.all[this.#person[at]!]?.text ?? '';
      const group = this.#groups.all[this.#group[at]!]!;
      return words.every((word) => person.includes(word) || roleText.includes(word) || group.includes(word));
    };
  } // prettier-ignore

  /** Numbers go by person; roles stand in the order of account and name, what was not readable last. */
  #order(order: ReviewOrder): Int32Array {
    let places = this.#orders.get(order);
    if (places) return places;
    places = Int32Array.from({ length: this.#length }, (_, at) => at);
    if (order === 'role') {
      const ranks = ranksOf(this.#roles.all, ({ role }) => `${role.accountName ?? role.account} ${role.name} ${role.key}`);
      places.sort((a, b) => ranks[this.#role[a]!]! - ranks[this.#role[b]!]! || a - b);
    }
    this.#orders.set(order, places);
    return places;
  } // prettier-ignore

  /** The first `most` of each, with most open first. */
  stand(most: number): ReviewStand {
    const zero = () => ({ items: 0, open: 0, keep: 0, revoke: 0, unsure: 0, acknowledge: 0 });
    const reviewers = this.#reviewers.all.map((id) => ({ id, name: reviewerName(id), ...zero() }));
    const roles = this.#roles.all.map(({ role, privileged }) => ({ role, privileged, ...zero() }));
    const accounts = new Map<string, ReviewStand['accounts'][number]>();
    for (let at = 0; at < this.#length; at++) {
      const state = itemStates[this.#state[at]!]!;
      const role = roles[this.#role[at]!]!;
      const { account, accountName } = role.role;
      if (!accounts.has(account)) accounts.set(account, { account, accountName, ...zero() });
      for (const one of [reviewers[this.#reviewer[at]!]!, role, accounts.get(account)!]) {
        one.items++;
        one[state]++;
      }
    }
    const byOpen = <T extends ReviewCounts>(rows: readonly T[], name: (row: T) => string): T[] =>
      rows
        .filter(({ items }) => items > 0)
        .toSorted((a, b) => b.open + b.unsure - a.open - a.unsure || (name(a) < name(b) ? -1 : 1))
        .slice(0, most);
    return {
      reviewers: byOpen(reviewers, ({ name, id }) => `${name} ${id}`),
      roles: byOpen(roles, ({ role }) => `${role.name} ${role.key}`),
      accounts: byOpen([...accounts.values()], ({ account }) => account),
    };
  }
}

const heldRole = ({ role, privileged }: FrozenItem): HeldRole => ({
  role,
  privileged,
  text: fold([role.name, role.account, role.accountName ?? '', role.key].join(' ')),
});

const heldPerson = ({ name, samAccountName, dn }: NonNullable<FrozenItem['person']>): HeldPerson => ({
  name,
  text: fold([name, samAccountName ?? '', dn].join(' ')),
});
