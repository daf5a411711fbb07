/** The bulk reader's side of its thread: a connection that is dialled again when it breaks, and one reading at a time. */
import { Resolver } from 'node:dns/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { Fault } from '#contract/faults.ts';
import type { BulkRequest } from '../api.ts';
import type { Channel } from '../channel.ts';
import type { Where } from '../resultCodes.ts';
import { readingOf, signedIn } from '../signedIn.ts';
import { isTransient } from '../transient.ts';
import { HandOver, Packing } from './handOver.ts';
import type { FromReader, Opening } from './messages.ts';
import { readSubtree } from './readSubtree.ts';

export type Post = (message: FromReader) => void;

interface Running {
  readonly reading: number;
  readonly cancel: AbortController;
  readonly to: HandOver;
}

export class BulkSession {
  readonly #opening: Opening;
  readonly #resolver: Resolver | undefined;
  readonly #post: Post;
  #channel: Channel | null = null;
  #running: Running | null = null;
  #closing = false;

  constructor(opening: Opening, post: Post) {
    this.#opening = opening;
    this.#post = post;
    if (opening.dnsServers !== null) {
      this.#resolver = new Resolver();
      this.#resolver.setServers(opening.dnsServers);
    }
  }

  /** The first connection. Its failure is not tried again: the user is waiting to hear why. */
  async open(): Promise<Where> {
    this.#channel = await this.#dial();
    return this.#channel.where;
  }

  /** Reads, and posts items and the end. Never rejects. */
  async read(reading: number, request: BulkRequest): Promise<void> {
    const cancel = new AbortController();
    const to = new HandOver(new Packing(), (item) => this.#post({ is: 'item', reading, item }));
    this.#running = { reading, cancel, to };
    let fault: Fault | null = null;
    try {
      await this.#readOn(request, to, cancel.signal);
    } catch (cause) {
      fault = cause instanceof Fault ? cause : new Fault('internal', { detail: String(cause) });
    }
    to.from(null);
    // What came before the server broke off is good all the same.
    if (cancel.signal.aborted) to.drop();
    else to.flush();
    this.#channel?.resume();
    this.#running = null;
    this.#post({ is: 'end', reading, fault: fault?.toData() ?? null });
  }

  taken(reading: number): void {
    if (this.#running?.reading === reading) this.#running.to.taken();
  }

  cancel(reading: number): void {
    if (this.#running?.reading === reading) this.#running.cancel.abort();
  }

  async close(): Promise<void> {
    this.#closing = true;
    this.#running?.cancel.abort();
    await this.#channel?.close();
  }

  #dial(signal?: AbortSignal): Promise<Channel> {
    const { connection, password } = this.#opening;
    return signedIn(connection, password, this.#resolver, signal);
  }

  /** The reading, from its beginning again as often as its connection breaks and another can be made. */
  async #readOn(request: BulkRequest, to: HandOver, signal: AbortSignal): Promise<void> {
    const { connection, retry } = this.#opening;
    let restarts = 0;
    /** Tries to connect since a connection was good for something. */
    let tries = 0;
    for (;;) {
      const before = to.received;
      const channel = this.#channel!;
      to.from(channel);
      try {
        await readSubtree(readingOf(channel, connection), request, to, signal);
        return;
      } catch (cause) {
        if (!isTransient(cause) || signal.aborted) throw cause;
        if (to.received > before) {
          if (restarts === retry.restarts) throw cause;
          restarts += 1;
          tries = 0;
        }
        to.from(null);
        channel.destroy();
        tries = await this.#redial(cause, tries, signal);
        to.again();
      }
    }
  }

  /** Tries from number `from` on, until one makes a connection; answers how many there were. The last one's fault is thrown. */
  async #redial(cause: Fault, from: number, signal: AbortSignal): Promise<number> {
    const { pauses } = this.#opening.retry;
    let fault = cause;
    for (let tries = from; tries < pauses.length; tries += 1) {
      try {
        await delay(pauses[tries]! * 1000, undefined, { signal });
        this.#channel = await this.#dial(signal);
        if (this.#closing) this.#channel.destroy();
        return tries + 1;
      } catch (error) {
        if (signal.aborted) throw new Fault('job.cancelled', {});
        if (!isTransient(error)) throw error;
        fault = error;
      }
    }
    throw fault;
  }
}
