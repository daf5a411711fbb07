/** The command line: the same engine in the terminal. One command a run; the exit code says how it ended. */
import { parseArgs } from 'node:util';
import { ORPCError } from '@orpc/client';
import { exitCodeOf, Fault, faultSchema } from '#contract/faults.ts';
import { createEngine } from '#engine/engine.ts';
import { toFault } from '#engine/faults.ts';
import { serveInProcess } from '#engine/serve.ts';
import { nodeShell, version } from '#shell/nodeShell.ts';
import type { Command, Values } from './command.ts';
import { commands, notBuilt } from './commands/index.ts';
import { commandHelp, generalHelp } from './help.ts';
import { createOutput } from './output.ts';
import { faultText } from './words.ts';

const globalOptions = {
  json: { type: 'boolean' },
  progress: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

function parse(command: Command, args: readonly string[]): { values: Values; positionals: string[] } {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { ...command.options, ...globalOptions },
    });
  } catch (error) {
    throw new Fault('usage.invalid', { detail: `${(error as Error).message}.` }, { cause: error });
  }
}

async function runCommand(command: Command, args: readonly string[]): Promise<void> {
  const { values, positionals } = parse(command, args);
  if (values['help'] === true) return void process.stdout.write(commandHelp(command));
  const [least, most] = command.takes;
  if (positionals.length < least || positionals.length > most)
    throw new Fault('usage.invalid', { detail: `Usage: treeline ${command.name} ${command.usage}.` });
  const engine = createEngine(nodeShell('cli'));
  try {
    const out = createOutput(process, values['json'] === true, values['progress'] === true);
    await command.run({ engine, client: serveInProcess(engine), positionals, values, out });
  } finally {
    await engine.close();
  }
}

async function main(args: readonly string[]): Promise<void> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h')
    return void process.stdout.write(generalHelp());
  if (name === '--version') return void process.stdout.write(`${version}\n`);
  const command = commands.find((candidate) => candidate.name === name);
  if (command) return runCommand(command, rest);
  if ((notBuilt as readonly string[]).includes(name)) throw new Fault('usage.notBuilt', { name });
  throw new Fault('usage.invalid', { detail: `There is no command "${name}".` });
}

/** A fault of a procedure comes wrapped in the transport's error, in-process too. */
function faultOf(error: unknown): Fault {
  const data = error instanceof ORPCError ? faultSchema.safeParse(error.data) : null;
  return data?.success ? Fault.fromData(data.data) : toFault(error);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const fault = faultOf(error);
  if (process.argv.includes('--json'))
    process.stdout.write(
      `${JSON.stringify({ error: { ...fault.toData(), message: faultText(fault) } }, null, 2)}\n`,
    );
  process.stderr.write(`treeline: ${faultText(fault)}\n`);
  process.exitCode = exitCodeOf(fault.code);
}
