/**
 * Opens the console without its sign-in link passing a window, a process's arguments or a log: the link waits behind an address
 * of this machine that works once and for a minute.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

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
  #server: Promise<Server> | null = null;
  readonly #waiting: (() => void)[] = [];

  constructor(limitMs = waitMs) {
    this.#waitMs = limitMs;
  }

  async open(link: string): Promise<Door> {
    const server = await (this.#server ??= this.#start());
    const path = `/${randomBytes(24).toString('base64url')}`;
    this.#links.set(path, link);
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
    void this.#server?.then((server) => {
      server.close();
      server.closeAllConnections();
    });
    this.#server = null;
  }

  #drop(path: string): void {
    this.#links.delete(path);
    if (this.#links.size === 0) this.close();
  }

  #start(): Promise<Server> {
    const server = createServer((request, response) => {
      const { port } = server.address() as AddressInfo;
      const path = request.url ?? '';
      // A page of somebody else's that has this machine's name resolve to it asks for another host.
      const ours = request.headers.host === `127.0.0.1:${port}` && request.method === 'GET';
      const link = ours ? this.#links.get(path) : undefined;
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
