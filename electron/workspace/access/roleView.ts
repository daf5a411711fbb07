/** One role: who gets into it, by what, and for how long. */
import type { RoleView } from '#contract/access.ts';
import { Fault } from '#contract/faults.ts';
import type { ObjectRow } from '#domain/directory/object.ts';
import type { Page } from '#contract/shapes.ts';
import { countingOf } from '#domain/access/counting.ts';
import { entrancesOf } from '#domain/access/entrances.ts';
import { mfaOfRole, sessionOfRole } from '#domain/access/sessions.ts';
import { roleKeyOf, rolesOfUser } from '#domain/access/targets.ts';
import type { TargetRole } from '#domain/access/targets.ts';
import { trait } from '#domain/access/reach.ts';
import {
  isByRulesAlone,
  isOnlyElsewhere,
  mechanismBit,
  mechanismBits,
  peopleOf,
  rank,
} from '#domain/access/people.ts';
import type { People } from '#domain/access/people.ts';
import { samlKnown, unsureOfGrants } from '#domain/access/unsure.ts';
import type { Unsure } from '#domain/access/unsure.ts';
import { mechanisms } from '#domain/mapping/grant.ts';
import type { Grant, Mechanism } from '#domain/mapping/grant.ts';
import { nodeOf, refOf as refOfNode } from '#domain/membership/graph.ts';
import type { Rules } from '#domain/policy/evaluate/decide.ts';
import { gapsIn, snapshotsOfGrants } from './membershipGaps.ts';
import { storeUnsure } from './storeAlone.ts';
import { storeCounts } from './storeViews.ts';
import { mechanismsIn, namedNodes, nodesWithText, rowsOf } from './people.ts';
import { first, openCondition, refOf, refOfPrincipal, refOfTarget, toldUnsure } from './told.ts';
import type { AccessState, AccessWorld } from './world.ts';

/** A role's key by ARN, by key, or by a name that one role of the workspace alone has. Throws `object.notFound`, `object.ambiguous`. */
export function roleNamed(state: AccessState, asked: string): string {
  if (state.targetOf(asked) || state.principals.get(asked)?.kind === 'role') return asked;
  if (state.principals.get(asked)?.kind === 'permissionSet') return asked;
  const wanted = asked.toLowerCase();
  const found = new Set<string>();
  for (const { key, name } of state.targets) if (name.toLowerCase() === wanted) found.add(key);
  for (const { key, name, kind } of state.principals.byKey.values())
    if (kind !== 'iamUser' && name.toLowerCase() === wanted) found.add(key);
  if (found.size === 1) return [...found][0]!;
  if (found.size > 1)
    throw new Fault('object.ambiguous', { name: asked, candidates: [...found].slice(0, 10) });
  throw new Fault('object.notFound', { name: asked });
}

/** A role nobody has a grant of, as a target without sources. */
const peopleOfRole = (state: AccessState, target: TargetRole | undefined, only?: Mechanism): People =>
  peopleOf(state.reach, target ? [target] : [], () => rank.allowed, only);

