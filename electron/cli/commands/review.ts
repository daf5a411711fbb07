import type { Command } from '../command.ts';
import { runVerb } from '../verbs.ts';
import type { Verbs } from '../verbs.ts';
import { decide, items, revocations } from './review/items.ts';
import { list, report, signOff, start } from './review/reviews.ts';

const verbs: Verbs = {
  list: { takes: [1], does: list },
  start: { takes: [1], does: start },
  items: { takes: [2], does: items },
  decide: { takes: [2], does: decide },
  'sign-off': { takes: [2], does: signOff },
  report: { takes: [2], does: report },
  revocations: { takes: [2], does: revocations },
};

export const review: Command = {
  name: 'review',
  usage: 'list|start WS | items|decide|sign-off|report|revocations WS ID',
  summary: 'access reviews: who reaches chosen roles, decided person by person, signed off',
  help: [
    'start        freezes the evidence as it stands; the owner of the group that opens a role reviews its people',
    '--name N, --by WHO, --reviewer WHO  (who reviews what has no owner)',
    '--role R, --account A, --permission-set P (each again and again), --privileged, --all: what is reviewed',
    '--due DAY, --since ID [--only-changes]  follows a signed review; --preview counts and begins nothing',
    'items        --for WHO, --state S,…, --text T, --limit N; --out FILE.csv writes them all, to be filled in',
    'decide       --by WHO --file FILE.csv, or --items 3,7 --decision keep|revoke|unsure|acknowledge [--reason R].',
    '             Ends with 1 where rows of the file could not be taken; they are named',
    'sign-off     --by WHO [--reason R]: the reason where items are left open. Nothing changes after it',
    'report       --format html|csv|json [--out FILE] [--locale en|ko]; ends with 1 where the file was tampered with',
    'revocations  --format ldif|csv [--out FILE] [--locale en|ko]',
  ],
  example: 'treeline review start corp.treeline --name "Q4" --privileged --by ann --reviewer security --due 2026-12-31',
  options: {
    name: { type: 'string' },
    by: { type: 'string' },
    reviewer: { type: 'string' },
    role: { type: 'string', multiple: true },
    account: { type: 'string', multiple: true },
    'permission-set': { type: 'string', multiple: true },
    privileged: { type: 'boolean' },
    all: { type: 'boolean' },
    due: { type: 'string' },
    since: { type: 'string' },
    'only-changes': { type: 'boolean' },
    preview: { type: 'boolean' },
    for: { type: 'string' },
    state: { type: 'string' },
    text: { type: 'string' },
    limit: { type: 'string' },
    out: { type: 'string' },
    file: { type: 'string' },
    items: { type: 'string' },
    decision: { type: 'string' },
    reason: { type: 'string' },
    format: { type: 'string' },
    locale: { type: 'string' },
  },
  takes: [2, 3],
  run: (context) =>
    runVerb(verbs, context, `Use \`review list WS\`, \`review start WS\`, or \`review ${Object.keys(verbs).slice(2).join('|')} WS ID\`.`),
}; // prettier-ignore
