/** One run of a program as a whole process: wall and CPU time by the kernel's own account, and memory while it runs. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

export interface Timed {
  /** Seconds. */
  readonly wall: number;
  /** Seconds of user and system together, of the process and what it waited for. */
  readonly cpu: number;
  /** The most that the process and its children held at one moment (sum of VmRSS), MB; 0 when not asked for. */
  readonly peakMb: number;
  readonly stdout: string;
}

export interface TimedOptions {
  /** Standard output is thrown away by the kernel instead of read. */
  readonly discard?: boolean;
  readonly memory?: boolean;
  readonly seconds?: number;
}

/** bash's `time` reports on descriptor 3; the program keeps standard output and error for itself. */
const script = `TIMEFORMAT='%3R %3U %3S'; { time setpriv --pdeathsig KILL -- "$@" 2>&4 3>&- 4>&-; } 4>&2 2>&3`;

function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

/** Kilobytes that a process holds now; 0 when it is gone. */
function residentKb(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

const residentBelow = (pid: number): number =>
  childrenOf(pid).reduce((sum, child) => sum + residentKb(child) + residentBelow(child), 0);

/** Rejects when the program does not end with 0, or not within `seconds` (600). */
export function timed(
  command: string,
  args: readonly string[],
  { discard = false, memory = false, seconds = 600 }: TimedOptions = {},
): Promise<Timed> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      'setpriv',
      ['--pdeathsig', 'KILL', '--', 'bash', '-c', script, 'bash', command, ...args],
      {
        stdio: ['ignore', discard ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      },
    );
    let [stdout, stderr, report] = ['', '', ''];
    child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr!.on('data', (chunk: Buffer) => (stderr = (stderr + chunk.toString()).slice(-4000)));
    child.stdio[3]!.on('data', (chunk: Buffer) => (report += chunk.toString()));
    let peakKb = 0;
    const look = memory
      ? setInterval(() => (peakKb = Math.max(peakKb, residentBelow(child.pid!))), 50)
      : undefined;
    const limit = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
    const ended = (): void => {
      clearInterval(look);
      clearTimeout(limit);
    };
    child.once('error', (cause) => {
      ended();
      reject(cause);
    });
    child.once('close', (code) => {
      ended();
      const [wall, user, system] = report.trim().split(/\s+/).map(Number);
      if (code !== 0 || system === undefined)
        reject(new Error(`${basename(args[0] ?? command)} ended with ${code}: ${stderr.trim()}`));
      else resolve({ wall: wall!, cpu: user! + system, peakMb: Math.round((peakKb * 1024) / 1e6), stdout });
    });
  });
}
