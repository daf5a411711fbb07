/** What the nodes of a graph are, as columns: groups that enter tokens, people, and whose domain each is of. */
import { groupScope, isSecurityGroup } from '#domain/directory/groupType.ts';
import { domainSidOf } from '#domain/directory/sid.ts';
import { trait } from '#domain/access/reach.ts';
import type { NodeTraits } from '#domain/access/reach.ts';
import type { MembershipGraph } from '#domain/membership/graph.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import { kindCode } from '../schema/kinds.ts';

const people = new Set([kindCode.user, kindCode.serviceAccount]);

/** Types of groups by object id, 0 = it tells none. A file that was written before the column was kept has them in its entries. */
export function groupTypesOf(snapshot: SnapshotReader): Int32Array {
  const column = snapshot.column('groupType');
  if (column.length > 0) return column;
  const kinds = snapshot.column('kind');
  const types = new Int32Array(kinds.length);
  const ids = snapshot.column('names').filter((id) => kinds[id] === kindCode.group);
  for (let at = 0; at < ids.length; at += 1000)
    for (const { id, groupType } of snapshot.rows(ids.subarray(at, at + 1000))) types[id] = groupType ?? 0;
  return types;
}

export function traitsOf(graph: MembershipGraph, snapshotOf: (id: number) => SnapshotReader): NodeTraits {
  const flags = new Uint8Array(graph.size);
  const domain = new Int32Array(graph.size);
  const numbers = new Map<string, number>();
  for (const { part, first } of graph.spans) {
    const snapshot = snapshotOf(part.snapshotId);
    const kinds = snapshot.column('kind');
    const types = groupTypesOf(snapshot);
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
      const type = types[id] ?? 0;
      if (type === 0) continue;
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
