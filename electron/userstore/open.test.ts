import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Profile } from '../contract/profiles.ts';
import type { UserStore } from './api.ts';
import { fileName, openUserStore } from './open.ts';
import { migrations } from './schema.ts';

const now = () => new Date('2026-01-02T03:04:05.678Z');
const profile = (id: string): Profile => ({
  id,
  name: `Profile ${id}`,
  connection: {
    host: 'dc1.corp.example',
    domain: null,
    port: 636,
    security: 'ldaps',
    serverName: null,
    base: null,
    trust: { kind: 'system' },
    user: 'reader@corp.example',
    timeoutSeconds: 30,
    pageSize: 1000,
  },
  password: 'keychain',
  reads: null,
});

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'treeline-store-'));
  file = join(folder, fileName);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Opens, works, closes; answers what the opening told. */
function using(work: (store: UserStore) => void = () => undefined) {
  const { store, setAside, unreadable } = openUserStore(folder, now);
  try {
    work(store);
    return { setAside, unreadable };
  } finally {
    store.close();
  }
}
function tamper(sql: string): void {
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
}

describe('the store', () => {
  it('begins empty, with the defaults', () => {
    using((store) => {
      expect(store.settings()).toEqual({ theme: 'system', locale: 'system' });
      expect([store.profiles(), store.sessions(), store.secretNames()]).toEqual([[], [], []]);
      expect(store.lastWorkspace()).toBeNull();
    });
  });

  it('keeps what was saved, in the order in which it was made', () => {
    using((store) => {
      store.saveSettings({ theme: 'dark', locale: 'ko' });
      for (const id of ['b', 'a']) store.saveProfile(profile(id));
      store.saveProfile({ ...profile('b'), name: 'Renamed' });
      store.saveProfile(profile('c'));
      store.removeProfile('c');
      store.noteSecret('ldap-password', 'a', 'memory');
      store.noteSecret('ldap-password', 'a', 'os-keychain');
      store.noteSecret('sts-session', 'a', 'memory');
      store.noteSecret('sts-session', 'b', 'memory');
      store.forgetSecret('sts-session', 'b');
      store.setLastWorkspace('/home/x/비밀 아님.treeline');
    });
    using((store) => {
      expect(store.settings()).toEqual({ theme: 'dark', locale: 'ko' });
      expect(store.profiles()).toEqual([{ ...profile('b'), name: 'Renamed' }, profile('a')]);
      expect(store.secretNames()).toEqual([
        { kind: 'ldap-password', id: 'a', tier: 'os-keychain' },
        { kind: 'sts-session', id: 'a', tier: 'memory' },
      ]);
      expect(store.lastWorkspace()).toBe('/home/x/비밀 아님.treeline');
      store.setLastWorkspace(null);
      expect(store.lastWorkspace()).toBeNull();
    });
  });

  it('keeps no key that the schema does not know', () => {
    using((store) => {
      store.saveProfile({ ...profile('a'), password_text: 'hunter2' } as Profile);
      for (const name of readdirSync(folder))
        expect(readFileSync(join(folder, name), 'latin1')).not.toContain('hunter2');
    });
  });

  it('refuses what does not fit, without its value', () => {
    using((store) => {
      expect(() => store.saveProfile({ ...profile('a'), name: '' })).toThrow(
        expect.objectContaining({ code: 'input.invalid', params: { path: 'name', detail: 'too_small' } }),
      );
    });
  });

  it.skipIf(process.platform === 'win32')('is for the user alone, side files too, and made so again', () => {
    using();
    chmodSync(file, 0o644);
    using((store) => {
      store.setLastWorkspace('/x');
      const modes = readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mode & 0o777]);
      expect(Object.fromEntries(modes)).toEqual({
        [fileName]: 0o600,
        [`${fileName}-wal`]: 0o600,
        [`${fileName}-shm`]: 0o600,
      });
    });
  });
});

describe('a file that is not as it should be', () => {
  const garbage = Buffer.from('this is no database, but it is long enough to look at '.repeat(100));
  const damages: [what: string, damage: () => void, reason: RegExp][] = [
    ['garbage', () => writeFileSync(file, garbage), /not a database/],
    ['cut short', () => truncateSync(file, 8192), /malformed|invalid page|disk image/],
    ['overwritten in the middle', () => overwrite(4096), /malformed|btree|page|invalid/i],
    [
      'a database of somebody else',
      () => (rmSync(file), tamper('CREATE TABLE theirs (x)')),
      /not a Treeline file/,
    ],
  ];
  function overwrite(from: number): void {
    const bytes = readFileSync(file);
    writeFileSync(file, Buffer.concat([bytes.subarray(0, from), Buffer.alloc(bytes.length - from, 0xa5)]));
  }
  it.each(damages)('%s: is moved aside and named, and a fresh one made', (_what, damage, reason) => {
    using((store) => {
      for (let number = 0; number < 50; number++) store.saveProfile(profile(`p${number}`));
    });
    damage();
    const before = readFileSync(file);
    const { setAside } = using((store) => {
      expect(store.profiles()).toEqual([]);
      store.saveProfile(profile('again'));
    });
    expect(setAside?.file).toBe(join(folder, 'treeline.damaged-20260102T030405Z.db'));
    expect(setAside?.reason).toMatch(reason);
    expect(readFileSync(setAside!.file).equals(before)).toBe(true);
    expect(using((store) => expect(store.profiles()).toEqual([profile('again')])).setAside).toBeNull();
  });

  it('moves a second one aside under a name of its own', () => {
    for (const expected of [
      'treeline.damaged-20260102T030405Z.db',
      'treeline.damaged-20260102T030405Z-2.db',
    ]) {
      writeFileSync(file, garbage);
      expect(using().setAside?.file).toBe(join(folder, expected));
    }
  });

  it('written by a later Treeline: is refused and left alone', () => {
    using((store) => store.saveProfile(profile('a')));
    tamper(`PRAGMA user_version = ${migrations.length + 1}`);
    expect(() => openUserStore(folder)).toThrow(
      expect.objectContaining({
        code: 'workspace.newer',
        params: { name: fileName, version: migrations.length + 1, known: migrations.length },
      }),
    );
    tamper(`PRAGMA user_version = ${migrations.length}`);
    using((store) => expect(store.profiles()).toEqual([profile('a')]));
  });

  it('with rows that do not fit: shows the others, tells which, and keeps them', () => {
    using((store) => {
      for (const id of ['a', 'b', 'c']) store.saveProfile(profile(id));
      store.saveSettings({ theme: 'dark', locale: 'ko' });
    });
    tamper(`UPDATE profile SET document = json_set(document, '$.connection.port', 70000) WHERE id = 'b';
      UPDATE profile SET document = '{' WHERE id = 'c'; UPDATE setting SET value = '[]';
      INSERT INTO secret_name VALUES ('k', 'i', 'paper')`);
    const told = using((store) => {
      expect(store.profiles()).toEqual([profile('a')]);
      expect(store.settings()).toEqual({ theme: 'system', locale: 'system' });
      expect(store.secretNames()).toEqual([]);
    });
    expect(told).toEqual({
      setAside: null,
      unreadable: [
        { table: 'profile', id: 'b', path: 'connection.port' },
        { table: 'profile', id: 'c', path: '' },
      ],
    });
  });

  it('in a folder that cannot be: is a fault', () => {
    writeFileSync(join(folder, 'plain'), '');
    expect(() => openUserStore(join(folder, 'plain'))).toThrow(
      expect.objectContaining({ code: 'workspace.notWritable' }),
    );
  });
});
