/** The views of `access` beside that of one user: a role's people, a group's reach, an account's doors, the matrix. */
import { Fault } from '#contract/faults.ts';
import type { MatrixFilter, MatrixRow, RoleView, StoreUser } from '#contract/access.ts';
import type { ObjectRow } from '#domain/directory/object.ts';
import type { Grant } from '#domain/mapping/grant.ts';
import { trustedBy } from '#contract/words/en/trustedBy.ts';
import {
  accessText,
  gapLines,
  notCountedLines,
  openText,
  roleText,
  saidGap,
  saidNotCounted,
  sessionText,
  signInsLines,
} from './accessTold.ts';
import type { Context } from './command.ts';
import { saidGrant } from './documents.ts';
import { oneObject } from './find.ts';
import { table } from './output.ts';
import { counted, issueText, mechanismText, when } from './words.ts';

const page = 1000;

const saidOpen = ({
  notCounted,
  membershipsNotRead,
}: Pick<RoleView, 'notCounted' | 'membershipsNotRead'>) => ({
  notCounted: notCounted.map(saidNotCounted),
  membershipsNotRead: membershipsNotRead.map(saidGap),
});

/** Pages one after the other, until there are `limit` rows or no more. */
async function rowsOf<T>(
  limit: number,
  ask: (page: { offset: number; limit: number }) => Promise<{ total: number; rows: T[] }>,
): Promise<{ total: number; rows: T[] }> {
  const rows: T[] = [];
  for (;;) {
    const found = await ask({ offset: rows.length, limit: Math.max(1, Math.min(page, limit - rows.length)) });
    rows.push(...found.rows.slice(0, limit - rows.length));
    if (found.rows.length === 0 || rows.length >= Math.min(limit, found.total))
      return { total: found.total, rows };
  }
}

const personName = ({ displayName, name, disabled }: ObjectRow): string =>
  disabled === true ? `${displayName ?? name} (disabled)` : (displayName ?? name);
const times = (readAt: readonly { sourceName: string; readAt: string }[]): string[] =>
  readAt.map(({ sourceName, readAt: time }) => `as of ${when(time)}: ${sourceName}`);
const more = (total: number, shown: number): string[] =>
  total > shown ? [`… ${total - shown} more: --limit`] : [];

export async function accessOfRole({ client, out }: Context, role: string, limit: number): Promise<void> {
  const view = await client.access.ofRole({ role });
  const { total, rows } = await rowsOf(limit, (asked) =>
    client.access.rolePeople({ role: view.role.key, filter: {}, page: asked }),
  );
  out.answer<'accessRole'>({ ...view, ...saidOpen(view), total, people: rows }, () => [
    roleText(view.role),
    sessionText(view.session),
    ...view.mfa.map((code) => accessText(`mfa.${code}`)),
    `${counted(view.users, 'user')}: ${view.mechanisms.map(({ mechanism, users }) => `${users} by ${mechanismText(mechanism)}`).join(', ')}`,
    ...(view.grants.length > 0
      ? table([
          ['GROUP OR USER', 'MECHANISM', 'STATUS', 'USERS'],
          ...view.grants.map((grant) => [
            grant.principal?.name ?? '(not readable)',
            grant.mechanism,
            grant.status,
            String(grant.users),
          ]),
        ])
      : []),
    ...(rows.length > 0
      ? table([
          ['USER', 'BY', 'DN'],
          ...rows.map(({ object, mechanisms, group }) => [
            personName(object),
            `${group ?? 'assigned'} (${mechanisms.join(', ')})`,
            object.dn,
          ]),
        ])
      : []),
    ...more(total, rows.length),
    ...(view.trusted.length > 0 ? ['Its trust policy lets in:'] : []),
    ...view.trusted.flatMap(({ kind, principal, conditions }) => [
      `  ${trustedBy[kind]}: ${principal}`,
      ...conditions.map((condition) => `    if ${openText(condition)}`),
    ]),
    ...(view.takenBy.length > 0 ? ['Taken by sts:AssumeRole:'] : []),
    ...view.takenBy.map(({ arn, decision }) => `  ${arn} (${decision})`),
    ...notCountedLines(view.notCounted, view.notCounted.length),
    ...gapLines(view.membershipsNotRead),
    ...signInsLines(view.signInsNotJudged),
    ...times(view.readAt),
  ]);
}

/** Somebody whom no directory that was read has. */
export async function accessOfStoreUser(
  { client, out }: Context,
  { identityStoreId, userId }: StoreUser,
): Promise<void> {
  const view = await client.access.ofStoreUser({ identityStoreId, userId });
  const line = ({ grant, group }: (typeof view.reached)[number]): string =>
    `  ${[group, `${grant.roleName} in ${grant.accountName ?? grant.account}`].filter((part) => part !== null).join(' → ')}`;
  const said = (one: (typeof view.reached)[number]) => ({ ...one, grant: saidGrant(one.grant as Grant) });
  out.answer<'accessStoreUser'>(
    {
      ...view,
      reached: view.reached.map(said),
      others: view.others.map(said),
      membershipsNotRead: view.membershipsNotRead.map(saidGap),
    },
    () => [
      `${view.user.userName} of identity store ${identityStoreId}, in no directory that was read`,
      view.reached.length > 0
        ? `Reaches ${counted(view.reached.length, 'role')} by Identity Center:`
        : 'Reaches no role by Identity Center.',
      ...view.reached.map(line),
      ...(view.others.length > 0 ? ['Assigned, but it does not work, or that is not known:'] : []),
      ...view.others.flatMap((one) => [
        line(one),
        ...one.grant.issues.map((issue) => `    ${issueText(issue)}`),
      ]),
      ...gapLines(view.membershipsNotRead),
      ...times(view.readAt),
    ],
  );
}

