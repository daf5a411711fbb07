import type { Grant } from '#domain/mapping/grant.ts';
import { choiceOption, type Command } from '../command.ts';
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
  usage: 'WS [--status works|broken|candidate]',
  summary: 'which groups open which AWS roles, by which mechanism, and what stands in the way',
  help: [
    'works      the group opens the role',
    'broken     it is meant to, and something is in the way; the line below says what, and what to do',
    'candidate  neither yes nor no: who is assigned cannot be read',
    '',
    'Mechanisms: saml (AD FS claims), delegation (Directory Service console access), identity-center.',
    '',
    '--status S   grants of this status only',
  ],
  example: 'treeline map demo.treeline --status broken',
  options: { status: { type: 'string' } },
  takes: [1, 1],
  async run(context) {
    const { client, values, out } = context;
    const status = choiceOption(values, 'status', statuses);
    const { sources } = await openToRead(context);
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

/** Under each line of the table what stands in its way. */
function* withIssues(grants: readonly Grant[], lines: Iterable<string>): Generator<string> {
  let at = -1;
  for (const line of lines) {
    yield line;
    for (const issue of grants[at]?.issues ?? []) yield `             ${issueText(issue)}`;
    at += 1;
  }
}
