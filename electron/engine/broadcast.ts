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
    let wake: () => void = () => {};
    const listener = { pending: new Set(this.#latest.keys()), wake: () => wake() };
    this.#listeners.add(listener);
    const stop = () => wake();
    signal?.addEventListener('abort', stop);
    try {
      while (!signal?.aborted) {
        const keys = [...listener.pending];
        listener.pending.clear();
        for (const key of keys) {
          const value = this.#latest.get(key);
          if (value !== undefined) yield value;
        }
        if (keys.length > 0) await pause(gapMs, signal);
        if (listener.pending.size === 0 && !signal?.aborted) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    } finally {
      signal?.removeEventListener('abort', stop);
      this.#listeners.delete(listener);
    }
  }
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
