/**
 * Entry of the utility process that main forks for the engine. On Node 24 and newer it is the engine; on an older
 * Electron (the test runtime) it starts the engine on the pinned Node and relays. Main has one path for both.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Child, Port } from '#contract/shell.ts';
import { multiplex } from '#shell/multiplex.ts';
import { pinnedNode } from '#shell/pinnedNode.ts';
import { portQueue } from '#shell/portQueue.ts';
import { type ElectronPort, join, portOf } from './ports.ts';

interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: ElectronPort[] }) => void): void;
  postMessage(message: unknown): void;
}
const { parentPort } = process as unknown as { parentPort: ParentPort };

interface FromMain {
  control(port: Port): void;
  /** One for each page. */
  window(port: Port): void;
  /** The answer to our asking. */
  vault(port: Port): void;
  /** End at once, in the middle of whatever runs. */
  kill(): void;
}

function listen(on: FromMain): void {
  parentPort.on('message', ({ data, ports: [port] }) => {
    if (data === 'kill') on.kill();
    if (!port) return;
    if (data === 'control') on.control(portOf(port));
    if (data === 'window') on.window(portOf(port));
    if (data === 'vault') on.vault(portOf(port));
  });
}

const vaults: ((port: Port) => void)[] = [];
const askForVault = (): Promise<Port> => {
  const asked = new Promise<Port>((resolve) => vaults.push(resolve));
  parentPort.postMessage('start-vault');
  return asked;
};

async function beEngine(): Promise<void> {
  const control = Promise.withResolvers<Port>();
  const windows = portQueue();
  listen({
    control: control.resolve,
    window: windows.arrived,
    vault: (port) => vaults.shift()?.(port),
    kill: () => process.kill(process.pid, 'SIGKILL'),
  });
  const { runEngine } = await import('#shell/engineControl.ts');
  runEngine(
    {
      control: await control.promise,
      onWindow: windows.onPort,
      startVault: async (): Promise<Child> => {
        const port = await askForVault();
        return Object.assign(port, { kill: () => port.close() });
      },
    },
    (code) => process.exit(code),
  );
}

function relay(): void {
  // As Electron itself with its fuses: nobody loads code into the engine by a variable.
  const { NODE_OPTIONS: _, ...environment } = process.env;
  const node = pinnedNode();
  if (node === null) throw new Error('no pinned Node for this machine');
  const child = fork(fileURLToPath(new URL('./engine.js', import.meta.url)), [], {
    execPath: node,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: environment,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.once('exit', (code) => process.exit(code ?? 1));
  child.once('error', () => process.exit(1));
  // When main ends us, the engine sees its channel close and ends in order; a killed relay closes it too.
  const channels = multiplex(
    {
      send: (message) => {
        if (child.connected) child.send(message as object, () => {});
      },
      receive: (listener) => void child.on('message', listener),
      closed: (listener) => void child.on('disconnect', listener),
    },
    'a',
    (purpose, port) => {
      if (purpose === 'vault') void askForVault().then((vault) => join(port, vault));
    },
  );
  listen({
    control: (port) => join(port, channels.open('control')),
    window: (port) => join(port, channels.open('window')),
    vault: (port) => vaults.shift()?.(port),
    // Its exit is ours.
    kill: () => child.kill('SIGKILL'),
  });
}

if (Number.parseInt(process.versions.node, 10) >= 24) await beEngine();
else relay();
