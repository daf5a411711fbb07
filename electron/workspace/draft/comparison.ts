/** A draft against what was read: computed once, then counted and paged. */
import type { DraftSummary, GrantChangeRow, PersonChangeRow, RoleChange } from '#contract/draft.ts';
import type { Page } from '#contract/shapes.ts';
import type { ActionQuestion, RoleRef } from '#contract/access.ts';
import { roleKeyOf } from '#domain/access/targets.ts';
import type { Source } from '#domain/access/targets.ts';
import { changedGrants } from '#domain/draft/compare/grants.ts';
import type { ChangedGrant } from '#domain/draft/compare/grants.ts';
import {
  changeOf,
  maybeTargets,
  mayDiffer,
  noChanges,
  PeopleWalks,
  rolesOfBoth,
  sumOfChanges,
  touchedGroups,
} from '#domain/draft/compare/people.ts';
import type { PeopleCounts, RoleSides, Sources } from '#domain/draft/compare/people.ts';
import { notices as noticeStates, personChanges } from '#domain/draft/codes.ts';
import type { GrantChange, Notice, PersonChange } from '#domain/draft/codes.ts';
import { mechanisms } from '#domain/mapping/grant.ts';
import type { Grant, Mechanism } from '#domain/mapping/grant.ts';
import { mechanismOf } from '#domain/access/counting.ts';
import { refOf as refOfNode } from '#domain/membership/graph.ts';
import type { Rules } from '#domain/policy/evaluate/decide.ts';
import { fold } from '../search/fold.ts';
import { nodesWithText, rowsOf } from '../access/people.ts';
import { usersOfGrant } from '../access/roleView.ts';
import { first, refOf } from '../access/told.ts';
import { whoIn } from '../access/whoCan.ts';
import type { AccessState, AccessWorld } from '../access/world.ts';
import { actionCounts } from './actions.ts';
import type { ActionSides } from './actions.ts';
import type { DraftTelling, GrantChangeFilter, PersonChangeFilter, RoleChangeFilter } from './asked.ts';
import type { Drafted } from './drafted.ts';

/** A role in which something is another than before. */
export interface ChangedRole {
  readonly sides: Sources;
  readonly told: RoleChange;
}

export interface Comparison {
  readonly drafted: Drafted;
  readonly summary: DraftSummary;
  readonly grants: readonly ChangedGrant[];
  readonly roles: readonly ChangedRole[];
  readonly actions: readonly ActionSides[];
  readonly walks: PeopleWalks;
  /** By node: its place in the order of names. */
  readonly ranks: Int32Array;
}

export const toldNotice = ({ index, code, params }: Notice) => ({
  index,
  code,
  state: noticeStates[code],
  params: { ...params },
});

const nobody: Sources = { before: { sure: [], maybe: [] }, after: { sure: [], maybe: [] } };

/** Yields between walks and between principals, with how far it is. */
export function* compareDraft(
  drafted: Drafted,
  changes: number,
  actions: readonly ActionQuestion[],
  rules: Rules,
): Generator<DraftTelling, Comparison> {
  const { before, after, edges, applied } = drafted;
  yield { phase: 'grants', done: 0, total: null };
  const grants = changedGrants(before.mapped.grants, after.mapped.grants);
  yield { phase: 'people', done: 0, total: null };
  const [was, is] = [sideOf(before), sideOf(after)];
  const walks = new PeopleWalks(before.reach, after.reach);
  const all = rolesOfBoth(was, is);
  const touched = touchedGroups(
    [before.set.graph, after.set.graph],
    [...edges.added, ...edges.removed].map(([group]) => group),
  );
  const ofGrants = grantsByRole(grants);
  const open = { before: openRoles(before), after: openRoles(after) };
  const roles: ChangedRole[] = [];
  const told = new Set<string>();
  const add = (key: string, sides: Sources, people: PeopleCounts): void => {
    told.add(key);
    const own = ofGrants.get(key) ?? { gained: 0, lost: 0, changed: 0 };
    const [existed, exists] = [isThere(before, key), isThere(after, key)];
    const change = existed === exists ? 'kept' : exists ? 'gained' : 'lost';
    const grown = own.gained + own.lost + own.changed;
    if (change === 'kept' && grown === 0 && sumOfChanges(people.changes) === 0) return;
    const role = refOf(after, key) ?? refOf(before, key);
    if (!role) return;
    roles.push({
      sides,
      told: {
        change,
        role,
        grants: own,
        people,
        open: { before: open.before.has(key), after: open.after.has(key) },
      },
    });
  };
  for (const [at, one] of all.entries()) {
    yield { phase: 'people', done: at, total: all.length };
    const differs = mayDiffer(one, touched);
    if (!differs && !ofGrants.has(one.key)) continue;
    add(one.key, one, yield* telling(walks.counts(one), { phase: 'people', done: at, total: all.length }));
  }
  const empty = (): PeopleCounts => ({ before: 0, after: 0, changes: noChanges() });
  for (const key of [...ofGrants.keys(), ...applied.touched])
    if (!told.has(key) && isThere(before, key) !== isThere(after, key)) add(key, nobody, empty());
  roles.sort((a, b) => inOrder(a.told.role, b.told.role));
  const step: DraftTelling = { phase: 'people', done: all.length, total: all.length };
  const people = yield* telling(walks.counts(joined(all)), step);
  const accounts = yield* accountsOf(all, roles, walks, after, step);
  const sides: ActionSides[] = [];
  for (const [at, question] of actions.entries()) {
    const asked: DraftTelling = { phase: 'actions', done: at, total: actions.length };
    yield asked;
    sides.push({
      before: yield* telling(whoIn(before, question, rules), asked),
      after: yield* telling(whoIn(after, question, rules), asked),
    });
  }
  const counted = sides.map(actionCounts);
  const ranks = new Int32Array(before.set.graph.size);
  for (let at = 0; at < before.order.length; at++) ranks[before.order[at]!] = at;
  const pairs = noChanges();
  for (const { told: one } of roles)
    for (const change of personChanges) pairs[change] += one.people.changes[change];
  const kinds = (change: RoleChange['change']): number =>
    roles.filter(({ told: one }) => one.change === change).length;
  const changed = (change: GrantChange): number => grants.filter((one) => one.change === change).length;
  const summary: DraftSummary = {
    readAt: before.readAt,
    gaps: [...before.membershipGaps],
    changes,
    notices: drafted.notices.map(toldNotice),
    grants: {
      before: before.mapped.grants.length,
      after: after.mapped.grants.length,
      gained: changed('gained'),
      lost: changed('lost'),
      changed: changed('changed'),
    },
    roles: { gained: kinds('gained'), lost: kinds('lost'), kept: kinds('kept') },
    people,
    pairs,
    accounts,
    actions: counted,
    same:
      grants.length === 0 &&
      roles.length === 0 &&
      counted.every(({ counts }) => counts.every((one) => Object.values(one.changes).every((n) => n === 0))),
  };
  return { drafted, summary, grants, roles, actions: sides, walks, ranks };
}

