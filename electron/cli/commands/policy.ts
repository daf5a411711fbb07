import { Fault } from '#contract/faults.ts';
import type { Command, Context } from '../command.ts';
import { evaluate } from './policy/evaluate.ts';

const verbs: Readonly<Record<string, (context: Context) => Promise<void>>> = { evaluate };

export const policy: Command = {
  name: 'policy',
  usage: 'evaluate [FILE|-] [--no-explain]',
  summary: 'IAM policies without a workspace: evaluate answers cases, one JSON object a line',
  help: [
    'evaluate   reads cases and writes one answer a line, in the same order: allowed, explicitDeny,',
    '           implicitDeny, or conditional with the conditions. FILE or - for standard input.',
    '           A line that is no valid case is answered with decision null; the others go on, and',
    '           the command ends with 4.',
    '--no-explain   leave out what every set of policies and every statement said',
    'docs/cli.md describes a case and its answer.',
  ],
  example: 'treeline policy evaluate cases.jsonl --no-explain',
  options: { 'no-explain': { type: 'boolean' } },
  takes: [1, 2],
  async run(context) {
    const verb = verbs[context.positionals[0]!];
    if (!verb)
      throw new Fault('usage.invalid', {
        detail: `Use \`policy ${Object.keys(verbs).join('`, `policy ')}\`.`,
      });
    await verb(context);
  },
};
