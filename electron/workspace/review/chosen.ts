/** The roles that a review is about, and who reaches each: pairs in columns, before any evidence is read. */
import { Fault } from '#contract/faults.ts';
import type { ReviewPreview, ReviewScope } from '#contract/review.ts';
import type { AwsPrincipal } from '#domain/access/awsPrincipals.ts';
import { entrancesOf } from '#domain/access/entrances.ts';
import { followsGroups, isSearch, wantsSecurityGroups } from '#domain/access/counting.ts';
import { rulesLast } from '#domain/access/matrix.ts';
import { trait } from '#domain/access/reach.ts';
import { roleKeyOf } from '#domain/access/targets.ts';
import type { TargetRole } from '#domain/access/targets.ts';
import { AwsTables } from '#domain/audit/aws.ts';
import type { RolePowers } from '#domain/audit/powers.ts';
import { domainSidOf } from '#domain/directory/sid.ts';
import { dnsOf } from '#domain/forest/names.ts';
import { EstateIndex } from '#domain/mapping/estateIndex.ts';
import type { Evidence, Grant, Mechanism } from '#domain/mapping/grant.ts';
import { refOf, sidOfNode } from '#domain/membership/graph.ts';
import type { NodeRef } from '#domain/membership/part.ts';
import { namingUnread } from '#domain/membership/unreadMembers.ts';
import { rules } from '#domain/policy/evaluate/rules.ts';
import { mostItems } from '#domain/review/codes.ts';
import type { ReviewGap } from '#domain/review/codes.ts';
import type { ReviewRole } from '#domain/review/item.ts';
import { inScope, unknownNames } from '#domain/review/scope.ts';
import type { ScopedRole } from '#domain/review/scope.ts';
import { isOfMany } from '../access/membershipGaps.ts';
import { refOf as roleRefOf } from '../access/told.ts';
import type { AccessState, AccessWorld } from '../access/world.ts';
import { memberIds } from '../graph/part.ts';
import { tableOf } from '../schema/snapshot.ts';

const mostPlaces = 1000;

export interface RoleGap {
  readonly code: ReviewGap;
  readonly mechanism: Mechanism | null;
  readonly name: string | null;
  /** Of the group that it is about, whose owner is asked; -1 = of none. */
  readonly node: number;
  readonly evidence: readonly Evidence[];
}
export interface ChosenRole {
  readonly role: ReviewRole;
  readonly permissionSetName: string | null;
  readonly target: TargetRole | undefined;
  readonly principal: AwsPrincipal | undefined;
  /** Null: its policies were not read. */
  readonly privileged: boolean | null;
  readonly gaps: readonly RoleGap[];
}
export interface Chosen {
  readonly roles: readonly ChosenRole[];
  /** By role, as listed: how many people reach it. */
  readonly people: Int32Array;
  /** Pairs by person: those of node n are `roleOf[start[n]] … roleOf[start[n + 1] - 1]`, places in `roles`. Empty past the bound. */
  readonly start: Int32Array;
  readonly roleOf: Int32Array;
  readonly pairs: number;
  /** Of the pairs, those by claim rules alone: the sign-in of each decides. */
  readonly byRules: number;
  readonly users: number;
  readonly gaps: number;
}

