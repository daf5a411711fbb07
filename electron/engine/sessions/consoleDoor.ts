/**
 * Opens the console without its sign-in link passing a window, a process's arguments or a log: the link waits behind an address
 * of this machine that works once and for a minute, and where that can be told for no other user of the machine: a browser is
 * started with the address, and what a program is started with is no secret.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { isStranger, userAtOtherEnd } from './otherEnd.ts';

const waitMs = 60_000;

export interface Door {
  readonly address: string;
  /** ISO 8601 UTC. */
  readonly until: string;
}

export class ConsoleDoor {
  /** path → link. */
  readonly #links = new Map<string, string>();
  readonly #waitMs: number;
  readonly #isStranger: (socket: Socket) => boolean;
  #server: Promise<Server> | null = null;
  readonly #waiting: (() => void)[] = [];

  constructor(
    limitMs = waitMs,
    fromStranger = (socket: Socket) => isStranger(userAtOtherEnd(socket), process.getuid?.()),
  ) {
    this.#waitMs = limitMs;
    this.#isStranger = fromStranger;
  }

  async open(link: string): Promise<Door> {
    const path = `/${randomBytes(24).toString('base64url')}`;
    // Before the port is opened, so that none that ends meanwhile is the last one.
    this.#links.set(path, link);
    const server = await this.#listening().catch((error: unknown) => {
      this.#links.delete(path);
      throw error;
    });
    const timer = setTimeout(() => this.#drop(path), this.#waitMs);
    timer.unref();
    const { port } = server.address() as AddressInfo;
    return {
      address: `http://127.0.0.1:${port}${path}`,
      until: new Date(Date.now() + this.#waitMs).toISOString(),
    };
  }

  /** Resolves once no link waits any more: each was used, or its minute is over. */
  idle(): Promise<void> {
    if (this.#server === null) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  close(): void {
    this.#links.clear();
    for (const resolve of this.#waiting.splice(0)) resolve();
    this.#server?.then(
      (server) => {
        server.close();
        server.closeAllConnections();
      },
      // There is nothing to close.
      () => undefined,
    );
    this.#server = null;
  }

  #drop(path: string): void {
    this.#links.delete(path);
    if (this.#links.size === 0) this.close();
  }

  async #listening(): Promise<Server> {
    const starting = (this.#server ??= this.#start());
    try {
      return await starting;
    } catch (error) {
      if (this.#server === starting) this.#server = null;
      throw error;
    }
  }

  #start(): Promise<Server> {
    const server = createServer((request, response) => {
      const { port } = server.address() as AddressInfo;
      const path = request.url ?? '';
      // A page of somebody else's that has this machine's name resolve to it asks for another host.
      const ours = request.headers.host === `127.0.0.1:${port}` && request.method === 'GET';
      const link = ours && !this.#isStranger(request.socket) ? this.#links.get(path) : undefined;
      const headers = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', connection: 'close' };
      if (link === undefined) {
        response.writeHead(404, { ...headers, 'content-type': 'text/plain; charset=utf-8' });
        response.end(
          'This sign-in address was used already, or its minute is over. Ask Treeline for another.',
        );
        return;
      }
      this.#links.delete(path);
      response.writeHead(302, { ...headers, location: link }).end();
      response.on('close', () => this.#drop(path));
    });
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', () => resolve(server.unref()));
    });
  }
}
