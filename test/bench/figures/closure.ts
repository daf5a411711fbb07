import { closureOf } from '#domain/membership/closure.ts';
import { buildMembershipGraph } from '#domain/membership/graph.ts';
import type { DirectoryPart } from '#domain/membership/part.ts';
import type { Answer, Asked } from '../figure.ts';
import { median } from '../numbers.ts';
import { shapeOf, sizes, type Shape } from '../shape.ts';

/** The tree's memberships as the domain takes them: leaves first, then groups, numbered from 0. */
export function partOf(shape: Shape): DirectoryPart {
  const { leaves, groups, members } = shape;
  const count = leaves + groups;
  const edges = new Int32Array(shape.edges * 2);
  let at = 0;
  for (let group = 0; group < groups; group++)
    for (let i = members.from[group]!; i < members.from[group + 1]!; i++) {
      edges[at++] = leaves + group;
      edges[at++] = members.to[i]!;
    }
  return {
    snapshotId: 1,
    readAt: '2026-01-01T00:00:00Z',
    objectIds: Int32Array.from({ length: count }, (_, n) => n),
    sids: { domains: [''], domain: new Int32Array(count), rid: new Int32Array(count) },
    primaryGroupRids: new Int32Array(count),
    groups: Uint8Array.from({ length: count }, (_, n) => Number(n >= leaves)),
    foreign: new Uint8Array(count),
    edges,
  };
}

/** For every account the groups it is in, through groups and round circles; edges are in memory, building them is told apart. */
export async function closure({ facts, rounds }: Asked): Promise<Answer> {
  const shape = shapeOf(sizes[facts.size]);
  const began = performance.now();
  const graph = buildMembershipGraph([partOf(shape)]);
  const building = performance.now() - began;
  const times: number[] = [];
  let pairs = 0;
  for (let round = 0; round < rounds; round++) {
    const begins = performance.now();
    const { groupsOf } = closureOf(graph);
    pairs = 0;
    for (let node = 0; node < graph.size; node++) pairs += groupsOf(node).length;
    times.push(performance.now() - begins);
  }
  return { took: median(times), longest: Math.max(...times), building, pairs };
}
