/**
 * Entry of the vault's child, a process around the keychain that can be killed: a call that waits for a prompt cannot
 * be cancelled, and would hang any process that made it. Started by a shell: as Electron's `utilityProcess`
 * (a port sent to `process.parentPort`) or by `child_process.fork` with `serialization: 'advanced'`.
 */
import { Fault } from '../contract/faults.ts';
import { emptyCoreDumps } from './coreDump.ts';
import { loadKeytar } from './keytarAdapter.ts';
import { requestSchema } from './messages.ts';
import type { Answer } from './messages.ts';
import { accountsInRing, lookAtRing } from './ringState.ts';
import { serve } from './serve.ts';

/** Electron's ports, as far as they are used; this layer does not know Electron. */
interface ElectronPort {
  on(event: 'message', listener: (event: { data: unknown; ports: ElectronPort[] }) => void): void;
  on(event: 'close', listener: () => void): void;
  postMessage(message: unknown): void;
  start(): void;
}

emptyCoreDumps();

const lookSeconds = 3;
const listSeconds = 15;
const parts = {
  load: loadKeytar,
  look: () => lookAtRing(lookSeconds * 1000),
  accounts: (service: string) => accountsInRing(service, listSeconds * 1000),
  platform: process.platform,
  lookSeconds,
};

async function answer(message: unknown, post: (answer: Answer) => void): Promise<void> {
  const parsed = requestSchema.safeParse(message);
  // Without a number there is nobody to answer; the client's time limit speaks.
  if (!parsed.success) return;
  const { id } = parsed.data;
  try {
    post({ id, kind: 'done', value: await serve(parts, parsed.data, () => post({ id, kind: 'prompting' })) });
  } catch (error) {
    const fault = error instanceof Fault ? error : new Fault('internal', { detail: 'vault' });
    post({ id, kind: 'fault', fault: fault.toData() });
  }
}

/** `process.exit()` would wait for a blocked call in the thread pool. */
const end = () => process.kill(process.pid, 'SIGKILL');

const parentPort = (process as unknown as { parentPort?: ElectronPort }).parentPort;
if (parentPort) {
  // Main sends the port that leads to the engine, so that no secret passes through main.
  parentPort.on('message', ({ ports: [port] }) => {
    if (!port) return;
    port.on('message', (event) => void answer(event.data, (message) => port.postMessage(message)));
    port.on('close', end);
    port.start();
  });
} else if (process.send) {
  const post = (message: Answer) => {
    if (process.connected) process.send?.(message);
  };
  process.on('message', (message) => void answer(message, post));
  process.on('disconnect', end);
} else {
  throw new Error('vault: no parent to talk to');
}
