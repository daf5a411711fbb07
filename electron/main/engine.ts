/** Main's side of the engine: forks it, hands it windows and the vault, and tells when it is gone. */
import { fileURLToPath } from 'node:url';
import { MessageChannelMain, type MessagePortMain, utilityProcess, type UtilityProcess } from 'electron';
import { childEnvironment } from '#shell/childProcess.ts';
import { type Control, controlAnswerSchema } from '#shell/engineMessages.ts';
import { portOf } from './ports.ts';

const program = (name: string) => fileURLToPath(new URL(`./${name}.js`, import.meta.url));
/** For an engine to end in order: a little more than the limit it sets itself. */
const closeLimitMs = 10_000;
const killLimitMs = 1000;

export interface EngineProcess {
  /** Hands the engine one end of a new channel; the other end is for the window. */
  connect(): MessagePortMain;
  /** The handle under which the engine knows the file; null when it ended before it could say. */
  deposit(path: string, purpose?: 'source' | 'target'): Promise<string | null>;
  /** Where a person begins to sign in at an identity provider; null when there is none of this id. */
  signInUrl(provider: string): Promise<string | null>;
  /** The handle under which the engine holds a SAML response for its one use. */
  depositResponse(response: string): Promise<string | null>;
  /** The address, where the engine gave it out for the person's own browser; null otherwise. */
  givenAddress(address: string): Promise<string | null>;
  open(path: string): void;
  /** Ends it in order: what runs is cancelled, the workspace is closed. */
  close(): Promise<void>;
  /** Ends it at once, even when it hangs; resolves when it is gone. */
  kill(): Promise<void>;
}

/** `UtilityProcess.kill` asks politely; a process that is blocked does not hear it. */
function killHard(child: UtilityProcess): void {
  if (child.pid === undefined) return void child.kill();
  try {
    process.kill(child.pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}

const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** The vault: a process of its own around the keychain. Main hands its port on and never sees what passes through it. */
function startVault(): { child: UtilityProcess; port: MessagePortMain } {
  const { port1, port2 } = new MessageChannelMain();
  const child = utilityProcess.fork(program('vault'), [], {
    serviceName: 'Treeline vault',
    stdio: 'ignore',
    env: childEnvironment(process.env),
  });
  child.postMessage('port', [port2]);
  return { child, port: port1 };
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

  const asked = new Map<number, (value: string | null) => void>();
  const vaults = new Set<UtilityProcess>();
  const closed = Promise.withResolvers<void>();
  const gone = Promise.withResolvers<void>();
  let count = 0;
  control.onMessage((message) => {
    const answer = controlAnswerSchema.safeParse(message);
    if (!answer.success) return;
    if (answer.data.type === 'closed') return closed.resolve();
    asked.get(answer.data.id)?.(answer.data.value);
    asked.delete(answer.data.id);
  });
  /** Null too when it ended before it could say. */
  const ask = (message: (id: number) => Control) =>
    new Promise<string | null>((resolve) => {
      count += 1;
      asked.set(count, resolve);
      tell(message(count));
    });
  child.on('message', (message) => {
    if (message !== 'start-vault') return;
    const vault = startVault();
    vaults.add(vault.child);
    vault.child.once('exit', () => vaults.delete(vault.child));
    child.postMessage('vault', [vault.port]);
  });
  child.once('exit', () => {
    closed.resolve();
    gone.resolve();
    for (const answer of asked.values()) answer(null);
    asked.clear();
    // They end themselves when their port closes; one that cannot is ended here.
    for (const vault of vaults) killHard(vault);
    onExit();
  });
  tell({ type: 'start', configFolder, workspace });

  return {
    connect() {
      const channel = new MessageChannelMain();
      child.postMessage('window', [channel.port1]);
      return channel.port2;
    },
    deposit: (path, purpose = 'source') => ask((id) => ({ type: 'deposit', id, path, purpose })),
    signInUrl: (provider) => ask((id) => ({ type: 'signInUrl', id, provider })),
    depositResponse: (response) => ask((id) => ({ type: 'samlResponse', id, response })),
    givenAddress: (address) => ask((id) => ({ type: 'address', id, address })),
    open: (path) => tell({ type: 'open', path }),
    async close() {
      tell({ type: 'close' });
      await Promise.race([closed.promise, wait(closeLimitMs)]);
      child.kill();
    },
    async kill() {
      child.postMessage('kill');
      await Promise.race([gone.promise, wait(killLimitMs)]);
      killHard(child);
      await gone.promise;
    },
  };
}
