/** What one user reaches, over the user's own snapshot and the newest of every other source. */
import type { MembershipGap, SignIn } from '#contract/access.ts';
import type { Access } from '#contract/index.ts';
import { accessOf } from '#domain/access/accessOf.ts';
import type { AccountState } from '#domain/access/accountNotes.ts';
import type { ReachedRole } from '#domain/access/chain.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { firstInteger, firstText } from '#domain/directory/values.ts';
import type { Grant } from '#domain/mapping/grant.ts';
import type { MembershipGraph } from '#domain/membership/graph.ts';
import type { SourceSnapshot } from '../catalogue.ts';
import type { Snapshots } from '../read/snapshots.ts';
import { describeIn, withEnds } from './describe.ts';
import { gapsIn, snapshotsOfGrants } from './membershipGaps.ts';

export interface AccessQuestion {
  readonly snapshotId: number;
  readonly objectId: number;
  readonly set: readonly SourceSnapshot[];
  readonly graph: MembershipGraph;
  readonly grants: readonly Grant[];
  /** Of all snapshots. */
  readonly membershipGaps: readonly MembershipGap[];
  /** This user's own sign-in for a grant; null: there is none to judge. */
  readonly signInOf: (grant: Grant) => SignIn | null;
}

/** The user must be a node of the graph. */
export function answerAccess(
  snapshots: Snapshots,
  { snapshotId, objectId, set, graph, grants, membershipGaps, signInOf }: AccessQuestion,
): Access {
  const snapshot = snapshots.withObjects(snapshotId, objectId);
  const user = snapshot.row(objectId);
  const found = accessOf({
    user: { snapshotId, objectId },
    graph,
    grants,
    describe: describeIn(snapshots),
    account: accountState(snapshot.entry(objectId)),
  });
  const told = ({ grant, chain }: ReachedRole): Access['reached'][number] => ({
    grant: grant as Access['reached'][number]['grant'],
    chain: withEnds(snapshots, chain),
  });
  const reached: Access['reached'] = [];
  const refused: Access['broken'] = [];
  for (const one of found.reached) {
    const signIn = signInOf(one.grant);
    (signIn?.verdict === 'refused' ? refused : reached).push({ ...told(one), ...(signIn && { signIn }) });
  }
  // What AWS refuses it refuses, whatever else is not known.
  const gone = new Set<Grant>();
  for (const one of found.open) {
    const signIn = signInOf(one.grant);
    if (signIn?.verdict !== 'refused') continue;
    refused.push({ ...told(one), signIn });
    gone.add(one.grant);
  }
  return {
    user: {
      snapshotId,
      sourceName: set.find((one) => one.snapshotId === snapshotId)!.sourceName,
      object: user,
    },
    readAt: set.map(({ sourceName, readAt }) => ({ sourceName, readAt })),
    reached,
    broken: [...refused, ...found.broken.map(told)],
    notReadable: found.notReadable.filter((grant) => !gone.has(grant)) as Access['notReadable'],
    membershipsNotRead: gapsIn(membershipGaps, snapshotsOfGrants(grants).add(snapshotId)),
    notes: found.notes.map(({ code, params }) => ({ code, params: { ...params } })),
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
