/**
 * A value that many listeners follow. Each listener gets the newest value, never a backlog: a slow window does not make
 * the engine hoard messages.
 */
export class Broadcast<K, V> {
  readonly #latest = new Map<K, V>();
  readonly #listeners = new Set<{ readonly pending: Set<K>; wake: () => void }>();

  set(key: K, value: V): void {
    this.#latest.set(key, value);
    for (const listener of this.#listeners) {
      listener.pending.add(key);
      listener.wake();
    }
  }

  delete(key: K): void {
    this.#latest.delete(key);
  }

  /** First everything there is, then every change, at most one message a key every `gapMs`. */
  async *watch(signal: AbortSignal | undefined, gapMs: number): AsyncGenerator<V, void, void> {
    const listener = { pending: new Set(this.#latest.keys()), wake: () => {} };
    const stop = () => listener.wake();
    this.#listeners.add(listener);
    signal?.addEventListener('abort', stop);
    try {
      while (!signal?.aborted) {
        const keys = [...listener.pending];
        for (const key of keys) {
          // In its turn and not before: what is set while others go out is taken with the newest value, once.
          listener.pending.delete(key);
          const value = this.#latest.get(key);
          if (value !== undefined) yield value;
          if (signal?.aborted) return;
        }
        if (keys.length > 0) await pause(gapMs, signal);
        // What came while a value was out or during the pause is in `pending`; between this look and the wait nothing can.
        if (listener.pending.size > 0 || signal?.aborted) continue;
        await new Promise<void>((resolve) => {
          listener.wake = resolve;
        });
      }
    } finally {
      signal?.removeEventListener('abort', stop);
      this.#listeners.delete(listener);
    }
  }
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', over);
      resolve();
    };
    const timer = setTimeout(over, ms);
    signal?.addEventListener('abort', over);
  });
}
