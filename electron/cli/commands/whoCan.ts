import { readFile } from 'node:fs/promises';
import { Fault } from '#contract/faults.ts';
import type { ActionQuestion, WhoFilter, WhoRow } from '#contract/access.ts';
import { actionQuestionSchema, whoKindSchema } from '#contract/access.ts';
import type { WhoKind } from '#domain/access/codes.ts';
import { mechanisms } from '#domain/mapping/grant.ts';
import {
  accessText,
  gapLines,
  gapText,
  statementText,
  notCountedLines,
  openText,
  roleText,
  saidGap,
  saidNotCounted,
  signInsLines,
  stepLines,
} from '../accessTold.ts';
import type { Command } from '../command.ts';
import { choiceOption, numberOption, textOption } from '../command.ts';
import { table } from '../output.ts';
import { counted, mechanismText, when } from '../words.ts';
import { openToRead } from '../workspaces.ts';

const page = 1000;

/** One action and resource as somebody types them; a mistake is named. */
export function questionOf(action: string, resource: string | null): ActionQuestion {
  const asked = actionQuestionSchema.safeParse({ action, resource });
  if (asked.success) return asked.data;
  throw new Fault('usage.invalid', {
    detail: `An action is service:Name, such as s3:GetObject, not "${action}".`,
  });
}

function kindsOf(text: string | null): WhoKind[] | null {
  if (text === null) return null;
  return text.split(',').map((kind) => {
    const known = whoKindSchema.safeParse(kind.trim());
    if (known.success) return known.data;
    throw new Fault('usage.invalid', {
      detail: `--kind takes ${whoKindSchema.options.join(', ')}, not "${kind}".`,
    });
  });
}

const way = ({ role, mechanism, depth }: WhoRow): string =>
  [
    mechanism === null ? null : mechanismText(mechanism),
    role === null ? 'itself' : roleText(role),
    depth > 0 ? `and ${depth} more by sts:AssumeRole` : null,
  ]
    .filter((part) => part !== null)
    .join(' → ');

export const whoCan: Command = {
  name: 'who-can',
  usage: 'WS ACTION [RESOURCE] [--kind K,…] [--limit N] [--chains]',
  summary:
    'who may do something: users and groups of directories, IAM users, roles, services, other accounts',
  help: [
    'ACTION is service:Name. RESOURCE is an ARN; without it, whoever may on any resource counts.',
    'Counts of all kinds come first, then rows. What cannot be read is told apart, and never taken for nobody.',
    '',
    '--kind K,…        directoryUser, directoryGroup, role, permissionSet, iamUser, service, account, federated, anyone',
    '--decision D      allowed, or conditional ("allowed if …")',
    '--mechanism M     saml, delegation or identity-center',
    '--role ARN        those who get in by this role',
    '--account ID      those who get in by a role of this account',
    '--text T          those whose name has it',
    '--resource-account ID   owner of a resource whose ARN names none, such as a bucket',
    '--resource-policy FILE  the resource’s own policy, which no source tells: whom it names may, or may not',
    '--limit N         rows shown (100)',
    '--chains          the whole way of each row: groups, mechanism, roles, conditions',
  ],
  example: 'treeline who-can demo.treeline s3:GetObject arn:aws:s3:::reports/2026.csv',
  options: {
    kind: { type: 'string' },
    decision: { type: 'string' },
    mechanism: { type: 'string' },
    role: { type: 'string' },
    account: { type: 'string' },
    text: { type: 'string' },
    'resource-account': { type: 'string' },
    'resource-policy': { type: 'string' },
    limit: { type: 'string' },
    chains: { type: 'boolean' },
  },
  takes: [2, 3],
  async run(context) {
    const { client, positionals, values, out } = context;
    const bare: ActionQuestion = {
      ...questionOf(positionals[1]!, positionals[2] ?? null),
      ...accountOption(textOption(values, 'resource-account'), 'resource-account', 'resourceAccount'),
    };
    const policyFile = textOption(values, 'resource-policy');
    const limit = numberOption(values, 'limit', { least: 0, most: 1_000_000, otherwise: 100 });
    const kinds = kindsOf(textOption(values, 'kind'));
    const decision = choiceOption(values, 'decision', ['allowed', 'conditional'] as const);
    const mechanism = choiceOption(values, 'mechanism', mechanisms);
    const [role, text] = [textOption(values, 'role'), textOption(values, 'text')];
    const filter: WhoFilter = {
      ...(kinds === null ? {} : { kinds }),
      ...(decision === null ? {} : { decision }),
      ...(mechanism === null ? {} : { mechanism }),
      ...(role === null ? {} : { role }),
      ...(text === null ? {} : { text }),
      ...accountOption(textOption(values, 'account'), 'account', 'account'),
    };
    const question = policyFile === null ? bare : { ...bare, resourcePolicy: await policyText(policyFile) };
    await openToRead(context);
    const answer = await client.access.whoCan(question);
    const rows: WhoRow[] = [];
    let total = 0;
    do {
      const asked = { offset: rows.length, limit: Math.max(1, Math.min(page, limit - rows.length)) };
      const found = await client.access.whoCanRows({ question, filter, page: asked });
      ({ total } = found);
      if (found.rows.length === 0) break;
      rows.push(...found.rows.slice(0, limit - rows.length));
    } while (rows.length < Math.min(limit, total));
    const chains: Chain[] = [];
    if (values['chains'] === true)
      for (const { who } of rows)
        chains.push(await client.access.whoCanChain({ question, who, role: role ?? null }));
    const some = answer.counts.filter((count) => count.allowed + count.conditional > 0);
    const { counts, notCounted, notCountedTotal, gaps, readAt, decided, membershipsNotRead } = answer;
    out.answer<'whoCan'>(
      {
        ...answer,
        counts: counts.map((count) => ({ ...count, message: accessText(`who.${count.kind}`) })),
        notCounted: notCounted.map(saidNotCounted),
        gaps: gaps.map((gap) => ({ ...gap, message: gapText(gap) })),
        membershipsNotRead: membershipsNotRead.map(saidGap),
        total,
        rows: rows.map((row, at) => (chains[at] ? { ...row, chain: chains[at] } : row)),
      },
      () => [
        `${question.action} on ${question.resource ?? 'any resource'}`,
        ...(some.length > 0
          ? table([
              ['', 'ALLOWED', 'CONDITIONAL', 'BY FURTHER ROLES'],
              ...some.map((count) => [
                accessText(`who.${count.kind}`),
                String(count.allowed),
                String(count.conditional),
                String(count.chained),
              ]),
            ])
          : []),
        askedText(decided),
        '',
        ...(rows.length > 0
          ? withChains(
              table([
                ['WHO', 'NAME', 'DECISION', 'BY'],
                ...rows.map((row) => [
                  row.who.kind,
                  row.disabled === true ? `${row.name} (disabled)` : row.name,
                  row.some ? `${row.decision}, on some` : row.decision,
                  way(row),
                ]),
              ]),
              chains,
            )
          : ['No rows.']),
        ...(total > rows.length ? [`… ${total - rows.length} more: --limit`] : []),
        '',
        ...notCountedLines(notCounted, notCountedTotal),
        ...gapLines(membershipsNotRead),
        ...signInsLines(answer.signInsNotJudged),
        ...(gaps.length > 0 ? ['Not known, and could change the answer:'] : []),
        ...gaps
          .slice(0, 10)
          .map((gap) =>
            gap.principals === 0
              ? `  ${gapText(gap)}`
              : `  ${gapText(gap)}: ${counted(gap.principals, 'principal')}`,
          ),
        ...readAt.map(({ sourceName, readAt: time }) => `as of ${when(time)}: ${sourceName}`),
      ],
    );
  },
};