export function roleView(state: AccessState, asked: string, rules: Rules): RoleView {
  const key = roleNamed(state, asked);
  const target = state.targetOf(key);
  const principal = state.principals.get(key);
  const people = peopleOfRole(state, target);
  const byBits = new Int32Array(mechanismBits);
  for (let node = 0; node < people.best.length; node++)
    if (people.best[node] !== 0) byBits[people.mechanisms[node]!]!++;
  const sum = (fits: (bits: number) => boolean): number =>
    byBits.reduce((total, some, bits) => total + (bits !== 0 && fits(bits) ? some : 0), 0);
  const entrances = principal ? entrancesOf(principal, state.principals, rules) : [];
  const grants = state.mapped.grants.filter((grant) => roleKeyOf(grant) === key);
  const ways = [...new Set(target?.sources.map(({ mechanism }) => mechanism))];
  return {
    role: target ? refOfTarget(target) : principal ? refOfPrincipal(state, principal) : refOf(state, key)!,
    readAt: state.readAt,
    read: principal?.kind === 'role',
    session: sessionOfRole(state.principals, key, ways),
    mfa: mfaOfRole(state.principals, key, ways),
    users: sum(() => true),
    mechanisms: mechanisms.map((mechanism) => ({
      mechanism,
      users: sum((bits) => (bits & mechanismBit[mechanism]) !== 0),
      onlyElsewhere: mechanism === 'saml' ? sum(isOnlyElsewhere) : 0,
    })),
    grants: first(grants).map((grant) => ({
      ...(grant as RoleView['grants'][number]),
      users: grant.status === 'works' ? usersOfGrant(state, grant) : 0,
    })),
    trusted: first(entrances).map(({ trust, id, decision, conditions, evidence }) => ({
      kind: trust,
      principal: id,
      decision,
      conditions: conditions.map(openCondition),
      evidence,
    })),
    takenBy: principal
      ? first(state.taking(rules).takersOf(key)).map((step) => ({ arn: step.key, decision: step.decision }))
      : [],
    notCounted: first([
      ...unsureOfRole(
        grants,
        entrances.some(({ trust }) => trust === 'saml'),
        key,
      ),
      ...storeUnsure(state, grants),
    ]).map((one) => toldUnsure(state, one)),
    membershipsNotRead: gapsIn(state.membershipGaps, snapshotsOfGrants(grants)),
    signInsNotJudged: sum(isByRulesAlone),
    store: storeCounts(state, key),
  };
}

/** How many people one grant lets in. */
export function usersOfGrant({ reach, set, people }: AccessState, grant: Grant): number {
  if (!grant.principal) return people.nodesOf(grant).length;
  const node = nodeOf(set.graph, grant.principal);
  if (node < 0) return 0;
  if (grant.principal.kind === 'user') return 1;
  let users = 0;
  reach.membersOf([node], countingOf(grant), (member) => {
    if ((reach.traits.flags[member]! & trait.person) !== 0) users++;
  });
  return users;
}

function unsureOfRole(grants: readonly Grant[], trustsSaml: boolean, role: string): Unsure[] {
  const unsure = unsureOfGrants(grants);
  if (trustsSaml && samlKnown(grants).size === 0)
    unsure.push({ code: 'providerDecides', role, mechanism: 'saml', name: null });
  return unsure;
}

export interface RolePerson {
  snapshotId: number;
  object: ObjectRow;
  mechanisms: Mechanism[];
  group: string | null;
}

export function rolePeople(
  world: AccessWorld,
  state: AccessState,
  asked: {
    readonly role: string;
    readonly filter: { readonly text?: string | undefined; readonly mechanism?: Mechanism | undefined };
  },
  page: Page,
): { total: number; rows: RolePerson[] } {
  const key = roleNamed(state, asked.role);
  const target = state.targetOf(key);
  const { graph } = state.set;
  const people = peopleOfRole(state, target, asked.filter.mechanism);
  const text = nodesWithText(world, graph, asked.filter.text);
  const { total, nodes } = namedNodes(
    state,
    (node) => people.best[node] !== 0 && (text === null || text[node] === 1),
    page,
  );
  const ways = nodes.map(
    (node) => rolesOfUser(state.reach, state.sources, node).get(target!)?.through ?? node,
  );
  const objects = rowsOf(world, graph, [...nodes, ...ways]);
  return {
    total,
    rows: nodes.map((node, at) => ({
      snapshotId: refOfNode(graph, node).snapshotId,
      object: objects.get(node)!,
      mechanisms: mechanismsIn(people.mechanisms[node]!),
      group:
        ways[at] === node
          ? null
          : (objects.get(ways[at]!)?.samAccountName ?? objects.get(ways[at]!)?.name ?? null),
    })),
  };
}
