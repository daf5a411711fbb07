/** The whole way of one row of who-can: memberships, mechanism, roles taken one after the other, and the deciding statements. */
import type { AssumeStep, WhoRef } from '#contract/access.ts';
import type { z } from 'zod';
import type { whoChainSchema } from '#contract/access.ts';
import { Fault } from '#contract/faults.ts';
import { accessOf } from '#domain/access/accessOf.ts';
import { chainOf } from '#domain/access/chainOf.ts';
import { Described } from '#domain/access/described.ts';
import { chainedSession, sessionOfRole } from '#domain/access/sessions.ts';
import { leadsOf, rolesOfUser } from '#domain/access/targets.ts';
import type { TargetRole } from '#domain/access/targets.ts';
import { decisionOfRank } from '#domain/access/people.ts';
import { nodeOf } from '#domain/membership/graph.ts';
import type { Rules } from '#domain/policy/evaluate/decide.ts';
import { describeIn, withEnds } from './describe.ts';
import { decided, openCondition, refOf } from './told.ts';
import { accountState } from './userAccess.ts';
import type { KeptWho } from './whoCan.ts';
import type { AccessState, AccessWorld } from './world.ts';

type WhoChain = z.infer<typeof whoChainSchema>;

/** Throws `object.notFound`: it is no row of the answer. */
export function whoChain(
  world: AccessWorld,
  kept: KeptWho,
  who: WhoRef,
  role: string | null,
  rules: Rules,
): WhoChain {
  if ('objectId' in who) {
    const { target, links } = personLinks(world, kept, who, role);
    return {
      ...endOfChain(kept, target.key, rules),
      decision: decisionOfRank(kept.rankOf(target)),
      links,
      entry: [],
    };
  }
  const { found } = kept;
  const row = found.rows.find((one) => one.kind === who.kind && one.id === who.id);
  if (!row) throw missing(who.id);
  if (!row.entrance)
    return { ...endOfChain(kept, row.id, rules), decision: row.decision, links: [], entry: [] };
  const { decision, conditions, evidence } = row.entrance;
  if (row.role === null)
    return {
      decision: row.decision,
      links: [],
      entry: [evidence],
      steps: [],
      decided: {
        decision,
        decidedBy: found.asking.isTrust ? 'trustPolicy' : 'resourcePolicy',
        some: false,
        resources: [],
        conditions: conditions.map(openCondition),
        standsOn: [],
        gaps: [],
      },
      session: { seconds: null, limits: [] },
    };
  const first = role !== null && row.roles.includes(role) ? role : row.role;
  return { ...endOfChain(kept, first, rules), decision: row.decision, links: [], entry: [evidence] };
}

const missing = (name: string): Fault => new Fault('object.notFound', { name });

function personLinks(
  world: AccessWorld,
  { state, rankOf }: KeptWho,
  who: Extract<WhoRef, { snapshotId: number }>,
  role: string | null,
): { target: TargetRole; links: WhoChain['links'] } {
  const { graph } = state.set;
  const node = nodeOf(graph, who);
  const name = `${who.snapshotId}/${who.objectId}`;
  if (node < 0) throw missing(name);
  const { snapshots } = world;
  const fitting = (targets: Iterable<TargetRole>): TargetRole | undefined =>
    [...targets]
      .filter((target) => rankOf(target) !== 0 && (role === null || target.key === role))
      .toSorted((a, b) => rankOf(a) - rankOf(b))[0];
  if (who.kind === 'directoryGroup') {
    const target = fitting(leadsOf(state.sources, node).map((lead) => lead.target));
    const grant = target?.grants.find(
      ({ principal }) => principal !== null && nodeOf(graph, principal) === node,
    );
    if (!target || !grant) throw missing(name);
    const described = new Described(graph, describeIn(snapshots));
    return { target, links: withEnds(snapshots, chainOf(graph, described, node, [], grant)) };
  }
  const target = fitting(rolesOfUser(state.reach, state.sources, node).keys());
  if (!target) throw missing(name);
  const { reached } = accessOf({
    user: who,
    graph,
    grants: target.grants,
    describe: describeIn(snapshots),
    account: accountState(snapshots.withObjects(who.snapshotId, who.objectId).entry(who.objectId)),
  });
  const shortest = reached.toSorted((a, b) => a.chain.length - b.chain.length)[0];
  if (!shortest) throw missing(name);
  return { target, links: withEnds(snapshots, shortest.chain) };
}

/** From a role to the one that may, and what that one stands on. */
function endOfChain(
  { state, found }: KeptWho,
  start: string,
  rules: Rules,
): Pick<WhoChain, 'steps' | 'decided' | 'session'> {
  const steps: AssumeStep[] = [];
  let key = start;
  for (
    let next = found.outcomes.get(key)?.next ?? null;
    next !== null;
    next = found.outcomes.get(key)?.next ?? null
  ) {
    const step = assumeStep(state, key, next, rules);
    if (!step) break;
    steps.push(step);
    key = next;
  }
  const policies = state.principals.get(key)?.policies();
  if (!policies) throw missing(key);
  const isUser = state.principals.get(start)?.kind === 'iamUser';
  return {
    steps,
    decided: decided(found.asking.explained(policies)),
    session:
      steps.length > (isUser ? 1 : 0)
        ? chainedSession(state.principals, key)
        : isUser && steps.length === 0
          ? { seconds: null, limits: [] }
          : sessionOfRole(
              state.principals,
              key,
              state.targetOf(key)?.sources.map(({ mechanism }) => mechanism) ?? [],
            ),
  };
}

export function assumeStep(state: AccessState, from: string, to: string, rules: Rules): AssumeStep | null {
  const said = state.taking(rules).explain(from, to);
  const role = refOf(state, to);
  return (
    said &&
    role && {
      from,
      role,
      decision: said.decision,
      conditions: said.conditions.map(openCondition),
      standsOn: said.standsOn.map((one) => ({ ...one })),
    }
  );
}
