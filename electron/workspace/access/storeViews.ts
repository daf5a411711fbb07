/** Answers about people of identity stores: whom an assignment is for there, and what somebody of a store reaches. */
import { Fault } from '#contract/faults.ts';
import type { RoleView } from '#contract/access.ts';
import type { Page } from '#contract/shapes.ts';
import type { ObjectRow } from '#domain/directory/object.ts';
import { countingOf } from '#domain/access/counting.ts';
import { trait } from '#domain/access/reach.ts';
import { roleKeyOf } from '#domain/access/targets.ts';
import type { Grant } from '#domain/mapping/grant.ts';
import type { StorePerson } from '#domain/mapping/identityStore.ts';
import { nodeOf, refOf } from '#domain/membership/graph.ts';
import type { Answer } from './methods.ts';
import { gapsIn } from './membershipGaps.ts';
import { toldPerson } from './storePeople.ts';
import { first } from './told.ts';
import type { AccessState } from './world.ts';

const mostFound = 200;

interface Side {
  readonly person: StorePerson | null;
  readonly node: number;
  readonly in: 'both' | 'store' | 'directory';
}

/** The people of a role's working assignments by stores and, where one feeds them, by directories; null: no store tells. */
function sidesOf(state: AccessState, key: string): Side[] | null {
  const { people, reach, set } = state;
  const grants = state.mapped.grants.filter(
    (grant) => grant.status === 'works' && grant.store !== undefined && roleKeyOf(grant) === key,
  );
  if (!grants.some(({ store }) => people.isRead(store!.identityStoreId))) return null;
  const byStore = new Map<string, StorePerson>();
  const byDirectory = new Set<number>();
  for (const grant of grants) {
    for (const person of people.of(grant) ?? [])
      byStore.set(`${person.identityStoreId} ${person.user.userId}`, person);
    const node = grant.principal ? nodeOf(set.graph, grant.principal) : -1;
    if (node < 0) continue;
    if (grant.principal!.kind === 'user') byDirectory.add(node);
    else
      reach.membersOf([node], countingOf(grant), (member) => {
        if ((reach.traits.flags[member]! & trait.person) !== 0) byDirectory.add(member);
      });
  }
  const synchronised = grants.some(({ store }) => store!.people === 'directory');
  return sidesBy(people, byStore.values(), byDirectory, synchronised);
}

function sidesBy(
  people: AccessState['people'],
  byStore: Iterable<StorePerson>,
  byDirectory: ReadonlySet<number>,
  synchronised: boolean,
): Side[] {
  const sides: Side[] = [];
  const met = new Set<number>();
  for (const person of byStore) {
    const nodes = people.nodesOfPerson(person);
    for (const node of nodes) met.add(node);
    const both = !synchronised || nodes.some((node) => byDirectory.has(node));
    sides.push({ person, node: nodes[0] ?? -1, in: both && synchronised ? 'both' : 'store' });
  }
  for (const node of byDirectory) if (!met.has(node)) sides.push({ person: null, node, in: 'directory' });
  return sides;
}

export function storeCounts(state: AccessState, key: string): NonNullable<RoleView['store']> | null {
  const sides = sidesOf(state, key);
  return sides && countsOf(sides);
}

/** Groups of identity stores that a group of a directory is, of those stores whose members were read. */
export function groupStores(
  { people, reach }: AccessState,
  object: ObjectRow,
  node: number,
): NonNullable<Answer<'ofGroup'>['store']> {
  return people.ofGroup(object, node).flatMap(({ store, groupId }) => {
    const { by } = store.group(groupId);
    if (!by || !people.isRead(store.id)) return [];
    const byDirectory = new Set<number>();
    if (store.isSynchronised)
      reach.membersOf([node], 'identity-center', (member) => {
        if ((reach.traits.flags[member]! & trait.person) !== 0) byDirectory.add(member);
      });
    const members = store.membersOf(groupId).flatMap((id) => store.person(id) ?? []);
    const counts = countsOf(sidesBy(people, members, byDirectory, store.isSynchronised));
    return [
      { identityStoreId: store.id, groupId, name: store.groups.get(groupId)!.displayName, by, ...counts },
    ];
  });
}

function countsOf(sides: readonly Side[]): NonNullable<RoleView['store']> {
  const count = (fits: (side: Side) => boolean): number =>
    sides.reduce((sum, side) => sum + (fits(side) ? 1 : 0), 0);
  return {
    users: count(({ person }) => person !== null),
    onlyStore: count((side) => side.in === 'store'),
    onlyDirectory: count((side) => side.in === 'directory'),
    notJoined: count(({ person, node }) => person !== null && node < 0),
  };
}

export function storePeople(
  state: AccessState,
  key: string,
  differences: boolean,
  { offset, limit }: Page,
): Answer<'storePeople'> {
  const { graph } = state.set;
  const rows = (sidesOf(state, key) ?? [])
    .filter((side) => !differences || side.in !== 'both')
    .map((side) => {
      const account = side.node < 0 ? null : refOf(graph, side.node);
      const row = account && state.snapshots.get(account.snapshotId)!.row(account.objectId);
      const name = side.person?.user.userName ?? row?.samAccountName ?? row?.name ?? '';
      return { user: side.person && toldPerson(side.person), name, account, in: side.in };
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return { total: rows.length, rows: rows.slice(offset, offset + limit) };
}

export function findStoreUsers({ people }: AccessState, text: string): Answer<'findStoreUsers'> {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const found: StorePerson[] = [];
  for (const store of people.stores)
    for (const { userId, userName, displayName, mail } of store.center.users) {
      const names = `${userId} ${userName} ${displayName ?? ''} ${mail ?? ''}`.toLowerCase();
      if (!words.every((word) => names.includes(word))) continue;
      found.push(store.person(userId)!);
      if (found.length === mostFound) return found.map(toldPerson);
    }
  return found.map(toldPerson);
}

/** Throws `user.notFound`. */
export function ofStoreUser(
  state: AccessState,
  { identityStoreId, userId }: { readonly identityStoreId: string; readonly userId: string },
): Answer<'ofStoreUser'> {
  const store = [...state.people.stores].find(({ id }) => id === identityStoreId);
  const person = store?.person(userId);
  if (!store || !person) throw new Fault('user.notFound', { name: userId });
  const groups = new Set(store.groupsOf(userId));
  const told = state.mapped.grants.flatMap((grant): { grant: Grant; group: string | null }[] => {
    if (grant.store?.identityStoreId !== identityStoreId) return [];
    const { kind, principalId, name } = grant.store;
    if (kind === 'user') return principalId === userId ? [{ grant, group: null }] : [];
    return groups.has(principalId) ? [{ grant, group: name }] : [];
  });
  const asAnswer = (rows: typeof told) => first(rows) as Answer<'ofStoreUser'>['reached'];
  return {
    user: toldPerson(person),
    readAt: state.readAt,
    reached: asAnswer(told.filter(({ grant }) => grant.status === 'works')),
    others: asAnswer(told.filter(({ grant }) => grant.status !== 'works')),
    membershipsNotRead: gapsIn(state.membershipGaps, new Set([store.estate.snapshotId])),
  };
}
