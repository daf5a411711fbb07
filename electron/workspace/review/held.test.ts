/** Headings over more items than one answer carries. */
import { expect, it } from 'vitest';
import type { FrozenItem } from '#domain/review/item.ts';
import { reviewDdl } from '../schema/catalogue.ts';
import { Database } from '../sqlite.ts';
import { HeldReview } from './held.ts';
import type { KeptReview } from './kept.ts';

const digest = '0'.repeat(64);
const roleOf = (name: string) => ({ key: name, roleArn: null, name, account: '111122223333', accountName: null, permissionSetArn: null }); // prettier-ignore
const itemOf = (person: number | null, role: string): FrozenItem => ({
  kind: person === null ? 'notReadable' : 'access',
  role: roleOf(role),
  privileged: null,
  lastUsed: { state: 'notRead' },
  person: person === null ? null : { snapshotId: 1, objectId: person, name: `Person ${person}`, samAccountName: null, dn: `CN=${person}`, sid: null },
  ways: [],
  until: null,
  notes: [],
  disabled: null,
  lastSignIn: { state: 'notRead' },
  removal: null,
  gap: null,
  since: null,
  reviewer: { id: 'security', reason: 'noOwner' },
}); // prettier-ignore

/** 2,500 people with two roles each, and one thing that nobody can judge. */
function held(): HeldReview {
  const db = new Database(':memory:', 'write');
  for (const ddl of reviewDdl) db.exec(ddl);
  const items = Array.from({ length: 5000 }, (_, at) => itemOf((at >> 1) + 1, at % 2 ? 'Admin' : 'Deploy'));
  items.push(itemOf(null, 'Admin'));
  const review: KeptReview = {
    head: { name: 'r', scope: { roles: [], accounts: [], permissionSets: [], privileged: false, all: true }, startedAt: '', startedBy: 'ann', dueOn: null, defaultReviewer: 'security', readAt: [], since: null },
    items: items.length, people: 2500, roles: 2, since: null, digest, revision: 0, signOff: null,
  }; // prettier-ignore
  db.exec(`INSERT INTO review (id, name, body) VALUES (1, 'r', '')`);
  const insert = db.prepare(
    'INSERT INTO review_item (review_id, number, reviewer, body) VALUES (1, ?, ?, ?)',
  );
  db.transaction(() =>
    items.forEach((item, at) => insert.run(at + 1, 'security', JSON.stringify({ item, link: digest }))),
  );
  const steps = HeldReview.load(db, 1, review);
  for (;;) {
    const step = steps.next();
    if (!step.done) continue;
    db.close();
    return step.value;
  }
}

it('has a heading for everybody, 1,000 at a time, in the order of the items', () => {
  const review = held();
  const pages = [0, 1000, 2000, 3000].map((offset) => review.groups({}, 'person', offset));
  expect(pages.map(({ total, groups }) => [total, groups.length])).toEqual([
    [2501, 1000],
    [2501, 1000],
    [2501, 501],
    [2501, 0],
  ]);
  const all = pages.flatMap(({ groups }) => groups);
  expect(all.slice(999, 1001).map(({ title, count }) => [title, count])).toEqual([
    ['Person 1000', 2],
    ['Person 1001', 2],
  ]);
  expect(all.at(-1)).toEqual({ value: '', title: '', count: 1, open: 1 });
  expect(new Set(all.map(({ value }) => value)).size).toBe(2501);
});

it('counts what is open anew when something was said, and by what the filter lets through', () => {
  const review = held();
  expect(review.groups({ roles: ['Admin'] }, 'person', 0).groups[0]).toMatchObject({ count: 1, open: 1 });
  expect(review.groups({}, 'person', 0).groups[0]).toMatchObject({ title: 'Person 1', count: 2, open: 2 });
  const event = { decision: 'keep' as const, reason: '', by: 'ann', at: '2026-11-20T08:00:00Z' };
  review.take(1, [{ number: 1, said: { events: [event] }, reviewer: 'security' }]);
  expect(review.groups({}, 'person', 0).groups[0]).toMatchObject({ count: 2, open: 1 });
});
