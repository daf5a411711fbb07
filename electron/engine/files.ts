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

function keepIn(deposits: Map<string, Deposit>, deposit: Deposit): string {
  const handle = randomBytes(16).toString('hex');
  deposits.set(handle, deposit);
  const oldest = deposits.keys().next().value;
  if (deposits.size > keep && oldest) deposits.delete(oldest);
  return handle;
}

export class Files {
  readonly #deposits = new Map<string, Deposit>();
  /** Places to write to, apart from those to read: a file that was chosen to be read is never written. */
  readonly #targets = new Map<string, Deposit>();

  deposit(
    path: string,
    { name = basename(path), copy = false }: { name?: string; copy?: boolean } = {},
  ): string {
    return keepIn(this.#deposits, { path, name, copy });
  }

  /** A place that a person chose to write to: good for one file. */
  target(path: string, name: string = basename(path)): string {
    return keepIn(this.#targets, { path, name });
  }

  takeTarget(handle: string): Deposit {
    const target = this.#targets.get(handle);
    if (!target) throw new Fault('handle.unknown', {});
    this.#targets.delete(handle);
    return target;
  }

  at(handle: string): Deposit {
    const deposit = this.#deposits.get(handle);
    if (!deposit) throw new Fault('handle.unknown', {});
    return deposit;
  }
}
