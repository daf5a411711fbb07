/** The command line over a keyring of its own and an emulated AWS for people, and a look behind it. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { emulatorVariables, keyOf } from '#test/emulator/environment.ts';
import { people, peopleEstate, peopleEstateWith } from '#test/emulator/estates/people.ts';
import { startEmulator, type Emulator } from '#test/emulator/server.ts';
import { startKeyring, type Keyring } from '#test/lab/keyring.ts';
import { commandLine, type CommandLine, type Ran } from './cli.ts';

export interface StartOptions {
  readonly input?: string;
  /** Instead of `input`: what is typed, each once the output says what it waits for. */
  readonly talk?: readonly (readonly [waits: RegExp, typed: () => string])[];
  /** Sends SIGTERM. */
  readonly signal?: AbortSignal;
  /** Called with all of standard output so far. */
  readonly heard?: (stdout: string) => void;
}

export interface SessionsCli {
  readonly cli: CommandLine;
  readonly emulator: Emulator;
  readonly keyring: Keyring;
  /** As kim, whose keys stand in the environment. */
  readonly env: Record<string, string>;
  /** Runs any program with that environment. */
  start(program: string, args: readonly string[], options?: StartOptions): Promise<Ran>;
  /** How often AWS was asked for this so far. */
  asked(operation: string): number;
  /** Ends every session at once, by this machine's clock. */
  expireAll(): void;
  /** What Treeline has written into its folder, as text. */
  written(): string;
  close(): Promise<void>;
}

/** `metadata`: of the SAML identity provider that the estate trusts. */
export async function startSessionsCli(metadata: string | null = null): Promise<SessionsCli> {
  const cli = commandLine();
  const estate = metadata === null ? peopleEstate : peopleEstateWith(metadata);
  const [emulator, keyring] = await Promise.all([startEmulator({ estate }), startKeyring({ unlock: true })]);
  const ring = Object.entries(keyring.env).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const env = {
    ...Object.fromEntries(ring),
    ...emulatorVariables(emulator.url, keyOf(people, 'kim', peopleEstate)),
    TREELINE_CONFIG_HOME: cli.at('config'),
    AWS_CONFIG_FILE: cli.at('aws-config'),
    AWS_SHARED_CREDENTIALS_FILE: cli.at('aws-credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_REGION: 'ap-northeast-2',
  };
  const file = join(cli.at('config'), 'treeline.db');
  return {
    cli,
    emulator,
    keyring,
    env,
    start: (program, args, { input = '', talk, signal, heard } = {}) =>
      new Promise((resolve, reject) => {
        const started = performance.now();
        const child = spawn(program, args, { env, cwd: cli.folder, timeout: 60_000, killSignal: 'SIGKILL' });
        signal?.addEventListener('abort', () => child.kill('SIGTERM'));
        let [stdout, stderr] = ['', ''];
        let [told, heardUpTo] = [0, 0];
        const answer = () => {
          const next = talk?.[told];
          const found = next?.[0].exec(stdout.slice(heardUpTo));
          if (!next || !found) return;
          told += 1;
          heardUpTo += found.index + found[0].length;
          child.stdin.write(next[1]());
          answer();
        };
        child.stdout.setEncoding('utf8').on('data', (text: string) => {
          stdout += text;
          heard?.(stdout);
          answer();
        });
        child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
        child.stdin.on('error', () => {});
        if (!talk) child.stdin.end(input);
        child.once('error', reject);
        child.once('close', (code) => {
          const milliseconds = Math.round(performance.now() - started);
          resolve({ code, stdout, stderr, milliseconds, afterInterrupt: null });
        });
      }),
    asked: (operation) => emulator.requests.filter((one) => one.operation === operation).length,
    expireAll() {
      const store = new DatabaseSync(file, { timeout: 5000 });
      store.exec(
        `UPDATE session SET document = json_set(document, '$.takenAt', '2026-01-01T00:00:00.000Z', '$.expiresAt', '2026-01-01T01:00:00.000Z')`,
      );
      store.close();
    },
    written: () =>
      readdirSync(cli.at('config'))
        .map((name) => readFileSync(join(cli.at('config'), name), 'latin1'))
        .join('\n'),
    async close() {
      await Promise.all([emulator.close(), keyring.stop()]);
      cli.remove();
    },
  };
}

/** Keys as the emulator gives them, in whatever text. */
export const secretKeys = /ASIA\w{12}|secretAccessKey|sessionToken"\s*:/i;
