/** The engine's side of the bulk reader: a thread that dials and reads, and items taken from it one by one. */
import { Worker } from 'node:worker_threads';
import { Fault } from '#contract/faults.ts';
import type { BulkItem, BulkReader, BulkRequest } from '../api.ts';
import { checkCredentials } from '../bind.ts';
import { Deadline } from '../deadline.ts';
import { bulkWorkerEntry } from './entry.ts';
import type { FromReader, Opening, ToReader } from './messages.ts';

/** Seconds that a thread may take to start, beside the profile's own for connecting. */
const startSeconds = 15;
/** Milliseconds until a thread that does not end is ended. */
const closeMilliseconds = 3000;

/** Items that came and wait for their taker, and how the reading ended. */
class Inbox {
  readonly #items: BulkItem[] = [];
  #end: { readonly fault: Fault | null } | null = null;
  #wake: (() => void) | null = null;

  put(item: BulkItem): void {
    this.#items.push(item);
    this.#wake?.();
  }

  end(fault: Fault | null): void {
    this.#end ??= { fault };
    this.#wake?.();
  }

  get ended(): boolean {
    return this.#end !== null;
  }

  /** The next item; null at the end. A cancel comes before whatever waits. */
  async next(signal: AbortSignal): Promise<BulkItem | null> {
    for (;;) {
      if (signal.aborted) throw new Fault('job.cancelled', {});
      const item = this.#items.shift();
      if (item !== undefined) return item;
      if (this.#end?.fault) throw this.#end.fault;
      if (this.#end) return null;
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          signal.removeEventListener('abort', wake);
          this.#wake = null;
          resolve();
        };
        this.#wake = wake;
        signal.addEventListener('abort', wake, { once: true });
      });
    }
  }
}

class ThreadReader implements BulkReader {
  host: string;
  port: number;
  readonly #worker: Worker;
  readonly #opened = Promise.withResolvers<void>();
  readonly #exited: Promise<void>;
  #reading = 0;
  #inbox: Inbox | null = null;
  /** Resolves when the thread has done with the reading before. */
  #idle: PromiseWithResolvers<void> | null = null;
  #fault: Fault | null = null;

  constructor(opening: Opening) {
    const { host, domain, port } = opening.connection;
    this.host = host ?? domain ?? '';
    this.port = port;
    this.#worker = new Worker(bulkWorkerEntry(), { name: 'ldap-bulk' });
    this.#exited = new Promise((resolve) => this.#worker.once('exit', () => resolve()));
    this.#worker.on('message', this.#onMessage);
    this.#worker.on('error', (cause) =>
      this.#fail(new Fault('internal', { detail: 'ldap-bulk' }, { cause })),
    );
    this.#worker.on('exit', () => this.#fail(new Fault('job.cancelled', {})));
    this.#opened.promise.catch(() => {});
    this.#say({ say: 'open', opening });
  }

  async open(deadline: Deadline): Promise<void> {
    const where = { host: this.host, port: this.port };
    try {
      await deadline.race(this.#opened.promise, where, () => {});
    } catch (cause) {
      await this.#worker.terminate();
      throw cause;
    }
  }

  async *read(request: BulkRequest, signal: AbortSignal): AsyncGenerator<BulkItem, void> {
    if (this.#inbox !== null) throw new Fault('internal', { detail: 'a reading in bulk is under way' });
    const inbox = new Inbox();
    this.#inbox = inbox;
    const reading = (this.#reading += 1);
    try {
      await this.#idle?.promise;
      if (signal.aborted) throw new Fault('job.cancelled', {});
      if (this.#fault) throw this.#fault;
      this.#idle = Promise.withResolvers();
      this.#say({ say: 'read', reading, request });
      for (;;) {
        const item = await inbox.next(signal);
        if (item === null) return;
        yield item;
        this.#say({ say: 'taken', reading });
      }
    } finally {
      if (!inbox.ended) this.#say({ say: 'cancel', reading });
      this.#inbox = null;
    }
  }

  async close(): Promise<void> {
    this.#say({ say: 'close' });
    const limit = setTimeout(() => void this.#worker.terminate(), closeMilliseconds);
    await this.#exited;
    clearTimeout(limit);
  }

  #say(message: ToReader): void {
    this.#worker.postMessage(message);
  }

  #fail(fault: Fault): void {
    this.#fault ??= fault;
    this.#opened.reject(this.#fault);
    this.#inbox?.end(this.#fault);
    this.#idle?.resolve();
  }

  readonly #onMessage = (message: FromReader): void => {
    switch (message.is) {
      case 'opened':
        this.host = message.host;
        this.port = message.port;
        this.#opened.resolve();
        break;
      case 'failed':
        this.#fail(Fault.fromData(message.fault));
        break;
      case 'item':
        if (message.reading === this.#reading) this.#inbox?.put(message.item);
        break;
      case 'end':
        this.#idle?.resolve();
        if (message.reading === this.#reading)
          this.#inbox?.end(message.fault ? Fault.fromData(message.fault) : null);
        break;
    }
  };
}

/** A signed-in bulk reader. Ends with the faults of `connect`. */
export async function openBulk(opening: Opening, signal?: AbortSignal): Promise<BulkReader> {
  checkCredentials(opening.connection, opening.password);
  if (signal?.aborted) throw new Fault('job.cancelled', {});
  const reader = new ThreadReader(opening);
  await reader.open(new Deadline(opening.connection.timeoutSeconds + startSeconds, signal));
  return reader;
}
