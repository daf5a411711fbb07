/** What `--help` says: a text a newcomer can live on. */
import type { Command } from './command.ts';
import { commands } from './commands/index.ts';

const global = [
  '--json               one JSON document on standard output and nothing else',
  '--progress           show progress on standard error even when it is no terminal',
  '--help, --version',
];

const indent = (lines: readonly string[]) => lines.map((line) => `  ${line}`);

export function generalHelp(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    'treeline: where the forest meets the cloud.',
    'Reads Active Directory and AWS (and never writes to either), and says who reaches which role, and why.',
    '',
    'Usage: treeline COMMAND WS …        WS is a workspace file, *.treeline',
    '',
    'Start here:',
    ...indent([
      'treeline sample demo.treeline',
      'treeline map demo.treeline',
      'treeline access demo.treeline USER',
    ]),
    '',
    'Commands:',
    ...indent(commands.map(({ name, summary }) => `${name.padEnd(width)}  ${summary}`)),
    '',
    'Options of every command:',
    ...indent(global),
    '',
    '`treeline COMMAND --help` tells the rest. Secrets are never arguments:',
    'they come from standard input, an environment variable, or a prompt.',
    'Exit codes: 0 done · 1 done, and there is something to tell (compare, plan, audit, what-if, checks) · 2 wrong usage ·',
    '            3 a source could not be reached or refused us · 4 the data given is not valid · 5 a fault of ours ·',
    '            130 interrupted. docs/cli.md describes the JSON documents.',
    '',
  ].join('\n');
}

export function commandHelp({ name, usage, summary, help = [], example }: Command): string {
  return [
    `Usage: treeline ${name} ${usage}`,
    '',
    summary,
    ...(help.length > 0 ? ['', ...indent(help)] : []),
    ...(example ? ['', 'Example:', ...indent([example])] : []),
    '',
    'Options of every command:',
    ...indent(global),
    '',
  ].join('\n');
}
