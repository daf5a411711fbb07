/** Rows of a graph's nodes, read many at a time. */
import { refOf } from '#domain/membership/graph.ts';
import type { MembershipGraph } from '#domain/membership/graph.ts';
import type { ObjectRow } from '#domain/directory/object.ts';
import type { SnapshotReader } from '../read/snapshot.ts';

/** The rows of the nodes, each read once, by node. */
export function readNodeRows(
  graph: MembershipGraph,
  nodes: Iterable<number>,
  snapshotOf: (snapshotId: number) => SnapshotReader,
): ReadonlyMap<number, ObjectRow> {
  const bySnapshot = new Map<number, { nodes: number[]; objectIds: number[] }>();
  for (const node of new Set(nodes)) {
    const { snapshotId, objectId } = refOf(graph, node);
    let list = bySnapshot.get(snapshotId);
    if (!list) bySnapshot.set(snapshotId, (list = { nodes: [], objectIds: [] }));
    list.nodes.push(node);
    list.objectIds.push(objectId);
  }
  const rows = new Map<number, ObjectRow>();
  for (const [snapshotId, list] of bySnapshot) {
    const read = snapshotOf(snapshotId).rows(list.objectIds);
    for (const [at, node] of list.nodes.entries()) rows.set(node, read[at]!);
  }
  return rows;
}