function* telling<T>(work: Generator<void, T>, step: DraftTelling): Generator<DraftTelling, T> {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    yield step;
  }
}

const sideOf = (state: AccessState) => ({
  reach: state.reach,
  targets: state.targets,
  maybe: maybeTargets(state.mapped.grants, state.set.graph, state.people.nodesOf),
});

const isThere = (state: AccessState, key: string): boolean =>
  state.targetOf(key) !== undefined || state.principals.get(key) !== undefined;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const inOrder = (a: RoleRef, b: RoleRef): number =>
  compare(a.account, b.account) ||
  compare(a.name.toLowerCase(), b.name.toLowerCase()) ||
  compare(a.key, b.key);

/** A changed grant counts for the role that it led to and the one that it leads to. */
function grantsByRole(grants: readonly ChangedGrant[]): Map<string, RoleChange['grants']> {
  const found = new Map<string, RoleChange['grants']>();
  const count = (key: string, change: GrantChange): void => {
    const one = found.get(key) ?? { gained: 0, lost: 0, changed: 0 };
    found.set(key, { ...one, [change]: one[change] + 1 });
  };
  for (const { change, before, after } of grants)
    for (const key of new Set([before, after].flatMap((grant) => (grant ? roleKeyOf(grant) : []))))
      count(key, change);
  return found;
}

/** Roles of which nobody can say who is in them. */
const openRoles = (state: AccessState): Set<string> =>
  new Set(
    state.mapped.grants.flatMap((grant) =>
      grant.status === 'candidate' && grant.principal === null ? roleKeyOf(grant) : [],
    ),
  );

/** Everybody in any of the roles: one walk for all that count alike. */
function joined(roles: readonly Sources[]): Sources {
  const all = (part: (sides: Sources) => readonly Source[]): Source[] => roles.flatMap(part);
  return {
    before: { sure: all(({ before }) => before.sure), maybe: all(({ before }) => before.maybe) },
    after: { sure: all(({ after }) => after.sure), maybe: all(({ after }) => after.maybe) },
  };
}

function* accountsOf(
  all: readonly RoleSides[],
  roles: readonly ChangedRole[],
  walks: PeopleWalks,
  after: AccessState,
  step: DraftTelling,
): Generator<DraftTelling, DraftSummary['accounts']> {
  const changed = Map.groupBy(roles, ({ told }) => told.role.account);
  const ofAccount = Map.groupBy(all, ({ target }) => target.account);
  const rows: DraftSummary['accounts'] = [];
  for (const [account, some] of changed) {
    yield step;
    const people = yield* telling(walks.counts(joined(ofAccount.get(account) ?? [])), step);
    rows.push({ account, accountName: after.principals.accountName(account), roles: some.length, people });
  }
  return first(
    rows.toSorted(
      (a, b) =>
        sumOfChanges(b.people.changes) - sumOfChanges(a.people.changes) || compare(a.account, b.account),
    ),
  );
}

/* ---------------------------------------------------------------- pages */

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
