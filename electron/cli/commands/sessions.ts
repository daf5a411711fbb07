import type { Command } from '../command.ts';
import { runVerb, type Verbs } from '../verbs.ts';
import { consoleOf, envOf } from './sessions/use.ts';
import { cleanOrphans, keepFresh, list, refresh, remove, rename, show } from './sessions/kept.ts';
import { tryOf } from './sessions/tries.ts';

const verbs: Verbs = {
  list: { takes: [0], does: list },
  show: { takes: [1], does: show },
  refresh: { takes: [1], does: refresh },
  remove: { takes: [1], does: remove },
  rename: { takes: [2], does: rename },
  'keep-fresh': { takes: [2], does: keepFresh },
  console: { takes: [1], does: consoleOf },
  try: { takes: [1], does: tryOf },
  env: { takes: [1], does: envOf },
  orphans: { takes: [0], does: cleanOrphans },
};

export const sessions: Command = {
  name: 'sessions',
  usage:
    '[list | show N | refresh N | remove N | rename N NEW | keep-fresh N on|off | console N | try N | env N | orphans]',
  summary: 'sessions taken on this machine: see, refresh, use and remove them',
  help: [
    'N is a session’s name, or its id where several have the name.',
    '',
    'refresh N           takes it again: --mfa-code - reads the code from standard input, else it is asked for;',
    '                    the SAML response or the token of such a session comes on standard input',
    'remove N            forgets its keys here; AWS’s own session lives on until it expires',
    'keep-fresh N on|off have a window or a host of Treeline refresh it ahead of its end',
    'console N           an address of this machine that opens the AWS console: it works once, for a minute, and',
    '                    while this command runs. --open hands it to the browser, --destination URL names a page',
    'try N               a few harmless reads, and beside each what the policies of --workspace WS foretell;',
    '                    --action A,… tries others',
    'env N               prints the keys as lines that set them in a shell: eval "$(treeline sessions env N)".',
    '                    --shell posix (unless said), fish, powershell, cmd. Secret: whoever sees them may use them',
    'orphans             what lies in the keychain and belongs to nothing here; --clean removes it',
  ],
  example: 'treeline sessions refresh audit',
  options: {
    'mfa-code': { type: 'string' },
    open: { type: 'boolean' },
    destination: { type: 'string' },
    workspace: { type: 'string' },
    action: { type: 'string' },
    shell: { type: 'string' },
    reveal: { type: 'boolean' },
    clean: { type: 'boolean' },
  },
  takes: [0, 3],
  run: (context) =>
    context.positionals.length === 0
      ? list(context)
      : runVerb(
          verbs,
          context,
          `Use \`sessions ${Object.keys(verbs).join('`, `')}\`; \`treeline sessions --help\` tells the rest.`,
        ),
};
