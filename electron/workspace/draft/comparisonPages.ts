/** A comparison in pages: grants, roles and people that are others than before. */
import type { GrantChangeRow, PersonChangeRow, RoleChange } from '#contract/draft.ts';
import type { RoleRef } from '#contract/access.ts';
import type { Page } from '#contract/shapes.ts';
import { mechanismOf } from '#domain/access/counting.ts';
import { roleKeyOf } from '#domain/access/targets.ts';
import type { Source } from '#domain/access/targets.ts';
import { personChanges } from '#domain/draft/codes.ts';
import type { PersonChange } from '#domain/draft/codes.ts';
import { changeOf } from '#domain/draft/compare/people.ts';
import type { Sources } from '#domain/draft/compare/people.ts';
import { mechanisms } from '#domain/mapping/grant.ts';
import type { Grant, Mechanism } from '#domain/mapping/grant.ts';
import { refOf as refOfNode } from '#domain/membership/graph.ts';
import { nodesWithText, rowsOf } from '../access/people.ts';
import { usersOfGrant } from '../access/roleView.ts';
import type { AccessState, AccessWorld } from '../access/world.ts';
import { fold } from '../search/fold.ts';
import type { GrantChangeFilter, PersonChangeFilter, RoleChangeFilter } from './asked.ts';
import type { ChangedRole, Comparison } from './comparison.ts';

const wordsOf = (text: string | undefined): string[] =>
  fold(text ?? '')
    .split(' ')
    .filter((word) => word !== '');
const hasAll = (words: readonly string[], shown: readonly (string | null | undefined)[]): boolean => {
  if (words.length === 0) return true;
  const text = fold(shown.filter((part) => part != null).join(' '));
  return words.every((word) => text.includes(word));
};

/** Yields between rows: people are counted for each. */
export function* grantRows(
  { drafted, grants }: Comparison,
  { text, role, account, mechanism, change }: GrantChangeFilter,
  { offset, limit }: Page,
): Generator<void, { total: number; rows: GrantChangeRow[] }> {
  const words = wordsOf(text);
  const { before, after, marks } = drafted;
  const some = grants.filter((row) => {
    const either = [row.before, row.after].filter((grant) => grant !== null);
    return (
      (change === undefined || row.change === change) &&
      either.some(
        (grant) =>
          (mechanism === undefined || grant.mechanism === mechanism) &&
          (account === undefined || grant.account === account) &&
          (role === undefined || roleKeyOf(grant) === role),
      ) &&
      hasAll(
        words,
        either.flatMap(({ principal, roleName, roleArn, account: id, accountName }) => [
          principal?.name,
          principal?.dn,
          roleName,
          roleArn,
          id,
          accountName,
        ]),
      )
    );
  });
  const users = (state: AccessState, grant: Grant | null): number =>
    grant?.status === 'works' ? usersOfGrant(state, grant) : 0;
  const rows: GrantChangeRow[] = [];
  for (const row of some.slice(offset, offset + limit)) {
    yield;
    rows.push({
      change: row.change,
      before: row.before as GrantChangeRow['before'],
      after: (row.after && marks.grant(row.after)) as GrantChangeRow['after'],
      users: { before: users(before, row.before), after: users(after, row.after) },
    });
  }
  return { total: some.length, rows };
}

export function roleRows(
  { roles }: Comparison,
  filter: RoleChangeFilter,
  { offset, limit }: Page,
): { total: number; rows: RoleChange[] } {
  const words = wordsOf(filter.text);
  const some = roles.filter(
    ({ told, sides }) =>
      fitsRole(told.role, filter) &&
      (filter.change === undefined || told.change === filter.change) &&
      (filter.mechanism === undefined || hasMechanism(sides, filter.mechanism)) &&
      hasAll(words, [told.role.name, told.role.key, told.role.accountName]),
  );
  return { total: some.length, rows: some.slice(offset, offset + limit).map(({ told }) => told) };
}

const fitsRole = (
  ref: RoleRef,
  { role, account }: { readonly role?: string | undefined; readonly account?: string | undefined },
): boolean => (role === undefined || ref.key === role) && (account === undefined || ref.account === account);

