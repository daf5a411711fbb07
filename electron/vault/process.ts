/**
 * Entry of the vault's child, a process around the keychain that can be killed: a call that waits for a prompt cannot
 * be cancelled, and would hang any process that made it. Started by a shell: as Electron's `utilityProcess`
 * (`process.parentPort`) or by `child_process.fork` with `serialization: 'advanced'`.
 */
import { Fault } from '../contract/faults.ts';
import { loadKeytar } from './keytarAdapter.ts';
import { requestSchema } from './messages.ts';
import type { Answer } from './messages.ts';
import { lookAtRing } from './ringState.ts';
import { serve } from './serve.ts';

/** Electron's `process.parentPort`, as far as it is used; this layer does not know Electron. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

const lookSeconds = 3;
const parts = {
  load: loadKeytar,
  look: () => lookAtRing(lookSeconds * 1000),
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

const parentPort = (process as unknown as { parentPort?: ParentPort }).parentPort;
if (parentPort) {
  parentPort.on('message', (event) => void answer(event.data, (message) => parentPort.postMessage(message)));
} else if (process.send) {
  const post = (message: Answer) => {
    if (process.connected) process.send?.(message);
  };
  process.on('message', (message) => void answer(message, post));
  // `process.exit()` would wait for a blocked call in the thread pool.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
} else {
  throw new Error('vault: no parent to talk to');
}
