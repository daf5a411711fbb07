/** Starts the vault's child with `child_process`, as a shell on plain Node does, in the environment of a test keyring. */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Child } from '#contract/shell.ts';

const entry = fileURLToPath(new URL('../../electron/vault/process.ts', import.meta.url));

export interface ChildStarter {
  readonly startChild: () => Promise<Child>;
  /** Every child started so far, ended or not. */
  readonly children: ChildProcess[];
}

export function childStarter(env: NodeJS.ProcessEnv): ChildStarter {
  const children: ChildProcess[] = [];
  const startChild = (): Promise<Child> => {
    const child = fork(entry, {
      env,
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    children.push(child);
    return Promise.resolve({
      postMessage: (message) => void child.send(message as object),
      onMessage: (listener) => void child.on('message', listener),
      onClose: (listener) => void child.once('exit', listener),
      close: () => child.disconnect(),
      kill: () => void child.kill('SIGKILL'),
    });
  };
  return { startChild, children };
}
