/**
 * Entry of the engine on the pinned Node, where Electron's own Node is too old: everything comes over the one channel of
 * this process.
 */
import type { Child, Port } from '#contract/shell.ts';
import { runEngine } from './engineControl.ts';
import { multiplex } from './multiplex.ts';

if (!process.send) throw new Error('engine: no parent to talk to');

const control = Promise.withResolvers<Port>();
let onWindow: (port: Port) => void = () => {};

const channels = multiplex(
  {
    send: (message) => {
      if (process.connected) process.send?.(message);
    },
    receive: (listener) => void process.on('message', listener),
    closed: (listener) => void process.on('disconnect', listener),
  },
  'b',
  (purpose, port) => (purpose === 'control' ? control.resolve(port) : onWindow(port)),
);

runEngine(
  {
    control: await control.promise,
    onWindow: (listener) => {
      onWindow = listener;
    },
    // The vault is started by main, which alone starts processes; this port leads to it, and closing it ends it.
    startVault: async (): Promise<Child> => {
      const port = channels.open('vault');
      return Object.assign(port, { kill: () => port.close() });
    },
  },
  (code) => process.exit(code),
);
