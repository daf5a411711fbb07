/** People of an answer in the order of their names: pages out of a column, rows made for the page alone. */
import { mechanisms as allMechanisms } from '#domain/mapping/grant.ts';
import type { Mechanism } from '#domain/mapping/grant.ts';
import { mechanismBit } from '#domain/access/people.ts';
import type { ObjectRow } from '#domain/directory/object.ts';
import { nodeOf } from '#domain/membership/graph.ts';
import type { MembershipGraph } from '#domain/membership/graph.ts';
import type { Page } from '#contract/shapes.ts';
import { readNodeRows } from '../graph/nodeRows.ts';
import type { AccessState, AccessWorld } from './world.ts';

export const mechanismsIn = (bits: number): Mechanism[] =>
  allMechanisms.filter((mechanism) => (bits & mechanismBit[mechanism]) !== 0);

/** The nodes whose objects a search for the text finds, as 1; null: every node, for there is no text. */
export function nodesWithText(
  world: AccessWorld,
  graph: MembershipGraph,
  text: string | undefined,
): Uint8Array | null {
  if (text === undefined || text.trim() === '') return null;
  const found = new Uint8Array(graph.size);
  for (const { part } of graph.spans) {
    const snapshot = world.snapshots.get(part.snapshotId)!;
    for (const objectId of world.searches.of(snapshot).find(text).ids()) {
      const node = nodeOf(graph, { snapshotId: part.snapshotId, objectId });
      if (node >= 0) found[node] = 1;
    }
  }
  return found;
}

/** The nodes that fit, in the order of `AccessState.order`. */
export function namedNodes(
  state: AccessState,
  fits: (node: number) => boolean,
  page: Page,
): { total: number; nodes: number[] } {
  const nodes: number[] = [];
  let total = 0;
  for (const node of state.order) {
    if (!fits(node)) continue;
    if (total >= page.offset && nodes.length < page.limit) nodes.push(node);
    total++;
  }
  return { total, nodes };
}

export function rowsOf(
  world: AccessWorld,
  graph: MembershipGraph,
  nodes: readonly number[],
): ReadonlyMap<number, ObjectRow> {
  return readNodeRows(graph, nodes, (id) => world.snapshots.get(id)!);
}
