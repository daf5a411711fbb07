import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { domainSidOf, sidInDomain } from '../directory/sid.ts';
import { buildMembershipGraph } from './graph.ts';
import { sidAt, sidColumnsOf } from './sidColumns.ts';
import type { DirectoryPart } from './part.ts';
import { groupsOf, membersOf, pathTo, tokenGroupsOf } from './walk.ts';
import type { Step, Walk } from './walk.ts';

const numRuns = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);
const sids = ['S-1-5-21-1-1-1', 'S-1-5-21-2-2-2'].flatMap((domain) =>
  [513, 514, 1104, 1105, 1106].map((rid) => `${domain}-${rid}`),
);

const anObject = fc.record({
  sid: fc.constantFrom(null, 'S-1-5-32-544', 'S-1-5-11', ...sids),
  primary: fc.constantFrom(0, 0, 513, 514),
  kind: fc.constantFrom('user', 'group', 'group', 'foreign'),
});
/** Up to three snapshots of up to nine objects; an edge may name an object that is not there, or its own group. */
const aPart = fc.array(anObject, { maxLength: 9 }).chain((objects) =>
  fc.record({
    objects: fc.constant(objects),
    edges: fc.array(fc.tuple(fc.nat(objects.length), fc.nat(objects.length)), { maxLength: 18 }),
  }),
);
const aForest = fc.array(aPart, { minLength: 1, maxLength: 3 }).map((parts) =>
  parts.map(({ objects, edges }, at): DirectoryPart => ({
    snapshotId: at + 1,
    readAt: '2026-11-20T08:00:00Z',
    objectIds: Int32Array.from(objects, (_, i) => 10 + i),
    sids: sidColumnsOf(objects.map(({ sid }) => sid)),
    primaryGroupRids: Int32Array.from(objects, ({ kind, primary }) => (kind === 'user' ? primary : 0)),
    groups: Uint8Array.from(objects, ({ kind }) => Number(kind === 'group')),
    foreign: Uint8Array.from(objects, ({ kind }) => Number(kind === 'foreign')),
    // A stand-in has no members.
    edges: Int32Array.from(
      edges
        .filter(([group]) => objects[group]?.kind !== 'foreign')
        .flatMap(([group, member]) => [10 + group, 10 + member]),
    ),
  })),
);

/** The meaning of every membership, pair by pair, straight from its definition. */
class Naive {
  readonly nodes: { part: DirectoryPart; at: number; sid: string | null }[];
  constructor(parts: readonly DirectoryPart[]) {
    this.nodes = parts.flatMap((part) =>
      Array.from(part.objectIds, (_, at) => ({ part, at, sid: sidAt(part.sids, at) })),
    );
  }
  stored(group: number, member: number): boolean {
    const [g, m] = [this.nodes[group]!, this.nodes[member]!];
    if (g.part !== m.part) return false;
    const { edges, objectIds } = g.part;
    return edges.some((id, i) => i % 2 === 0 && id === objectIds[g.at] && edges[i + 1] === objectIds[m.at]);
  }
  standsFor(foreign: number, real: number): boolean {
    const [f, r] = [this.nodes[foreign]!, this.nodes[real]!];
    return (
      f.part.foreign[f.at] === 1 &&
      r.part.foreign[r.at] === 0 &&
      f.sid !== null &&
      domainSidOf(f.sid) !== null &&
      f.sid === r.sid
    );
  }
  primary(group: number, member: number): boolean {
    const [g, m] = [this.nodes[group]!, this.nodes[member]!];
    const domain = m.sid && domainSidOf(m.sid);
    const rid = m.part.primaryGroupRids[m.at]!;
    if (!domain || rid === 0) return false;
    const named = this.nodes.filter(
      ({ part, at, sid }) => part.groups[at] === 1 && sid === sidInDomain(domain, rid),
    );
    const own = named.filter(({ part }) => part === m.part);
    return (own.length > 0 ? own : named).includes(g);
  }
  holds(member: number, { node, via, standIn }: Step): boolean {
    if (via === 'member') return standIn === -1 && this.stored(node, member);
    if (via === 'primaryGroup') return standIn === -1 && this.primary(node, member);
    return this.standsFor(standIn, member) && this.stored(node, standIn);
  }
  isMember(member: number, group: number): boolean {
    return (
      this.stored(group, member) ||
      this.primary(group, member) ||
      this.nodes.some((_, foreign) => this.standsFor(foreign, member) && this.stored(group, foreign))
    );
  }
  /** Fewest steps from each member to each group, over groups that may be entered. */
  distances(enter: (node: number) => boolean = () => true): number[][] {
    const all = this.nodes.map((_, node) => node);
    const distance = all.map((member) =>
      all.map((group) => (enter(group) && this.isMember(member, group) ? 1 : Infinity)),
    );
    for (const k of all)
      for (const i of all)
        for (const j of all)
          distance[i]![j] = Math.min(distance[i]![j]!, distance[i]![k]! + distance[k]![j]!);
    return distance;
  }
}

