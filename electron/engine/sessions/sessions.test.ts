/** Sessions while several things happen at once: a real store, a keychain and an STS that answer when they are told to. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Session, StoredSession } from '#contract/sessions/session.ts';
import { Fault } from '#contract/faults.ts';
import { role } from '#domain/session/limits.fixture.ts';
import type { Sts } from '#sts/api.ts';
import type { UserStore } from '#userstore/api.ts';
import { openUserStore } from '#userstore/open.ts';
import type { Vault } from '#vault/api.ts';
import { Prompts } from './prompts.ts';
import { longTermKeysSchema, Secrets, sessionKeysSchema } from './secrets.ts';
import { Sessions } from './sessions.ts';

const hour = 3_600_000;
const iso = (time: number) => new Date(time).toISOString();

let folder: string;
let store: UserStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'treeline-sessions-'));
  store = openUserStore(folder).store;
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

/** A process's sessions. `gates.take` and `gates.keep` are waited for before STS answers and the keychain keeps. */
function aProcess() {
  const secrets = new Map<string, string>();
  const gates: { take: Promise<unknown>; keep: Promise<unknown> } = {
    take: Promise.resolve(),
    keep: Promise.resolve(),
  };
  let taken = 0;
  const vault = {
    set: async ({ id }: { id: string }, secret: string) => {
      await gates.keep;
      secrets.set(id, secret);
      return 'memory' as const;
    },
    get: ({ id }: { id: string }) => Promise.resolve(secrets.get(id) ?? null),
    has: ({ id }: { id: string }) => Promise.resolve(secrets.has(id)),
    remove: ({ id }: { id: string }) => Promise.resolve(void secrets.delete(id)),
  } as unknown as Vault;
  const sts = {
    take: async () => {
      const number = ++taken;
      await gates.take;
      return {
        accessKeyId: `ASIA${number}`,
        secretAccessKey: 'secret',
        sessionToken: 'token',
        expiresAt: iso(Date.now() + hour),
        arn: 'arn:aws:sts::111122223333:assumed-role/Admin/ann',
        awsTime: null,
      };
    },
  } as unknown as Sts;
  const prompts = new Prompts();
  const sessions = new Sessions({
    store,
    sts,
    prompts,
    sessionKeys: new Secrets(vault, 'sts-session', sessionKeysSchema),
    longTermKeys: new Secrets(vault, 'access-key', longTermKeysSchema),
    accountAlias: () => Promise.resolve(null),
    response: () => '',
    responseUsed: () => {},
    portalKeys: () => Promise.reject(new Fault('portal.signInNeeded', { name: 'p' })),
  });
  return { sessions, secrets, gates, prompts, taken: () => taken };
}

const take = (sessions: Sessions) =>
  sessions.take({ name: 'prod', request: role(), group: null, keepFresh: true, once: null });

function stored(id: string, more: Partial<StoredSession> = {}): StoredSession {
  return {
    id,
    name: id,
    request: role(),
    arn: null,
    account: '111122223333',
    accessKeyTail: 'ABCD',
    takenAt: iso(Date.now() - 2 * hour),
    expiresAt: iso(Date.now() - hour),
    lengthSeconds: 3600,
    tier: 'memory',
    group: null,
    favourite: false,
    keepFresh: true,
    ...more,
  };
}

describe('while the keychain asks for its password', () => {
  it('a session that is removed stays removed, and so do its keys', async () => {
    const { sessions, gates, secrets } = aProcess();
    const { id } = await take(sessions);
    const { promise, resolve } = Promise.withResolvers<void>();
    gates.keep = promise;
    const refreshing = sessions.refresh(id, null, 'refresh');
    await new Promise((done) => setTimeout(done, 10));
    await sessions.remove(id);
    resolve();
    await expect(refreshing).rejects.toMatchObject({ code: 'session.notFound' });
    expect([store.sessions(), secrets.size]).toEqual([[], 0]);
  });

  it('what is edited stays so', async () => {
    const { sessions, gates } = aProcess();
    const { id } = await take(sessions);
    const { promise, resolve } = Promise.withResolvers<void>();
    gates.keep = promise;
    const refreshing = sessions.refresh(id, null, 'refresh');
    await new Promise((done) => setTimeout(done, 10));
    await sessions.edit({ id, name: 'mine', group: 'home', keepFresh: false });
    resolve();
    expect(await refreshing).toMatchObject({ name: 'mine', group: 'home', keepFresh: false });
    expect(store.sessions()).toMatchObject([{ name: 'mine', group: 'home', keepFresh: false }]);
  });
});

