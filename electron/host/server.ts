/** The browser host's server: 127.0.0.1 alone, a handful of addresses, and a gate in front of each. */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import type { Engine } from '#engine/engine.ts';
import { serveWebSocket } from '#engine/serve.ts';
import { targetFormatSchema } from '#contract/exports.ts';
import { safeFileName } from '#shell/fileName.ts';
import { Downloads } from './downloads.ts';
import { Gate } from './gate.ts';
import { loadPages, pageHeaders, sendPage } from '#shell/pages.ts';
import { Uploads } from './uploads.ts';

const largestMessage = 16 * 1024 * 1024;
const tokenSchema = z.object({ token: z.string().max(128) });

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

export interface Host {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** The address to open, with the one-time token in its fragment (never sent to a server, never in a log). */
  address(): string;
  close(): Promise<void>;
}

export async function startHost(engine: Engine, pagesFolder: string, port = 0): Promise<Host> {
  const gate = new Gate();
  const pages = loadPages(pagesFolder);
  const uploads = new Uploads();
  const downloads = new Downloads();
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: largestMessage,
    perMessageDeflate: false,
  });

  const refuse = (response: ServerResponse, status: number) =>
    response.writeHead(status, pageHeaders(gate.origin)).end();
  const sendJson = (response: ServerResponse, value: unknown, headers: Record<string, string> = {}) =>
    response
      .writeHead(200, { ...pageHeaders(gate.origin), 'content-type': 'application/json', ...headers })
      .end(JSON.stringify(value));

  /** Token → cookie, or cookie → a nonce for this page. */
  async function session(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!gate.fromOwnPage(request)) return void refuse(response, 403);
    if (gate.hasCookie(request)) {
      request.resume();
      return void sendJson(response, { nonce: gate.issueNonce() });
    }
    const length = Number(request.headers['content-length'] ?? 0);
    if (length > 256) return void refuse(response, 413);
    const body = tokenSchema.safeParse(parsed(await text(request)));
    const cookie = body.success ? gate.exchange(body.data.token) : null;
    if (cookie === null) return void refuse(response, 401);
    sendJson(response, { nonce: gate.issueNonce() }, { 'set-cookie': cookie });
  }

  /** A page of ours that proves itself thrice: cookie, nonce, origin. */
  const proven = (request: IncomingMessage) =>
    gate.fromOwnPage(request) &&
    gate.hasCookie(request) &&
    gate.hasNonce(String(request.headers['x-treeline-nonce']));

  async function deposit(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    if (!proven(request)) return void refuse(response, 403);
    const name = (url.searchParams.get('name') ?? 'upload').slice(0, 255);
    sendJson(response, {
      handle: engine.files.deposit(await uploads.receive(request), { name, copy: true }),
    });
  }

  /** A place for an export: its handle. */
  function target(request: IncomingMessage, response: ServerResponse, url: URL): void {
    if (!proven(request)) return void refuse(response, 403);
    request.resume();
    const format = targetFormatSchema.safeParse(url.searchParams.get('format'));
    if (!format.success) return void refuse(response, 400);
    const name = safeFileName(url.searchParams.get('name') ?? '', format.data);
    const handle = downloads.target(name, (path) => engine.files.target(path, name));
    sendJson(response, { handle });
  }

  /** A finished export's handle → the address that it can be fetched from, once. */
  function collect(request: IncomingMessage, response: ServerResponse, url: URL): void {
    if (!proven(request)) return void refuse(response, 403);
    request.resume();
    const key = downloads.key(url.searchParams.get('handle') ?? '');
    if (key === null) return void refuse(response, 404);
    sendJson(response, { address: `/download/${key}` });
  }

  async function download(request: IncomingMessage, response: ServerResponse, key: string): Promise<void> {
    if (!gate.hasCookie(request)) return void refuse(response, 403);
    if (!(await downloads.send(key, response, pageHeaders(gate.origin)))) refuse(response, 404);
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!gate.ownRequest(request)) return void refuse(response, 403);
    const url = new URL(request.url ?? '/', gate.origin);
    if (request.method === 'POST' && url.pathname === '/session') return session(request, response);
    if (request.method === 'POST' && url.pathname === '/deposit') return deposit(request, response, url);
    if (request.method === 'POST' && url.pathname === '/target') return target(request, response, url);
    if (request.method === 'POST' && url.pathname === '/collect') return collect(request, response, url);
    if (request.method !== 'GET') return void refuse(response, 405);
    const key = /^\/download\/([\w-]{43})$/.exec(url.pathname)?.[1];
    if (key !== undefined) return download(request, response, key);
    sendPage(response, pages, url.pathname, gate.origin);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else refuse(response, 400);
    });
  });
  server.requestTimeout = 10 * 60_000;
  server.headersTimeout = 20_000;
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const url = new URL(request.url ?? '/', gate.origin);
    const allowed =
      url.pathname === '/rpc' &&
      gate.fromOwnPage(request) &&
      gate.hasCookie(request) &&
      gate.hasNonce(url.searchParams.get('nonce'));
    if (!allowed) return void socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
    sockets.handleUpgrade(request, socket, head, (webSocket) => serveWebSocket(engine, webSocket));
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  gate.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    origin: gate.origin,
    address: () => `${gate.origin}/#token=${gate.token ?? gate.renewToken()}`,
    async close() {
      for (const webSocket of sockets.clients) webSocket.terminate();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      uploads.remove();
      downloads.remove();
    },
  };
}
