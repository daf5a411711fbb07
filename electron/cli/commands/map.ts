import type { Grant } from '#domain/mapping/grant.ts';
import { type Command, textOption } from '../command.ts';
import { table } from '../output.ts';
import { issueText } from '../words.ts';

const page = 1000;

export const map: Command = {
  name: 'map',
  usage: 'WS [--status works|broken|candidate]',
  summary: 'which groups open which AWS roles, by which mechanism, and what stands in the way',
  options: { status: { type: 'string' } },
  takes: [1, 1],
  async run({ engine, client, positionals, values, out }) {
    await engine.workspace.open(positionals[0]!, { mode: 'open' });
    const status = textOption(values, 'status');
    const filter = status === null ? {} : { status: status as Grant['status'] };
    const grants: Grant[] = [];
    for (;;) {
      const answer = await client.mapping.grants({ filter, page: { offset: grants.length, limit: page } });
      grants.push(...answer.rows);
      if (answer.rows.length > 0 && grants.length < answer.total) continue;
      out.answer({ counts: answer.counts, grants }, () => [
        ...table(
          grants.map((grant) => [
            grant.status,
            grant.mechanism,
            grant.principal?.name ?? '(not readable)',
            grant.accountName ?? grant.account,
            grant.roleName,
            grant.issues.map(issueText).join('; '),
          ]),
        ),
        `${answer.counts.works} work, ${answer.counts.broken} are broken, ${answer.counts.candidate} are candidates whose assignments are not readable`,
      ]);
      return;
    }
  },
};
