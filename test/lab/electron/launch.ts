/**
 * Starts the built app in a real Electron, with the sandbox on: as an ordinary user, even when the tests run as root.
 * Needs a display (`xvfb-run`).
 */
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { type AppProcess, processesUnder } from './processes.ts';
import { electronRuntime } from './runtime.ts';

const root = resolve(import.meta.dirname, '..', '..', '..');
/** Another build than the checkout's own, for trying one out beside it. */
const built = process.env['TREELINE_OUT'] ?? join(root, 'out');
const nobody = 65534;
const isRoot = process.getuid?.() === 0;

/** Hard links where the disk allows, copies where not: the runtime is 230 MB. */
function clone(from: string, to: string): void {
  if (spawnSync('cp', ['-al', from, to]).status !== 0)
    cpSync(from, to, { recursive: true, dereference: true });
}

/** The runtime with the built app beside it, laid out as a packaged app is. */
function stage(runtime: string, folder: string): string {
  const app = join(folder, 'app');
  clone(runtime, app);
  const resources = join(app, 'resources', 'app');
  mkdirSync(join(resources, 'node_modules'), { recursive: true });
  cpSync(join(root, 'package.json'), join(resources, 'package.json'));
  cpSync(built, join(resources, 'out'), { recursive: true });
  for (const name of ['keytar', `node-${process.platform}-${process.arch}`]) {
    clone(join(root, 'node_modules', name), join(resources, 'node_modules', name));
  }
  return join(app, 'treeline');
}

export interface RunningApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** HOME of this run; its `.config/treeline` is the user's store. */
  readonly home: string;
  /** Starts the same program, as the same user. */
  readonly command: string;
  readonly env: Readonly<Record<string, string>>;
  /** A folder that the app's user may read and write, for files of the test. */
  readonly files: string;
  /** The processes of this run that are alive. */
  processes(): AppProcess[];
  close(): Promise<void>;
}

export interface LaunchOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** The user that the app runs as, where the tests run as root; undefined: the tests' own. */
export const appUser = isRoot ? nobody : undefined;

/** Gives a file or folder to the user that the app runs as. */
export function giveToApp(path: string): void {
  if (isRoot) spawnSync('chown', ['-R', `${nobody}:${nobody}`, path]);
}

/** What of our own environment the app gets: nothing of another session, of AWS, or of the test runner. */
const ownEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined || /^(XDG_|DBUS_|AWS_|NODE_|VITEST|npm_)/.test(name) ? [] : [[name, value]],
    ),
  );

export async function launchApp(options: LaunchOptions = {}): Promise<RunningApp> {
  const runtime = await electronRuntime();
  if (!existsSync(join(built, 'main', 'main.js'))) throw new Error('build the app first');
  const folder = mkdtempSync(join(tmpdir(), 'treeline-app-'));
  chmodSync(folder, 0o755);
  const home = join(folder, 'home');
  const files = join(folder, 'files');
  for (const made of [home, files]) mkdirSync(made);
  const program = stage(runtime, folder);
  const command = join(folder, 'run');
  const as = isRoot ? `setpriv --reuid=${nobody} --regid=${nobody} --clear-groups --inh-caps=-all ` : '';
  writeFileSync(command, `#!/bin/sh\nexec ${as}'${program}' "$@"\n`, { mode: 0o755 });
  // The key to the display belongs to whoever runs the tests; the app's user gets a copy.
  const displayKey = process.env['XAUTHORITY'];
  const ownKey = join(home, '.Xauthority');
  if (displayKey && existsSync(displayKey)) cpSync(displayKey, ownKey);
  giveToApp(home);
  giveToApp(files);
  const asked = Object.entries(options.env ?? {}).filter(([, value]) => value !== undefined);
  const env = {
    ...ownEnvironment(),
    HOME: home,
    XAUTHORITY: ownKey,
    LANG: 'en_US.UTF-8',
    ...(Object.fromEntries(asked) as Record<string, string>),
  };
  const app = await _electron.launch({
    executablePath: command,
    args: [...(options.args ?? [])],
    cwd: home,
    env,
    // Playwright would otherwise add `--no-sandbox`.
    chromiumSandbox: true,
    timeout: 60_000,
  });
  const page = await app.firstWindow({ timeout: 60_000 });
  const processes = () => processesUnder(folder);
  return {
    app,
    page,
    home,
    command,
    env,
    files,
    processes,
    async close() {
      await app.close().catch(() => {});
      for (const { pid } of processes()) process.kill(pid, 'SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
