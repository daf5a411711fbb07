/** Tries the keychain step by step, through the same calls that secrets take. */
import { Fault } from '../contract/faults.ts';
import type { VaultProbe, VaultReason } from '../contract/sessions/vault.ts';
import type { Calls } from './calls.ts';
import { canaryAccount } from './canary.ts';

/** What a rejected call says about the keychain. */
export function reasonOfFault(error: unknown): Exclude<VaultReason, 'ready'> {
  switch (error instanceof Fault ? error.code : '') {
    case 'vault.absent':
      return 'absent';
    case 'vault.locked':
      return 'locked';
    case 'vault.denied':
      return 'denied';
    case 'vault.noAnswer':
      return 'blocked';
    default:
      return 'failed';
  }
}

const tookNothing: ReadonlySet<VaultReason> = new Set<VaultReason>(['absent', 'locked', 'denied']);

const ofCanary = (account: string) => ({ account, name: account, canary: true });

export class Probe {
  readonly #calls: Calls;
  /** Canaries that may lie in the keychain still: it fell silent before it said. */
  readonly #left = new Set<string>();

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  async run(): Promise<VaultProbe> {
    const began = performance.now();
    const account = canaryAccount();
    const steps = { write: false, read: false, remove: false };
    const reason = await this.#steps(account, steps);
    const milliseconds = performance.now() - began;
    return { tier: reason === 'absent' ? 'memory' : 'os-keychain', reason, steps, milliseconds };
  }

  /** To be called when the keychain is ready. */
  async clear(): Promise<void> {
    for (const account of this.#left) {
      try {
        await this.#calls.work({ op: 'remove', ...ofCanary(account) });
        this.#left.delete(account);
      } catch {
        // Silent again: another time.
        return;
      }
    }
  }

  async #steps(account: string, steps: VaultProbe['steps']): Promise<VaultReason> {
    const canary = ofCanary(account);
    const value = `canary ${account}`;
    let reason: VaultReason = 'ready';
    this.#left.add(account);
    try {
      await this.#calls.work({ op: 'set', ...canary, secret: value });
      steps.write = true;
      steps.read = (await this.#calls.work({ op: 'get', ...canary })) === value;
      if (!steps.read) reason = 'failed';
    } catch (error) {
      reason = reasonOfFault(error);
      if (!steps.write && tookNothing.has(reason)) this.#left.delete(account);
    }
    // Removed after a failure too, but not where that would wait or show a prompt once more.
    if (reason !== 'ready' && reason !== 'failed') return reason;
    try {
      await this.#calls.work({ op: 'remove', ...canary });
      const removed = (await this.#calls.work({ op: 'get', ...canary })) === null;
      if (removed) this.#left.delete(account);
      if (reason === 'ready') steps.remove = removed;
      return removed ? reason : 'failed';
    } catch (error) {
      return reason === 'ready' ? reasonOfFault(error) : reason;
    }
  }
}
