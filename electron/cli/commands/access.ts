import type { ChainLink, ReachedRole } from '#domain/access/chain.ts';
import type { Grant } from '#domain/mapping/grant.ts';
import { Fault } from '#contract/faults.ts';
import type { StoreUser } from '#contract/access.ts';
import type { UserMatch, UserRoles } from '#contract/index.ts';
import { mechanisms } from '#domain/mapping/grant.ts';
import {
  accessText,
  decidedLines,
  gapLines,
  roleText as roleOf,
  saidDecided,
  sessionText,
  signInLines,
  stepLines,
} from '../accessTold.ts';
import {
  accessMatrix,
  accessOfAccount,
  accessOfGroup,
  accessOfRole,
  accessOfStoreUser,
} from '../accessViews.ts';
import { choiceOption, type Command, type Context, numberOption, textOption } from '../command.ts';
import { saidAccess } from '../documents.ts';
import { oneUser } from '../find.ts';
import { counted, issueText, mechanismText, noteText, viaText, when } from '../words.ts';
import { openToRead } from '../workspaces.ts';
import { questionOf } from './whoCan.ts';

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

const chainText = ({ chain }: { readonly chain: readonly ChainLink[] }) =>
  `  ${chain.map(linkText).join(' → ')}`;

/** Of a directory; else of an identity store of Identity Center, where one alone is called so. */
async function userOrStoreUser(
  context: Context,
  text: string,
  source: string | null,
): Promise<UserMatch | StoreUser> {
  try {
    return await oneUser(context, text, source);
  } catch (error) {
    const isUnknown =
      error instanceof Fault && ['user.notFound', 'snapshot.none'].includes(error.code) && source === null;
    if (!isUnknown) throw error;
    const found = await context.client.access.findStoreUsers({ text });
    const wanted = text.toLowerCase();
    const same = found.filter(({ userName, userId, displayName, mail }) =>
      [userName, userId, displayName, mail].some((name) => name?.toLowerCase() === wanted),
    );
    if (same.length === 1) return same[0]!;
    if (same.length === 0) throw error;
    throw new Fault('object.ambiguous', {
      name: text,
      candidates: same.slice(0, 10).map(({ userName, userId }) => `${userName} (${userId})`),
    });
  }
}

