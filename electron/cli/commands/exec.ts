/** `treeline exec N -- COMMAND …`: runs a program with a session's keys in its environment, and nowhere else. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { Fault } from '#contract/faults.ts';
import { type Command, textOption } from '../command.ts';
import { freshKeys, type FreshKeys } from '../freshKeys.ts';
import { needKeychain } from '../keychain.ts';
import { oneSession } from '../named.ts';

/** As shells have it. */
const notFound = 127;
const notRunnable = 126;

/** What SDKs would take before the keys, or instead of them. */
const taken = new Set([
  'AWS_PROFILE', 'AWS_DEFAULT_PROFILE', 'AWS_SECURITY_TOKEN', 'AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_ROLE_ARN',
  'AWS_ROLE_SESSION_NAME', 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI', 'AWS_CONTAINER_CREDENTIALS_FULL_URI',
]); // prettier-ignore

export function sessionEnvironment(
  environment: NodeJS.ProcessEnv,
  { keys, region }: FreshKeys,
): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => !taken.has(name.toUpperCase()));
  return {
    ...Object.fromEntries(kept),
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    AWS_SESSION_TOKEN: keys.sessionToken,
    AWS_CREDENTIAL_EXPIRATION: keys.expiresAt,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
  };
}

/** Runs it with our own streams; signals that ask us to stop are its to answer. Resolves with the exit code. */
export function runProgram(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<number> {
  return new Promise((resolve) => {
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;
    // A terminal sends Ctrl+C to both; sent twice it would count as impatience.
    const passOn = (signal: NodeJS.Signals) => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    // Heard before the program runs: one that comes at once must not end us and leave it behind.
    for (const signal of signals) process.on(signal, passOn);
    const child = spawn(program, args, { stdio: 'inherit', env });
    const done = (code: number) => {
      for (const signal of signals) process.off(signal, passOn);
      resolve(code);
    };
    child.once('error', (error: NodeJS.ErrnoException) => {
      process.stderr.write(
        `treeline: ${program}: ${error.code === 'ENOENT' ? 'there is no such program' : (error.code ?? 'cannot be run')}\n`,
      );
      done(error.code === 'ENOENT' ? notFound : notRunnable);
    });
    child.once('close', (code, signal) =>
      done(code ?? 128 + (signal === null ? 1 : constants.signals[signal])),
    );
  });
}

export const exec: Command = {
  name: 'exec',
  usage: 'N|--session N -- COMMAND …',
  summary: 'run a program with a session’s keys in its environment, and nowhere else',
  help: [
    'Sets AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_CREDENTIAL_EXPIRATION, AWS_REGION and',
    'AWS_DEFAULT_REGION; a profile named in the environment is taken out. The session is taken again first where',
    'it is no longer fresh. What runs longer than the session is better served by `treeline aws-config write`.',
    'Ends as the program ends; with 127 where there is none of that name.',
  ],
  example: 'treeline exec audit -- aws s3 ls',
  options: { session: { type: 'string' } },
  takes: [1, Number.POSITIVE_INFINITY],
  async run(context) {
    const named = textOption(context.values, 'session');
    const [wanted, program, ...args] = [...(named === null ? [] : [named]), ...context.positionals];
    if (!wanted || !program)
      throw new Fault('usage.invalid', { detail: `Usage: treeline exec ${exec.usage}.` });
    if (context.out.json)
      throw new Fault('usage.invalid', {
        detail: 'exec prints what the program prints; --json is not for it.',
      });
    await needKeychain(context);
    const fresh = await freshKeys(context, await oneSession(context, wanted));
    const environment = sessionEnvironment(process.env, fresh);
    // Nothing of ours is left open while the program runs, however long.
    await context.endEngine();
    process.exitCode = await runProgram(program, args, environment);
  },
};