const partsOf = ({ before, after }: Sources): readonly Source[] => [
  ...before.sure,
  ...before.maybe,
  ...after.sure,
  ...after.maybe,
];
const hasMechanism = (sides: Sources, mechanism: Mechanism): boolean =>
  partsOf(sides).some((source) => source.mechanism === mechanism);

function onlyBy(sides: Sources, mechanism: Mechanism | undefined): Sources {
  if (mechanism === undefined) return sides;
  const only = (sources: readonly Source[]) => sources.filter((source) => source.mechanism === mechanism);
  const side = ({ sure, maybe }: Sources['before']) => ({ sure: only(sure), maybe: only(maybe) });
  return { before: side(sides.before), after: side(sides.after) };
}

interface Pair {
  readonly node: number;
  readonly change: PersonChange;
}

/** Role by role, and within a role by name; yields between walks. */
export function* personRows(
  world: AccessWorld,
  comparison: Comparison,
  filter: PersonChangeFilter,
  { offset, limit }: Page,
): Generator<void, { total: number; rows: PersonChangeRow[] }> {
  const { drafted, roles, walks, ranks } = comparison;
  const { graph } = drafted.before.set;
  const text = nodesWithText(world, graph, filter.text);
  const wanted = new Set(filter.changes?.length ? filter.changes : personChanges);
  const counted = text === null && filter.mechanism === undefined;
  const page: { readonly role: ChangedRole; readonly pair: Pair }[] = [];
  let total = 0;
  for (const role of roles) {
    if (!fitsRole(role.told.role, filter)) continue;
    const { changes } = role.told.people;
    const most = personChanges.reduce((sum, change) => sum + (wanted.has(change) ? changes[change] : 0), 0);
    const isOnPage = total + most > offset && page.length < limit;
    if (counted && !isOnPage) {
      total += most;
      continue;
    }
    if (most === 0 && filter.mechanism === undefined) continue;
    const pairs: Pair[] = [];
    yield* walks.of(onlyBy(role.sides, filter.mechanism), (node, was, is) => {
      const change = changeOf(was, is);
      if (change !== null && wanted.has(change) && (text === null || text[node] === 1))
        pairs.push({ node, change });
    });
    if (total + pairs.length > offset && page.length < limit) {
      pairs.sort((a, b) => ranks[a.node]! - ranks[b.node]!);
      for (const pair of pairs.slice(
        Math.max(0, offset - total),
        Math.max(0, offset - total) + limit - page.length,
      ))
        page.push({ role, pair });
    }
    total += pairs.length;
  }
  const objects = rowsOf(
    world,
    graph,
    page.map(({ pair }) => pair.node),
  );
  const rows = page.map(({ role, pair: { node, change } }): PersonChangeRow => {
    const object = objects.get(node)!;
    const isLost = change === 'lost' || change === 'maybeLost';
    return {
      change,
      ...refOfNode(graph, node),
      user: object.displayName ?? object.name,
      dn: object.dn,
      disabled: object.disabled,
      role: role.told.role,
      mechanisms: mechanismsOf(
        isLost ? drafted.before : drafted.after,
        role.sides[isLost ? 'before' : 'after'],
        node,
      ),
    };
  });
  return { total, rows };
}

/** By which somebody is in the role: those that are sure, or else those that may be. */
function mechanismsOf({ reach }: AccessState, { sure, maybe }: Sources['before'], node: number): Mechanism[] {
  const by = (sources: readonly Source[]): Mechanism[] => {
    const found = new Set(
      sources.flatMap(({ counting, groups, users }) => {
        if (users.includes(node)) return mechanismOf(counting);
        const wanted = new Set(groups);
        return reach.groupsOf(node, counting).some((group) => wanted.has(group)) ? mechanismOf(counting) : [];
      }),
    );
    return mechanisms.filter((mechanism) => found.has(mechanism));
  };
  const certain = by(sure);
  return certain.length > 0 ? certain : by(maybe);
}