/** Yields between roles. Throws `object.notFound` for a name that nothing has. */
export function* choose(world: AccessWorld, state: AccessState, scope: ReviewScope): Generator<void, Chosen> {
  const powers = new PowersOf(state);
  const byRole = Map.groupBy(
    state.mapped.grants.filter(({ status }) => status !== 'broken'),
    roleKeyOf,
  );
  const listed = yield* listRoles(state, byRole, scope, powers);
  const marks = marksOf(world, state);
  const roles: ChosenRole[] = [];
  const { size } = state.set.graph;
  const pairs: number[] = [];
  const people: number[] = [];
  const last = new Int32Array(size);
  const counts = new Int32Array(size + 1);
  let total = 0;
  let byRulesAlone = 0;
  let users = 0;
  let gaps = 0;
  for (const one of listed) {
    yield;
    const { target } = one;
    const at = roles.length;
    const notRead = new Set<number>();
    const foreign = new Set<number>();
    const unread = new Set<number>();
    let found = 0;
    let ruled = false;
    const take = (node: number): void => {
      if ((state.reach.traits.flags[node]! & trait.person) === 0 || last[node] === at + 1) return;
      last[node] = at + 1;
      found++;
      if (ruled) byRulesAlone++;
      if (counts[node + 1] === 0) users++;
      counts[node + 1]!++;
      total++;
      if (total <= mostItems) pairs.push(node, at);
    };
    for (const { counting, byRules, groups, users: assigned } of rulesLast(target?.sources ?? [])) {
      ruled = byRules;
      const look = (node: number): void => {
        take(node);
        if (marks.notRead[node] === 1) notRead.add(node);
        // Identity Center and searches drop stand-ins, which is known; SAML and delegation may take who is behind them.
        if (marks.foreign[node] === 1 && (counting === 'saml' || counting === 'delegation')) foreign.add(node);
        if (followsGroups(counting)) lookBehind(node);
      };
      // A search asks in the domain of whoever signs in: it finds no group of another.
      const lookBehind = (node: number): void => {
        const asks = !isSearch(counting) && !(wantsSecurityGroups(counting) && (state.reach.traits.flags[node]! & trait.distribution) !== 0);
        if (asks && marks.naming[node] === 1) unread.add(node);
      };
      if (groups.length > 0) state.reach.membersOf(groups, counting, look);
      for (const node of groups) {
        if (marks.notRead[node] === 1) notRead.add(node);
        lookBehind(node);
      }
      for (const node of assigned) take(node);
    }
    const unknown = [...one.gaps, ...[...notRead].map((node) => marks.gap(node, 'membersNotRead')), ...foreignGaps(foreign, unread, marks), ...wideGaps(one, state, marks)];
    if (found === 0 && unknown.length === 0) continue;
    gaps += unknown.length;
    people.push(found);
    roles.push({ ...one, gaps: unknown });
  }
  for (let node = 1; node <= size; node++) counts[node]! += counts[node - 1]!;
  return { roles, people: Int32Array.from(people), ...byPerson(total > mostItems ? [] : pairs, counts), pairs: total, byRules: byRulesAlone, users, gaps };
} // prettier-ignore

function byPerson(pairs: readonly number[], start: Int32Array): Pick<Chosen, 'start' | 'roleOf'> {
  const roleOf = new Int32Array(pairs.length / 2);
  const next = start.slice();
  for (let at = 0; at < pairs.length; at += 2) roleOf[next[pairs[at]!]!++] = pairs[at + 1]!;
  return { start, roleOf };
}

function* listRoles(
  state: AccessState,
  byRole: ReadonlyMap<string, readonly Grant[]>,
  scope: ReviewScope,
  powers: PowersOf,
): Generator<void, ChosenRole[]> {
  const known = new Map<string, ScopedRole>();
  const setNames = permissionSetNames(state);
  for (const key of new Set([...byRole.keys(), ...state.principals.byKey.keys()])) {
    const principal = state.principals.get(key);
    if (principal?.kind === 'iamUser') continue;
    const ref = roleRefOf(state, key) ?? refOfGrant(key, byRole.get(key)?.[0]);
    if (!ref) continue;
    const set = ref.permissionSetArn;
    known.set(key, { ...ref, permissionSetName: set === null ? null : (setNames.get(set) ?? null) });
  }
  const all = [...known.values()];
  const unknown = unknownNames(scope, all);
  if (unknown.length > 0) throw new Fault('object.notFound', { name: unknown[0]! });
  const fits = inScope(scope, ({ key }) => powers.of(key) === true);
  const found: ChosenRole[] = [];
  for (const one of all) {
    yield;
    if (!fits(one)) continue;
    const { key } = one;
    const { roleArn, name, account, permissionSetArn, permissionSetName } = one;
    const principal = state.principals.get(key);
    const grants = byRole.get(key) ?? [];
    found.push({
      role: { key, roleArn, name, account, accountName: state.principals.accountName(account), permissionSetArn },
      permissionSetName,
      target: state.targetOf(key),
      principal,
      privileged: powers.of(key),
      gaps: gapsOf(state, principal, grants),
    });
  }
  const by = (one: ChosenRole) => `${one.role.account} ${one.role.name.toLowerCase()} ${one.role.key}`;
  return found.map((one) => [by(one), one] as const).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
} // prettier-ignore

const refOfGrant = (key: string, grant: Grant | undefined): ReviewRole | null =>
  grant
    ? {
        key,
        roleArn: grant.roleArn,
        name: grant.roleName,
        account: grant.account,
        accountName: grant.accountName,
        permissionSetArn: grant.mechanism === 'identity-center' ? grant.through : null,
      }
    : null;