export const access: Command = {
  name: 'access',
  usage: 'WS USER | WS --role R | --group G | --account ID | --matrix',
  summary:
    'AWS roles a user reaches, with the chain; or who reaches a role, a group’s reach, an account’s doors, all pairs',
  help: [
    'USER is an account name, user principal name, distinguished name, SID, GUID, mail or display name, whole.',
    'Somebody whom no directory has is looked for in the identity stores of Identity Center.',
    'The answer is true as of the times it shows. --json adds the evidence: attribute values and policy statements.',
    '',
    '--action A,…   what the policies of each role say to these actions',
    '--resource R   on this resource (an ARN); without it on any',
    '--source S     the user or group of this source, by name or id',
    '',
    'Instead of USER:',
    '--role R       who reaches a role: its ARN, or its name where one role alone has it',
    '--group G      what being in a group gives',
    '--account ID   every way into an account',
    '--matrix       all pairs of user and role; --user T, --role R, --account ID, --mechanism M, --action A narrow it down',
    '--limit N      rows shown (100)',
  ],
  example: 'treeline access demo.treeline jimin.sim',
  options: {
    source: { type: 'string' },
    action: { type: 'string' },
    resource: { type: 'string' },
    role: { type: 'string' },
    group: { type: 'string' },
    account: { type: 'string' },
    matrix: { type: 'boolean' },
    user: { type: 'string' },
    mechanism: { type: 'string' },
    limit: { type: 'string' },
  },
  takes: [1, 2],
  async run(context) {
    const { client, positionals, values, out } = context;
    const [role, group, account] = [
      textOption(values, 'role'),
      textOption(values, 'group'),
      textOption(values, 'account'),
    ];
    const source = textOption(values, 'source');
    const limit = numberOption(values, 'limit', { least: 0, most: 1_000_000, otherwise: 100 });
    const resource = textOption(values, 'resource');
    const actions = (textOption(values, 'action') ?? '')
      .split(',')
      .filter((action) => action.trim() !== '')
      .map((action) => questionOf(action.trim(), resource));
    const matrix = values['matrix'] === true;
    const chosen = [positionals[1] ?? null, ...(matrix ? ['matrix'] : [role, group, account])];
    if (chosen.filter((one) => one !== null).length !== 1)
      throw new Fault('usage.invalid', {
        detail:
          'One of a USER, --role, --group, --account and --matrix is needed; only --matrix takes further ones.',
      });
    await openToRead(context);
    if (matrix) {
      const mechanism = choiceOption(values, 'mechanism', mechanisms);
      const user = textOption(values, 'user');
      return accessMatrix(
        context,
        {
          ...(user === null ? {} : { user }),
          ...(role === null ? {} : { role }),
          ...(account === null ? {} : { account }),
          ...(mechanism === null ? {} : { mechanism }),
          ...(actions[0] ? { action: actions[0] } : {}),
        },
        limit,
      );
    }
    if (role !== null) return accessOfRole(context, role, limit);
    if (group !== null) return accessOfGroup(context, group, source);
    if (account !== null) return accessOfAccount(context, account, limit);
    const user = await userOrStoreUser(context, positionals[1]!, source);
    if ('userId' in user) return accessOfStoreUser(context, user);
    const asked = { snapshotId: user.snapshotId, objectId: user.object.id };
    const answer = await client.access.ofUser(asked);
    const { roles, chained, chainedTotal } = await client.access.userRoles({ ...asked, actions });
    const { reached, broken, notReadable, notes, readAt, membershipsNotRead } = answer;
    const said = <T extends UserRoles['roles'][number] | UserRoles['chained'][number]>(one: T) => ({
      ...one,
      decisions: one.decisions.map((decided) => decided && saidDecided(decided)),
    });
    const document = {
      ...saidAccess(answer),
      actions: actions.map(({ action, resource: on }) => ({ action, resource: on })),
      roles: roles.map(said),
      chained: chained.map(said),
      chainedTotal,
    };
    out.answer<'access'>(document, () => [
      answer.user.object.dn,
      ...notes.map(({ code, params }) => `note: ${noteText(code, params)}`),
      reached.length > 0
        ? `Reaches ${counted(roles.length, 'role')}:`
        : membershipsNotRead.length > 0
          ? 'Reaches no role that is known.'
          : 'Reaches no role.',
      ...reached.flatMap((one) => [
        chainText(one as ReachedRole),
        ...signInLines(one.signIn, '    '),
        ...one.grant.issues.map((issue) => `    ${issueText(issue)}`),
      ]),
      ...gapLines(membershipsNotRead),
      ...(answer.store ?? []).flatMap(({ user: { userName }, onlyStore, onlyDirectory }) => [
        ...onlyStore.map(
          (name) => `identity store: ${userName} is in ${name}, the directory does not have them in it`,
        ),
        ...onlyDirectory.map(
          (name) => `identity store: ${userName} is not in ${name}, where the directory has them`,
        ),
      ]),
      ...roles.flatMap(({ role: one, until, session, mfa, decisions }) => [
        `${roleOf(one)}: ${sessionText(session)}${until === null ? '' : `, until ${when(until)}`}`,
        ...mfa.map((code) => `  ${accessText(`mfa.${code}`)}`),
        ...decisions.flatMap((decided, at) => [...decidedLines(actions[at]!.action, decided, '  ')]),
      ]),
      ...(chainedTotal > 0
        ? [`Takes ${counted(chainedTotal, 'further role')} out of these by sts:AssumeRole:`]
        : []),
      ...chained.flatMap(({ role: one, steps, decisions }) => [
        `  ${roleOf(one)}, from ${steps[0]?.from ?? ''}`,
        ...stepLines(steps, '    '),
        ...decisions.flatMap((decided, at) => [...decidedLines(actions[at]!.action, decided, '    ')]),
      ]),
      ...(broken.length > 0
        ? [
            `Would reach, but something is in the way:`,
            ...broken.flatMap((one) => [
              chainText(one as ReachedRole),
              ...signInLines(one.signIn, '    '),
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