const askedText = ({
  roles,
  allowed,
  conditional,
  notReadable,
}: Awaited<ReturnType<Client['access']['whoCan']>>['decided']): string =>
  `${counted(roles, 'role')} ${roles === 1 ? 'was' : 'were'} asked: ${allowed} may, ${conditional} may under conditions${
    notReadable === 0 ? '' : `; the policies of ${notReadable} are not known`
  }`;

async function policyText(file: string): Promise<string> {
  try {
    const text = await readFile(file, 'utf8');
    JSON.parse(text);
    return text;
  } catch (error) {
    const detail =
      error instanceof SyntaxError ? `${file} is no JSON: ${error.message}` : `${file} cannot be read.`;
    throw new Fault('usage.invalid', { detail });
  }
}

function accountOption<K extends string>(text: string | null, option: string, key: K): { [P in K]?: string } {
  if (text === null) return {};
  if (!/^\d{12}$/.test(text))
    throw new Fault('usage.invalid', {
      detail: `--${option} takes the twelve digits of an account, not "${text}".`,
    });
  return { [key]: text } as { [P in K]?: string };
}

type Client = Parameters<Command['run']>[0]['client'];
type Chain = Awaited<ReturnType<Client['access']['whoCanChain']>>;

/** Under each row the way that it takes. */
function* withChains(lines: Iterable<string>, chains: readonly Chain[]): Generator<string> {
  let at = -1;
  for (const line of lines) {
    yield line;
    const chain = chains[at++];
    if (!chain) continue;
    if (chain.links.length > 0)
      yield `    ${chain.links
        .map((link) =>
          link.step === 'mechanism'
            ? mechanismText(link.mechanism)
            : link.step === 'role'
              ? link.roleName
              : link.object.name,
        )
        .join(' → ')}`;
    for (const { field, value } of chain.entry) yield `    ${field}: ${value}`;
    yield* stepLines(chain.steps, '    ');
    for (const condition of chain.decided.conditions) yield `    if ${openText(condition)}`;
    for (const statement of chain.decided.standsOn) yield `    ${statementText(statement)}`;
  }
}
