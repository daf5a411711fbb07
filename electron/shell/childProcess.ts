/** Children of the browser host and of the command line: processes of the pinned Node, talked to over their IPC channel. */
import { fork } from 'node:child_process';
import type { Child, ChildEntry } from '#contract/shell.ts';
import { entryFile } from './entries.ts';

/** What a child needs to find its keychain and nothing else: no AWS variables, no secrets of ours. */
const passedOn = [
  'HOME', 'PATH', 'LANG', 'LC_ALL', 'TMPDIR', 'DISPLAY', 'WAYLAND_DISPLAY', 'XAUTHORITY', 'XDG_RUNTIME_DIR', 'XDG_DATA_HOME',
  'XDG_CONFIG_HOME', 'DBUS_SESSION_BUS_ADDRESS', 'SystemRoot', 'APPDATA', 'LOCALAPPDATA', 'USERPROFILE', 'TEMP', 'TMP',
]; // prettier-ignore

export function childEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    passedOn.flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]]])),
  );
}

export async function startChildProcess(entry: ChildEntry): Promise<Child> {
  const child = fork(entryFile(entry), [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: childEnvironment(process.env),
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  // A child that nobody waits for must not keep the command line from ending.
  child.unref();
  child.channel?.unref();
  const closed: (() => void)[] = [];
  let gone = false;
  const close = () => {
    if (gone) return;
    gone = true;
    for (const listener of closed) listener();
  };
  child.once('exit', close);
  child.once('error', close);
  return {
    postMessage: (message) => {
      if (!gone && child.connected) child.send(message as object, () => {});
    },
    onMessage: (listener) => void child.on('message', listener),
    onClose: (listener) => {
      if (gone) listener();
      else closed.push(listener);
    },
    close: () => {
      if (child.connected) child.disconnect();
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
