/**
 * One LDAP conversation over a connected socket. It can bind, search, ask for StartTLS, abandon and unbind: that is
 * the whole of what it can say, and `#send` refuses any other operation before a byte leaves.
 */
import type { Socket } from 'node:net';
import { Fault } from '#contract/faults.ts';
import { BerError, BerReader, element, integer, tags } from './ber.ts';
import { Frames } from './frames.ts';
import { abandonRequest, bindRequest, readReference, readResult, requests, responses, searchRequest, startTlsRequest, unbindRequest, type Request, type Result, type SearchFields } from './messages.ts'; // prettier-ignore
import { codes, type Where } from './resultCodes.ts';

const sayable: ReadonlySet<number> = new Set(Object.values(requests));
const lastId = 2 ** 31 - 1;

export interface SearchSinks {
  /** Stands inside the entry; its bytes are only lent for the time of the call. Throws `BerError` where it is none,
   * a `Fault` to end the conversation with. */
  onEntry(response: BerReader): void;
  onReference?(uri: string): void;
}

interface Pending extends Partial<SearchSinks> {
  /** Protocol operation that ends it. */
  readonly endsWith: number;
  resolve(result: Result): void;
  reject(fault: Fault): void;
  /** Called whenever the server says something about it: the wait begins again. */
  heard(): void;
}

export class Channel {
  readonly where: Where;
  readonly #socket: Socket;
  readonly #seconds: number;
  readonly #frames = new Frames();
  readonly #pending = new Map<number, Pending>();
  readonly #closed: Promise<void>;
  #fault: Fault | null = null;
  /** After the answer to StartTLS: whatever else comes in the clear is somebody's forgery. */
  #sealed = false;
  #paused = false;
  /** Whose answers the chunk at hand brought. */
  #heard: Pending | null = null;
  #id = 0;

