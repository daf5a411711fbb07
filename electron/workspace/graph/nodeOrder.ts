/** A graph's nodes in the order of their objects' names, made once, so that a walk's hundreds of thousands need no comparing. */
import type { MembershipGraph } from '#domain/membership/graph.ts';
import type { Walk } from '#domain/membership/walk.ts';
import { addTo, emptySet, isIn, listTo } from '../search/set.ts';

/** Places are 0 to size-1. Nodes of several snapshots stand by their places among the names of their own, then by number. */
export interface NodeOrder {
  readonly placeOf: Int32Array;
  readonly nodeAt: Int32Array;
}

/** `rankOf`: by object id, the place among the names of the snapshot. */
export function nodeOrderOf(graph: MembershipGraph, rankOf: (snapshotId: number) => Int32Array): NodeOrder {
  const { size, spans } = graph;
  const ranks = new Int32Array(size);
  let most = 0;
  for (const { part, first } of spans) {
    const { objectIds, snapshotId } = part;
    const column = rankOf(snapshotId);
    // What a file from outside says may be anything.
    const last = column.length;
    if (last > most) most = last;
    for (let at = 0; at < objectIds.length; at++)
      ranks[first + at] = Math.min(last, Math.max(0, column[objectIds[at]!] ?? 0));
  }
  const next = new Int32Array(most + 2);
  for (let node = 0; node < size; node++) next[ranks[node]! + 1]!++;
  for (let rank = 1; rank < next.length; rank++) next[rank]! += next[rank - 1]!;
  const nodeAt = new Int32Array(size);
  for (let node = 0; node < size; node++) {
    const place = next[ranks[node]!]!++;
    nodeAt[place] = node;
    ranks[node] = place;
  }
  return { placeOf: ranks, nodeAt };
}

/** Levels with fewer than so many parts of all nodes are sorted; larger ones are marked in a set of all, and listed. */
const smallShare = 64;

/** The places of a walk's nodes: nearest first, by name within one distance. */
export function nearestByName({ length, depths, nodes }: Walk, { placeOf }: NodeOrder): Int32Array {
  const places = new Int32Array(length);
  // A walk is nearest first already: only what lies at one distance has to be put in order.
  for (let from = 0, end = 0; from < length; from = end) {
    while (end < length && depths[end] === depths[from]) end++;
    const level = places.subarray(from, end);
    if (level.length * smallShare < placeOf.length) {
      for (let at = from; at < end; at++) places[at] = placeOf[nodes[at]!]!;
      level.sort();
    } else {
      const marked = emptySet(placeOf.length);
      for (let at = from; at < end; at++) addTo(marked, placeOf[nodes[at]!]!);
      listTo(marked, level);
    }
  }
  return places;
}

/** Where the nodes at some places stand in the walk, all of which it has. */
export function positionsAt(walk: Walk, { nodeAt }: NodeOrder, places: Int32Array): Int32Array {
  const wanted = emptySet(nodeAt.length);
  const found = new Map<number, number>();
  for (const place of places) addTo(wanted, nodeAt[place]!);
  for (let at = 0; at < walk.length && found.size < places.length; at++)
    if (isIn(wanted, walk.nodes[at]!)) found.set(walk.nodes[at]!, at);
  return places.map((place) => found.get(nodeAt[place]!)!);
}
