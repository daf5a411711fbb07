/** The vault as the engine sees it: the keychain behind a child process, and memory where there is no keychain. */
import { z } from 'zod';
import { Fault } from '../contract/faults.ts';
import type { FaultCode } from '../contract/faults.ts';
import { vaultReasonSchema } from '../contract/sessions/vault.ts';
import type { VaultState, VaultTier } from '../contract/sessions/vault.ts';
import type { Child } from '../contract/shell.ts';
import type { SecretName, SecretPlace, Vault } from './api.ts';
import { Calls } from './calls.ts';
import type { Limits } from './calls.ts';
import { memoryRing } from './memoryAdapter.ts';
import { accountOf, namesOf } from './names.ts';
import { Probe, reasonOfFault } from './probe.ts';

/** Which secrets are believed to be where: the user's store. It tells "locked or removed" from "there is none". */
export interface SecretIndex {
  secretNames(): { kind: string; id: string; tier: VaultTier }[];
  noteSecret(kind: string, id: string, tier: VaultTier): void;
  forgetSecret(kind: string, id: string): void;
}

export interface VaultOptions {
  /** Starts `vault/process.ts`; a shell's `startChild('vault')`. */
  readonly startChild: () => Promise<Child>;
  readonly index: SecretIndex;
  readonly limits?: Partial<Limits>;
}

const tookNothing: ReadonlySet<string> = new Set<FaultCode>([
  'vault.locked',
  'vault.denied',
  'vault.tooLarge',
]);
const listSchema = z.array(z.string());

/** The prompt's limit is a person finding and typing a password. */
export const defaultLimits: Limits = { startMs: 10_000, callMs: 20_000, promptMs: 90_000, stateMs: 5_000 };

/**
 * Bytes of UTF-8 in a secret. The longest of ours are session tokens of some kilobytes; the time that a keychain takes for
 * one grows faster than its length, and this much fits a call's limit several times.
 */
export const longestSecret = 250_000;

/**
 * Rejections: `vault.locked` (the user has not unlocked it), `vault.denied` (it does not let us in), `vault.noAnswer` (a prompt left open, a dead service; the
 * child is killed and the next call starts another), `vault.absent` (a secret of the keychain is asked for where there
 * is none), `vault.itemGone`, `vault.itemDamaged`, `vault.tooLarge`, `vault.failed`, `engine.stopped` after `close`.
 * Memory takes over only where the keychain is absent, never where it is locked, silent or closed to us.
 */
export function createVault({ startChild, index, limits }: VaultOptions): Vault {
  const calls = new Calls(startChild, { ...defaultLimits, ...limits });
  const probe = new Probe(calls);
  const memory = memoryRing();
  const tails = new Map<string, Promise<unknown>>();

  /** Calls on one key race inside the Secret Service: one after the other. */
  function inTurn<T>(account: string, work: () => Promise<T>): Promise<T> {
    const mine = (tails.get(account) ?? Promise.resolve()).then(work, work);
    tails.set(account, mine);
    const leave = () => void (tails.get(account) === mine && tails.delete(account));
    mine.then(leave, leave);
    return mine;
  }
  const noted = ({ kind, id }: SecretName) =>
    index.secretNames().find((one) => one.kind === kind && one.id === id)?.tier;
  const isAbsent = (error: unknown) => error instanceof Fault && error.code === 'vault.absent';

  async function set(name: SecretName, account: string, secret: string): Promise<VaultTier> {
    const bytes = Buffer.byteLength(secret);
    if (bytes > longestSecret) throw new Fault('vault.tooLarge', { name: name.id, bytes });
    const before = noted(name);
    // Noted first: a secret whose name nobody knows could never be found again.
    index.noteSecret(name.kind, name.id, 'os-keychain');
    try {
      await calls.work({ op: 'set', account, name: name.id, secret });
      await memory.delete(account);
      return 'os-keychain';
    } catch (error) {
      if (isAbsent(error)) {
        await memory.set(account, secret);
        index.noteSecret(name.kind, name.id, 'memory');
        return 'memory';
      }
      // Such a ring took nothing. After a silence it may have: the name stays known, and removing it cleans up.
      if (error instanceof Fault && tookNothing.has(error.code)) {
        if (before) index.noteSecret(name.kind, name.id, before);
        else index.forgetSecret(name.kind, name.id);
      }
      throw error;
    }
  }

  async function has(name: SecretName): Promise<boolean> {
    const account = accountOf(name);
    if ((await memory.get(account)) !== null) return true;
    // A name that nobody noted needs no child.
    if (noted(name) !== 'os-keychain') return false;
    const presence = await calls.look({ op: 'has', account, name: name.id }).catch(() => 'no');
    return presence === 'yes' || presence === 'unknown';
  }

  async function get(name: SecretName, account: string): Promise<string | null> {
    const held = await memory.get(account);
    if (held !== null) return held;
    const tier = noted(name);
    try {
      const secret = await calls.work({ op: 'get', account, name: name.id });
      if (secret === null && tier) throw new Fault('vault.itemGone', { name: name.id });
      return secret;
    } catch (error) {
      if (!isAbsent(error) || tier === 'os-keychain') throw error;
      // It was in the memory of a process that has ended, or there never was one.
      if (tier === 'memory') throw new Fault('vault.itemGone', { name: name.id }, { cause: error });
      return null;
    }
  }

  async function remove(name: SecretName, account: string): Promise<void> {
    const tier = noted(name);
    await memory.delete(account);
    try {
      await calls.work({ op: 'remove', account, name: name.id });
    } catch (error) {
      // What only memory held is gone with it; what a keychain holds is not.
      if (!isAbsent(error) || tier === 'os-keychain') throw error;
    }
    index.forgetSecret(name.kind, name.id);
  }

  async function state(): Promise<VaultState> {
    try {
      const reason = vaultReasonSchema.parse(await calls.look({ op: 'state' }));
      if (reason === 'ready') void probe.clear();
      if (reason === 'absent') return { tier: 'memory', reason };
      // A ring that asks its user right now is not just locked: somebody has to answer the prompt.
      return { tier: 'os-keychain', reason: reason === 'locked' && calls.prompting ? 'blocked' : reason };
    } catch (error) {
      return { tier: 'os-keychain', reason: reasonOfFault(error) };
    }
  }

  async function items(): Promise<SecretPlace[]> {
    let inRing: string[] = [];
    try {
      inRing = listSchema.parse(JSON.parse((await calls.work({ op: 'list' })) ?? '[]'));
    } catch (error) {
      if (!isAbsent(error)) throw error;
    }
    const held = new Set(memory.accounts());
    // What is in both is answered from memory.
    return namesOf([...inRing, ...held]).map((name) => ({
      ...name,
      tier: held.has(accountOf(name)) ? 'memory' : 'os-keychain',
    }));
  }

  const named = <T>(name: SecretName, work: (account: string) => Promise<T>): Promise<T> => {
    try {
      const account = accountOf(name);
      return inTurn(account, () => work(account));
    } catch (error) {
      return Promise.reject(error as Fault);
    }
  };
  return {
    state,
    probe: () => probe.run(),
    items,
    set: (name, secret) => named(name, (account) => set(name, account, secret)),
    has: (name) => has(name).catch(() => false),
    get: (name) => named(name, (account) => get(name, account)),
    remove: (name) => named(name, (account) => remove(name, account)),
    close: () => {
      calls.close();
      memory.clear();
      return Promise.resolve();
    },
  };
}
