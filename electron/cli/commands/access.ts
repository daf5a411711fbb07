import type { ChainLink, ReachedRole } from '#domain/access/chain.ts';
import type { Grant } from '#domain/mapping/grant.ts';
import { type Command, textOption } from '../command.ts';
import { saidAccess } from '../documents.ts';
import { oneUser } from '../find.ts';
import { counted, issueText, mechanismText, noteText, viaText, when } from '../words.ts';
import { openToRead } from '../workspaces.ts';

const roleText = ({ roleName, account, accountName }: Pick<Grant, 'roleName' | 'account' | 'accountName'>) =>
  `${roleName} in ${accountName ? `${accountName} (${account})` : account}`;

function linkText(link: ChainLink): string {
  switch (link.step) {
    case 'user':
      return link.object.name;
    case 'membership':
      return link.via === 'member' ? link.object.name : `${link.object.name} (by ${viaText(link.via)})`;
    case 'mechanism':
      return mechanismText(link.mechanism);
    case 'role':
      return roleText(link);
  }
}

const chainText = ({ chain }: ReachedRole) => `  ${chain.map(linkText).join(' → ')}`;

export const access: Command = {
  name: 'access',
  usage: 'WS USER [--source S]',
  summary: 'every AWS role a user reaches, with the chain: user → groups → mechanism → role',
  help: [
    'USER is an account name, user principal name, distinguished name, SID, GUID, mail or display name, whole.',
    'The answer is true as of the times it shows. --json adds the evidence: attribute values and policy statements.',
    '',
    '--source S   the user of this source, by name or id',
  ],
  example: 'treeline access demo.treeline jimin.sim',
  options: { source: { type: 'string' } },
  takes: [2, 2],
  async run(context) {
    const { client, positionals, values, out } = context;
    await openToRead(context);
    const user = await oneUser(context, positionals[1]!, textOption(values, 'source'));
    const answer = await client.access.ofUser({ snapshotId: user.snapshotId, objectId: user.object.id });
    const { reached, broken, notReadable, notes, readAt } = answer;
    out.answer<'access'>(saidAccess(answer), () => [
      answer.user.object.dn,
      ...notes.map(({ code, params }) => `note: ${noteText(code, params)}`),
      reached.length === 0 ? 'Reaches no role.' : `Reaches ${counted(reached.length, 'role')}:`,
      ...reached.map(chainText),
      ...(broken.length > 0
        ? [
            `Would reach, but something is in the way:`,
            ...broken.flatMap((one) => [
              chainText(one),
              ...one.grant.issues.map((issue) => `    ${issueText(issue)}`),
            ]),
          ]
        : []),
      ...(notReadable.length > 0
        ? [
            'Neither yes nor no, because it cannot be read:',
            ...notReadable.flatMap((grant) => [
              `  ${mechanismText(grant.mechanism)} → ${roleText(grant)}`,
              ...grant.issues.map((issue) => `    ${issueText(issue)}`),
            ]),
          ]
        : []),
      ...readAt.map(({ sourceName, readAt: time }) => `as of ${when(time)}: ${sourceName}`),
    ]);
  },
};