export async function accessOfGroup(context: Context, text: string, source: string | null): Promise<void> {
  const { client, out } = context;
  const { snapshotId, object } = await oneObject(context, text, source);
  const view = await client.access.ofGroup({ snapshotId, objectId: object.id });
  out.answer<'accessGroup'>({ ...view, ...saidOpen(view) }, () => [
    view.object.dn,
    view.users
      .map(({ mechanism, users }) => `${counted(users, 'user')} for ${mechanismText(mechanism)}`)
      .join(', '),
    ...(view.reached.length > 0
      ? table([
          ['ROLE', 'MECHANISM', 'USERS', 'BY'],
          ...view.reached.map(({ grant, chain, users }) => [
            `${grant.roleName} in ${grant.accountName ?? grant.account}`,
            grant.mechanism,
            String(users),
            chain
              .flatMap((link) => (link.step === 'user' || link.step === 'membership' ? link.object.name : []))
              .join(' → '),
          ]),
        ])
      : [view.membershipsNotRead.length > 0 ? 'Leads to no role that is known.' : 'Leads to no role.']),
    ...notCountedLines(view.notCounted, view.notCounted.length),
    ...gapLines(view.membershipsNotRead),
    ...signInsLines(view.signInsNotJudged),
    ...times(view.readAt),
  ]);
}

export async function accessOfAccount(
  { client, out }: Context,
  account: string,
  limit: number,
): Promise<void> {
  if (!/^\d{12}$/.test(account))
    throw new Fault('usage.invalid', {
      detail: `--account takes the twelve digits of an account, not "${account}".`,
    });
  const view = await client.access.ofAccount({ account, page: { offset: 0, limit: 1 } });
  const { total, rows } = await rowsOf(limit, (asked) => client.access.ofAccount({ account, page: asked }));
  out.answer<'accessAccount'>({ ...view, total, rows, ...saidOpen(view) }, () => [
    view.accountName === null ? account : `${view.accountName} (${account})`,
    `${counted(view.users, 'user')} of directories get in`,
    ...(rows.length > 0
      ? table([
          ['WAY', 'WHO', 'ROLE', 'DECISION', 'USERS', ''],
          ...rows.map(({ kind, name, role, decision, users, limits }) => [
            kind,
            name,
            role?.name ?? '',
            decision ?? '',
            users === null ? '' : String(users),
            limits.map((limit_) => accessText(`limit.${limit_}`)).join(', '),
          ]),
        ])
      : ['No way in is known.']),
    ...more(total, rows.length),
    ...notCountedLines(view.notCounted, view.notCounted.length),
    ...gapLines(view.membershipsNotRead),
    ...signInsLines(view.signInsNotJudged),
    ...times(view.readAt),
  ]);
}

export async function accessMatrix(
  { client, out }: Context,
  filter: MatrixFilter,
  limit: number,
): Promise<void> {
  const view = await client.access.matrix({ filter });
  const { total, rows } = await rowsOf<MatrixRow>(limit, (asked) =>
    client.access.matrixRows({ filter, page: asked }),
  );
  out.answer<'accessMatrix'>(
    { ...view, membershipsNotRead: view.membershipsNotRead.map(saidGap), total, rows },
    () => [
      `${counted(view.pairs, 'pair')} of ${counted(view.users, 'user')} and ${counted(view.roles, 'role')}`,
      ...view.mechanisms.map(({ mechanism, pairs }) => `  ${pairs} by ${mechanismText(mechanism)}`),
      ...view.accounts
        .slice(0, 20)
        .map(
          ({ account, accountName, pairs, roles }) =>
            `  ${accountName ?? account}: ${counted(pairs, 'pair')}, ${counted(roles, 'role')}`,
        ),
      ...(rows.length > 0
        ? table([
            ['USER', 'ROLE', 'ACCOUNT', 'BY'],
            ...rows.map(({ user, role, mechanisms, disabled }) => [
              disabled === true ? `${user} (disabled)` : user,
              role.name,
              role.accountName ?? role.account,
              mechanisms.join(', '),
            ]),
          ])
        : []),
      ...more(total, rows.length),
      ...(view.notCounted > 0
        ? [
            `Not counted, because neither yes nor no: ${counted(view.notCounted, 'grant')} (treeline map --status candidate)`,
          ]
        : []),
      ...((view.storePeople ?? 0) > 0
        ? [accessText('notCounted.storePeople'), `  ${counted(view.storePeople!, 'user')}`]
        : []),
      ...gapLines(view.membershipsNotRead),
      ...signInsLines(view.signInsNotJudged),
      ...times(view.readAt),
    ],
  );
}
