/**
 * A real GNOME Keyring on a session bus of its own, in folders of its own.
 * Needs (Debian): gnome-keyring dbus libsecret-tools libsecret-1-0, and xvfb for `display` (gcr comes with gnome-keyring).
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface KeyringOptions {
  /** False: the login keyring is there and locked. */
  readonly unlock: boolean;
  /** A screen, so that the keyring can show its prompt (and wait for an answer that never comes). */
  readonly display?: boolean;
  /** False: a session bus on which no Secret Service can be found or started. */
  readonly service?: boolean;
  /** The user whose keyring it is, where that is not the one who runs the tests: a session bus lets in its own user alone. */
  readonly user?: number;
}

/** The part of `spawn`'s options that says as whom. */
type As = { readonly uid?: number; readonly gid?: number };

export interface Keyring {
  /** The whole environment for a process that shall use this keyring. */
  readonly env: NodeJS.ProcessEnv;
  readonly folder: string;
  /** Runs a program inside, with a limit (10 s unless told). */
  run(program: string, args: readonly string[], options?: { input?: string; limitMs?: number }): Promise<Ran>;
  lock(): Promise<void>;
  /** Has the bus refuse messages: `<deny …/>` elements of its configuration; '' = none again. */
  deny(rules: string): Promise<void>;
  /** Processes of the keyring itself, to freeze them. */
  readonly daemon: ChildProcess | null;
  /** True once the keyring shows its prompt. */
  prompterRuns(): Promise<boolean>;
  stop(): Promise<void>;
}

const password = 'lab-keyring-password';

/** What of this process's environment a child needs; the bus, the display and the folders are the lab's own. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const { PATH, LANG } = process.env;
  return { PATH, LANG: LANG ?? 'C.UTF-8' };
}

function collect(child: ChildProcess, limitMs: number): Promise<Ran> {
  return new Promise((resolve, reject) => {
    let stdout = '';
    let stderr = '';
    child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code, stdout, stderr });
    });
  });
}

async function until(what: string, done: () => boolean | Promise<boolean>, limitMs = 30_000): Promise<void> {
  for (const end = Date.now() + limitMs; !(await done()); await delay(25)) {
    if (Date.now() > end) throw new Error(`keyring lab: ${what} did not happen in ${limitMs} ms`);
  }
}

/** Starts a screen on the first free number; Xvfb writes it to file descriptor 3. */
async function startDisplay(
  env: NodeJS.ProcessEnv,
  as: As,
): Promise<{ child: ChildProcess; display: string }> {
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '640x480x24', '-nolisten', 'tcp'], {
    ...as,
    env,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  let number = '';
  child.stdio[3]?.on('data', (chunk: Buffer) => (number += chunk.toString()));
  await until('a display', () => number.endsWith('\n'));
  return { child, display: `:${number.trim()}` };
}

/** Its own session bus; `service` false = one that knows no service files. `deny.conf` is the place for rules of a test. */
async function startBus(
  folder: string,
  env: NodeJS.ProcessEnv,
  service: boolean,
  as: As,
): Promise<{ child: ChildProcess; address: string }> {
  const socket = join(folder, 'bus');
  const config = join(folder, 'bus.conf');
  const plain =
    `<type>session</type><listen>unix:path=${socket}</listen><auth>EXTERNAL</auth><policy context="default">` +
    '<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>';
  await writeFile(
    config,
    `<busconfig>${service ? '<include>/usr/share/dbus-1/session.conf</include>' : plain}` +
      '<include ignore_missing="yes">deny.conf</include></busconfig>',
  );
  const args = [`--config-file=${config}`, '--nofork', `--address=unix:path=${socket}`];
  const child = spawn('dbus-daemon', args, { ...as, env, stdio: 'ignore' });
  await until('a session bus', () => existsSync(socket));
  return { child, address: `unix:path=${socket}` };
}

async function chownAll(folder: string, user: number): Promise<void> {
  for (const entry of ['', ...(await readdir(folder, { recursive: true }))])
    await chown(join(folder, entry), user, user);
}

