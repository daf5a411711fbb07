/** The three ways to reach the engine: one router, three transports. */
import { createRouterClient } from '@orpc/server';
import { RPCHandler as PortHandler } from '@orpc/server/message-port';
import { RPCHandler as WebSocketHandler } from '@orpc/server/ws';
import type { Client } from '#contract/index.ts';
import type { Port } from '#contract/shell.ts';
import type { Engine } from './engine.ts';
import { router } from './router.ts';

const overPorts = new PortHandler(router);
const overWebSockets = new WebSocketHandler(router);

/** Serves one window over a message port. */
export function servePort(engine: Engine, port: Port): void {
  // The library asks for Electron's shape of a port: `on('message' | 'close')` with the data inside an event.
  overPorts.upgrade(
    {
      on: (event: string, listener: (event?: { data: unknown }) => void) => {
        if (event === 'message') port.onMessage((data) => listener({ data }));
        if (event === 'close') port.onClose(() => listener());
      },
      postMessage: (data: unknown) => port.postMessage(data),
    },
    { context: { engine } },
  );
}

/** Serves one page over a WebSocket that the browser host has already let in. */
export function serveWebSocket(
  engine: Engine,
  socket: Parameters<WebSocketHandler<{ engine: Engine }>['upgrade']>[0],
): void {
  void overWebSockets.upgrade(socket, { context: { engine } });
}

/** Serves the command line in its own process; faults and schemas are the same as over a wire. */
export function serveInProcess(engine: Engine): Client {
  return createRouterClient(router, { context: { engine } });
}
