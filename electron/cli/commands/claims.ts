import type { Command } from '../command.ts';
import { connectionHelp, connectionOptions } from '../connection.ts';
import { runVerb } from '../verbs.ts';
import type { Verbs } from '../verbs.ts';
import { check } from './claims/check.ts';
import { run } from './claims/run.ts';

const verbs: Verbs = {
  run: { takes: [2], does: run },
  check: { takes: [1], does: check },
};

export const claims: Command = {
  name: 'claims',
  usage: 'run WS USER --rules FILE|--rules-of SOURCE [--live --url ldaps://DC …] | check FILE',
  summary: 'AD FS claim rules: what they send for a user and what AWS makes of it; what is wrong with them',
  help: [
    'run     runs the rules for USER as read, rule by rule, and judges what they send as AWS does. What the',
    '        snapshot does not tell is said to be not known.',
    '--rules F         issuance rules: the rules alone, or what Get-AdfsRelyingPartyTrust prints',
    '--acceptance F    acceptance rules of the claims provider before them',
    '--rules-of S      in place of a file: rules of the workspace, by the name or number of their source',
    '--source S        the user of this source, by name or id',
    '--ignore-case     plain comparisons pay no heed to capital letters',
    '--live            reads USER, its token and what the rules ask for from a directory now; WS tells of AWS alone.',
    '                  The server is given as for `capture`:',
    ...connectionHelp.map((line) => `  ${line}`),
    '',
    'check   ends with 1 where something is found, 4 where AD FS would refuse a rule. Needs no workspace.',
  ],
  example: 'treeline claims run demo.treeline jimin.sim --rules-of adfs-aws-sign-in.txt',
  options: {
    rules: { type: 'string' },
    acceptance: { type: 'string' },
    'rules-of': { type: 'string' },
    source: { type: 'string' },
    'ignore-case': { type: 'boolean' },
    live: { type: 'boolean' },
    ...connectionOptions,
  },
  takes: [2, 3],
  run: (context) => runVerb(verbs, context, 'Use `claims run WS USER` or `claims check FILE`.'),
};
