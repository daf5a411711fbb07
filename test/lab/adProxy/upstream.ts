/** Talking to the real server behind the proxy: one connection answers one search at a time, so waiting makes it wait. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { int, Splitter, text, tlv } from './ber.ts';
import {
  done,
  op,
  readItem,
  readMessage,
  readResult,
  writeMessage,
  writeSearch,
  type Done,
  type Item,
  type Message,
  type Search,
} from './messages.ts';

export interface Upstream {
  readonly host: string;
  readonly port: number;
  /** Authority to check an LDAPS server with, and the name it must show; absent = plain. */
  readonly tls?: { readonly caPem: string; readonly serverName: string };
  /** OpenLDAP knows none of AD's controls: they are taken out before it sees them. */
  readonly kind: 'samba' | 'slapd';
}

export interface Credentials {
  readonly name: string;
  readonly password: string;
}

/** Messages held before the socket is made to wait. */
const highWater = 64;

export class UpstreamConnection {
  readonly #socket: Socket;
  readonly #splitter = new Splitter();
  readonly #held: Message[] = [];
  #id = 0;
  #wake: (() => void) | null = null;
  #broken = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => {
      for (const bytes of this.#splitter.push(chunk)) this.#held.push(readMessage(Buffer.from(bytes)));
      if (this.#held.length > highWater) socket.pause();
      this.#wake?.();
    });
    const broken = (): void => {
      this.#broken = true;
      this.#wake?.();
    };
    socket.on('error', broken);
    socket.on('close', broken);
  }

  static async open({ host, port, tls }: Upstream): Promise<UpstreamConnection> {
    const socket = tls
      ? connectTls({ host, port, ca: tls.caPem, servername: tls.serverName })
      : connect(port, host);
    socket.setTimeout(60_000, () => socket.destroy());
    await once(socket, tls ? 'secureConnect' : 'connect');
    socket.setTimeout(0);
    return new UpstreamConnection(socket);
  }

  async #next(id: number): Promise<Message> {
    for (;;) {
      const message = this.#held.shift();
      if (message === undefined) {
        if (this.#broken) throw new Error('upstream: connection lost');
        this.#socket.resume();
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        this.#wake = null;
      } else if (message.id === id) return message;
    }
  }

  async bind({ name, password }: Credentials): Promise<Done> {
    const id = (this.#id += 1);
    this.#socket.write(writeMessage(id, tlv(op.bind, [int(3), text(name), tlv(0x80, password)])));
    return readResult(await this.#next(id));
  }

  /** Leaving the loop early closes the connection: it then holds the rest of an answer. */
  async *search(search: Search): AsyncGenerator<Item, void> {
    const id = (this.#id += 1);
    let ended = false;
    try {
      this.#socket.write(writeSearch(id, search));
      for (;;) {
        const item = readItem(await this.#next(id));
        if (item === null) continue;
        ended = item.is === 'done';
        yield item;
        if (ended) return;
      }
    } finally {
      if (!ended) this.close();
    }
  }

  get usable(): boolean {
    return !this.#broken && !this.#socket.destroyed;
  }

  close(): void {
    this.#broken = true;
    this.#socket.destroy();
    this.#wake?.();
  }
}

/** The connections of one signed-in client to one server: idle ones are used again. */
export class UpstreamPool {
  readonly upstream: Upstream;
  readonly #credentials: Credentials | null;
  readonly #idle: UpstreamConnection[] = [];
  readonly #all = new Set<UpstreamConnection>();
  #closed = false;

  constructor(upstream: Upstream, credentials: Credentials | null) {
    this.upstream = upstream;
    this.#credentials = credentials;
  }

  /** The connection whose bind has just been answered with success. */
  adopt(connection: UpstreamConnection): void {
    this.#all.add(connection);
    this.#idle.push(connection);
  }

  async #take(): Promise<UpstreamConnection> {
    for (let one = this.#idle.pop(); one; one = this.#idle.pop()) if (one.usable) return one;
    const connection = await UpstreamConnection.open(this.upstream);
    this.#all.add(connection);
    if (this.#closed) connection.close();
    if (this.#credentials) {
      const result = await connection.bind(this.#credentials);
      if (result.code !== 0) throw new Error(`upstream: bind ${result.code} ${result.text}`);
    }
    return connection;
  }

  async *search(search: Search): AsyncGenerator<Item, void> {
    let connection: UpstreamConnection;
    try {
      connection = await this.#take();
    } catch (cause) {
      yield done(52, String(cause));
      return;
    }
    try {
      yield* connection.search(search);
    } finally {
      if (connection.usable) this.#idle.push(connection);
      else this.#all.delete(connection);
    }
  }

  close(): void {
    this.#closed = true;
    for (const one of this.#all) one.close();
  }
}
