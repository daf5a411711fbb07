/** Serves the built window and the fixture engine on 127.0.0.1, the way the browser host does. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RPCHandler } from '@orpc/server/ws';
import { WebSocketServer } from 'ws';
import { fixtureEngine } from './fixtureEngine.ts';

const built = join(
  process.env['TREELINE_OUT'] ?? fileURLToPath(new URL('../../../out', import.meta.url)),
  'renderer/',
);
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** What the shells send: nothing inline, nothing evaluated, nothing from elsewhere. */
export const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types vue";

export async function startFixture(port = 0) {
  const engine = fixtureEngine();
  const token = 'fixture-token-0123456789';
  const handler = new RPCHandler(engine.router);
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (request.method === 'POST') {
      request.resume().on('end', () => {
        const body =
          path === '/session' ? { nonce: 'fixture-nonce' } : { handle: '0123456789abcdef0123456789abcdef' };
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      });
      return;
    }
    const file = normalize(path === '/' ? 'index.html' : path.slice(1));
    readFile(join(built, file)).then(
      (body) =>
        response
          .writeHead(200, {
            'content-type': types[extname(file)] ?? 'application/octet-stream',
            'content-security-policy': contentSecurityPolicy,
          })
          .end(body),
      () => response.writeHead(404).end(),
    );
  });
  const sockets = new WebSocketServer({ server, path: '/rpc' });
  sockets.on('connection', (socket) => void handler.upgrade(socket));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    url: `${origin}/#token=${token}`,
    control: engine.control,
    /** Cuts every connection, as a crash would. */
    cut: () => sockets.clients.forEach((socket) => socket.terminate()),
    async close() {
      sockets.clients.forEach((socket) => socket.terminate());
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const fixture = await startFixture(Number(process.env['PORT'] ?? 0));
  console.log(fixture.url);
}
