import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { closureOf } from './closure.ts';
import { buildMembershipGraph } from './graph.ts';
import type { DirectoryPart } from './part.ts';
import { groupsOf } from './walk.ts';

const numRuns = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);

function partOf(objects: number, edges: readonly (readonly [number, number])[]): DirectoryPart {
  const none = new Int32Array(objects);
  return {
    snapshotId: 1,
    readAt: '2026-11-20T08:00:00Z',
    objectIds: none.map((_, at) => at + 1),
    sids: { domains: [''], domain: none, rid: none },
    primaryGroupRids: none,
    groups: new Uint8Array(objects).fill(1),
    foreign: new Uint8Array(objects),
    edges: Int32Array.from(edges.flatMap(([group, member]) => [group + 1, member + 1])),
  };
}

const sorted = (nodes: Int32Array): number[] => Array.from(nodes).sort((a, b) => a - b);

it('lists for every node what a walk reaches, circles and self-membership included', () => {
  const graphs = fc
    .integer({ min: 1, max: 14 })
    .chain((objects) =>
      fc.tuple(
        fc.constant(objects),
        fc.array(fc.tuple(fc.nat(objects - 1), fc.nat(objects - 1)), { maxLength: 30 }),
        fc.uniqueArray(fc.nat(objects - 1), { maxLength: 3 }),
      ),
    );
  fc.assert(
    fc.property(graphs, ([objects, edges, barred]) => {
      const graph = buildMembershipGraph([partOf(objects, edges)]);
      const enter = (node: number) => !barred.includes(node);
      for (const only of [undefined, enter]) {
        const closure = closureOf(graph, only);
        const each = Array.from({ length: graph.size }, (_, node) => node);
        const walked = each.map((node) => groupsOf(graph, node, only ? { enter: only } : {}).nodes);
        expect(each.map((node) => sorted(closure.groupsOf(node)))).toEqual(walked.map(sorted));
      }
    }),
    { numRuns },
  );
});

it('bears fifty thousand groups in one circle, and eight thousand in a row', () => {
  const circle = Array.from({ length: 50_000 }, (_, n) => [n, (n + 1) % 50_000] as const);
  const round = closureOf(buildMembershipGraph([partOf(50_000, circle)]));
  expect(round.groupsOf(5).length).toBe(49_999);
  const row = Array.from({ length: 8_000 - 1 }, (_, n) => [n + 1, n] as const);
  const nested = closureOf(buildMembershipGraph([partOf(8_000, row)]));
  expect(nested.groupsOf(0).length).toBe(7_999);
  expect(nested.groupsOf(6_000).length).toBe(1_999);
});
