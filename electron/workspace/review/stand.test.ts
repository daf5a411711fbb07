import { describe, expect, it } from 'vitest';
import type { FrozenItem } from '#domain/review/item.ts';
import { reviewDdl } from '../schema/catalogue.ts';
import { Database } from '../sqlite.ts';
import { HeldReview } from './held.ts';
import { frozen } from './item.fixture.ts';
import type { KeptReview } from './kept.ts';

const item = (number: number): FrozenItem =>
  frozen(
    { objectId: number, dn: `CN=P${number}` },
    {
      role: { ...frozen({}).role, key: `r${number}` },
      reviewer: { id: `reviewer ${number}`, reason: 'noOwner' },
    },
  );

function held(items: number): HeldReview {
  const db = new Database(':memory:', 'write');
  for (const ddl of reviewDdl) db.exec(ddl);
  db.prepare('INSERT INTO review (id, name, body) VALUES (1, ?, ?)').run('Q', '{}');
  const insert = db.prepare(
    'INSERT INTO review_item (review_id, number, reviewer, body) VALUES (1, ?, ?, ?)',
  );
  for (let number = 1; number <= items; number++)
    insert.run(number, '', JSON.stringify({ item: item(number), link: '0'.repeat(64) }));
  const work = HeldReview.load(db, 1, { items, revision: 0 } as KeptReview);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

describe('where a review stands', () => {
  it.each([1000, 100_000])('names the first %d of reviewers and roles', (most) => {
    const { reviewers, roles, accounts } = held(1001).stand(most);
    const shown = Math.min(1001, most);
    expect([reviewers.length, roles.length, accounts.length]).toEqual([shown, shown, 1]);
    expect(accounts[0]).toMatchObject({ items: 1001, open: 1001 });
  });
});