const depths = (walk: Walk) =>
  Array.from(walk.nodes, (node, at) => [node, walk.depths[at]!] as const).toSorted(([a], [b]) => a - b);
const finite = (row: readonly number[], start: number) =>
  row
    .map((depth, node) => [node, depth] as const)
    .filter(([node, depth]) => node !== start && depth < Infinity);

it('reaches the groups that the definitions say, by shortest ways made of true steps', () => {
  fc.assert(
    fc.property(aForest, (parts) => {
      const naive = new Naive(parts);
      const graph = buildMembershipGraph(parts);
      const distance = naive.distances();
      for (let start = 0; start < graph.size; start++) {
        const walk = groupsOf(graph, start);
        expect(depths(walk)).toEqual(finite(distance[start]!, start));
        expect(depths(groupsOf(graph, start, { nested: false }))).toEqual(
          finite(distance[start]!, start).filter(([, depth]) => depth === 1),
        );
        walk.nodes.forEach((node, position) => {
          const steps = pathTo(walk, position);
          expect(steps).toHaveLength(walk.depths[position]!);
          expect(steps.at(-1)!.node).toBe(node);
          expect(
            steps.filter((step, at) => !naive.holds(at === 0 ? start : steps[at - 1]!.node, step)),
          ).toEqual([]);
        });
      }
    }),
    { numRuns },
  );
});

it('reaches downwards exactly those that reach upwards, stand-ins replaced by what they stand for', () => {
  fc.assert(
    fc.property(aForest, (parts) => {
      const naive = new Naive(parts);
      const graph = buildMembershipGraph(parts);
      const distance = naive.distances();
      const replaced = (node: number) => naive.nodes.some((_, real) => naive.standsFor(node, real));
      for (let start = 0; start < graph.size; start++) {
        const walk = membersOf(graph, start);
        expect(depths(walk)).toEqual(
          finite(
            distance.map((row) => row[start]!),
            start,
          ).filter(([node]) => !replaced(node)),
        );
        walk.nodes.forEach((_, position) => {
          const steps = pathTo(walk, position);
          expect(
            steps.filter(
              (step, at) =>
                !naive.holds(step.node, { ...step, node: at === 0 ? start : steps[at - 1]!.node }),
            ),
          ).toEqual([]);
        });
      }
    }),
    { numRuns },
  );
});

it('lets only what may be entered lead on', () => {
  fc.assert(
    fc.property(aForest, fc.nat(), (parts, salt) => {
      const naive = new Naive(parts);
      const graph = buildMembershipGraph(parts);
      const security = (node: number) => (node * 7 + salt) % 3 !== 0;
      const distance = naive.distances(security);
      for (let start = 0; start < graph.size; start++)
        expect(depths(tokenGroupsOf(graph, start, security))).toEqual(finite(distance[start]!, start));
    }),
    { numRuns },
  );
});
