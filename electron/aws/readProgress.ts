import type { AwsReadOptions, PartRead } from './api.ts';

/** What is read of which account, as it goes on; told after each page. */
export class ReadProgress {
  readonly #tell: Pick<AwsReadOptions, 'onProgress' | 'onParts'>;
  readonly #finished: PartRead[] = [];
  /** Account → service → part of it (a Region, an operation) → objects. */
  readonly #underWay = new Map<string, Map<string, Map<string, number>>>();
  #accounts: number | null = null;

  constructor(tell: Pick<AwsReadOptions, 'onProgress' | 'onParts'>) {
    this.#tell = tell;
  }

  /** Several accounts are read, this many; `known` of them were read earlier. */
  several(accounts: number, known: readonly string[]): void {
    this.#accounts = accounts;
    for (const name of known) this.#finished.push({ name, done: 0 });
    this.#told();
  }

  /** So many objects so far of one part of a service. */
  count(account: string, service: string, part: string, objects: number): void {
    const services = this.#underWay.get(account) ?? new Map<string, Map<string, number>>();
    const parts = services.get(service) ?? new Map<string, number>();
    this.#underWay.set(account, services.set(service, parts.set(part, objects)));
    this.#told();
  }

  finished(account: string): void {
    const done = [...(this.#underWay.get(account)?.values() ?? [])].reduce(
      (all, parts) => all + sum(parts),
      0,
    );
    this.#underWay.delete(account);
    this.#finished.push({ name: account, done });
    this.#told();
  }

  #told(): void {
    const running = [...this.#underWay].flatMap(([account, services]) =>
      [...services].map(([service, parts]) => ({ name: `${account} ${service}`, done: sum(parts) })),
    );
    const all = [...this.#finished, ...running];
    this.#tell.onParts?.(all);
    if (this.#accounts === null)
      this.#tell.onProgress(
        'reading',
        all.reduce((count, { done }) => count + done, 0),
        null,
      );
    else this.#tell.onProgress('accounts', this.#finished.length, this.#accounts);
  }
}

const sum = (parts: ReadonlyMap<string, number>): number =>
  [...parts.values()].reduce((all, one) => all + one, 0);
