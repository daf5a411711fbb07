/** The command line: the same engine in the terminal. One command a run; the exit code says how it ended. */
import { parseArgs } from 'node:util';
import type { CliDocuments } from '#contract/cli.ts';
import { exitCodeOf, exitCodes, Fault } from '#contract/faults.ts';
import { createEngine, type Engine } from '#engine/engine.ts';
import { serveInProcess } from '#engine/serve.ts';
import { nodeShell, version } from '#shell/nodeShell.ts';
import type { Command, Values } from './command.ts';
import { commands } from './commands/index.ts';
import { commandHelp, generalHelp } from './help.ts';
import { interruptedCode } from './jobs.ts';
import { createOutput, harmless, jsonText } from './output.ts';
import { causeLines, faultOf, Refused } from './refused.ts';
import { counted, faultText } from './words.ts';

const globalOptions = {
  json: { type: 'boolean' },
  progress: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

function parse(command: Command, args: readonly string[]): { values: Values; positionals: string[] } {
  const joined = together(args, command.several ?? {});
  try {
    return parseArgs({
      args: joined,
      allowPositionals: true,
      options: { ...command.options, ...globalOptions },
    });
  } catch (error) {
    // Node's own sentence, without its advice on how to pass such a text as an argument.
    const detail = (error as Error).message.replace(/\. To specify.*$/s, '').replace(/\.?$/, '.');
    throw new Fault('usage.invalid', { detail }, { cause: error });
  }
}

/** The arguments of an option that takes several, as the one that it is for the parser. */
function together(args: readonly string[], several: Readonly<Record<string, number>>): string[] {
  const joined: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const name = args[at]!.startsWith('--') ? args[at]!.slice(2) : '';
    const count = Object.hasOwn(several, name) ? several[name]! : 0;
    if (count === 0) {
      joined.push(args[at]!);
      continue;
    }
    const taken = args.slice(at + 1, at + 1 + count);
    if (taken.length < count || taken.some((one) => one === '' || one.startsWith('--')))
      throw new Fault('usage.invalid', { detail: `--${name} takes ${counted(count, 'argument')}.` });
    joined.push(`--${name}=${taken.join('\u0000')}`);
    at += count;
  }
  return joined;
}

/** What became of the user's own store, when not all of it could be used: said with every command until it is mended. */
function storeNotes({ storeSetAside, storeUnreadable }: Engine): string[] {
  return [
    ...(storeSetAside
      ? [
          `your profiles, sessions and settings could not be read (${storeSetAside.reason}) and start afresh; the old file is kept at ${storeSetAside.file}.`,
        ]
      : []),
    ...(storeUnreadable > 0
      ? [
          `${counted(storeUnreadable, 'stored profile or session', 'stored profiles or sessions')} cannot be read by this version and are left alone.`,
        ]
      : []),
  ];
}

async function runCommand(command: Command, args: readonly string[]): Promise<void> {
  const { values, positionals } = parse(command, args);
  if (values['help'] === true) return void process.stdout.write(commandHelp(command));
  // What stands behind -- is another program's, and may be empty.
  const own = positionals.length - (args.includes('--') ? args.length - args.indexOf('--') - 1 : 0);
  if (positionals.slice(0, own).includes(''))
    throw new Fault('usage.invalid', { detail: 'An argument is empty.' });
  const [least, most] = command.takes;
  if (positionals.length < least || positionals.length > most)
    throw new Fault('usage.invalid', { detail: `Usage: treeline ${command.name} ${command.usage}.` });
  const out = createOutput(process, values['json'] === true, values['progress'] === true);
  let started: Engine | null = null;
  // What needs no engine works where its folder cannot be written.
  const engine = (): Engine => {
    if (started) return started;
    started = createEngine(nodeShell('cli'));
    for (const line of storeNotes(started)) out.note(`treeline: ${line}`);
    return started;
  };
  const endEngine = async (): Promise<void> => {
    const ending = started;
    started = null;
    await ending?.close();
  };
  try {
    await command.run({
      get engine() {
        return engine();
      },
      get client() {
        return serveInProcess(engine());
      },
      positionals,
      values,
      out,
      endEngine,
    });
  } finally {
    await endEngine();
  }
}

async function main(args: readonly string[]): Promise<void> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h')
    return void process.stdout.write(generalHelp());
  if (name === '--version') return void process.stdout.write(`${version}\n`);
  const command = commands.find((candidate) => candidate.name === name);
  if (command) return runCommand(command, rest);
  throw new Fault('usage.invalid', { detail: `There is no command "${name}".` });
}

const causesOf = (error: unknown) =>
  error instanceof Refused && error.causes.length > 0 ? { causes: error.causes } : {};

// Whoever reads us has read enough (`| head`): nothing is left to say, and nothing went wrong.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? process.exitCode : exitCodes.internal);
  });

try {
  await main(process.argv.slice(2));
} catch (error) {
  const fault = faultOf(error);
  const message = faultText(fault);
  const { argv } = process;
  if (argv.slice(0, argv.includes('--') ? argv.indexOf('--') : argv.length).includes('--json'))
    process.stdout.write(
      jsonText({ error: { ...fault.toData(), message, ...causesOf(error) } } satisfies CliDocuments['error']),
    );
  process.stderr.write(`treeline: ${harmless(message)}\n`);
  for (const line of causeLines(error)) process.stderr.write(`${harmless(line)}\n`);
  process.exitCode = fault.code === 'job.cancelled' ? interruptedCode : exitCodeOf(fault.code);
}
