/** What the digests of a review are over: everything that its report shows of what was frozen. */
import { describe, expect, it } from 'vitest';
import { firstLink, nextLink } from '#domain/review/digest.ts';
import type { FrozenItem } from '#domain/review/item.ts';
import { reviewDdl } from '../schema/catalogue.ts';
import { Database } from '../sqlite.ts';
import { frozen } from './item.fixture.ts';
import { reviewOf } from './kept.ts';
import type { KeptReview, ReviewHead } from './kept.ts';
import { evidenceDigest, sealOf, sha256 } from './seal.ts';

const head: ReviewHead = {
  name: 'Quarter',
  scope: { roles: [], accounts: [], permissionSets: [], privileged: false, all: true },
  startedAt: '2026-11-22T00:00:00.000Z',
  startedBy: 'ann',
  dueOn: null,
  defaultReviewer: 'security',
  readAt: [{ sourceName: 'corp', readAt: '2026-11-21T00:00:00.000Z' }],
  since: { reviewId: 1, onlyChanges: true },
};
const since = { reviewId: 1, onlyChanges: true, name: 'Before', signedAt: '2026-08-01T00:00:00.000Z', new: 1, changed: 0, same: 0, notRevoked: 1, gone: 3, carriedOut: 2 }; // prettier-ignore

const item = (name: string): FrozenItem =>
  frozen({ name, samAccountName: name, dn: `CN=${name},DC=example,DC=com` });

function begun(): { db: Database; review: KeptReview } {
  const db = new Database(':memory:', 'write');
  for (const ddl of reviewDdl) db.exec(ddl);
  const counted = { items: 2, people: 2, roles: 1, since };
  let link = firstLink(head, sha256);
  const insert = db.prepare('INSERT INTO review_item (review_id, number, reviewer, body) VALUES (1, ?, ?, ?)');
  db.prepare('INSERT INTO review (id, name, body) VALUES (1, ?, ?)').run('Quarter', '{}');
  for (const [at, name] of ['bob', 'cyd'].entries()) {
    link = nextLink(link, at + 1, item(name), sha256);
    insert.run(at + 1, 'security', JSON.stringify({ item: item(name), link }));
  }
  return { db, review: { head, ...counted, digest: evidenceDigest(link, counted), revision: 0, signOff: null } };
} // prettier-ignore

function seal({ db, review }: ReturnType<typeof begun>) {
  const work = sealOf(db, 1, reviewOf(JSON.stringify(review))!);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

describe('the digest of the evidence', () => {
  it('is what was written', () =>
    expect(seal(begun())).toMatchObject({ intact: true, changed: [], open: 2 }));

  it.each<[string, Partial<KeptReview>]>([
    ['people', { people: 1 }],
    ['roles', { roles: 9 }],
    ['what it follows', { since: { ...since, gone: 0 } }],
    ['that it follows anything', { since: null }],
    ['how many items there are', { items: 1 }],
    ['when it is due', { head: { ...head, dueOn: '2027-01-01' } }],
    ['when sources were read', { head: { ...head, readAt: [] } }],
  ])('tells a change of %s', (_what, change) => {
    const { db, review } = begun();
    expect(seal({ db, review: { ...review, ...change } }).intact).toBe(false);
  });

  it('tells items that were put in or taken out; one that cannot be read is open once', () => {
    const added = begun();
    added.db.exec(`INSERT INTO review_item SELECT review_id, 3, reviewer, body, decision FROM review_item WHERE number = 2`);
    expect(seal(added)).toMatchObject({ intact: false, changed: [3] });
    const beyond = begun();
    beyond.db.exec(`INSERT INTO review_item SELECT review_id, 1152921504606846977, reviewer, body, decision FROM review_item WHERE number = 2`);
    expect(seal(beyond)).toMatchObject({ intact: false, changed: [], open: 2 });
    const gone = begun();
    gone.db.exec('DELETE FROM review_item WHERE number = 2');
    expect(seal(gone)).toMatchObject({ intact: false, open: 2 });
    const damaged = begun();
    damaged.db.exec(`UPDATE review_item SET body = '{', decision = '{' WHERE number = 1`);
    expect(seal(damaged)).toMatchObject({ intact: false, changed: [1], open: 2 });
  }); // prettier-ignore
});
