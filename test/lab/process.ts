/** Starting the lab's helper programs so that none of them can outlive us, however we end. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';

export interface RunOptions {
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly seconds?: number;
}

/**
 * `setpriv --pdeathsig`: the kernel kills the program when the process that started it dies, by a crash or SIGKILL too.
 */
const tied = ['--pdeathsig', 'KILL', '--'];

/** Run a program to its end and answer its standard output; a failure carries what it wrote on standard error. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn('setpriv', [...tied, command, ...args], {
      env: { ...process.env, LC_ALL: 'C.UTF-8', ...options.env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    const limit = setTimeout(() => child.kill('SIGKILL'), (options.seconds ?? 60) * 1000);
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.stdin.on('error', () => {}); // a program that ends early closes its input: its exit code says why
    child.on('error', (cause) => {
      clearTimeout(limit);
      reject(cause);
    });
    child.on('close', (code, signal) => {
      clearTimeout(limit);
      if (code === 0) resolve(Buffer.concat(out));
      else {
        const said = Buffer.concat([...out, ...err])
          .toString('utf8')
          .trim()
          .slice(-2000);
        reject(new Error(`${command} ended with ${signal ?? code}: ${said}`));
      }
    });
    child.stdin.end(options.input);
  });
}

export interface Daemon {
  readonly pid: number;
  readonly exited: Promise<void>;
  /** TERM, and after `graceSeconds` KILL; resolves when it is gone. */
  stop(graceSeconds?: number): Promise<void>;
}

/** Start a program that stays in the foreground; what it prints goes to `logFile`. */
export function startDaemon(
  command: string,
  args: readonly string[],
  logFile: string,
  env: Readonly<Record<string, string>> = {},
): Daemon {
  const log = createWriteStream(logFile, { flags: 'a', mode: 0o600 });
  const child: ChildProcess = spawn('setpriv', [...tied, command, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  const exited = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  }).finally(() => log.end());
  return {
    pid: child.pid ?? 0,
    exited,
    async stop(graceSeconds = 5) {
      child.kill('SIGTERM');
      const kill = setTimeout(() => child.kill('SIGKILL'), graceSeconds * 1000);
      await exited;
      clearTimeout(kill);
    },
  };
}

/** Ask `ready` every 50 ms until it says yes; fails after `seconds` with `what` in the message. */
export async function waitFor(
  what: string,
  ready: () => Promise<boolean> | boolean,
  seconds: number,
): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await ready())) {
    if (Date.now() > deadline) throw new Error(`${what} was not ready within ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
