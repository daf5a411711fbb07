/** What one user reaches, over the user's own snapshot and the newest of every other source. */
import type { MembershipGap } from '#contract/access.ts';
import type { Access } from '#contract/index.ts';
import { accessOf } from '#domain/access/accessOf.ts';
import type { AccountState } from '#domain/access/accountNotes.ts';
import type { ReachedRole } from '#domain/access/chain.ts';
import { chainOf } from '#domain/access/chainOf.ts';
import { Described } from '#domain/access/described.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { firstInteger, firstText } from '#domain/directory/values.ts';
import type { Grant } from '#domain/mapping/grant.ts';
import type { StorePerson } from '#domain/mapping/identityStore.ts';
import { nodeOf } from '#domain/membership/graph.ts';
import type { MembershipGraph } from '#domain/membership/graph.ts';
import type { SourceSnapshot } from '../catalogue.ts';
import type { Snapshots } from '../read/snapshots.ts';
import { bySignIn } from './bySignIn.ts';
import type { SignedInRole, UserSignIns } from './bySignIn.ts';
import { describeIn, withEnds } from './describe.ts';
import { gapsIn, snapshotsOfGrants } from './membershipGaps.ts';
import { toldPerson } from './storePeople.ts';
import type { StorePeople } from './storePeople.ts';

export interface AccessQuestion {
  readonly snapshotId: number;
  readonly objectId: number;
  readonly set: readonly SourceSnapshot[];
  readonly graph: MembershipGraph;
  readonly grants: readonly Grant[];
  /** Of all snapshots. */
  readonly membershipGaps: readonly MembershipGap[];
  /** This user's own. */
  readonly signIns: UserSignIns;
  readonly people: StorePeople;
}

/** The user must be a node of the graph. */
export function answerAccess(
  snapshots: Snapshots,
  { snapshotId, objectId, set, graph, grants, membershipGaps, signIns, people }: AccessQuestion,
): Access {
  const snapshot = snapshots.withObjects(snapshotId, objectId);
  const user = snapshot.row(objectId);
  const isPerson = user.kind === 'user' || user.kind === 'serviceAccount';
  const mine = people.ofAccount(user, nodeOf(graph, { snapshotId, objectId }));
  const found = accessOf({
    user: { snapshotId, objectId },
    graph,
    grants,
    describe: describeIn(snapshots),
    account: accountState(snapshot.entry(objectId)),
    inStore: (grant) => people.holds(mine, grant),
  });
  const described = new Described(graph, describeIn(snapshots));
  const node = nodeOf(graph, { snapshotId, objectId });
  const signedIn = bySignIn(found, isPerson ? grants : null, signIns, (grant) =>
    chainOf(graph, described, node, [], grant),
  );
  const told = ({ grant, chain, signIn }: SignedInRole): Access['reached'][number] => ({
    grant: grant as Access['reached'][number]['grant'],
    chain: withEnds(snapshots, chain),
    ...(signIn && { signIn }),
  });
  return {
    user: {
      snapshotId,
      sourceName: set.find((one) => one.snapshotId === snapshotId)!.sourceName,
      object: user,
    },
    readAt: set.map(({ sourceName, readAt }) => ({ sourceName, readAt })),
    reached: signedIn.reached.map(told),
    broken: [...signedIn.refused, ...found.broken].map(told),
    notReadable: [...signedIn.notReadable] as Access['notReadable'],
    store: mine.map((person) => storeTold(person, people, grants, found.reached)),
    membershipsNotRead: gapsIn(membershipGaps, snapshotsOfGrants(grants).add(snapshotId)),
    notes: [...found.notes, ...signedIn.notes].map(({ code, params }) => ({ code, params: { ...params } })),
  };
}

/** Assigned groups that the store alone has the user in, or the directory alone. */
function storeTold(
  person: StorePerson,
  people: StorePeople,
  grants: readonly Grant[],
  reached: readonly ReachedRole[],
): NonNullable<Access['store']>[number] {
  const byDirectory = new Set(
    reached.flatMap(({ grant: { store } }) =>
      store?.people === 'directory' && store.identityStoreId === person.identityStoreId
        ? store.principalId
        : [],
    ),
  );
  const names = new Map<string, string>();
  const inStore = new Set<string>();
  for (const grant of grants) {
    const { store } = grant;
    if (store?.kind !== 'group' || store.people !== 'directory') continue;
    if (store.identityStoreId !== person.identityStoreId || names.has(store.principalId)) continue;
    names.set(store.principalId, store.name);
    if (people.isMember(person, store.principalId)) inStore.add(store.principalId);
  }
  const only = (these: ReadonlySet<string>, those: ReadonlySet<string>): string[] =>
    [...these]
      .filter((id) => !those.has(id) && names.has(id))
      .map((id) => names.get(id)!)
      .toSorted();
  return {
    user: toldPerson(person),
    onlyStore: only(inStore, byDirectory).slice(0, 1000),
    onlyDirectory: people.isRead(person.identityStoreId) ? only(byDirectory, inStore).slice(0, 1000) : [],
  };
}

/** The attributes that decide whether an account may sign in. */
export function accountState(entry: DirectoryEntry): AccountState {
  return {
    userAccountControl: firstInteger(entry, 'userAccountControl'),
    computed: firstInteger(entry, 'msDS-User-Account-Control-Computed'),
    accountExpires: firstText(entry, 'accountExpires'),
    pwdLastSet: firstText(entry, 'pwdLastSet'),
  };
}
