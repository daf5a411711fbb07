/** What the vault's child does with one request: looks at the ring, works on it, and names what went wrong. */
import { randomUUID } from 'node:crypto';
import { Fault } from '../contract/faults.ts';
import type { VaultState } from '../contract/sessions.ts';
import { keytarRing, NoNativeModule, serviceName } from './keytarAdapter.ts';
import type { Keytar } from './keytarAdapter.ts';
import type { Request } from './messages.ts';
import { DamagedItem, NotKept, readSecret, removeSecret, writeSecret } from './parts.ts';
import type { RingState } from './ringState.ts';

export interface ServeParts {
  load(): Promise<Keytar>;
  look(): Promise<RingState>;
  readonly platform: NodeJS.Platform;
  /** How long `look` may take, for the fault that says so. */
  readonly lookSeconds: number;
}

/** Canaries lie under a service of their own, so that looking for forgotten ones never reads a secret. */
export const canaryService = `${serviceName} check`;
const canaryAgeMs = 10 * 60 * 1000;

/** The secret itself can never be in the text: keytar's errors are the system's own sentences; they are cut all the same. */
const detailOf = (error: unknown) => (error instanceof Error ? error.message : 'unknown error').slice(0, 200);

const lockedText =
  /locked collection|locked object|isLocked|prompt (was )?dismissed|user canceled|interaction is not allowed|user name or passphrase you entered is not correct/i;

/** Writes, reads and removes a worthless item. Other processes do the same at the same time, each under its own name. */
async function canary(keytar: Keytar): Promise<boolean> {
  const ring = keytarRing(keytar, canaryService);
  const account = `check-${randomUUID()}`;
  const value = String(Date.now());
  try {
    await ring.set(account, value);
    return (await ring.get(account)) === value;
  } finally {
    await ring.delete(account).catch(() => false);
    // Left by a process that was ended in the middle.
    for (const old of await keytar.findCredentials(canaryService).catch(() => [])) {
      if (!(Date.now() - Number(old.password) < canaryAgeMs))
        await ring.delete(old.account).catch(() => false);
    }
  }
}

async function reasonOf(parts: ServeParts): Promise<VaultState['reason']> {
  const state = await parts.look();
  if (state.kind === 'absent') return 'absent';
  if (state.kind === 'silent') return 'blocked';
  // No collection yet: the first write asks the user to choose a password for one, as unlocking does.
  if (state.kind === 'locked' || state.kind === 'noCollection') return 'locked';
  try {
    const keytar = await parts.load();
    // Looking must not prompt. Where the ring cannot be asked whether it is locked, a read of nothing has to do: macOS
    // asks its user on touching an item, and there is none of this name.
    if (state.kind === 'unknown' && parts.platform !== 'win32')
      await keytar.getPassword(canaryService, 'none');
    else if (!(await canary(keytar))) return 'failed';
    return 'ready';
  } catch (error) {
    if (error instanceof NoNativeModule) return 'absent';
    return lockedText.test(detailOf(error)) ? 'locked' : 'failed';
  }
}

/** Whether an item can be had, without a prompt. An open ring never prompts for reading; Windows has no prompt. */
async function presence(parts: ServeParts, account: string): Promise<'yes' | 'no' | 'unknown'> {
  const state = await parts.look();
  if (state.kind === 'unknown' && parts.platform !== 'win32') return 'unknown';
  if (state.kind !== 'open' && state.kind !== 'unknown') return 'no';
  return (await keytarRing(await parts.load()).get(account)) === null ? 'no' : 'yes';
}

/**
 * Answers one request: the secret for `get`, a reason for `state`, a presence for `has`, null otherwise. Calls `prompting` before anything
 * that may wait for the user. Rejects with a `Fault` of `vault.*`.
 */
export async function serve(
  parts: ServeParts,
  request: Request,
  prompting: () => void,
): Promise<string | null> {
  if (request.op === 'state') return reasonOf(parts);
  if (request.op === 'has') return presence(parts, request.account).catch(() => 'no');
  const before = await parts.look();
  if (before.kind === 'absent') throw new Fault('vault.absent', { detail: before.detail });
  if (before.kind === 'silent') throw new Fault('vault.noAnswer', { seconds: parts.lookSeconds });
  if (before.kind !== 'open' && parts.platform !== 'win32') prompting();
  try {
    const ring = keytarRing(await parts.load());
    if (request.op === 'set') {
      await writeSecret(ring, request.account, request.secret);
      return null;
    }
    if (request.op === 'get') {
      const secret = await readSecret(ring, request.account);
      // A locked ring that nobody unlocks answers as if the item did not exist.
      if (secret === null) await refuseLocked(parts);
      return secret;
    }
    await removeSecret(ring, request.account);
    // … and removes nothing, without a word.
    await refuseLocked(parts);
    return null;
  } catch (error) {
    throw await faultOf(parts, request.name, error);
  }
}

async function refuseLocked(parts: ServeParts): Promise<void> {
  if ((await parts.look()).kind === 'locked') throw new Fault('vault.locked', {});
}

async function faultOf(parts: ServeParts, name: string, error: unknown): Promise<Fault> {
  if (error instanceof Fault) return error;
  if (error instanceof NoNativeModule)
    return new Fault('vault.absent', { detail: 'libsecret or its binding is missing' });
  if (lockedText.test(detailOf(error))) return new Fault('vault.locked', {});
  const after = await parts.look();
  if (after.kind === 'absent') return new Fault('vault.absent', { detail: after.detail });
  // An item with a hole, or one that would not be kept, means nothing while the ring is locked.
  if (after.kind === 'locked') return new Fault('vault.locked', {});
  if (error instanceof DamagedItem) return new Fault('vault.itemDamaged', { name });
  if (error instanceof NotKept) return new Fault('vault.failed', { detail: 'the item was not kept' });
  return new Fault('vault.failed', { detail: detailOf(error) });
}
