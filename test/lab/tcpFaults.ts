/** Servers that fail in one way each, on ports of the system's choice. */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Leaf } from './certs.ts';

export interface FaultServer {
  readonly host: string;
  readonly port: number;
  /** Bytes that clients sent, in the order of their coming; of a TLS server, what came through the handshake. */
  readonly received: () => Buffer;
  /** How many connections were made. */
  readonly connections: () => number;
  /** How many of them stand. */
  readonly open: () => number;
  close(): Promise<void>;
}

const host = '127.0.0.1';

async function serve(
  server: Server,
  event: 'connection' | 'secureConnection',
  act: (socket: Socket) => void,
): Promise<FaultServer> {
  const sockets = new Set<Socket>();
  const chunks: Buffer[] = [];
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('tlsClientError', () => {});
  server.on(event, (socket: Socket) => {
    socket.on('error', () => {});
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    act(socket);
  });
  server.listen(0, host);
  await once(server, 'listening');
  return {
    host,
    port: (server.address() as AddressInfo).port,
    received: () => Buffer.concat(chunks),
    connections: () => connections,
    open: () => sockets.size,
    async close() {
      for (const socket of sockets) socket.destroy();
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}

/** A port on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = await serve(createServer(), 'connection', () => {});
  await server.close();
  return server.port;
}

/** Takes connections and never says a word. */
export const silentServer = (): Promise<FaultServer> => serve(createServer(), 'connection', () => {});

/** Answers every connection with these bytes at once. */
export const garbageServer = (bytes: Uint8Array): Promise<FaultServer> =>
  serve(createServer(), 'connection', (socket) => socket.write(bytes));

/** Takes connections and hangs up, at once or at the first byte. */
export const hangUpServer = (atFirstByte: boolean): Promise<FaultServer> =>
  serve(createServer(), 'connection', (socket) => {
    if (atFirstByte) socket.once('data', () => socket.destroy());
    else socket.destroy();
  });

/** A TLS server with the certificate; `act` says what it does with what comes through. */
export async function tlsServer(leaf: Leaf, act: (socket: Socket) => void = () => {}): Promise<FaultServer> {
  const [cert, key] = await Promise.all([readFile(leaf.certFile), readFile(leaf.keyFile)]);
  return serve(createTlsServer({ cert, key }), 'secureConnection', act);
}

export interface CutProxy extends FaultServer {
  /** Let this many further bytes from the server pass, then cut both sides; null = never. */
  cutAfter(bytes: number | null): void;
  /** Every connection that is made from now on ends after so many bytes from the server. */
  cutEachAfter(bytes: number): void;
}

/** Passes everything on to a real server until told to cut. */
export async function cutProxy(targetHost: string, targetPort: number): Promise<CutProxy> {
  const together: { left: number | null } = { left: null };
  let each: number | null = null;
  const server = await serve(createServer(), 'connection', (socket) => {
    const passing = each === null ? together : { left: each };
    const upstream = connect(targetPort, targetHost);
    upstream.on('error', () => socket.destroy());
    upstream.on('close', () => socket.destroy());
    socket.on('close', () => upstream.destroy());
    socket.on('data', (chunk: Buffer) => upstream.write(chunk));
    upstream.on('data', (chunk: Buffer) => {
      if (passing.left === null) {
        socket.write(chunk);
        return;
      }
      // Nothing more of what had run out before.
      socket.write(chunk.subarray(0, Math.max(0, passing.left)));
      passing.left -= chunk.length;
      if (passing.left > 0) return;
      socket.destroySoon();
      upstream.destroy();
    });
  });
  return {
    ...server,
    cutAfter(bytes) {
      together.left = bytes;
    },
    cutEachAfter(bytes) {
      each = bytes;
    },
  };
}