/** A keyring to try things on. `stop` ends everything it started and removes its folder. */
export async function startKeyring(options: KeyringOptions): Promise<Keyring> {
  const folder = await mkdtemp(join(tmpdir(), 'treeline-ring-'));
  const runtime = join(folder, 'run');
  await mkdir(runtime, { mode: 0o700 });
  await chmod(runtime, 0o700);
  const home = join(folder, 'home');
  const env: NodeJS.ProcessEnv = {
    ...plainEnvironment(),
    HOME: home,
    XDG_RUNTIME_DIR: runtime,
    XDG_DATA_HOME: join(home, '.local/share'),
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_CACHE_HOME: join(home, '.cache'),
    GSETTINGS_BACKEND: 'memory',
    NO_AT_BRIDGE: '1',
  };
  await mkdir(join(home, '.local/share/keyrings'), { recursive: true });
  const as: As = options.user === undefined ? {} : { uid: options.user, gid: options.user };
  if (options.user !== undefined) await chownAll(folder, options.user);
  const started: ChildProcess[] = [];
  let daemon: ChildProcess | null = null;

  const run: Keyring['run'] = (program, args, { input = '', limitMs = 30_000 } = {}) => {
    const child = spawn(program, args, { ...as, env, stdio: ['pipe', 'pipe', 'pipe'] });
    // A program that ends without reading its input is no fault of ours; its exit code tells.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    return collect(child, limitMs);
  };
  const ask = (path: string, method: string, ...args: string[]) =>
    run('dbus-send', ['--session', '--print-reply', '--dest=org.freedesktop.secrets', path, method, ...args]);
  const locked = async () => {
    const answer = await ask(
      '/org/freedesktop/secrets/collection/login',
      'org.freedesktop.DBus.Properties.Get',
      'string:org.freedesktop.Secret.Collection',
      'string:Locked',
    );
    return /boolean (true|false)/.exec(answer.stdout)?.[1] ?? null;
  };
  const names = async () => {
    const { stdout } = await run('dbus-send', [
      '--session',
      '--print-reply',
      '--dest=org.freedesktop.DBus',
      '/',
      'org.freedesktop.DBus.ListNames',
    ]);
    return stdout;
  };
  const lock = async () => {
    await ask(
      '/org/freedesktop/secrets',
      'org.freedesktop.Secret.Service.Lock',
      'array:objpath:/org/freedesktop/secrets/collection/login',
    );
    await until('a locked keyring', async () => (await locked()) === 'true');
  };
  const deny = async (rules: string) => {
    const text = `<busconfig><policy context="mandatory">${rules}</policy></busconfig>`;
    await writeFile(join(folder, 'deny.conf'), text);
    const bus = 'org.freedesktop.DBus';
    await run('dbus-send', ['--session', '--print-reply', `--dest=${bus}`, '/', `${bus}.ReloadConfig`]);
  };
  const stop = async () => {
    const ended = started.map(
      (child) =>
        (child.exitCode ?? child.signalCode) === null &&
        new Promise((resolve) => child.once('exit', resolve)),
    );
    for (const child of started.toReversed()) child.kill('SIGKILL');
    await Promise.all(ended);
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };

  try {
    if (options.display) {
      const screen = await startDisplay(env, as);
      started.push(screen.child);
      env['DISPLAY'] = screen.display;
    }
    const bus = await startBus(folder, env, options.service !== false, as);
    started.push(bus.child);
    env['DBUS_SESSION_BUS_ADDRESS'] = bus.address;
    if (options.service !== false) {
      daemon = spawn(
        'gnome-keyring-daemon',
        [
          '--foreground',
          '--unlock',
          '--components=secrets',
          `--control-directory=${join(runtime, 'keyring')}`,
        ],
        { ...as, env, stdio: ['pipe', 'ignore', 'ignore'] },
      );
      started.push(daemon);
      daemon.stdin?.on('error', () => {});
      daemon.stdin?.end(password);
      // Asking for a name that nobody has yet would make the bus start a keyring of its own, a locked one.
      await until('a keyring on the bus', async () => (await names()).includes('org.freedesktop.secrets'));
      await until('an unlocked keyring', async () => (await locked()) === 'false');
      if (!options.unlock) await lock();
    }
  } catch (error) {
    await stop();
    throw error;
  }
  const prompterRuns = async () => (await names()).includes('org.gnome.keyring.SystemPrompter');
  return { env, folder, run, lock, deny, daemon, prompterRuns, stop };
}
