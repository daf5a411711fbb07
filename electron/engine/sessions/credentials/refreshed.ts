/**
 * Keys of a session that has to be taken again first, for a program that waits. One process takes it for all (`Flights`); where a
 * person is needed, a window of Treeline is asked to ask, and where none is open the program is told at once.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { StoredSession } from '#contract/sessions/session.ts';
import { Fault } from '#contract/faults.ts';
import { stateOf } from '#domain/session/lifetime.ts';
import { keeperLease } from '../keeper.ts';
import type { Engine } from '../../engine.ts';
import type { SessionKeys } from '../secrets.ts';
import type { Credentials } from './credentials.ts';
import { sessionNamed } from './sessionNamed.ts';

export type CredentialParts = Pick<Engine, 'sessions' | 'store' | 'vault'>;

/** What is waited for, so that whoever gives up can say for what. */
export type WaitingFor = 'keychain' | 'aws' | 'window';

export interface Waited {
  /** How long a window may take for it. */
  readonly limitMs: number;
  readonly signal: AbortSignal;
  /** Called whenever something else is waited for. */
  waiting(what: WaitingFor): void;
  /** Of tests. */
  readonly lookMs?: number;
}

/** With less time left, keys are not handed out any more: a request that is begun with them could outlive them. */
const leastMs = 60_000;

/**
 * Rejects with `session.…`, `sts.…`, `aws.…`, `portal.…`, `vault.…` or `job.cancelled`. Keys that are still good for more than a minute are given where
 * new ones cannot be had.
 */
export async function refreshedCredentials(
  wanted: string,
  parts: CredentialParts,
  waited: Waited,
): Promise<Credentials> {
  const { sessions, store, vault } = parts;
  const { id, name, account } = sessionNamed(store.sessions(), wanted);
  waited.waiting('keychain');
  const { tier, reason } = await vault.state();
  // Keys that only this process would remember are gone before the next program asks.
  if (tier !== 'os-keychain') throw new Fault('vault.absent', { detail: reason });
  waited.waiting('aws');
  try {
    return { keys: await freshOrLast(parts, id, waited), account };
  } catch (error) {
    const unseen = error instanceof Fault && error.code === 'session.promptUnseen';
    const windowIsThere = unseen && store.leaseHolder(keeperLease) !== null;
    // A prompt in a window is worth waiting for only where nothing else is left.
    const last = windowIsThere ? null : await lastKeys(parts, id, waited.signal);
    if (last) return { keys: last, account };
    if (!windowIsThere) throw error;
  }
  waited.waiting('window');
  await askWindow(parts, id, name, waited);
  return { keys: await sessions.reveal(id), account };
}

/** New keys, or after so long the old ones while they last: another process may wait for a person who is away. */
async function freshOrLast(
  parts: CredentialParts,
  id: string,
  { limitMs, signal }: Waited,
): Promise<SessionKeys> {
  const fresh = parts.sessions.freshKeys(id, 'program');
  const inTime = new AbortController();
  const late = delay(limitMs, undefined, { signal: inTime.signal }).then(
    () => lastKeys(parts, id, signal),
    () => null,
  );
  try {
    return (await Promise.race([fresh, late])) ?? (await fresh);
  } finally {
    inTime.abort();
  }
}

/** The keys as they are, while they last. */
async function lastKeys(
  { sessions }: CredentialParts,
  id: string,
  signal: AbortSignal,
): Promise<SessionKeys | null> {
  if (signal.aborted || Date.parse(sessions.at(id).expiresAt) - Date.now() <= leastMs) return null;
  return sessions.reveal(id).catch(() => null);
}

/** Has a window refresh the session, and waits until it has. */
async function askWindow(
  { sessions, store }: CredentialParts,
  id: string,
  name: string,
  { limitMs, signal, lookMs = 200 }: Waited,
): Promise<void> {
  const until = Date.now() + limitMs;
  store.wantSession(id, limitMs);
  while (!isFresh(sessions.at(id))) {
    if (store.leaseHolder(keeperLease) === null) throw new Fault('session.promptUnseen', { name });
    if (Date.now() >= until)
      throw new Fault('session.promptTimedOut', { name, seconds: Math.round(limitMs / 1000) });
    // Looked at once more: it may have become fresh between the two looks.
    if (!store.wantedSessions().includes(id) && !isFresh(sessions.at(id)))
      throw new Fault('session.notRefreshed', { name });
    await delay(lookMs, undefined, { signal }).catch(() => {
      throw new Fault('job.cancelled', {});
    });
  }
}

const isFresh = ({ takenAt, expiresAt }: StoredSession): boolean =>
  stateOf({
    takenAt: Date.parse(takenAt),
    expiresAt: Date.parse(expiresAt),
    now: Date.now(),
    present: true,
  }) === 'fresh';