function permissionSetNames(state: AccessState): Map<string, string> {
  return new Map(
    state.mapped.estates.flatMap(({ facts }) =>
      facts.identityCenter.state === 'read'
        ? facts.identityCenter.value.permissionSets.map(({ arn, name }) => [arn, name] as const)
        : [],
    ),
  );
}

/** What cannot be judged person by person. */
function gapsOf(state: AccessState, principal: AwsPrincipal | undefined, grants: readonly Grant[]): RoleGap[] {
  const gaps = grants.flatMap(({ status, principal: who, mechanism, through, evidence }): RoleGap[] =>
    status !== 'candidate'
      ? []
      : [
          {
            code: who === null ? 'assignmentsNotReadable' : 'grantNotCertain',
            mechanism,
            name: who?.name ?? through,
            node: -1,
            evidence,
          },
        ],
  );
  const federated = grants.some(({ mechanism, status }) => mechanism === 'saml' && status === 'works');
  if (principal?.kind !== 'role' || federated) return gaps;
  for (const { trust, id, evidence } of entrancesOf(principal, state.principals, rules))
    if (trust === 'saml')
      gaps.push({ code: 'providerDecides', mechanism: 'saml', name: id, node: -1, evidence: [evidence] });
  return gaps;
} // prettier-ignore

/** The accounts and permission sets of chosen roles. */
export function placesOf(roles: readonly ChosenRole[]): Pick<ReviewPreview, 'accounts' | 'permissionSets'> {
  const inOrder = <T extends { readonly roles: number }>(all: readonly T[], name: (one: T) => string): T[] =>
    all.toSorted((a, b) => b.roles - a.roles || (name(a) < name(b) ? -1 : 1)).slice(0, mostPlaces);
  const accounts = [...Map.groupBy(roles, ({ role }) => role.account)].map(([account, some]) => ({
    account,
    accountName: some[0]!.role.accountName,
    roles: some.length,
  }));
  const ofSets = roles.flatMap(({ role, permissionSetName: name }) =>
    role.permissionSetArn === null ? [] : [{ arn: role.permissionSetArn, name }],
  );
  const sets = [...Map.groupBy(ofSets, ({ arn }) => arn)].map(([arn, some]) => ({
    arn,
    name: some[0]!.name,
    roles: some.length,
  }));
  return {
    accounts: inOrder(accounts, ({ account }) => account),
    permissionSets: inOrder(sets, ({ name, arn }) => `${name} ${arn}`),
  };
}

interface Marks {
  readonly notRead: Uint8Array;
  readonly foreign: Uint8Array;
  /** Where much was not read: it concerns every role that groups of the snapshot open. */
  readonly wide: { readonly snapshotId: number; readonly gap: RoleGap }[];
  /** Groups whose `member` names somebody who was not read. */
  readonly naming: Uint8Array;
  gap(node: number, code: ReviewGap): RoleGap;
  /** Of such a group, by domain. */
  unreadMembers(node: number): readonly RoleGap[];
}

/** Stand-ins of one domain are one thing that is not known, and so are members that are named and were not read. */
function foreignGaps(standIns: ReadonlySet<number>, groups: ReadonlySet<number>, marks: Marks): RoleGap[] {
  const gaps = [
    ...[...standIns].map((node) => marks.gap(node, 'foreignMembersUnknown')),
    ...[...groups].flatMap((node) => marks.unreadMembers(node)),
  ];
  return [...Map.groupBy(gaps, ({ name }) => name).values()].map((some) => ({
    ...some[0]!,
    evidence: some.slice(0, 20).flatMap(({ evidence }) => evidence),
  }));
}

/** Of each source one: what was not read of it concerns every role that its groups open. */
function wideGaps({ target, role }: ChosenRole, { set: { graph } }: AccessState, { wide }: Marks): RoleGap[] {
  if (wide.length === 0) return [];
  const snapshots = new Set<number>();
  for (const { groups } of target?.sources ?? [])
    for (const node of groups) snapshots.add(refOf(graph, node).snapshotId);
  const isDirectory = (id: number) => graph.spans.some(({ part }) => part.snapshotId === id);
  const concerning = wide.filter(({ snapshotId }) =>
    isDirectory(snapshotId) ? snapshots.has(snapshotId) : role.permissionSetArn !== null,
  );
  return [...Map.groupBy(concerning, ({ snapshotId }) => snapshotId).values()].map((some) => ({
    ...some[0]!.gap,
    evidence: some.slice(0, 20).flatMap(({ gap }) => gap.evidence),
  }));
}

