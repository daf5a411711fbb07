/** What the nodes of a graph are, as columns: groups that enter tokens, people, and whose domain each is of. */
import { groupScope, isSecurityGroup } from '#domain/directory/groupType.ts';
import type { ObjectRow } from '#domain/directory/object.ts';
import { domainSidOf } from '#domain/directory/sid.ts';
import { trait } from '#domain/access/reach.ts';
import type { NodeTraits } from '#domain/access/reach.ts';
import type { MembershipGraph } from '#domain/membership/graph.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import { kindCode } from '../schema/kinds.ts';

const chunk = 1000;
const people = new Set([kindCode.user, kindCode.serviceAccount]);

/** Every group of a snapshot in the order of names, read many at a time. */
export function* groupRows(snapshot: SnapshotReader): Generator<ObjectRow> {
  const kinds = snapshot.column('kind');
  const ids = snapshot.column('names').filter((id) => kinds[id] === kindCode.group);
  for (let at = 0; at < ids.length; at += chunk) yield* snapshot.rows(ids.subarray(at, at + chunk));
}

/** `groupTypes`: by snapshot, by object id; what is not in it is no group, or a group that does not tell. */
export function traitsOf(
  graph: MembershipGraph,
  snapshotOf: (id: number) => SnapshotReader,
  groupTypes: ReadonlyMap<number, ReadonlyMap<number, number>>,
): NodeTraits {
  const flags = new Uint8Array(graph.size);
  const domain = new Int32Array(graph.size);
  const numbers = new Map<string, number>();
  for (const { part, first } of graph.spans) {
    const kinds = snapshotOf(part.snapshotId).column('kind');
    const types = groupTypes.get(part.snapshotId);
    const number = part.sids.domains.map((text) => {
      const sid = text ? domainSidOf(`${text}-1`) : null;
      if (sid === null) return 0;
      let known = numbers.get(sid);
      if (known === undefined) numbers.set(sid, (known = numbers.size + 1));
      return known;
    });
    for (let at = 0; at < part.objectIds.length; at++) {
      const id = part.objectIds[at]!;
      const node = first + at;
      domain[node] = number[part.sids.domain[at]!] ?? 0;
      if (people.has(kinds[id]!)) flags[node]! |= trait.person;
      if (part.groups[at] !== 1) continue;
      flags[node]! |= trait.group;
      const type = types?.get(id);
      if (type === undefined) continue;
      if (!isSecurityGroup(type)) flags[node]! |= trait.distribution;
      if (groupScope(type) === 'domainLocal') flags[node]! |= trait.domainLocal;
    }
  }
  return { flags, domain };
}

/** `namesOf`: ids of a snapshot's objects in the order of names. */
export function orderOf(graph: MembershipGraph, namesOf: (snapshotId: number) => Int32Array): Int32Array {
  const order = new Int32Array(graph.size);
  let length = 0;
  for (const { part, first, position } of graph.spans) {
    for (const id of namesOf(part.snapshotId)) {
      const at = position(id);
      if (at >= 0) order[length++] = first + at;
    }
  }
  return order.subarray(0, length);
}
