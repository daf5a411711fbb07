/** A window without a browser: a client over the host's socket, signed in as a page signs in. */
import { once } from 'node:events';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import type { Client } from '#contract/index.ts';
import type { HostRun } from './host.ts';

export interface HostWindow {
  readonly client: Client;
  close(): void;
}

/** The first window uses up the host's one address; more windows are opened with its cookie. */
export async function openWindows(
  host: HostRun,
  count: number,
  onMessage: (text: string) => void = () => {},
): Promise<HostWindow[]> {
  const { origin, hash } = new URL(host.address);
  let body = JSON.stringify({ token: /[\w-]{16,}$/.exec(hash)![0] });
  let cookie = '';
  const windows: HostWindow[] = [];
  while (windows.length < count) {
    const headers = { 'content-type': 'application/json', origin, cookie };
    const answer = await fetch(new URL('/session', origin), { method: 'POST', headers, body });
    const { nonce } = (await answer.json()) as { nonce: string };
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    body = '';
    const address = `${origin.replace('http', 'ws')}/rpc?nonce=${encodeURIComponent(nonce)}`;
    const socket = new WebSocket(address, { headers: { origin, cookie } });
    socket.on('message', (data: Buffer) => onMessage(data.toString()));
    await once(socket, 'open');
    const client: Client = createORPCClient(new RPCLink({ websocket: socket as never }));
    windows.push({ client, close: () => socket.close() });
  }
  return windows;
}
