/** Main's side of the engine: forks it, hands it windows and the vault, and tells when it is gone. */
import { fileURLToPath } from 'node:url';
import { MessageChannelMain, type MessagePortMain, utilityProcess, type UtilityProcess } from 'electron';
import { type Control, controlAnswerSchema } from '#shell/engineMessages.ts';
import { portOf } from './ports.ts';

const program = (name: string) => fileURLToPath(new URL(`./${name}.js`, import.meta.url));
const closeLimitMs = 10_000;

export interface EngineProcess {
  /** Hands the engine one end of a new channel; the other end is for the window. */
  connect(): MessagePortMain;
  deposit(path: string): Promise<string>;
  open(path: string): void;
  close(): Promise<void>;
  /** For tests and for a person who restarts what hangs. */
  kill(): void;
  readonly pid: number | undefined;
}

/** The vault: a process of its own around the keychain. It ends when its port is closed. */
function startVault(): MessagePortMain {
  const { port1, port2 } = new MessageChannelMain();
  const child = utilityProcess.fork(program('vault'), [], { serviceName: 'Treeline vault', stdio: 'ignore' });
  child.postMessage('port', [port2]);
  child.once('exit', () => port1.close());
  port1.once('close', () => killHard(child));
  return port1;
}

/** `UtilityProcess.kill` asks politely; a call that is blocked in the keychain does not hear it. */
function killHard(child: UtilityProcess): void {
  if (child.pid === undefined) return void child.kill();
  try {
    process.kill(child.pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}

export function startEngine(
  configFolder: string,
  workspace: string | null,
  onExit: () => void,
): EngineProcess {
  const child = utilityProcess.fork(program('engine-host'), [], {
    serviceName: 'Treeline engine',
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const { port1, port2 } = new MessageChannelMain();
  child.postMessage('control', [port2]);
  const control = portOf(port1);
  const tell = (message: Control) => control.postMessage(message);

  const deposits = new Map<number, (handle: string) => void>();
  let count = 0;
  let closed = () => {};
  control.onMessage((message) => {
    const answer = controlAnswerSchema.safeParse(message);
    if (!answer.success) return;
    if (answer.data.type === 'closed') return closed();
    deposits.get(answer.data.id)?.(answer.data.handle);
    deposits.delete(answer.data.id);
  });
  child.on('message', (message) => {
    if (message === 'start-vault') child.postMessage('vault', [startVault()]);
  });
  child.once('exit', () => {
    closed();
    onExit();
  });
  tell({ type: 'start', configFolder, workspace });

  return {
    connect() {
      const channel = new MessageChannelMain();
      child.postMessage('window', [channel.port1]);
      return channel.port2;
    },
    deposit: (path) =>
      new Promise((resolve) => {
        count += 1;
        deposits.set(count, resolve);
        tell({ type: 'deposit', id: count, path });
      }),
    open: (path) => tell({ type: 'open', path }),
    async close() {
      const done = new Promise<void>((resolve) => {
        closed = resolve;
      });
      tell({ type: 'close' });
      await Promise.race([done, new Promise((resolve) => setTimeout(resolve, closeLimitMs))]);
      child.kill();
    },
    kill: () => killHard(child),
    get pid() {
      return child.pid;
    },
  };
}
