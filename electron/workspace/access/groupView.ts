/** What being in a group gives: its own grants, and those of groups that it is in as each mechanism counts. */
import type { accessViews } from '#contract/access.ts';
import type { z } from 'zod';
import { Fault } from '#contract/faults.ts';
import { accessOf } from '#domain/access/accessOf.ts';
import { chainOf } from '#domain/access/chainOf.ts';
import { countingOf, followsGroups, mechanismOf, wantsSecurityGroups } from '#domain/access/counting.ts';
import type { Counting } from '#domain/access/counting.ts';
import { Described } from '#domain/access/described.ts';
import { trait } from '#domain/access/reach.ts';
import type { ReachedRole } from '#domain/access/chain.ts';
import { unsureOfGrant } from '#domain/access/unsure.ts';
import type { Unsure } from '#domain/access/unsure.ts';
import { isByRules, mechanisms } from '#domain/mapping/grant.ts';
import type { Grant } from '#domain/mapping/grant.ts';
import { nodeOf } from '#domain/membership/graph.ts';
import type { NodeRef } from '#domain/membership/part.ts';
import { describeIn, withEnds } from './describe.ts';
import { groupStores } from './storeViews.ts';
import { gapsIn, snapshotsOfGrants } from './membershipGaps.ts';
import { first, toldUnsure } from './told.ts';
import { accountState } from './userAccess.ts';
import type { AccessState, AccessWorld } from './world.ts';

type GroupView = z.infer<typeof accessViews.ofGroup.output>;

/** Throws `object.notFound`: it is no group of a directory. */
export function groupView(world: AccessWorld, state: AccessState, ref: NodeRef): GroupView {
  const { snapshots } = world;
  const { graph } = state.set;
  const snapshot = snapshots.withObjects(ref.snapshotId, ref.objectId);
  const object = snapshot.row(ref.objectId);
  const node = nodeOf(graph, ref);
  if (node < 0 || object.kind !== 'group') throw new Fault('object.notFound', { name: object.dn });
  const { reach } = state;
  const people = new Map<Counting, Uint8Array>();
  const peopleBy = (counting: Counting): Uint8Array => {
    let column = people.get(counting);
    if (!column) people.set(counting, (column = membersIn(state, node, counting)));
    return column;
  };
  const described = new Described(graph, describeIn(snapshots));
  const own: ReachedRole[] = [];
  const unsure: Unsure[] = [];
  for (const grant of state.mapped.grants) {
    if (grant.principal === null || nodeOf(graph, grant.principal) !== node) continue;
    if (grant.status === 'works') own.push({ grant, chain: chainOf(graph, described, node, [], grant) });
    else if (grant.status === 'candidate') unsure.push({ ...unsureOfGrant(grant), name: grant.through });
  }
  const beyond = accessOf({
    user: ref,
    graph,
    grants: state.mapped.grants.filter(
      (grant) => grant.status === 'works' && followsGroups(countingOf(grant)),
    ),
    describe: describeIn(snapshots),
    account: accountState(snapshot.entry(ref.objectId)),
  }).reached.filter(
    // A token goes through security groups alone: what a distribution group is in helps nobody.
    ({ grant }) => !wantsSecurityGroups(countingOf(grant)) || described.isSecurity(node),
  );
  const reached = first([...own, ...beyond]);
  return {
    snapshotId: ref.snapshotId,
    object,
    readAt: state.readAt,
    reached: reached.map(({ grant, chain }) => {
      const there = nodeOf(graph, grant.principal!);
      const counting = countingOf(grant);
      const mine = peopleBy(counting);
      let users = 0;
      reach.membersOf([there], counting, (member) => {
        users += mine[member]!;
      });
      return {
        grant: grant as GroupView['reached'][number]['grant'],
        chain: withEnds(snapshots, chain),
        users,
      };
    }),
    users: mechanisms.map((mechanism) => {
      // Rules that ask by a search of their own count others than a token does.
      const counts = new Set([
        mechanism,
        ...reached.map(({ grant }) => countingOf(grant)).filter((one) => mechanismOf(one) === mechanism),
      ]);
      const columns = [...counts].map(peopleBy);
      let users = 0;
      for (let member = 0; member < graph.size; member++)
        if (columns.some((column) => column[member] === 1)) users++;
      return { mechanism, users };
    }),
    notCounted: [...undocumented(state, node), ...first(unsure)].map((one) => toldUnsure(state, one)),
    membershipsNotRead: gapsIn(
      state.membershipGaps,
      snapshotsOfGrants(state.mapped.grants).add(ref.snapshotId),
    ),
    signInsNotJudged: byRulesAlone(
      reached.map(({ grant }) => grant),
      peopleBy,
      graph.size,
    ),
    store: groupStores(state, object, node),
  };
}

/** How many come by claim rules and by nothing else. */
function byRulesAlone(
  grants: readonly Grant[],
  peopleBy: (counting: Counting) => Uint8Array,
  size: number,
): number {
  const columns = (byRules: boolean): Uint8Array[] =>
    [...new Set(grants.filter((grant) => isByRules(grant) === byRules).map(countingOf))].map(peopleBy);
  const [rules, others] = [columns(true), columns(false)];
  let users = 0;
  for (let node = 0; node < size; node++)
    if (rules.some((column) => column[node] === 1) && !others.some((column) => column[node] === 1)) users++;
  return users;
}

/** By node: 1 = a person whom the group lets in by the mechanism. */
function membersIn({ reach }: AccessState, group: number, counting: Counting): Uint8Array {
  const column = new Uint8Array(reach.graph.size);
  reach.membersOf([group], counting, (node) => {
    if ((reach.traits.flags[node]! & trait.person) !== 0) column[node] = 1;
  });
  return column;
}

/** Members by ways that no documentation says the console's delegation or Identity Center counts. */
function undocumented({ set: { graph } }: AccessState, group: number): Unsure[] {
  const { start, via } = graph.down;
  for (let slot = start[group]!; slot < start[group + 1]!; slot++)
    if (via[slot] !== 0) return [{ code: 'undocumentedMembers', role: null, mechanism: null, name: null }];
  return [];
}
