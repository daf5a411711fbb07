import type { ChainLink } from '#domain/access/chain.ts';
import type { Command } from '../command.ts';
import { oneUser } from '../find.ts';
import { noteText } from '../words.ts';

function linkText(link: ChainLink): string {
  switch (link.step) {
    case 'user':
      return link.object.name;
    case 'membership':
      return `${link.object.name} (${link.via})`;
    case 'mechanism':
      return `[${link.mechanism}]`;
    case 'role':
      return `${link.roleName} in ${link.accountName ?? link.account}`;
  }
}

export const access: Command = {
  name: 'access',
  usage: 'WS USER',
  summary: 'every AWS role a user reaches, with the chain: user → groups → mechanism → role',
  takes: [2, 2],
  async run(context) {
    const { engine, client, positionals, out } = context;
    await engine.workspace.open(positionals[0]!, { mode: 'open' });
    const user = await oneUser(context, positionals[1]!);
    const answer = await client.access.ofUser({ snapshotId: user.snapshotId, objectId: user.object.id });
    out.answer(answer, () => [
      `${answer.user.object.dn}`,
      ...answer.readAt.map(({ sourceName, readAt }) => `as of ${readAt}: ${sourceName}`),
      ...answer.notes.map(({ code, params }) => `note: ${noteText(code, params)}`),
      ...answer.reached.map(({ chain }) => chain.map(linkText).join(' → ')),
      `${answer.reached.length} ${answer.reached.length === 1 ? 'role' : 'roles'} reached; ${answer.notReadable.length} more cannot be judged, their assignments are not readable`,
    ]);
  },
};
