import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { UserStore } from '#userstore/api.ts';
import { fileName, openUserStore } from '#userstore/open.ts';
import { memoryVault } from '../memoryVault.fixture.ts';
import { cleanSecrets, secretItems } from './secretItems.ts';

let folder: string;
let store: UserStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'treeline-secrets-'));
  ({ store } = openUserStore(folder));
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});
const key = (id: string) => ({ id, name: `key ${id}`, accessKeyTail: 'ABCD', account: null, userArn: null, mfaSerial: null, addedAt: '2026-01-05T09:00:00.000Z' }); // prettier-ignore
const vaultWith = async (...ids: string[]) => {
  const vault = memoryVault();
  for (const id of ids) await vault.set({ kind: 'access-key', id }, 'secret');
  return vault;
};

it('are in use, orphans, or gone', async () => {
  store.saveAccessKey(key('used'));
  store.saveAccessKey(key('lost'));
  store.noteSecret('access-key', 'lost', 'os-keychain');
  const items = await secretItems(store, await vaultWith('used', 'left'));
  expect(items.map(({ id, name, state }) => [id, name, state])).toEqual([
    ['used', 'key used', 'inUse'],
    ['left', null, 'orphan'],
    ['lost', 'key lost', 'gone'],
  ]);
});

it('of a row that cannot be read are nobody’s to clean', async () => {
  store.saveAccessKey(key('newer'));
  const file = new DatabaseSync(join(folder, fileName));
  file.exec(`UPDATE access_key SET document = '{"id":"newer","from":"a later version"}'`);
  file.close();
  const vault = await vaultWith('newer', 'left');
  expect(store.accessKeys()).toEqual([]);
  expect((await secretItems(store, vault)).map(({ id, state }) => [id, state])).toEqual([
    ['newer', 'inUse'],
    ['left', 'orphan'],
  ]);
  const all = ['newer', 'left'].map((id) => ({ kind: 'access-key' as const, id }));
  expect(await cleanSecrets(store, vault, all)).toBe(1);
  expect([...vault.secrets.keys()]).toEqual(['access-key/newer']);
});
