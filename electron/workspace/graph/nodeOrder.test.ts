import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildMembershipGraph } from '#domain/membership/graph.ts';
import type { DirectoryPart } from '#domain/membership/part.ts';
import { membersOf } from '#domain/membership/walk.ts';
import { nearestByName, nodeOrderOf, positionsAt } from './nodeOrder.ts';

const numRuns = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);

/** Objects 1 to size; every third is a group. */
function partOf(
  snapshotId: number,
  size: number,
  edges: readonly (readonly [number, number])[],
): DirectoryPart {
  const objectIds = Int32Array.from({ length: size }, (_, at) => at + 1);
  return {
    snapshotId,
    readAt: '2026-01-01T00:00:00Z',
    objectIds,
    sids: { domains: [''], domain: new Int32Array(size), rid: new Int32Array(size) },
    primaryGroupRids: new Int32Array(size),
    groups: Uint8Array.from(objectIds, (id) => (id % 3 === 0 ? 1 : 0)),
    foreign: new Uint8Array(size),
    edges: Int32Array.from(edges.flatMap(([group, member]) => [(group % size) + 1, (member % size) + 1])),
  };
}

const rank = fc.oneof(fc.nat(300), fc.constantFrom(-5, 0, 2 ** 31 - 1));
const part = fc.record({
  size: fc.integer({ min: 1, max: 260 }),
  edges: fc.array(fc.tuple(fc.nat(12), fc.nat(300)), { maxLength: 400 }),
  ranks: fc.array(rank, { minLength: 261, maxLength: 261 }).map((list) => Int32Array.from(list)),
});

describe('the nodes of a graph in the order of names', () => {
  test('give every walk nearest first and by name, whatever its columns say', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 2 }), fc.nat(400), (parts, pick) => {
        const graph = buildMembershipGraph(parts.map(({ size, edges }, at) => partOf(at + 1, size, edges)));
        const order = nodeOrderOf(graph, (snapshotId) => parts[snapshotId - 1]!.ranks);
        expect([...order.nodeAt].sort((a, b) => a - b)).toEqual(
          Array.from({ length: graph.size }, (_, n) => n),
        );
        order.nodeAt.forEach((node, place) => expect(order.placeOf[node]).toBe(place));
        const rankOf = (node: number): number => {
          const span = graph.spans.findLast(({ first }) => first <= node)!;
          const { ranks } = parts[span.part.snapshotId - 1]!;
          return Math.min(ranks.length, Math.max(0, ranks[node - span.first + 1]!));
        };
        const walk = membersOf(graph, pick % graph.size);
        const places = nearestByName(walk, order);
        const positions = positionsAt(walk, order, places);
        const expected = Array.from({ length: walk.length }, (_, at) => at).sort(
          (a, b) =>
            walk.depths[a]! - walk.depths[b]! ||
            rankOf(walk.nodes[a]!) - rankOf(walk.nodes[b]!) ||
            walk.nodes[a]! - walk.nodes[b]!,
        );
        expect([...positions]).toEqual(expected);
      }),
      { numRuns },
    );
  });
});
