import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { StoredSession } from '../contract/sessions/session.ts';
import { glanceAtSession } from './glance.ts';
import { fileName, openUserStore } from './open.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'treeline-glance-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const stored = (id: string, name: string, more: Partial<StoredSession> = {}): StoredSession => ({
  id,
  name,
  request: { kind: 'portalRole', portal: 'p', account: '111122223333', roleName: 'Reader', region: 'eu-central-1' },
  arn: null,
  account: '111122223333',
  accessKeyTail: 'ABCD',
  takenAt: '2026-11-20T08:00:00.000Z',
  expiresAt: '2026-11-20T09:00:00.000Z',
  lengthSeconds: 3600,
  tier: 'os-keychain',
  group: null,
  favourite: false,
  keepFresh: false,
  ...more,
}); // prettier-ignore

function keep(...sessions: StoredSession[]): void {
  const { store } = openUserStore(folder);
  for (const session of sessions) store.saveSession(session);
  store.close();
}
const damage = (sql: string) => {
  const database = new DatabaseSync(join(folder, fileName));
  database.exec(sql);
  database.close();
};

it.each([
  ['by id', 'one'],
  ['by a name that one has', 'audit'],
  ['by an id that is the name of another too', 'two'],
])('is found %s', (_, wanted) => {
  keep(stored('one', 'audit'), stored('two', 'x'), stored('three', 'two'));
  expect(glanceAtSession(folder, wanted)).toEqual({
    id: wanted === 'two' ? 'two' : 'one',
    name: wanted === 'two' ? 'x' : 'audit',
    account: '111122223333',
    takenAt: Date.parse('2026-11-20T08:00:00.000Z'),
    expiresAt: Date.parse('2026-11-20T09:00:00.000Z'),
  });
});

it.each<[string, () => void]>([
  ['there is no store', () => {}],
  ['nobody has the name', () => keep(stored('one', 'x'))],
  ['two have the name', () => keep(stored('one', 'audit'), stored('two', 'audit'))],
  ['it is in the memory of another process', () => keep(stored('one', 'audit', { tier: 'memory' }))],
  [
    'the row was edited',
    () => {
      keep(stored('one', 'audit'));
      damage(`UPDATE session SET document = json_set(document, '$.expiresAt', 'soon')`);
    },
  ],
  [
    'a newer Treeline wrote it',
    () => {
      keep(stored('one', 'audit'));
      damage('PRAGMA user_version = 999');
    },
  ],
  [
    'the file is another program’s',
    () => {
      keep(stored('one', 'audit'));
      damage('PRAGMA application_id = 1');
    },
  ],
])('is left to the store itself where %s', (_, given) => {
  given();
  expect(glanceAtSession(folder, 'audit')).toBeNull();
});
