/** The built browser host as a person starts it, with a configuration folder and an environment of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const built = process.env['TREELINE_OUT'] ?? resolve(import.meta.dirname, '..', '..', '..', 'out');

export interface HostRun {
  /** Opens one browser window, once. */
  readonly address: string;
  readonly pid: number;
  /** Everything that it wrote, on both channels. */
  output(): string;
  stop(): Promise<void>;
}

/** `workspace` is what a person writes behind the command: a file to open, or to make where there is none. */
export async function startBuiltHost(
  configFolder: string,
  workspace: string | null,
  env: Readonly<Record<string, string>> = {},
): Promise<HostRun> {
  const entry = join(built, 'main', 'host.js');
  if (!existsSync(entry)) throw new Error('build the app first');
  const { PATH, LANG, HOME } = process.env;
  const child = spawn(process.execPath, [entry, '--no-browser', ...(workspace === null ? [] : [workspace])], {
    // Nothing of the machine's own keychain or AWS gets in.
    env: { PATH, LANG, HOME, TREELINE_CONFIG_HOME: configFolder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const stop = async (): Promise<void> => {
    if ((child.exitCode ?? child.signalCode) !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const killer = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await ended;
    clearTimeout(killer);
  };
  const address = await new Promise<string>((found, failed) => {
    const limit = setTimeout(() => failed(new Error(`the host did not start: ${output}`)), 20_000);
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const match = /http:\S+/.exec(output);
      if (!match) return;
      clearTimeout(limit);
      found(match[0]);
    });
    child.once('exit', () => failed(new Error(`the host ended: ${output}`)));
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { address, pid: child.pid!, output: () => output, stop };
}
