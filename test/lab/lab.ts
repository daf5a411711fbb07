/**
 * The shared lab: two Active Directory forests that several test files, and a developer beside them, use at once.
 * A supervisor process owns the servers; who uses them holds a lease, a file named by its process id. The supervisor
 * ends everything when no living process holds a lease, so a crashed test run leaves nothing behind.
 */
import { spawn } from 'node:child_process';
import { open, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Leaf } from './certs.ts';
import type { Passwords } from './forests.ts';
import type { ForestSpec } from './samba.ts';

export const cacheDir = join(import.meta.dirname, '..', '..', '.cache', 'lab');
export const leaseDir = join(cacheDir, 'leases');
export const logDir = join(cacheDir, 'logs');
export const stateFile = join(cacheDir, 'state.json');
/** While it exists the supervisor stays without leases: `node test/lab/main.ts start`. */
export const keepFile = join(leaseDir, 'keep');

export interface LabState {
  /** Of the supervisor. */
  readonly pid: number;
  /** Whether the forests had to be built, and how long the start took. */
  readonly cold: boolean;
  readonly milliseconds: number;
  readonly corp: ForestSpec;
  readonly partner: ForestSpec;
  readonly passwords: Passwords;
  /** Address of a DNS server that knows both forests, for `Resolver.setServers`. */
  readonly dnsServer: string;
  readonly ca: { readonly file: string; readonly pem: string; readonly issuingPem: string };
  /** Certificates by what is right or wrong with them; `dc1` and `dc2` are what the controllers show. */
  readonly leaves: Readonly<Record<'dc1' | 'dc2' | 'expired' | 'future' | 'wrongName', Leaf>>;
}

export interface Lab extends LabState {
  /** Give the lease back; the lab ends some seconds after the last one. */
  release(): Promise<void>;
}

/** A process is known by its id and its start time, since ids come around again. Null when there is none. */
export async function processIdentity(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return stat === '' || fields[0] === 'Z' ? null : `${pid}:${fields[19]}`;
}

/** What the running supervisor says of its lab; null when none runs. */
export async function labState(): Promise<LabState | null> {
  const text = await readFile(stateFile, 'utf8').catch(() => null);
  if (text === null) return null;
  const state = JSON.parse(text) as LabState;
  return (await processIdentity(state.pid)) === null ? null : state;
}

async function startSupervisor(): Promise<{ failed: () => number | null }> {
  await mkdir(logDir, { recursive: true });
  const log = await open(join(logDir, 'supervisor.log'), 'w', 0o600);
  const child = spawn(process.execPath, [join(import.meta.dirname, 'supervisor.ts')], {
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  let code: number | null = null;
  child.once('exit', (status) => (code = status ?? 1));
  child.once('error', () => (code = 1));
  child.unref();
  await log.close();
  return { failed: () => code };
}

/** Use the lab, starting it where it does not run (some 4 s, or 20 s when the forests must be built). Needs root. */
export async function startLab(): Promise<Lab> {
  await mkdir(leaseDir, { recursive: true });
  const lease = join(leaseDir, String(process.pid));
  // The lease comes before the look at the state, and the supervisor looks the other way round: no gap between them.
  await writeFile(lease, (await processIdentity(process.pid)) ?? '');
  const release = async (): Promise<void> => rm(lease, { force: true });
  try {
    let state = await labState();
    if (state === null) {
      const supervisor = await startSupervisor();
      const deadline = Date.now() + 150_000;
      while ((state = await labState()) === null) {
        const code = supervisor.failed();
        if ((code !== null && code !== 0) || Date.now() > deadline) {
          const log = await readFile(join(logDir, 'supervisor.log'), 'utf8').catch(() => '');
          throw new Error(`the lab did not start: ${log.slice(-2000)}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
    return { ...state, release };
  } catch (cause) {
    await release();
    throw cause;
  }
}

/** End the lab now, whoever uses it; resolves when its supervisor is gone. */
export async function stopLab(): Promise<void> {
  await rm(keepFile, { force: true });
  const state = await labState();
  if (state === null) return;
  process.kill(state.pid, 'SIGTERM');
  while ((await processIdentity(state.pid)) !== null) await new Promise((resolve) => setTimeout(resolve, 50));
}
