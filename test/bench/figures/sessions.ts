/** How soon a program has a session's keys from a warm keychain, the app closed, beside Node's own start. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { peopleEstate, roleArn } from '../../emulator/estates/people.ts';
import { startEmulator } from '../../emulator/server.ts';
import { person, region } from '../../emulator/sessionsSupport.ts';
import { startKeyring } from '../../lab/keyring.ts';
import { program } from '../build.ts';
import type { Answer, Row } from '../figure.ts';
import { median } from '../numbers.ts';

/** A start takes tens of milliseconds: more rounds than of what takes seconds. */
const least = 21;

/** What a run printed, and how long the whole process took, in ms. */
async function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<{ stdout: string; ms: number }> {
  const began = performance.now();
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let stdout = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`${args[0]} ended with ${code}`);
  return { stdout, ms: performance.now() - began };
}

export async function sessionRows(
  rounds: number,
  folder: string,
): Promise<{ readonly rows: Row[]; readonly answer: Answer }> {
  const [emulator, keyring] = await Promise.all([
    startEmulator({ estate: peopleEstate }),
    startKeyring({ unlock: true }),
  ]);
  try {
    const { accessKeyId, secretAccessKey } = person('kim');
    const env = { ...keyring.env, TREELINE_CONFIG_HOME: join(folder, 'sessions') };
    const built = (name: string): string => join(program('policy'), '..', `${name}.js`);
    const aws = {
      AWS_ENDPOINT_URL: emulator.url,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_REGION: region,
    };
    const taken = await run(
      [built('cli'), 'sts', 'assume-role', '--role-arn', roleArn('Reader'), '--name', 'bench', '--json'],
      { ...env, ...aws },
    );
    const { session } = JSON.parse(taken.stdout) as { session: { id: string } };
    const [alone, whole]: [number[], number[]] = [[], []];
    for (let round = 0; round < Math.max(least, rounds); round++) {
      alone.push((await run(['-e', '0'], env)).ms);
      const keys = await run([built('credential-process'), session.id], env);
      whole.push(keys.ms);
      if ((JSON.parse(keys.stdout) as { Version: number }).Version !== 1) throw new Error('no keys');
    }
    const [start, all] = [median(alone), median(whole)];
    const answer = { 'node ms': start, 'credential-process ms': all };
    return {
      answer,
      rows: [
        {
          figure: 'sessions',
          what: 'credential_process from a warm keychain, beyond Node’s start',
          unit: 'ms',
          measured: all - start,
          limit: 150,
          note: `Node alone ${start.toFixed(0)} ms, whole ${all.toFixed(0)} ms`,
        },
      ],
    };
  } finally {
    await Promise.all([emulator.close(), keyring.stop()]);
  }
}
