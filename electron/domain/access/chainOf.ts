import { evidence } from '../mapping/evidence.ts';
import type { Grant } from '../mapping/grant.ts';
import { placeOf, sidOfNode } from '../membership/graph.ts';
import type { MembershipGraph } from '../membership/graph.ts';
import type { Step } from '../membership/walk.ts';
import type { ChainLink } from './chain.ts';
import type { Described } from './described.ts';

/** The explanation of one grant: user → memberships → mechanism → role. */
export function chainOf(
  graph: MembershipGraph,
  described: Described,
  user: number,
  steps: readonly Step[],
  grant: Grant,
): ChainLink[] {
  const links: ChainLink[] = [{ step: 'user', object: described.of(user).object }];
  let member = user;
  for (const step of steps) {
    links.push(...membershipLinks(graph, described, member, step));
    member = step.node;
  }
  const { mechanism, through, roleArn, roleName, account, accountName } = grant;
  links.push(
    { step: 'mechanism', mechanism, through, evidence: grant.evidence },
    { step: 'role', roleArn, roleName, account, accountName },
  );
  return links;
}

/** One membership as links; one through a stand-in is two, the stand-in first. */
function membershipLinks(
  graph: MembershipGraph,
  described: Described,
  member: number,
  { node, via, standIn }: Step,
): ChainLink[] {
  const group = described.of(node).object;
  if (via === 'primaryGroup') {
    const { part, position } = placeOf(graph, member);
    const rid = String(part.primaryGroupRids[position]! >>> 0);
    return [
      {
        step: 'membership',
        via,
        object: group,
        evidence: evidence('primaryGroup', part, described.of(member).object.dn, 'primaryGroupID', rid),
      },
    ];
  }
  const { part } = placeOf(graph, node);
  const named = described.of(via === 'foreignPrincipal' ? standIn : member).object;
  const stored: ChainLink = {
    step: 'membership',
    via: 'member',
    object: group,
    evidence: evidence('member', part, group.dn, 'member', named.dn),
  };
  if (via === 'member') return [stored];
  const place = placeOf(graph, standIn);
  const sid = sidOfNode(graph, standIn) ?? '';
  return [
    {
      step: 'membership',
      via,
      object: named,
      evidence: evidence('foreignPrincipal', place.part, named.dn, 'objectSid', sid),
    },
    stored,
  ];
}
