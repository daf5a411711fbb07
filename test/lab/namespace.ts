/**
 * A domain controller's own little world: a mount and a process namespace whose files lie in memory, always at
 * `/mnt/dc`. Samba's compiled-in paths and the paths it writes down are so the same in every checkout; killing the
 * namespace's first process ends every process in it, and nothing stays on the disk.
 */
import { readFile } from 'node:fs/promises';
import { run, startDaemon, waitFor, type Daemon, type RunOptions } from './process.ts';

/** Where the controller's files are, as seen from inside. */
export const home = '/mnt/dc';

/** `/run/samba/winbindd` is compiled into Samba, and without it a trust cannot work. */
const script = `
set -eu
mount -t tmpfs -o mode=755 lab /mnt
mount -t tmpfs -o mode=755 lab /run
mkdir -p ${home}/etc ${home}/run/samba ${home}/tls /run/samba
mount --bind ${home}/run/samba /run/samba
echo "nameserver $1" > ${home}/etc/resolv.conf
target=$(readlink -m /etc/resolv.conf)
mkdir -p "$(dirname "$target")"; [ -e "$target" ] || : > "$target"
mount --bind ${home}/etc/resolv.conf "$target"
: > ${home}/ready
exec sleep infinity
`;

export interface Namespace {
  /** The same files as seen from outside; valid while the namespace lives. */
  readonly root: string;
  run(command: string, args: readonly string[], options?: RunOptions): Promise<Buffer>;
  start(command: string, args: readonly string[], logFile: string): Daemon;
  /** Kill everything in it at once. */
  kill(): Promise<void>;
}

const childOf = async (pid: number): Promise<number | null> => {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  return Number(children.trim().split(' ')[0]) || null;
};

/** Needs root. `nameServer` is the only name server that programs inside see. */
export async function createNamespace(nameServer: string, logFile: string): Promise<Namespace> {
  const holder = startDaemon(
    'unshare',
    [
      '--mount',
      '--propagation',
      'private',
      '--pid',
      '--fork',
      '--kill-child=SIGKILL',
      '--mount-proc',
      'bash',
      '-c',
      script,
      'lab',
      nameServer,
    ],
    logFile,
  );
  let first: number | null = null;
  await waitFor(
    'the namespace',
    async () => {
      first = await childOf(holder.pid);
      return (
        first !== null &&
        (await readFile(`/proc/${first}/root${home}/ready`).then(
          () => true,
          () => false,
        ))
      );
    },
    10,
  );
  const enter = ['--target', String(first), '--mount', '--pid', '--'];
  const env = { SMB_CONF_PATH: `${home}/etc/smb.conf`, TMPDIR: home };
  return {
    root: `/proc/${first}/root${home}`,
    run: (command, args, options = {}) =>
      run('nsenter', [...enter, command, ...args], { ...options, env: { ...env, ...options.env } }),
    start(command, args, log) {
      const daemon = startDaemon('nsenter', [...enter, command, ...args], log, env);
      return {
        ...daemon,
        async stop(graceSeconds = 5) {
          // nsenter does not hand signals on: speak to the program itself.
          const inner = await childOf(daemon.pid);
          if (inner !== null) process.kill(inner, 'SIGTERM');
          const kill = setTimeout(
            () => inner !== null && process.kill(inner, 'SIGKILL'),
            graceSeconds * 1000,
          );
          await daemon.exited;
          clearTimeout(kill);
        },
      };
    },
    async kill() {
      if (first !== null) process.kill(first, 'SIGKILL');
      await holder.exited;
    },
  };
}
