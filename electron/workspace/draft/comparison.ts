/** A draft against what was read: computed once, then counted and paged. */
import type { DraftSummary, RoleChange } from '#contract/draft.ts';
import type { ActionQuestion, RoleRef } from '#contract/access.ts';
import { matrixOf } from '#domain/access/matrix.ts';
import { roleKeyOf } from '#domain/access/targets.ts';
import type { Source } from '#domain/access/targets.ts';
import { changedGrants } from '#domain/draft/compare/grants.ts';
import type { ChangedGrant } from '#domain/draft/compare/grants.ts';
import {
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
import type { GrantChange, Notice } from '#domain/draft/codes.ts';
import type { Rules } from '#domain/policy/evaluate/decide.ts';
import { first, refOf } from '../access/told.ts';
import { whoIn } from '../access/whoCan.ts';
import type { AccessState } from '../access/world.ts';
import { actionCounts } from './actions.ts';
import type { ActionSides } from './actions.ts';
import type { DraftTelling } from './asked.ts';
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
  const concerned = new Set(roles.map(({ told: { role } }) => role.key));
  const ruled = yield* telling(
    matrixOf(
      after.reach,
      after.targets.filter(
        ({ key, sources }) => concerned.has(key) && sources.some(({ byRules }) => byRules),
      ),
      null,
    ),
    step,
  );
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
    signInsNotJudged: ruled.byRulesOf.reduce((sum, some) => sum + some, 0),
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
