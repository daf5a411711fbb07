/** Sessions, access keys, portals and identity providers: over restarts, and out of a file of the version before them. */
import { mkdtempSync, rmSync } from 'node:fs';
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
  folder = mkdtempSync(join(tmpdir(), 'treeline-taken-'));
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

/** As the version before them kept it. */
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
    store.saveTakenSession(session);
    store.saveTakenSession({ ...session, id: 'gone' });
    store.saveTakenSession(edited);
    store.removeTakenSession('gone');
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
    expect(store.takenSessions()).toEqual([edited]);
    expect(store.accessKeys()).toEqual([key]);
    expect(store.portals()).toEqual([portal]);
    expect(store.identityProviders()).toEqual([provider]);
  });
});

it('keeps no key that a request does not know', () => {
  using((store) => {
    store.saveTakenSession({ ...session, request: { ...session.request, mfaCode: '123456' } as never });
    store.saveAccessKey({ ...key, secretAccessKey: 'x' } as StoredAccessKey);
    expect(store.takenSessions()).toEqual([session]);
    expect(store.accessKeys()).toEqual([key]);
  });
});

it('carries the sessions of the version before them over, and tells which make no sense', () => {
  const rows: [id: string, document: string][] = [
    ['s', JSON.stringify(before)],
    [
      't',
      JSON.stringify({ ...before, id: 't', sourceProfile: 'work', externalId: 'x\u0000"y', tier: 'memory' }),
    ],
    ['half', JSON.stringify({ ...before, id: 'half', roleArn: 7 })],
    ['list', '[]'],
    ['cut', '{"id":'],
  ];
  const database = new DatabaseSync(join(folder, fileName));
  database.exec(
    `${migrations.slice(0, 3).join('')} PRAGMA application_id = ${applicationId}; PRAGMA user_version = 3`,
  );
  for (const row of rows) database.prepare('INSERT INTO session VALUES (?, ?)').run(...row);
  database.close();

  const { store, unreadable } = openUserStore(folder);
  expect(store.takenSessions()).toEqual([
    session,
    {
      ...session,
      id: 't',
      request: { ...session.request, source: { kind: 'profile', profile: 'work' }, externalId: 'x\u0000"y' },
      tier: 'memory',
    },
  ]);
  expect(store.sessions().map((one) => one.id)).toEqual(['s', 't']);
  store.close();
  expect(unreadable.filter((one) => one.table === 'taken_session')).toEqual([
    { table: 'taken_session', id: 'half', path: 'request.roleArn' },
    { table: 'taken_session', id: 'list', path: 'id' },
    { table: 'taken_session', id: 'cut', path: '' },
  ]);
});
