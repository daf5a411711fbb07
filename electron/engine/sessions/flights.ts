/**
 * One request at a time for one thing: who asks for the same meanwhile waits for the one, in this process by its promise and
 * in others by a lease in the user's store.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Fault } from '#contract/faults.ts';
import type { UserStore } from '#userstore/api.ts';

interface Flight {
  readonly result: Promise<unknown>;
  readonly abort: AbortController;
}

/** A holder that died is waited for no longer than this; one that lives renews. */
const leaseMs = 20_000;
const renewMs = 5_000;
const lookMs = 100;

export class Flights {
  readonly #flights = new Map<string, Flight>();
  readonly #store: UserStore;
  /** This process, to others. */
  readonly #owner = randomUUID();
  readonly #waitMs: number;
  readonly #changed: () => void;
  #closed = false;

  /**
   * `waitMs`: how long another process's flight is waited for: as long as its prompt may stand, and a little more. `changed`:
   * told once something runs, and once it no longer does.
   */
  constructor(
    store: UserStore,
    {
      waitMs = 6 * 60_000,
      changed = () => {},
    }: { readonly waitMs?: number; readonly changed?: () => void } = {},
  ) {
    this.#store = store;
    this.#waitMs = waitMs;
    this.#changed = changed;
  }

  running(key: string): boolean {
    return this.#flights.has(key);
  }

  /** The one that runs, or a new one; none after `close`. All who wait get the same answer or the same fault. */
  join<T>(key: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const running = this.#flights.get(key);
    if (running) return running.result as Promise<T>;
    if (this.#closed) return Promise.reject(new Fault('job.cancelled', {}));
    const abort = new AbortController();
    const result = work(abort.signal).finally(() => {
      this.#flights.delete(key);
      this.#changed();
    });
    this.#flights.set(key, { result, abort });
    this.#changed();
    return result;
  }

  cancel(key: string): void {
    this.#flights.get(key)?.abort.abort();
  }

  /** Cancels all and waits until they have ended. */
  async close(): Promise<void> {
    this.#closed = true;
    const all = [...this.#flights.values()];
    for (const { abort } of all) abort.abort();
    await Promise.allSettled(all.map(({ result }) => result));
  }

  /**
   * Runs `work` while no other process does the same. `done` is looked at while another one works, and once more when it is
   * our turn: an answer there makes the work needless. The work's signal also ends where another process took over, after a sleep
   * say. Rejects with `session.busyElsewhere` and `job.cancelled`.
   */
  async alone<T>(
    { key, name, done }: { readonly key: string; readonly name: string; readonly done: () => T | null },
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const until = Date.now() + this.#waitMs;
    while (!this.#store.takeLease(key, this.#owner, leaseMs)) {
      if (Date.now() > until) throw new Fault('session.busyElsewhere', { name });
      await delay(lookMs, undefined, { signal }).catch(() => {
        throw new Fault('job.cancelled', {});
      });
      const theirs = done();
      if (theirs !== null) return theirs;
    }
    const lost = new AbortController();
    const renewing = setInterval(() => this.#renew(key, lost), renewMs);
    try {
      return done() ?? (await work(AbortSignal.any([signal, lost.signal])));
    } catch (error) {
      const tookOver = lost.signal.aborted && !signal.aborted;
      if (tookOver && error instanceof Fault && error.code === 'job.cancelled')
        throw new Fault('session.busyElsewhere', { name });
      throw error;
    } finally {
      clearInterval(renewing);
      this.#drop(key);
    }
  }

  #renew(key: string, lost: AbortController): void {
    try {
      if (!this.#store.takeLease(key, this.#owner, leaseMs)) lost.abort();
    } catch {
      // A store that cannot be written now is tried again at the next turn.
    }
  }

  #drop(key: string): void {
    try {
      this.#store.dropLease(key, this.#owner);
    } catch {
      // It lapses by itself; how the work ended counts.
    }
  }
}
