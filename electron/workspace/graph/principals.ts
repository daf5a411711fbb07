/** What the membership graph knows of SIDs that stand in security descriptors. */
import { placeOf, refOf, sidOfNode } from '#domain/membership/graph.ts';
import type { MembershipGraph } from '#domain/membership/graph.ts';
import { sidAt } from '#domain/membership/sidColumns.ts';
import { groupsOf, membersOf } from '#domain/membership/walk.ts';
import type { PrincipalFacts } from '../answers.ts';
import type { Snapshots } from '../read/snapshots.ts';
import { kindCode, kindOfCode } from '../schema/kinds.ts';

const accountKinds = new Set([kindCode.user, kindCode.computer, kindCode.serviceAccount]);
/** Stand-ins for more people than a list holds: Everyone, Anonymous, Authenticated Users. */
const broad = new Set(['S-1-1-0', 'S-1-5-7', 'S-1-5-11']);

/** The domain above an object, 0 where there is none. */
function domainOf(snapshots: Snapshots, snapshotId: number, objectId: number): number {
  const snapshot = snapshots.get(snapshotId)!;
  const parents = snapshot.column('parent');
  const kinds = snapshot.column('kind');
  let at = objectId;
  for (let steps = 0; at > 0 && steps < kinds.length; steps++) {
    if (kinds[at] === kindCode.domain) return at;
    at = parents[at] ?? 0;
  }
  return 0;
}

/** Every node that has one of the SIDs; stand-ins of foreign accounts only where nothing else has it. */
function nodesBySid(graph: MembershipGraph, sids: ReadonlySet<string>): Map<string, number[]> {
  const real = new Map<string, number[]>();
  const standIns = new Map<string, number[]>();
  for (const { part, first } of graph.spans) {
    part.objectIds.forEach((_, at) => {
      const sid = sidAt(part.sids, at);
      if (sid === null || !sids.has(sid)) return;
      const nodes = part.foreign[at] === 1 ? standIns : real;
      nodes.set(sid, [...(nodes.get(sid) ?? []), first + at]);
    });
  }
  return new Map([...standIns, ...real]);
}

/**
 * In the order of `sids`. Of several objects with one SID (a domain's own BUILTIN groups, a forest read twice) the one in
 * the domain of `near` counts, else one of its snapshot, else any.
 */
export function principalFacts(
  snapshots: Snapshots,
  graph: MembershipGraph,
  near: { readonly snapshotId: number; readonly objectId: number },
  sids: readonly string[],
): PrincipalFacts[] {
  const found = nodesBySid(graph, new Set(sids));
  const domain = domainOf(snapshots, near.snapshotId, near.objectId);
  const kindAt = (node: number): number => {
    const { snapshotId, objectId } = refOf(graph, node);
    return snapshots.get(snapshotId)!.column('kind')[objectId] ?? kindCode.other;
  };
  const closeness = (node: number): number => {
    const { snapshotId, objectId } = refOf(graph, node);
    if (snapshotId !== near.snapshotId) return 2;
    return domainOf(snapshots, snapshotId, objectId) === domain ? 0 : 1;
  };
  return sids.map((sid) => {
    const [node] = (found.get(sid) ?? []).toSorted((a, b) => closeness(a) - closeness(b) || a - b);
    if (node === undefined) return { sid, ref: null, kind: null, groups: [], accounts: null, includes: [] };
    const up = groupsOf(graph, node);
    const groups: string[] = [];
    for (const group of up.nodes) {
      const of = sidOfNode(graph, group);
      if (of !== null) groups.push(of);
    }
    const { part, position } = placeOf(graph, node);
    const kind = kindOfCode(kindAt(node));
    if (part.groups[position] !== 1)
      return { sid, ref: refOf(graph, node), kind, groups, accounts: null, includes: [] };
    let accounts = 0;
    const includes = new Set<string>();
    for (const member of membersOf(graph, node).nodes) {
      if (accountKinds.has(kindAt(member))) accounts++;
      const of = sidOfNode(graph, member);
      if (of !== null && broad.has(of)) includes.add(of);
    }
    return { sid, ref: refOf(graph, node), kind, groups, accounts, includes: [...includes] };
  });
}
