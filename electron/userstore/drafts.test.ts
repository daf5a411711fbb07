/** Policies that the user tries: over restarts, and out of a file of the version before them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { PolicyDraft } from '../contract/policy/draft.ts';
import type { UserStore } from './api.ts';
import { fileName, openUserStore } from './open.ts';
import { applicationId, migrations } from './schema.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'treeline-drafts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const draft = (id: string, text = '{}'): PolicyDraft => ({ id, name: id, use: 'identity', text });
function using<T>(work: (store: UserStore) => T): T {
  const { store } = openUserStore(folder);
  try {
    return work(store);
  } finally {
    store.close();
  }
}

it('keeps what was saved, in the order in which it was begun, whatever is in the text', () => {
  using((store) => {
    for (const id of ['b', 'a', 'c']) store.saveDraft(draft(id));
    store.saveDraft({ ...draft('b', '{ "unfinished": \u0000"한글'), use: 'trust' });
    store.removeDraft('c');
  });
  expect(using((store) => store.drafts())).toEqual([
    { ...draft('b', '{ "unfinished": \u0000"한글'), use: 'trust' },
    draft('a'),
  ]);
});

it('refuses what is longer than a policy can be pasted', () => {
  using((store) =>
    expect(() => store.saveDraft(draft('a', 'x'.repeat(1_000_001)))).toThrow(
      expect.objectContaining({ code: 'input.invalid', params: expect.objectContaining({ path: 'text' }) }),
    ),
  );
});

it('takes a file from before there were any', () => {
  const database = new DatabaseSync(join(folder, fileName));
  database.exec(
    `${migrations[0]!} ${migrations[1]!} PRAGMA application_id = ${applicationId}; PRAGMA user_version = 2`,
  );
  database.close();
  using((store) => store.saveDraft(draft('a')));
  expect(using((store) => store.drafts())).toEqual([draft('a')]);
});
