/** The built command line as a child process, with a home and a configuration of its own and no AWS of this machine. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cliDocuments, type CliDocument, type CliDocuments } from '#contract/cli.ts';

/** A program of the build. TREELINE_OUT: another folder that the build went to. */
export const builtProgram = (name: 'cli' | 'credential-process'): string =>
  join(
    process.env['TREELINE_OUT'] ?? join(import.meta.dirname, '..', '..', '..', 'out'),
    'main',
    `${name}.js`,
  );
const cli = builtProgram('cli');

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
  /** From the interrupt to the end; null where none was sent. */
  readonly afterInterrupt: number | null;
}

export interface RunOptions {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Sends SIGINT when the standard error first fits. */
  readonly interruptAt?: RegExp;
  /** Closes our end of standard output after its first bytes. */
  readonly closeEarly?: boolean;
}

export interface CommandLine {
  readonly folder: string;
  /** A path in the folder. */
  at(name: string): string;
  run(args: readonly string[], options?: RunOptions): Promise<Ran>;
  /** Runs with `--json`, expects exit code 0 and that standard output is the document, whole and as described. */
  json<D extends CliDocument>(
    document: D,
    args: readonly string[],
    options?: RunOptions,
  ): Promise<CliDocuments[D]>;
  remove(): void;
}

const limitMs = 60_000;

export function commandLine(): CommandLine {
  const folder = mkdtempSync(join(tmpdir(), 'treeline-cli-'));
  const at = (name: string) => join(folder, name);
  const run = (args: readonly string[], options: RunOptions = {}): Promise<Ran> =>
    new Promise((resolve, reject) => {
      const started = performance.now();
      const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', cli, ...args], {
        cwd: folder,
        env: {
          PATH: process.env['PATH'],
          LANG: 'C.UTF-8',
          HOME: folder,
          TREELINE_CONFIG_HOME: at('config'),
          AWS_EC2_METADATA_DISABLED: 'true',
          ...options.env,
        },
        stdio: ['pipe', 'pipe', 'pipe'],
        timeout: limitMs,
        killSignal: 'SIGKILL',
      });
      let [stdout, stderr] = ['', ''];
      let interrupted: number | null = null;
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout += text;
        if (options.closeEarly) child.stdout.destroy();
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        stderr += text;
        if (interrupted !== null || !options.interruptAt?.test(stderr)) return;
        interrupted = performance.now();
        child.kill('SIGINT');
      });
      child.stdin.on('error', () => {}); // a command that does not read its input may be gone by now
      child.stdin.end(options.input ?? '');
      child.on('error', reject);
      child.on('close', (code) => {
        const now = performance.now();
        const afterInterrupt = interrupted === null ? null : Math.round(now - interrupted);
        resolve({ code, stdout, stderr, milliseconds: Math.round(now - started), afterInterrupt });
      });
    });
  return {
    folder,
    at,
    run,
    async json(document, args, options) {
      const { code, stdout, stderr } = await run([...args, '--json'], options);
      if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${stderr}`);
      return described(document, stdout);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The document, if its text says what the schema says and nothing besides. */
export function described<D extends CliDocument>(name: D, text: string): CliDocuments[D] {
  const given = JSON.parse(text) as unknown;
  const parsed = cliDocuments[name].parse(given);
  const known = JSON.stringify(sorted(parsed));
  if (JSON.stringify(sorted(given)) !== known)
    throw new Error(`${name} holds more than is described: ${text}`);
  return parsed as CliDocuments[D];
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
