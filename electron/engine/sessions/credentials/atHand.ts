/**
 * Keys of a session that is fresh, out of the keychain: the usual case of a program that asks, and so without the engine, whose
 * loading alone would take longer than all of this.
 */
import { stateOf } from '#domain/session/lifetime.ts';
import type { Child } from '#contract/shell.ts';
import { glanceAtSession } from '#userstore/glance.ts';
import type { Credentials } from './credentials.ts';

export interface AtHandParts {
  readonly configFolder: string;
  startVault(): Promise<Child>;
  /** How long the keychain may take for anything, a prompt of its own included. */
  readonly limitMs: number;
}

/**
 * `wanted`: a session's id or name. Null: there is no such session, or it is not fresh, or it is not in the keychain; the engine says which,
 * and may do something about it. Rejects with `vault.…`, where asking again would meet the same.
 */
export async function credentialsAtHand(wanted: string, parts: AtHandParts): Promise<Credentials | null> {
  const session = glanceAtSession(parts.configFolder, wanted);
  if (!session || stateOf({ ...session, now: Date.now(), present: true }) !== 'fresh') return null;
  // The keychain's process starts while the rest of what asks it is loaded.
  const started = parts.startVault();
  const { readKeys } = await import('./readKeys.ts');
  const keys = await readKeys(session, started, parts.limitMs);
  return keys && { keys, account: session.account };
}
