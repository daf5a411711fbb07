/** How much was handed over and is not used up yet: when it is too much, the reader waits. */

export class Window {
  readonly #limit: number;
  #weights: number[] = [];
  #first = 0;
  #outstanding = 0;
  #waiting: (() => void)[] = [];

  /** `limit`: bytes that may be under way. One item is let through however great it is. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get full(): boolean {
    return this.#outstanding >= this.#limit;
  }

  sent(weight: number): void {
    this.#weights.push(weight);
    this.#outstanding += weight;
  }

  /** The oldest item was used up. */
  taken(): void {
    const weight = this.#weights[this.#first];
    if (weight === undefined) return;
    this.#first += 1;
    this.#outstanding -= weight;
    if (this.#first > 1024) {
      this.#weights = this.#weights.slice(this.#first);
      this.#first = 0;
    }
    if (!this.full) this.#open();
  }

  /** Resolves when there is room, or when the signal ends: who waits then looks at the signal. */
  async room(signal: AbortSignal): Promise<void> {
    while (this.full && !signal.aborted) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#waiting.push(resolve);
      const end = (): void => resolve();
      signal.addEventListener('abort', end, { once: true });
      await promise;
      signal.removeEventListener('abort', end);
    }
  }

  #open(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
