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

  /** `waitMs`: how long another process's flight is waited for: as long as its prompt may stand, and a little more. */
  constructor(store: UserStore, waitMs = 6 * 60_000) {
    this.#store = store;
    this.#waitMs = waitMs;
  }

  running(key: string): boolean {
    return this.#flights.has(key);
  }

  /** The one that runs, or a new one. All who wait get the same answer or the same fault. */
  join<T>(key: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const running = this.#flights.get(key);
    if (running) return running.result as Promise<T>;
    const abort = new AbortController();
    const result = work(abort.signal).finally(() => this.#flights.delete(key));
    this.#flights.set(key, { result, abort });
    return result;
  }

  cancel(key: string): void {
    this.#flights.get(key)?.abort.abort();
  }

  /** Cancels all and waits until they have ended. */
  async close(): Promise<void> {
    const all = [...this.#flights.values()];
    for (const { abort } of all) abort.abort();
    await Promise.allSettled(all.map(({ result }) => result));
  }

  /**
   * Runs `work` while no other process does the same. `done` is looked at while another one works, and once more when it is
   * our turn: an answer there makes the work needless. Rejects with `session.busyElsewhere` and `job.cancelled`.
   */
  async alone<T>(
    { key, name, done }: { readonly key: string; readonly name: string; readonly done: () => T | null },
    signal: AbortSignal,
    work: () => Promise<T>,
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
    const renewing = setInterval(() => this.#store.takeLease(key, this.#owner, leaseMs), renewMs);
    try {
      return done() ?? (await work());
    } finally {
      clearInterval(renewing);
      this.#store.dropLease(key, this.#owner);
    }
  }
}
