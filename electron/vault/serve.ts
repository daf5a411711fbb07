/** What the vault's child does with one request: looks at the ring, works on it, and names what went wrong. */
import { Fault } from '../contract/faults.ts';
import type { VaultReason } from '../contract/sessions/vault.ts';
import { canaryAccount, canaryService, isForgotten } from './canary.ts';
import { keytarRing, NoNativeModule } from './keytarAdapter.ts';
import type { Keytar } from './keytarAdapter.ts';
import type { Request } from './messages.ts';
import { serviceName } from './names.ts';
import { DamagedItem, NotKept, readSecret, removeSecret, writeSecret } from './parts.ts';
import type { Ring } from './parts.ts';
import type { RingState } from './ringState.ts';

export interface ServeParts {
  load(): Promise<Keytar>;
  look(): Promise<RingState>;
  /** Account names of a service's items; null where only keytar can tell. */
  accounts(service: string): Promise<string[] | null>;
  readonly platform: NodeJS.Platform;
  /** How long `look` may take, for the fault that says so. */
  readonly lookSeconds: number;
}

/** The secret itself can never be in the text: keytar's errors are the system's own sentences; they are cut all the same. */
const detailOf = (error: unknown) => (error instanceof Error ? error.message : 'unknown error').slice(0, 200);

const lockedText =
  /locked collection|locked object|isLocked|prompt (was )?dismissed|interaction is not allowed/i;
/**
 * D-Bus' own refusal, and on macOS errSecUserCanceled (-128: "Deny" as well as a prompt put away), errSecAuthFailed
 * (-25293) and errSecMissingEntitlement (-34018).
 */
const deniedText =
  /AccessDenied|access (is |was )?denied|rejected send message|not authori[sz]ed|permission denied|user canceled|user name or passphrase you entered is not correct|required entitlement/i;
/** D-Bus' LimitsExceeded, and Windows' RPC_X_BAD_STUB_DATA for a credential that is too long. */
const tooLargeText = /too (large|long|big)|LimitsExceeded|stub received bad data/i;

/** Account names of a service's items, without a prompt where that can be. */
async function accounts(parts: ServeParts, service: string): Promise<string[]> {
  const asked = await parts.accounts(service);
  if (asked) return asked;
  const found = await (await parts.load()).findCredentials(service);
  return found.map((one) => one.account);
}

/** Writes, reads and removes a worthless item. */
async function canary(parts: ServeParts): Promise<boolean> {
  const ring = keytarRing(await parts.load(), canaryService);
  const account = canaryAccount();
  try {
    await ring.set(account, account);
    return (await ring.get(account)) === account;
  } finally {
    await ring.delete(account).catch(() => false);
    const left = await accounts(parts, canaryService).catch(() => []);
    for (const old of left.filter(isForgotten)) await ring.delete(old).catch(() => false);
  }
}

async function reasonOf(parts: ServeParts): Promise<VaultReason> {
  const state = await parts.look();
  if (state.kind === 'absent') return 'absent';
  if (state.kind === 'silent') return 'blocked';
  if (state.kind === 'denied') return 'denied';
  // No collection yet: the first write asks the user to choose a password for one, as unlocking does.
  if (state.kind === 'locked' || state.kind === 'noCollection') return 'locked';
  try {
    // Looking must not prompt. Where the ring cannot be asked whether it is locked, a read of nothing has to do: macOS
    // asks its user on touching an item, and there is none of this name.
    if (state.kind === 'unknown' && parts.platform !== 'win32')
      await (await parts.load()).getPassword(canaryService, 'none');
    else if (!(await canary(parts))) return 'failed';
    return 'ready';
  } catch (error) {
    if (error instanceof NoNativeModule) return 'absent';
    if (lockedText.test(detailOf(error))) return 'locked';
    return deniedText.test(detailOf(error)) ? 'denied' : 'failed';
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
 * Answers one request: the secret for `get`, a reason for `state`, a presence for `has`, a JSON array of account names for
 * `list`, null otherwise. Calls `prompting` before anything that may wait for the user. Rejects with a `Fault` of `vault.*`.
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
  if (before.kind === 'denied') throw new Fault('vault.denied', { detail: before.detail });
  if (before.kind === 'silent') throw new Fault('vault.noAnswer', { seconds: parts.lookSeconds });
  // A list is looked at, not asked for: a locked ring says so, and shows no prompt.
  if (request.op === 'list' && before.kind === 'locked') throw new Fault('vault.locked', {});
  if (request.op === 'list' && before.kind === 'noCollection') return '[]';
  if (before.kind !== 'open' && parts.platform !== 'win32') prompting();
  try {
    if (request.op === 'list') return JSON.stringify(await accounts(parts, serviceName));
    const service = request.canary ? canaryService : serviceName;
    const ring = keytarRing(await parts.load(), service);
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
    await removeStrays(parts, ring, service, request.account);
    // … and removes nothing, without a word.
    await refuseLocked(parts);
    return null;
  } catch (error) {
    throw await faultOf(parts, request, error);
  }
}

/** Parts beyond a hole, which nobody finds without a list: somebody removed one by hand. */
async function removeStrays(parts: ServeParts, ring: Ring, service: string, account: string): Promise<void> {
  const listed = (await parts.accounts(service).catch(() => null)) ?? [];
  for (const stray of listed) if (stray.startsWith(`${account}#`)) await ring.delete(stray);
}

async function refuseLocked(parts: ServeParts): Promise<void> {
  if ((await parts.look()).kind === 'locked') throw new Fault('vault.locked', {});
}

async function faultOf(parts: ServeParts, request: Request, error: unknown): Promise<Fault> {
  if (error instanceof Fault) return error;
  if (error instanceof NoNativeModule)
    return new Fault('vault.absent', { detail: 'libsecret or its binding is missing' });
  if (lockedText.test(detailOf(error))) return new Fault('vault.locked', {});
  if (deniedText.test(detailOf(error))) return new Fault('vault.denied', { detail: detailOf(error) });
  const name = 'name' in request ? request.name : '';
  if (request.op === 'set' && tooLargeText.test(detailOf(error)))
    return new Fault('vault.tooLarge', { name, bytes: Buffer.byteLength(request.secret) });
  const after = await parts.look();
  if (after.kind === 'absent') return new Fault('vault.absent', { detail: after.detail });
  if (after.kind === 'silent') return new Fault('vault.noAnswer', { seconds: parts.lookSeconds });
  // An item with a hole, or one that would not be kept, means nothing while the ring is locked.
  if (after.kind === 'locked') return new Fault('vault.locked', {});
  if (error instanceof DamagedItem) return new Fault('vault.itemDamaged', { name });
  if (error instanceof NotKept) return new Fault('vault.failed', { detail: 'the item was not kept' });
  return new Fault('vault.failed', { detail: detailOf(error) });
}
