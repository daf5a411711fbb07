import { expect, it } from 'vitest';
import type { StoredSession } from '#contract/sessions/session.ts';
import { Fault } from '#contract/faults.ts';
import { refreshedCredentials, type CredentialParts } from './refreshed.ts';

const keys = { accessKeyId: 'ASIA1', secretAccessKey: 's', sessionToken: 't' };

/** A session with so many minutes left, that another process refreshes: it waits for a person. */
function waitingElsewhere(minutes: number) {
  const expiresAt = new Date(Date.now() + minutes * 60_000).toISOString();
  const stored = { id: 'a', name: 'prod', account: '111122223333', takenAt: expiresAt, expiresAt };
  const elsewhere = Promise.withResolvers<never>();
  const parts = {
    store: { sessions: () => [stored as StoredSession], leaseHolder: () => 'window' },
    vault: { state: () => Promise.resolve({ tier: 'os-keychain', reason: 'ready' }) },
    sessions: {
      at: () => stored,
      freshKeys: () => elsewhere.promise,
      reveal: () => Promise.resolve({ ...keys, expiresAt }),
    },
  } as unknown as CredentialParts;
  return { parts, end: () => elsewhere.reject(new Fault('session.busyElsewhere', { name: 'prod' })) };
}
const waited = { limitMs: 20, signal: new AbortController().signal, waiting: () => {} };

it('gives keys that last where another process waits for a person', async () => {
  const { parts } = waitingElsewhere(6);
  expect(await refreshedCredentials('prod', parts, waited)).toMatchObject({ keys, account: '111122223333' });
});

it('goes on waiting where they do not', async () => {
  const { parts, end } = waitingElsewhere(0.5);
  const asked = refreshedCredentials('prod', parts, waited);
  setTimeout(end, 60);
  await expect(asked).rejects.toMatchObject({ code: 'session.busyElsewhere' });
});