  /** `seconds` is how long the server may stay silent about a request. */
  constructor(socket: Socket, where: Where, seconds: number) {
    this.#socket = socket;
    this.where = where;
    this.#seconds = seconds;
    socket.on('data', this.#onData);
    socket.on('error', this.#onEnd);
    socket.on('end', this.#onEnd);
    socket.on('close', this.#onEnd);
    this.#closed = new Promise((resolve) => socket.once('close', () => resolve()));
    if (socket.destroyed) this.#onEnd();
  }

  /** Simple bind (RFC 4513, 5.1). The caller has made sure that the connection may carry the password. */
  bind(name: string, password: string, signal?: AbortSignal): Promise<Result> {
    return this.#request(bindRequest(name, password), { endsWith: responses.bind }, signal, 'close');
  }

  search(fields: SearchFields, sinks: SearchSinks, signal?: AbortSignal): Promise<Result> {
    return this.#request(searchRequest(fields), { ...sinks, endsWith: responses.done }, signal, 'abandon');
  }

  /** Ask for TLS; after a success the socket has to be taken with `detach`, and nothing more is said in the clear. */
  startTls(signal?: AbortSignal): Promise<Result> {
    return this.#request(startTlsRequest(), { endsWith: responses.extended }, signal, 'close');
  }

  /** Read nothing until `resume`: what the server has to say waits with it, and no answer is missed meanwhile. */
  pause(): void {
    this.#paused = true;
    this.#socket.pause();
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    for (const pending of this.#pending.values()) pending.heard();
    this.#socket.resume();
  }

  /**
   * Give the socket away. Fails when the server has sent anything after its last answer: bytes from before the TLS
   * handshake must never be read as if they had come through it.
   */
  detach(): Socket {
    if (this.#fault) throw this.#fault;
    this.#socket.pause();
    this.#socket.off('data', this.#onData);
    this.#socket.off('error', this.#onEnd);
    this.#socket.off('end', this.#onEnd);
    this.#socket.off('close', this.#onEnd);
    if (this.#frames.held > 0 || this.#socket.readableLength > 0) {
      this.#socket.destroy();
      throw new Fault('ldap.notLdap', this.where);
    }
    this.#fault = new Fault('ldap.connectionLost', this.where);
    return this.#socket;
  }

  /** Say good-bye and close; what is still pending ends with `job.cancelled`. Never fails, waits a second at most. */
  async close(): Promise<void> {
    if (this.#fault === null) {
      this.#send(this.#nextId(), unbindRequest());
      this.#end(new Fault('job.cancelled', {}));
    }
    this.#socket.end();
    const limit = setTimeout(() => this.#socket.destroy(), 1000);
    this.#socket.resume();
    await this.#closed;
    clearTimeout(limit);
  }

  /** Drop the connection at once. */
  destroy(): void {
    this.#end(new Fault('ldap.connectionLost', this.where));
    this.#socket.destroy();
  }

  #nextId(): number {
    this.#id = this.#id === lastId ? 1 : this.#id + 1;
    return this.#id;
  }

  #send(id: number, request: Request): void {
    const operation = request[0]?.[0] ?? -1;
    if (!sayable.has(operation)) throw new Fault('internal', { detail: `LDAP operation ${operation}` });
    this.#socket.write(element(tags.sequence, [integer(id), ...request]));
  }

  #request(
    request: Request,
    expected: { readonly endsWith: number } & Partial<SearchSinks>,
    signal: AbortSignal | undefined,
    onCancel: 'abandon' | 'close',
  ): Promise<Result> {
    if (signal?.aborted) return Promise.reject(new Fault('job.cancelled', {}));
    if (this.#fault) return Promise.reject(this.#fault);
    const id = this.#nextId();
    return new Promise<Result>((resolve, reject) => {
      const settle = (): void => {
        clearTimeout(silence);
        signal?.removeEventListener('abort', cancel);
        this.#pending.delete(id);
      };
      const silence = setTimeout(() => {
        if (this.#paused) {
          silence.refresh();
          return;
        }
        // A server that says nothing will say nothing to a retry on this connection either.
        this.#end(new Fault('ldap.noAnswer', { ...this.where, seconds: this.#seconds }));
        this.#socket.destroy();
      }, this.#seconds * 1000);
      const cancel = (): void => {
        settle();
        reject(new Fault('job.cancelled', {}));
        if (onCancel === 'close') this.destroy();
        else this.#send(this.#nextId(), abandonRequest(id));
      };
      signal?.addEventListener('abort', cancel, { once: true });
      this.#pending.set(id, {
        ...expected,
        heard: () => {
          // A timer that was cleared would begin anew.
          if (this.#pending.has(id)) silence.refresh();
        },
        resolve: (result) => {
          settle();
          resolve(result);
        },
        reject: (fault) => {
          settle();
          reject(fault);
        },
      });
      this.#send(id, request);
    });
  }

  readonly #onData = (chunk: Buffer): void => {
    if (this.#fault) return;
    try {
      this.#frames.feed(chunk, this.#onMessage);
    } catch (cause) {
      if (!(cause instanceof BerError || cause instanceof Fault)) throw cause;
      this.#end(cause instanceof Fault ? cause : new Fault('ldap.notLdap', this.where, { cause }));
      this.#socket.destroy();
    }
    this.#heard?.heard();
    this.#heard = null;
  };

  readonly #onMessage = (bytes: Buffer, at: number, end: number): void => {
    if (this.#fault) return;
    if (this.#sealed) throw new BerError('operation');
    this.#take(new BerReader(bytes, at, end));
  };

  readonly #onEnd = (cause?: unknown): void => {
    this.#end(new Fault('ldap.connectionLost', this.where, cause instanceof Error ? { cause } : undefined));
    this.#socket.destroy();
  };

  #end(fault: Fault): void {
    if (this.#fault) return;
    this.#fault = fault;
    for (const pending of this.#pending.values()) pending.reject(fault);
  }

  #take(message: BerReader): void {
    message.end = message.open(tags.sequence);
    const id = message.integer();
    const operation = message.peek();
    const response = message.inside(operation);
    if (id === 0) {
      // Notice of disconnection (RFC 4511, 4.4.1): the code says why.
      const { code } = readResult(response, message);
      this.#end(new Fault(code === codes.busy ? 'ldap.busy' : 'ldap.connectionLost', this.where));
      this.#socket.destroy();
      return;
    }
    const pending = this.#pending.get(id);
    if (pending === undefined) return; // the end of something abandoned
    this.#hear(pending);
    if (operation === pending.endsWith) {
      this.#sealed = operation === responses.extended;
      pending.resolve(readResult(response, message));
    } else if (operation === responses.entry && pending.onEntry) pending.onEntry(response);
    else if (operation === responses.reference && pending.onEntry)
      for (const uri of readReference(response)) pending.onReference?.(uri);
    else if (operation !== 0x79 || !pending.onEntry) throw new BerError('operation'); // 0x79: intermediate response
  }

  /** A chunk may bring hundreds of answers: the wait begins again once for all of them. */
  #hear(pending: Pending): void {
    if (this.#heard !== pending) this.#heard?.heard();
    this.#heard = pending;
  }
}
