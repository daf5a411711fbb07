/**
 * Starts the built app in a real Electron, with the sandbox on: as an ordinary user, even when the tests run as root.
 * Needs a display (`xvfb-run`).
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { electronRuntime } from './runtime.ts';

const root = resolve(import.meta.dirname, '..', '..', '..');
const nobody = 65534;
const isRoot = process.getuid?.() === 0;

/** Hard links where the disk allows, copies where not: the runtime is 230 MB. */
function clone(from: string, to: string): void {
  if (spawnSync('cp', ['-al', from, to]).status !== 0) cpSync(from, to, { recursive: true, dereference: true });
}

/** The runtime with the built app beside it, laid out as a packaged app is. */
function stage(runtime: string, folder: string): string {
  const app = join(folder, 'app');
  clone(runtime, app);
  const resources = join(app, 'resources', 'app');
  mkdirSync(join(resources, 'node_modules'), { recursive: true });
  for (const part of ['package.json', 'out']) cpSync(join(root, part), join(resources, part), { recursive: true });
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
  close(): Promise<void>;
}

export interface LaunchOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** A home that an earlier run left. */
  readonly home?: string;
}

export async function launchApp(options: LaunchOptions = {}): Promise<RunningApp> {
  const runtime = await electronRuntime();
  if (!existsSync(join(root, 'out', 'main', 'main.js'))) throw new Error('build the app first');
  const folder = mkdtempSync(join(tmpdir(), 'treeline-app-'));
  const home = options.home ?? join(folder, 'home');
  mkdirSync(home, { recursive: true });
  const program = stage(runtime, folder);
  const wrapper = join(folder, 'run');
  const as = isRoot ? `setpriv --reuid=${nobody} --regid=${nobody} --clear-groups --inh-caps=-all ` : '';
  writeFileSync(wrapper, `#!/bin/sh\nexec ${as}'${program}' "$@"\n`, { mode: 0o755 });
  spawnSync('chmod', ['a+rx', folder]);
  if (isRoot) spawnSync('chown', ['-R', `${nobody}:${nobody}`, home]);
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name, value]) => value !== undefined && !/^(XDG_|DBUS_|AWS_|NODE_|VITEST)/.test(name)));
  const app = await _electron.launch({
    executablePath: wrapper,
    args: [...(options.args ?? [])],
    cwd: home,
    env: { ...(environment as Record<string, string>), HOME: home, LANG: 'en_US.UTF-8', ...options.env },
    timeout: 60_000,
  });
  const page = await app.firstWindow({ timeout: 60_000 });
  return {
    app,
    page,
    home,
    async close() {
      await app.close().catch(() => {});
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
