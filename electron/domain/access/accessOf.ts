import type { Evidence, Grant, GrantPrincipal } from '../mapping/grant.ts';
import { nodeOf, placeOf, sidOfNode } from '../membership/graph.ts';
import type { MembershipGraph } from '../membership/graph.ts';
import type { NodeRef } from '../membership/part.ts';
import { accountNotes } from './accountNotes.ts';
import type { AccessNote, AccountState } from './accountNotes.ts';
import type { ReachedRole } from './chain.ts';
import { chainOf } from './chainOf.ts';
import { countingOf } from './counting.ts';
import { Described } from './described.ts';
import type { DescribedObject } from './described.ts';
import { Ways } from './ways.ts';
import type { Way } from './ways.ts';

export type { DescribedObject } from './described.ts';

export interface AccessInput {
  readonly user: NodeRef;
  readonly graph: MembershipGraph;
  readonly grants: readonly Grant[];
  /** Asked once for each object on the way up and in the chains. */
  readonly describe: (ref: NodeRef) => DescribedObject;
  /** The account bits of the user, as read. */
  readonly account: AccountState;
  /** By an identity store's own memberships: what says that the user is in a grant; null: the user is not. */
  readonly inStore?: (grant: Grant) => readonly Evidence[] | null;
}

export interface UserAccess {
  /** Grants that work and that the user is in, each with the shortest chain. */
  readonly reached: ReachedRole[];
  /** Grants that the user is in and that do not work: what would be reached once their issues are mended. */
  readonly broken: ReachedRole[];
  /** Neither yes nor no: who is assigned, or whether the role takes it, cannot be read. */
  readonly notReadable: Grant[];
  /** Those of `notReadable` that the user is in. */
  readonly open: ReachedRole[];
  readonly notes: AccessNote[];
}

/** The user is not in the graph that was given. */
export class UnknownUserError extends Error {
  readonly user: NodeRef;
  constructor(user: NodeRef) {
    super(`no object ${user.objectId} in snapshot ${user.snapshotId}`);
    this.name = 'UnknownUserError';
    this.user = user;
  }
}

/**
 * What a user reaches, judged as of the read time of the user's snapshot. Grants keep their order.
 * @throws UnknownUserError
 */
export function accessOf({ user, graph, grants, describe, account, inStore }: AccessInput): UserAccess {
  const start = nodeOf(graph, user);
  if (start < 0) throw new UnknownUserError(user);
  const described = new Described(graph, describe);
  const ways = new Ways(graph, start, described);
  const answer: UserAccess = {
    reached: [],
    broken: [],
    notReadable: [],
    open: [],
    notes: accountNotes(account, placeOf(graph, start).part.readAt),
  };
  const noted = new Set<string>();
  for (const grant of grants) {
    const held = grant.principal === null && grant.status !== 'candidate' ? inStore?.(grant) : null;
    if (held) {
      const shown = { ...grant, evidence: held };
      const list = grant.status === 'works' ? 'reached' : 'broken';
      answer[list].push({ grant, chain: chainOf(graph, described, start, [], shown) });
      continue;
    }
    if (!grant.principal) {
      if (grant.status === 'candidate') answer.notReadable.push(grant);
      continue;
    }
    const way = wayTo(graph, ways, start, grant.principal, grant);
    if (!way) continue;
    if (way.note && grant.status !== 'broken') {
      const params = { group: grant.principal.name, role: grant.roleName, account: grant.account };
      const key = [way.note, ...Object.values(params)].join('|');
      if (!noted.has(key)) answer.notes.push({ code: way.note, params });
      noted.add(key);
    }
    if (!way.counts) continue;
    if (grant.status === 'candidate') answer.notReadable.push(grant);
    const list = grant.status === 'works' ? 'reached' : grant.status === 'candidate' ? 'open' : 'broken';
    answer[list].push({ grant, chain: chainOf(graph, described, start, way.steps, grant) });
  }
  return answer;
}

/** A grant to a user holds for every copy of that user, by SID; one to a group for the group's own members. */
function wayTo(
  graph: MembershipGraph,
  ways: Ways,
  start: number,
  principal: GrantPrincipal,
  grant: Grant,
): Way | null {
  const node = nodeOf(graph, principal);
  if (principal.kind === 'group') return node < 0 ? null : ways.to(node, countingOf(grant));
  const same = node === start || (principal.sid !== null && principal.sid === sidOfNode(graph, start));
  return same ? { steps: [], counts: true, note: null } : null;
}