/** Groups whose members were not read, and stand-ins that nobody resolves, as columns. */
function marksOf(world: AccessWorld, state: AccessState): Marks {
  const { graph } = state.set;
  const notRead = new Uint8Array(graph.size);
  const foreign = new Uint8Array(graph.size);
  for (const { part, first } of graph.spans) {
    for (let at = 0; at < part.objectIds.length; at++) {
      if (part.foreign[at] !== 1) continue;
      const sid = sidOfNode(graph, first + at);
      if (sid !== null && domainSidOf(sid) !== null) foreign[first + at] = 1;
    }
  }
  const wide: Marks['wide'] = [];
  for (const { snapshotId, where, code, sourceName } of state.membershipGaps) {
    const span = graph.spans.find(({ part }) => part.snapshotId === snapshotId);
    if (!span || isOfMany(where, code)) {
      const { readAt } = state.set.snapshots.find((one) => one.snapshotId === snapshotId)!;
      const evidence = { code: 'member', snapshotId, where, field: 'member', value: code, readAt };
      wide.push({
        snapshotId,
        gap: { code: 'membersNotRead', mechanism: null, name: sourceName, node: -1, evidence: [evidence] },
      });
      continue;
    }
    const at = span.position(world.snapshots.get(snapshotId)!.findDn(where));
    if (at >= 0) notRead[span.first + at] = 1;
  }
  const unread = new Map<number, readonly RoleGap[]>();
  return {
    notRead,
    wide,
    foreign,
    naming: namingUnread(graph),
    unreadMembers(node) {
      let gaps = unread.get(node);
      if (!gaps) unread.set(node, (gaps = unreadMembers(world, refOf(graph, node))));
      return gaps;
    },
    gap(node, code) {
      const { snapshotId, objectId } = refOf(graph, node);
      const snapshot = world.snapshots.get(snapshotId)!;
      const { name, dn, sid } = snapshot.row(objectId);
      const stands = code === 'foreignMembersUnknown';
      return {
        code,
        mechanism: null,
        name: stands ? (domainSidOf(sid ?? '') ?? sid) : name,
        node: stands ? -1 : node,
        evidence: [
          {
            code: stands ? 'foreignPrincipal' : 'member',
            snapshotId,
            where: dn,
            field: stands ? 'objectSid' : 'member',
            value: stands ? (sid ?? '') : '',
            readAt: snapshot.readAt,
          },
        ],
      };
    },
  };
}

/** Names that are looked up of one group: more say nothing new. */
const mostUnread = 1000;

/** Members that a group names and its snapshot does not have, by their domain. */
function unreadMembers(world: AccessWorld, { snapshotId, objectId }: NodeRef): RoleGap[] {
  const snapshot = world.snapshots.get(snapshotId)!;
  const name = world.db.prepare(`SELECT dn FROM ${tableOf(snapshotId, 'reference')} WHERE id = ?`);
  const { dn: where } = snapshot.row(objectId);
  // Those that are no object have negative ids.
  const dns = [...memberIds(snapshot, objectId).filter((id) => id < 0).subarray(0, mostUnread)].flatMap(
    (id) => (name.get(-id)?.['dn'] as string | undefined) ?? [],
  );
  return [...Map.groupBy(dns, (dn) => dnsOf(dn) ?? dn)].map(([domain, some]) => ({
    code: 'foreignMembersUnknown',
    mechanism: null,
    name: domain,
    node: -1,
    evidence: some.slice(0, 20).map((value) => ({ code: 'member', snapshotId, where, field: 'member', value, readAt: snapshot.readAt })),
  }));
} // prettier-ignore

/** Which roles make themselves any right, as the audit judges it. */
class PowersOf {
  readonly #state: AccessState;
  readonly #aws: AwsTables;

  constructor(state: AccessState) {
    this.#state = state;
    this.#aws = new AwsTables(new EstateIndex(state.mapped.estates));
  }

  /** Null: not all of its policies were read, and those that were make no such right. */
  of(key: string): boolean | null {
    const found = this.#powersOf(key);
    if (!found) return null;
    return found.powers.length > 0 ? true : found.unread.length > 0 ? null : false;
  }

  #powersOf(key: string): RolePowers | null {
    const principal = this.#state.principals.get(key);
    if (principal?.role) return this.#aws.powersOf(principal.role);
    const target = this.#state.targetOf(key);
    const set = this.#aws.permissionSets().get(target?.permissionSetArn ?? principal?.permissionSet ?? '');
    const account = target?.account ?? principal?.account;
    return set && account !== undefined ? this.#aws.powersOfSet(set.value, account) : null;
  }
}
