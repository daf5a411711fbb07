import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '#contract/profiles.ts';
import type { UserStore } from '#userstore/api.ts';
import { openUserStore } from '#userstore/open.ts';
import { memoryVault } from './memoryVault.fixture.ts';
import { Profiles } from './profiles.ts';

const connection: Connection = {
  host: 'dc1.corp.example.com',
  domain: null,
  port: 636,
  security: 'ldaps',
  serverName: null,
  base: null,
  trust: { kind: 'system' },
  user: 'reader@corp.example.com',
  timeoutSeconds: 15,
  pageSize: 500,
};

let folder: string;
let store: UserStore;
let noted: Set<string>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'treeline-profiles-'));
  store = openUserStore(folder).store;
  noted = new Set();
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const draft = { id: null, name: 'Corp', connection, password: 'Aa1-secret' };

describe('a profile and its password', () => {
  it('gives back the password that was saved with it', async () => {
    const profiles = new Profiles(store, memoryVault(noted));
    const saved = await profiles.save(draft);
    expect(saved.password).toBe('memory');
    expect(await profiles.password(saved)).toBe('Aa1-secret');
    expect(await profiles.list()).toEqual([saved]);
  });

  it.each([
    ['a name, a user, limits', { name: 'Other', user: 'other@corp.example.com', pageSize: 10 }, 'Aa1-secret'],
    ['the base', { base: 'DC=corp,DC=example,DC=com' }, 'Aa1-secret'],
    ['the case of the host', { host: 'DC1.corp.example.com.' }, 'Aa1-secret'],
    ['the host', { host: 'dc2.corp.example.com' }, null],
    ['the host to discovery', { host: null, domain: 'corp.example.com' }, null],
    ['the domain', { domain: 'evil.example.org' }, null],
    ['the port', { port: 3269 }, null],
    ['the encryption', { security: 'plain' }, null],
    ['the name expected', { serverName: 'evil.example.org' }, null],
    ['the trust', { trust: { kind: 'pin', fingerprint256: Array(32).fill('AB').join(':') } }, null],
  ])('after a change of %s', async (_what, change, kept) => {
    const profiles = new Profiles(store, memoryVault(noted));
    const { id } = await profiles.save(draft);
    const again = await profiles.save({
      id,
      name: 'Corp',
      connection: { ...connection, ...change } as Connection,
      password: null,
    });
    const password = profiles.password(again);
    if (kept === null) await expect(password).rejects.toMatchObject({ code: 'ldap.passwordMissing' });
    else expect(await password).toBe(kept);
  });

  it.each([
    ['its name', {}, 'corp.example.com'],
    ['its server', { host: 'dc9.other.example.net' }, null],
  ])('remembers which source it filled, after a change of %s', async (_what, change, reads) => {
    const profiles = new Profiles(store, memoryVault(noted));
    const { id } = await profiles.save(draft);
    profiles.noteRead(id, 'corp.example.com');
    profiles.noteRead('gone', 'corp.example.com');
    expect((await profiles.list()).map((each) => each.reads)).toEqual(['corp.example.com']);
    const again = { id, name: 'Again', connection: { ...connection, ...change }, password: null };
    expect((await profiles.save(again)).reads).toBe(reads);
  });

  it('is not sent to a server that was written into the store by hand', async () => {
    const profiles = new Profiles(store, memoryVault(noted));
    const saved = await profiles.save(draft);
    const moved = { ...saved, connection: { ...connection, host: 'dc.evil.example.org' } };
    store.saveProfile(moved);
    await expect(profiles.password(moved)).rejects.toMatchObject({ code: 'ldap.passwordMissing' });
  });

  it('that only memory held is gone with the process, and is asked for by the name of the profile', async () => {
    const saved = await new Profiles(store, memoryVault(noted)).save(draft);
    const later = new Profiles(store, memoryVault(noted));
    expect(await later.list()).toEqual([{ ...saved, password: 'none' }]);
    await expect(later.password(later.at(saved.id))).rejects.toMatchObject({
      code: 'ldap.passwordMissing',
      params: { name: 'Corp' },
    });
  });
});
