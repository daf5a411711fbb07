/**
 * Entry of the engine on the pinned Node, where Electron's own Node is too old: everything comes over the one channel of
 * this process.
 */
import type { Child, Port } from '#contract/shell.ts';
import { runEngine } from './engineControl.ts';
import { multiplex } from './multiplex.ts';
import { portQueue } from './portQueue.ts';

if (!process.send) throw new Error('engine: no parent to talk to');

const control = Promise.withResolvers<Port>();
const windows = portQueue();

const channels = multiplex(
  {
    send: (message) => {
      if (process.connected) process.send?.(message);
    },
    receive: (listener) => void process.on('message', listener),
    closed: (listener) => void process.on('disconnect', listener),
  },
  'b',
  (purpose, port) => (purpose === 'control' ? control.resolve(port) : windows.arrived(port)),
);

runEngine(
  {
    control: await control.promise,
    onWindow: windows.onPort,
    // The vault is started by main, which alone starts processes; this port leads to it, and closing it ends it.
    startVault: async (): Promise<Child> => {
      const port = channels.open('vault');
      return Object.assign(port, { kill: () => port.close() });
    },
  },
  (code) => process.exit(code),
);
