import { Fault } from '#contract/faults.ts';

interface Shared<T> {
  readonly found: Promise<T>;
  readonly stop: AbortController;
  waiting: number;
}

/**
 * Long answers, each computed once for all who ask at once, and the last few kept. One ends early when everybody who waits for it has
 * given up; one that failed is not kept.
 */
export class Sharing<T> {
  readonly #most: number;
  readonly #kept = new Map<string, Shared<T>>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Ends with `job.cancelled` as soon as the caller's own signal says so. */
  async ask(
    key: string,
    signal: AbortSignal | undefined,
    compute: (stop: AbortSignal) => Promise<T>,
  ): Promise<T> {
    if (signal?.aborted) throw cancelled();
    const shared = this.#kept.get(key) ?? this.#begin(key, compute);
    this.#kept.delete(key);
    this.#kept.set(key, shared);
    if (this.#kept.size > this.#most) this.#kept.delete(this.#kept.keys().next().value!);
    if (!signal) {
      // Whoever cannot give up waits to the end.
      shared.waiting = Infinity;
      return shared.found;
    }
    shared.waiting++;
    const { promise: given, reject } = Promise.withResolvers<never>();
    const giveUp = (): void => {
      reject(cancelled());
      if (--shared.waiting > 0) return;
      if (this.#kept.get(key) === shared) this.#kept.delete(key);
      shared.stop.abort();
    };
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      return await Promise.race([shared.found, given]);
    } finally {
      signal.removeEventListener('abort', giveUp);
      if (!signal.aborted) shared.waiting--;
    }
  }

  #begin(key: string, compute: (stop: AbortSignal) => Promise<T>): Shared<T> {
    const stop = new AbortController();
    const shared: Shared<T> = { found: compute(stop.signal), stop, waiting: 0 };
    shared.found.catch(() => {
      if (this.#kept.get(key) === shared) this.#kept.delete(key);
    });
    return shared;
  }
}

const cancelled = (): Fault => new Fault('job.cancelled', {});
