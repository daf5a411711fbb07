import { sidAt } from './sidColumns.ts';
import { SidIndex } from './sidIndex.ts';
import type { DirectoryPart, NodeRef } from './part.ts';
import { spansOf } from './span.ts';
import type { PartSpan } from './span.ts';

/** How one membership is known, as the graph's columns keep it; `viaNames` gives the words of a chain. */
export const via = { member: 0, foreignPrincipal: 1, primaryGroup: 2 } as const;
export type ViaCode = (typeof via)[keyof typeof via];
export const viaNames = ['member', 'foreignPrincipal', 'primaryGroup'] as const;
export type ViaName = (typeof viaNames)[number];

/** Neighbours in one direction, as compressed rows: those of node `n` stand in `to[start[n]] … to[start[n + 1] - 1]`. */
export interface Adjacency {
  readonly start: Int32Array;
  readonly to: Int32Array;
  readonly via: Uint8Array;
  /** Slot of `to` → node of the foreign security principal that the membership goes through. Only for `foreignPrincipal`. */
  readonly standIns: ReadonlyMap<number, number>;
}

/** Who is a member of what, over all snapshots given. Nodes are numbered from 0; `nodeOf` and `refOf` translate. */
export interface MembershipGraph {
  readonly size: number;
  readonly spans: readonly PartSpan[];
  /** From a member to its groups. */
  readonly up: Adjacency;
  /** From a group to its members. */
  readonly down: Adjacency;
  /** Edges that name an object which their part does not hold; they are left out. */
  readonly danglingEdges: number;
}

/**
 * Builds the graph of all parts, in their order.
 *
 * - `member`: as stored.
 * - `primaryGroup`: domain part of the object's SID + primaryGroupID → the group of that SID (facts/active-directory.md
 *   §6). It stands in neither `member` nor `memberOf`.
 * - `foreignPrincipal`: a foreign security principal stands, by SID, for the object of another domain. That object is a
 *   direct member of every group the stand-in is in; downwards it takes the stand-in's place. A stand-in that no part
 *   resolves stays an ordinary member.
 *
 * One SID in several objects (a forest read twice, a hybrid copy): each copy keeps its own memberships, copies are never
 * merged. What refers by SID takes the copies of its own part, and where that has none, those of all other parts; a
 * stand-in takes all copies everywhere. Only account domains count (S-1-5-21-…): `S-1-5-32-544` is another group in each
 * domain, and `S-1-5-11` has no members that can be listed.
 *
 * @throws PartError
 */
export function buildMembershipGraph(parts: readonly DirectoryPart[]): MembershipGraph {
  const spans = spansOf(parts);
  const last = spans.at(-1);
  const size = last ? last.first + last.part.objectIds.length : 0;
  const { pairs, dangling } = memberPairs(spans);
  const sids = new SidIndex(spans);
  const standsFor = sids.standIns();

  /** Calls `edge` for every edge; the two passes of building rows must see the same ones in the same order. */
  const each = (
    edge: (group: number, member: number, how: ViaCode, standIn: number, direction: 'both' | 'up') => void,
  ) => {
    const some = standsFor.size > 0;
    for (let i = 0; i < pairs.length; i += 2) {
      edge(pairs[i]!, pairs[i + 1]!, via.member, -1, some && standsFor.has(pairs[i + 1]!) ? 'up' : 'both');
    }
    if (some) {
      for (let i = 0; i < pairs.length; i += 2) {
        for (const real of standsFor.get(pairs[i + 1]!) ?? [])
          edge(pairs[i]!, real, via.foreignPrincipal, pairs[i + 1]!, 'both');
      }
    }
    sids.eachPrimaryGroup((group, member) => edge(group, member, via.primaryGroup, -1, 'both'));
  };

  const upCount = new Int32Array(size + 1);
  const downCount = new Int32Array(size + 1);
  each((group, member, _how, _standIn, direction) => {
    upCount[member + 1]!++;
    if (direction === 'both') downCount[group + 1]!++;
  });
  const up = rowsOf(upCount);
  const down = rowsOf(downCount);
  each((group, member, how, standIn, direction) => {
    up.add(member, group, how, standIn);
    if (direction === 'both') down.add(group, member, how, standIn);
  });
  return { size, spans, up: up.rows, down: down.rows, danglingEdges: dangling };
}

/** The node of an object, or -1 where no part holds it. */
export function nodeOf(graph: MembershipGraph, ref: NodeRef): number {
  const span = graph.spans.find((candidate) => candidate.part.snapshotId === ref.snapshotId);
  const position = span?.position(ref.objectId) ?? -1;
  return span && position >= 0 ? span.first + position : -1;
}

/** The part that holds a node, and the node's place in its columns. @throws RangeError for a node that is none. */
export function placeOf(graph: MembershipGraph, node: number): { part: DirectoryPart; position: number } {
  for (const span of graph.spans) {
    const position = node - span.first;
    if (position >= 0 && position < span.part.objectIds.length) return { part: span.part, position };
  }
  throw new RangeError(`no node ${node}`);
}

/** The object that a node is. */
export function refOf(graph: MembershipGraph, node: number): NodeRef {
  const { part, position } = placeOf(graph, node);
  return { snapshotId: part.snapshotId, objectId: part.objectIds[position]! };
}

/** The SID of a node, or null. */
export function sidOfNode(graph: MembershipGraph, node: number): string | null {
  const { part, position } = placeOf(graph, node);
  return sidAt(part.sids, position);
}

/** The stored edges as pairs of nodes (group, member). */
function memberPairs(spans: readonly PartSpan[]): { pairs: Int32Array; dangling: number } {
  const pairs = new Int32Array(spans.reduce((sum, span) => sum + span.part.edges.length, 0));
  let length = 0;
  let dangling = 0;
  for (const { part, first, position } of spans) {
    for (let i = 0; i < part.edges.length; i += 2) {
      const group = position(part.edges[i]!);
      const member = position(part.edges[i + 1]!);
      if (group < 0 || member < 0) {
        dangling++;
        continue;
      }
      pairs[length++] = first + group;
      pairs[length++] = first + member;
    }
  }
  return { pairs: pairs.subarray(0, length), dangling };
}

/** Rows to be filled, from the number of neighbours of node `n` in `count[n + 1]`. */
function rowsOf(count: Int32Array): {
  rows: Adjacency;
  add: (from: number, to: number, how: ViaCode, standIn: number) => void;
} {
  const start = count;
  for (let n = 1; n < start.length; n++) start[n]! += start[n - 1]!;
  const next = start.slice();
  const total = start.at(-1) ?? 0;
  const rows = {
    start,
    to: new Int32Array(total),
    via: new Uint8Array(total),
    standIns: new Map<number, number>(),
  };
  return {
    rows,
    add(from, to, how, standIn) {
      const slot = next[from]!++;
      rows.to[slot] = to;
      rows.via[slot] = how;
      if (standIn >= 0) rows.standIns.set(slot, standIn);
    },
  };
}
