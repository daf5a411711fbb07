/** Sessions, access keys, portals and identity providers: over restarts, and out of files of versions before them. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { StoredAccessKey } from '../contract/sessions/accessKey.ts';
import type { StoredPortal } from '../contract/sessions/portal.ts';
import type { IdentityProvider } from '../contract/sessions/saml.ts';
import type { StoredSession } from '../contract/sessions/session.ts';
import type { UserStore } from './api.ts';
import { fileName, openUserStore } from './open.ts';
import { applicationId, migrations } from './schema.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'treeline-sessions-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function using<T>(work: (store: UserStore) => T): T {
  const { store } = openUserStore(folder);
  try {
    return work(store);
  } finally {
    store.close();
  }
}

/** As it was kept while a role by a profile was the only kind. */
const before = {
  id: 's',
  name: '감사 "audit"',
  roleArn: 'arn:aws:iam::111122223333:role/Audit',
  account: '111122223333',
  region: 'eu-central-1',
  sourceProfile: null as string | null,
  accessKeyTail: 'WXYZ',
  takenAt: '2026-01-02T03:04:05Z',
  expiresAt: '2026-01-02T04:04:05Z',
  tier: 'os-keychain',
  externalId: null as string | null,
  sessionName: 'reader',
  durationSeconds: 3600,
};
const session: StoredSession = {
  id: 's',
  name: '감사 "audit"',
  request: {
    kind: 'role',
    source: { kind: 'profile', profile: null },
    roleArn: 'arn:aws:iam::111122223333:role/Audit',
    sessionName: 'reader',
    externalId: null,
    tags: [],
    transitiveTagKeys: [],
    sourceIdentity: null,
    mfaSerial: null,
    region: 'eu-central-1',
    durationSeconds: 3600,
    policy: null,
    policyArns: [],
  },
  arn: null,
  account: '111122223333',
  accessKeyTail: 'WXYZ',
  takenAt: '2026-01-02T03:04:05Z',
  expiresAt: '2026-01-02T04:04:05Z',
  lengthSeconds: 3600,
  tier: 'os-keychain',
  group: null,
  favourite: false,
  keepFresh: false,
};
const key: StoredAccessKey = {
  id: 'k',
  name: 'mine',
  accessKeyTail: 'WXYZ',
  account: null,
  userArn: null,
  mfaSerial: 'arn:aws:iam::111122223333:mfa/ann',
  addedAt: '2026-01-02T03:04:05Z',
};
const portal: StoredPortal = {
  id: 'p',
  name: 'work',
  startUrl: 'https://d-1234567890.awsapps.com/start',
  region: 'eu-central-1',
};
const provider: IdentityProvider = { id: 'i', name: 'adfs', signInUrl: 'https://sts.corp.example/adfs/ls' };

it('keeps what was saved, as it was saved', () => {
  const edited: StoredSession = { ...session, group: '운영', favourite: true, keepFresh: true };
  using((store) => {
    store.saveSession(session);
    store.saveSession({ ...session, id: 'gone' });
    store.saveSession(edited);
    store.removeSession('gone');
    store.saveAccessKey(key);
    store.savePortal(portal);
    store.saveIdentityProvider(provider);
    for (const id of ['k2', 'p2', 'i2']) {
      store.saveAccessKey({ ...key, id });
      store.savePortal({ ...portal, id });
      store.saveIdentityProvider({ ...provider, id });
      store.removeAccessKey(id);
      store.removePortal(id);
      store.removeIdentityProvider(id);
    }
  });
  using((store) => {
    expect(store.sessions()).toEqual([edited]);
    expect(store.accessKeys()).toEqual([key]);
    expect(store.portals()).toEqual([portal]);
    expect(store.identityProviders()).toEqual([provider]);
  });
});

it('keeps no key that a schema does not know', () => {
  using((store) => {
    store.saveSession({ ...session, secretAccessKey: 'hunter2' } as StoredSession);
    store.saveSession({ ...session, request: { ...session.request, mfaCode: 'hunter2' } as never });
    store.saveAccessKey({ ...key, secretAccessKey: 'hunter2' } as StoredAccessKey);
    expect(store.sessions()).toEqual([session]);
    expect(store.accessKeys()).toEqual([key]);
    for (const name of readdirSync(folder))
      expect(readFileSync(join(folder, name), 'latin1')).not.toContain('hunter2');
  });
});

/** A file of that many migrations, with such rows. */
function fileOf(version: number, rows: Readonly<Record<string, readonly (readonly string[])[]>>): void {
  const database = new DatabaseSync(join(folder, fileName));
  const made = migrations.slice(0, version).join('');
  database.exec(`${made} PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${version}`);
  for (const [table, several] of Object.entries(rows))
    for (const row of several)
      database.prepare(`INSERT INTO ${table} VALUES (${row.map(() => '?').join()})`).run(...row);
  database.close();
}

it('carries the sessions of roles over, and tells which make no sense', () => {
  fileOf(3, {
    session: [
      ['s', JSON.stringify(before)],
      [
        't',
        JSON.stringify({
          ...before,
          id: 't',
          sourceProfile: 'work',
          externalId: 'x\u0000"y',
          tier: 'memory',
        }),
      ],
      ['half', JSON.stringify({ ...before, id: 'half', roleArn: 7 })],
      ['list', '[]'],
      ['cut', '{"id":'],
    ],
    secret_name: [['sts-session', 's', 'os-keychain']],
  });
  const { store, unreadable } = openUserStore(folder);
  expect(store.sessions()).toEqual([
    session,
    {
      ...session,
      id: 't',
      request: { ...session.request, source: { kind: 'profile', profile: 'work' }, externalId: 'x\u0000"y' },
      tier: 'memory',
    },
  ]);
  store.close();
  expect(unreadable).toEqual([
    { table: 'session', id: 'half', path: 'request.roleArn' },
    { table: 'session', id: 'list', path: 'id' },
    { table: 'session', id: 'cut', path: '' },
  ]);
});

it('takes what was saved in both tables into one, and brings nothing back that was removed', () => {
  const edited: StoredSession = { ...session, favourite: true };
  fileOf(4, {
    taken_session: [['s', JSON.stringify(edited)]],
    session: ['s', 'removed', 'since'].map((id) => [id, JSON.stringify({ ...before, id })]),
    secret_name: [
      ['sts-session', 's', 'os-keychain'],
      ['sts-session', 'since', 'os-keychain'],
      ['ldap-password', 'removed', 'os-keychain'],
    ],
  });
  using((store) => expect(store.sessions()).toEqual([edited, { ...session, id: 'since' }]));
});
