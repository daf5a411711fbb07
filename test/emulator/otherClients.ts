/** Others' clients for the emulator: scripts on the system's Python, which has Debian's botocore and AWS command line. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

export type Answer = {
  readonly answer?: Readonly<Record<string, unknown>>;
  readonly error?: string;
} | null;

export interface Report {
  readonly version: string;
  readonly lacking: readonly string[];
  readonly answers: readonly Answer[];
  /** botocoreCheck.py alone. */
  readonly problems: readonly string[];
  readonly checked: number;
}

export interface OthersCall {
  readonly service: string;
  readonly operation: string;
  readonly input: object;
  readonly region: string;
  readonly key: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Sends every call by `script`, in turn and in one process. Throws with what it wrote on standard error where it fails. */
export async function sendAll(
  script: 'awscliCheck.py' | 'botocoreCheck.py',
  endpoint: string,
  calls: readonly OthersCall[],
): Promise<Report> {
  const env = {
    PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: '/nonexistent',
    AWS_PAGER: '',
    AWS_MAX_ATTEMPTS: '1',
    AWS_EC2_METADATA_DISABLED: 'true',
    PYTHONDONTWRITEBYTECODE: '1',
  };
  const path = join(import.meta.dirname, script);
  const child = spawn('/usr/bin/python3', [path], { env, timeout: 90_000 });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (out += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (err += chunk));
  child.stdin.end(JSON.stringify({ endpoint, calls }));
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  if (code !== 0 || err !== '') throw new Error(`${script} ended with ${code}: ${err}`);
  return JSON.parse(out) as Report;
}