it('keys that this process remembers are not given once another took newer ones', async () => {
  const [here, there] = [aProcess(), aProcess()];
  const { id } = await take(here.sessions);
  const old = JSON.parse(here.secrets.get(id)!) as Record<string, string>;
  here.secrets.set(id, JSON.stringify({ ...old, expiresAt: iso(Date.now() + 60_000) }));
  await there.sessions.refresh(id, null, 'refresh');
  const keys = await here.sessions.freshKeys(id, 'asked');
  expect(Date.parse(keys.expiresAt)).toBeGreaterThan(Date.now() + hour / 2);
});

it('a session that another process took anew is there again', async () => {
  const [here, there] = [aProcess(), aProcess()];
  store.saveSession(stored('a', { expiresAt: iso(Date.now() + hour), takenAt: iso(Date.now()) }));
  expect((await here.sessions.list())[0]!.state).toBe('gone');
  await there.sessions.refresh('a', null, 'refresh');
  here.secrets.set('a', 'in the keychain of both');
  const watching = here.sessions.watch(undefined);
  expect(((await watching.next()).value as Session[])[0]!.state).toBe('fresh');
  await watching.return();
});

it('who watches learns that a refresh has ended, however it ended', async () => {
  const { sessions, gates } = aProcess();
  const { id } = await take(sessions);
  let last: Session[] = [];
  const ending = new AbortController();
  const following = (async () => {
    for await (const all of sessions.watch(ending.signal)) last = all;
  })();
  gates.take = new Promise((_, reject) => setTimeout(() => reject(new Error('refused')), 80));
  await expect(sessions.refresh(id, null, 'refresh')).rejects.toThrow('refused');
  await new Promise((done) => setTimeout(done, 150));
  ending.abort();
  await following;
  expect(last).toMatchObject([{ refreshing: false, failure: { fault: { code: 'internal' } } }]);
});

it('a prompt that nobody could see is shown once somebody could', async () => {
  const { sessions, prompts } = aProcess();
  store.saveSession(stored('a', { request: role({ mfaSerial: 'GAHT12345678' }) }));
  await expect(sessions.refresh('a', null, 'program')).rejects.toMatchObject({
    code: 'session.promptUnseen',
  });
  expect(sessions.mayTryAt(sessions.at('a'))).toBeNull();
  const ending = new AbortController();
  const watching = prompts.watch(ending.signal);
  await watching.next();
  expect(sessions.mayTryAt(sessions.at('a'))).toBe(0);
  await watching.return();
});

it('sessions that are taken with each other do not wait for each other', async () => {
  const { sessions } = aProcess();
  const from = (id: string) => role({ source: { kind: 'session', id } });
  store.saveSession(stored('a', { request: from('b') }));
  store.saveSession(stored('b', { request: from('a') }));
  const both = [sessions.refresh('a', null, 'refresh'), sessions.refresh('b', null, 'refresh')];
  for (const each of both) await expect(each).rejects.toMatchObject({ code: 'session.sourceLoop' });
});

it('what failed here is over once another process took the session', async () => {
  const [here, there] = [aProcess(), aProcess()];
  store.saveSession(stored('a'));
  here.gates.take = Promise.reject(new Fault('session.promptTimedOut', { name: 'a', seconds: 300 }));
  await expect(here.sessions.refresh('a', null, 'refresh')).rejects.toMatchObject({
    code: 'session.promptTimedOut',
  });
  expect((await here.sessions.list())[0]!.failure).not.toBeNull();
  await new Promise((done) => setTimeout(done, 5));
  await there.sessions.refresh('a', null, 'refresh');
  const [now] = await here.sessions.list();
  expect([now!.failure, here.sessions.mayTryAt(here.sessions.at('a'))]).toEqual([null, 0]);
});
