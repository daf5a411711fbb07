/** Reading an AWS account of many roles, against the bare paging loop of the SDK; the emulator is a process of its own. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { program } from '../build.ts';
import type { Answer, Row } from '../figure.ts';
import { told } from '../outcome.ts';

const roles = 5000;
const main = fileURLToPath(new URL('../../emulator/main.ts', import.meta.url));
const clean = (): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_')));

/** What a program writes, up to its end or until `enough` says so. Rejects when it ends before. */
async function written(child: ChildProcess, enough?: (text: string) => boolean): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout!) {
    text += String(chunk);
    if (enough?.(text)) return text;
  }
  if (enough) throw new Error(`the emulator ended: ${text}`);
  return text;
}

export async function estate(rounds: number): Promise<Answer> {
  const stdio = ['ignore', 'pipe', 'inherit'] as const;
  const emulator = spawn(process.execPath, [main, '0', String(roles)], { stdio: [...stdio], env: clean() });
  try {
    const said = await written(emulator, (text) => text.includes('AWS_REGION='));
    const variables = Object.fromEntries(
      said
        .trim()
        .split('\n')
        .map((line) => line.split('=')),
    ) as object;
    const env = { ...clean(), ...variables, AWS_EC2_METADATA_DISABLED: 'true' };
    const reader = spawn(process.execPath, [program('estate'), String(rounds)], {
      stdio: [...stdio],
      env,
      timeout: 600_000,
      killSignal: 'SIGKILL',
    });
    return told<Answer>(await written(reader));
  } finally {
    emulator.kill();
  }
}

/** The time that a person waits is judged; the processor's, of which ours parses and checks every document, is shown. */
export async function estateRows(rounds: number): Promise<{ readonly rows: Row[]; readonly answer: Answer }> {
  const answer = await estate(rounds);
  const of = (name: string): number => answer[name]!;
  const what = `reading an AWS account of ${of('roles')} roles, × the bare paging loop`;
  const shown = (kind: string): string =>
    `${(of(`our ${kind}`) / 1000).toFixed(2)} s against ${(of(`bare ${kind}`) / 1000).toFixed(2)} s`;
  const row = (kind: string, limit: number | null): Row => ({
    figure: 'estate',
    what: `${what}, ${kind === 'wall' ? 'elapsed' : 'processor'}`,
    unit: '×',
    measured: of(`our ${kind}`) / of(`bare ${kind}`),
    limit,
    note: shown(kind),
  });
  return { rows: [row('wall', 1.3), row('cpu', null)], answer };
}
