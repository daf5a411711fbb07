/**
 * Files that a dialog, an upload or the command line deposited. The window knows them by a handle alone and never
 * names a path.
 */
import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { Fault } from '#contract/faults.ts';

export interface Deposit {
  readonly path: string;
  /** What people called it; shown in faults. */
  readonly name: string;
  /** An upload: a copy that ends with this run, so that nothing written into it would last. */
  readonly copy?: boolean;
}

const keep = 256;

export class Files {
  readonly #deposits = new Map<string, Deposit>();

  deposit(
    path: string,
    { name = basename(path), copy = false }: { name?: string; copy?: boolean } = {},
  ): string {
    const handle = randomBytes(16).toString('hex');
    this.#deposits.set(handle, { path, name, copy });
    const oldest = this.#deposits.keys().next().value;
    if (this.#deposits.size > keep && oldest) this.#deposits.delete(oldest);
    return handle;
  }

  at(handle: string): Deposit {
    const deposit = this.#deposits.get(handle);
    if (!deposit) throw new Fault('handle.unknown', {});
    return deposit;
  }
}
