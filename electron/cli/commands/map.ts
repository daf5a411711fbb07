import type { Grant } from '#domain/mapping/grant.ts';
import type { Source } from '#contract/shapes.ts';
import { choiceOption, type Command, type Context } from '../command.ts';
import { saidGrant } from '../documents.ts';
import { table } from '../output.ts';
import { issueText, when } from '../words.ts';
import { openToRead } from '../workspaces.ts';

const page = 1000;
const statuses = ['works', 'broken', 'candidate'] as const;

const principal = ({ principal: who, issues }: Grant) =>
  who?.name ?? (issues.includes('principalMissing') ? '(gone)' : '(not readable)');

export const map: Command = {
  name: 'map',
  usage: 'WS [--status works|broken|candidate] | WS --settings',
  summary: 'which groups open which AWS roles, by which mechanism, and what stands in the way',
  help: [
    'works      the group opens the role',
    'broken     it is meant to, and something is in the way; the line below says what, and what to do',
    'candidate  neither yes nor no: who is assigned cannot be read',
    '',
    'Mechanisms: saml (AD FS claims), delegation (Directory Service console access), identity-center.',
    '',
    '--status S   grants of this status only',
    '--settings   which claim rules hold for which directories, and the naming conventions for the others',
  ],
  example: 'treeline map demo.treeline --status broken',
  options: { status: { type: 'string' }, settings: { type: 'boolean' } },
  takes: [1, 1],
  async run(context) {
    const { client, values, out } = context;
    const status = choiceOption(values, 'status', statuses);
    const { sources } = await openToRead(context);
    if (values['settings'] === true) return mapSettings(context, sources);
    const filter = status === null ? {} : { status };
    const grants: Grant[] = [];
    let counts = { works: 0, broken: 0, candidate: 0 };
    for (;;) {
      const answer = await client.mapping.grants({ filter, page: { offset: grants.length, limit: page } });
      grants.push(...answer.rows);
      ({ counts } = answer);
      if (answer.rows.length === 0 || grants.length >= answer.total) break;
    }
    const readAt = sources.flatMap(({ name, snapshots }) => {
      const newest = snapshots.findLast(({ complete }) => complete);
      return newest ? [{ sourceName: name, readAt: newest.readAt }] : [];
    });
    out.answer<'map'>({ readAt, counts, grants: grants.map(saidGrant) }, () => [
      ...(grants.length > 0
        ? withIssues(
            grants,
            table([
              ['STATUS', 'MECHANISM', 'GROUP OR USER', 'ACCOUNT', 'ROLE OR PERMISSION SET'],
              ...grants.map((grant) => [
                grant.status,
                grant.mechanism,
                principal(grant),
                grant.accountName ?? grant.account,
                grant.roleName,
              ]),
            ]),
          )
        : ['No grants.']),
      ...readAt.map(({ sourceName, readAt: time }) => `as of ${when(time)}: ${sourceName}`),
      `${counts.works} work · ${counts.broken} broken · ${counts.candidate} not readable, so neither yes nor no`,
    ]);
  },
};

/** How groups reach roles, as far as no source says it. */
async function mapSettings({ client, out }: Context, sources: readonly Source[]): Promise<void> {
  const { settings, rules } = await client.mapping.settings({});
  const { templates } = settings;
  const named = (id: number): string => sources.find((source) => source.id === id)?.name ?? String(id);
  const told = rules.map((rule) => ({
    ...rule,
    of: rule.directories?.map(named) ?? null,
  }));
  out.answer<'mapSettings'>({ templates: [...templates], rules: told }, () => [
    ...(told.length > 0
      ? table([
          ['FILE OF RULES', 'TAKEN FOR', 'DECIDED', 'DIRECTORIES', 'TRUSTS THAT REACH AWS'],
          ...told.map(({ name, use, chosen, of, trusts }) => [
            name,
            useTexts[use],
            chosen ? 'by somebody' : 'by its text',
            use === 'none' ? '' : (of?.join(', ') ?? 'every on-premises one'),
            trusts.join(', '),
          ]),
        ])
      : ['No claim rules are known.']),
    'Naming conventions, for directories without rules, the first that fits first:',
    ...templates.map(
      ({ text, account, roleText }) =>
        `  ${text}${account === null ? '' : `, account ${account}`}${roleText === null ? '' : `, role ${roleText}`}`,
    ),
    ...(templates.length === 0 ? ['  none'] : []),
  ]);
}

const useTexts = {
  issuance: 'issuance rules',
  acceptance: 'acceptance rules',
  none: 'nothing to do with AWS',
} as const;

/** Under each line of the table what stands in its way. */
function* withIssues(grants: readonly Grant[], lines: Iterable<string>): Generator<string> {
  let at = -1;
  for (const line of lines) {
    yield line;
    for (const issue of grants[at]?.issues ?? []) yield `             ${issueText(issue)}`;
    at += 1;
  }
}
