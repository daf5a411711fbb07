import { describe, expect, it } from 'vitest';
import type { DraftChange } from '#domain/draft/change.ts';
import { createFile } from '../file.ts';
import { temporaryFolder } from '../fixtures.ts';
import { Database } from '../sqlite.ts';
import { putDraft, readDrafts } from './store.ts';

function withFile(use: (db: Database) => void): void {
  using folder = temporaryFolder();
  const path = folder.file('a.treeline');
  createFile(path);
  const db = new Database(path, 'write');
  try {
    use(db);
  } finally {
    db.close();
  }
}
const roleArn = 'arn:aws:iam::111122223333:role/Admin';
const changes: readonly DraftChange[] = [{ kind: 'deleteRole', roleArn }];
const changedAt = '2026-11-23T08:00:00.000Z';
const body = { name: 'First', note: '', changedAt, changes };

/** Arrays in arrays, as text. */
const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const trust = (document: string): string =>
  `{"note":"","changes":[{"kind":"editTrust","roleArn":"${roleArn}","document":${document}}]}`;

describe('drafts in a file', () => {
  it('are read as they were kept, and changed in their place', () => {
    withFile((db) => {
      const id = putDraft(db, null, body);
      expect(readDrafts(db)).toEqual([{ id, ...body }]);
      expect(putDraft(db, id, { ...body, name: 'Second' })).toBe(id);
      expect(readDrafts(db)).toEqual([{ id, ...body, name: 'Second' }]);
    });
  });

  it('are not kept under the number of one that is gone', () => {
    withFile((db) => {
      expect(() => putDraft(db, 7, body)).toThrow('draft.notFound');
      expect(readDrafts(db)).toEqual([]);
    });
  });

  const kept = JSON.stringify({ note: '', changes });
  it.each<[string, number | bigint, string, string, string]>([
    ['no JSON', 2, 'x', changedAt, '{'],
    ['a list', 2, 'x', changedAt, '[]'],
    ['an unknown change', 2, 'x', changedAt, '{"note":"","changes":[{"kind":"x"}]}'],
    ['no name', 2, ' ', changedAt, kept],
    ['a name without end', 2, 'x'.repeat(10_000), changedAt, kept],
    ['no time', 2, 'x', 'yesterday', kept],
    ['a number below 1', -2, 'x', changedAt, kept],
    ['a number beyond all numbers', 2n ** 60n, 'x', changedAt, kept],
    ['a document nested without end', 2, 'x', changedAt, trust(nested(100_000))],
    ['a document without end', 2, 'x', changedAt, trust(`[${'0,'.repeat(100_000)}0]`)],
  ])('count as not there, and leave the others readable: %s', (_, id, name, at, text) => {
    withFile((db) => {
      const first = putDraft(db, null, body);
      db.prepare('INSERT INTO draft (id, name, changed_at, body) VALUES (?, ?, ?, ?)').run(
        id,
        name,
        at,
        text,
      );
      const drafts = readDrafts(db);
      expect(drafts).toEqual([{ id: first, ...body }]);
      expect(structuredClone(drafts)).toEqual(drafts);
    });
  });

  it('take documents of the size that policies have', () => {
    withFile((db) => {
      const statement = { Effect: 'Allow', Action: Array.from({ length: 1000 }, (_, at) => `s3:Get${at}`) };
      const document = { Version: '2012-10-17', Statement: [statement] };
      const change: DraftChange = { kind: 'editTrust', roleArn, document };
      putDraft(db, null, { ...body, changes: [change] });
      expect(readDrafts(db)).toMatchObject([{ changes: [change] }]);
    });
  });
});
