/** Saved queries: over restarts, and out of a file of the version before them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SavedQuery } from '../contract/queries.ts';
import type { UserStore } from './api.ts';
import { fileName, openUserStore } from './open.ts';
import { applicationId, migrations } from './schema.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'treeline-queries-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const query = (id: string, more: Partial<SavedQuery> = {}): SavedQuery => ({
  id,
  name: `Query ${id}`,
  filter: '(&(objectClass=user)(lastLogonTimestamp<={now-30d:filetime}))',
  base: 'OU=People,DC=corp,DC=example',
  scope: 'one',
  columns: ['sAMAccountName', 'lastLogonTimestamp'],
  sort: { attribute: 'lastLogonTimestamp', descending: true },
  ...more,
});

function using<T>(work: (store: UserStore) => T): T {
  const { store } = openUserStore(folder);
  try {
    return work(store);
  } finally {
    store.close();
  }
}

it('keeps what was saved, as it was saved', () => {
  using((store) => {
    for (const id of ['b', 'a', 'c']) store.saveQuery(query(id));
    store.saveQuery(query('b', { name: '이름', base: null, sort: null, columns: [] }));
    store.removeQuery('c');
  });
  expect(using((store) => store.queries())).toEqual([
    query('b', { name: '이름', base: null, sort: null, columns: [] }),
    query('a'),
  ]);
});

it.each([
  ['an empty name', query('a', { name: ' ' }), 'name'],
  ['an empty filter', query('a', { filter: '' }), 'filter'],
  ['a column that is none', query('a', { columns: ['a b'] }), 'columns.0'],
])('refuses %s', (_, value, path) => {
  using((store) =>
    expect(() => store.saveQuery(value)).toThrow(
      expect.objectContaining({ code: 'input.invalid', params: expect.objectContaining({ path }) }),
    ),
  );
});

it('takes a file from before there were any', () => {
  const database = new DatabaseSync(join(folder, fileName));
  database.exec(`${migrations[0]!} PRAGMA application_id = ${applicationId}; PRAGMA user_version = 1`);
  database.close();
  using((store) => store.saveQuery(query('a')));
  expect(using((store) => store.queries())).toEqual([query('a')]);
});
