import type { Command } from '../command.ts';
import { runVerb } from '../verbs.ts';
import type { Verbs } from '../verbs.ts';
import { evaluate } from './policy/evaluate.ts';
import { lint } from './policy/lint.ts';

const verbs: Verbs = {
  evaluate: { takes: [0, 1], does: evaluate },
  lint: { takes: [0, 1], does: lint },
};

export const policy: Command = {
  name: 'policy',
  usage: 'evaluate|lint [FILE|-]',
  summary:
    'IAM policies without a workspace: evaluate answers cases, one JSON object a line; lint checks a document',
  help: [
    'evaluate   reads cases and writes one answer a line, in the same order: allowed, explicitDeny,',
    '           implicitDeny, or conditional with the conditions. FILE or - for standard input.',
    '           A line that is no valid case is answered with decision null; the others go on, and',
    '           the command ends with 4.',
    '--no-explain   leave out what every set of policies and every statement said',
    '',
    'lint       checks one document. It ends with 1 where something is found, 4 where it is no policy.',
    '--use U    what the document is for: identity (unless said), boundary, session, resource, trust, endpoint,',
    '           serviceControl, resourceControl',
    '--holder user|group|role   whose it is, and --inline where it belongs to the holder alone',
    '--own-accounts A,…         accounts of yours: trust in others needs an external id',
    'docs/cli.md describes cases, answers and findings.',
  ],
  example: 'treeline policy evaluate cases.jsonl --no-explain',
  options: {
    'no-explain': { type: 'boolean' },
    use: { type: 'string' },
    holder: { type: 'string' },
    inline: { type: 'boolean' },
    'own-accounts': { type: 'string' },
  },
  takes: [1, 2],
  run: (context) => runVerb(verbs, context, `Use \`policy ${Object.keys(verbs).join('`, `policy ')}\`.`),
};
