import { expect, it } from 'vitest';
import { Reach, trait } from '../../access/reach.ts';
import { buildMembershipGraph } from '../../membership/graph.ts';
import { sidColumnsOf } from '../../membership/sidColumns.ts';
import { changeOf, PeopleWalks } from './people.ts';
import type { Sources } from './people.ts';

/** Two groups, and three people in each. */
const graph = buildMembershipGraph([
  {
    snapshotId: 1,
    readAt: '2026-11-20T08:00:00Z',
    objectIds: Int32Array.from([1, 2, 3, 4, 5, 6, 7, 8]),
    sids: sidColumnsOf(Array.from({ length: 8 }, (_, at) => `S-1-5-21-1-1-1-${1101 + at}`)),
    primaryGroupRids: new Int32Array(8),
    groups: Uint8Array.from([1, 1, 0, 0, 0, 0, 0, 0]),
    foreign: new Uint8Array(8),
    edges: Int32Array.from([1, 3, 1, 4, 1, 5, 2, 6, 2, 7, 2, 8]),
  },
]);
const reach = new Reach(graph, {
  flags: Uint8Array.from([0, 0, ...Array.from({ length: 6 }, () => trait.person)]),
  domain: new Int32Array(8),
});
const sourceOf = (group: number) => ({
  mechanism: 'delegation' as const,
  counting: 'delegation' as const,
  byRules: false,
  groups: [group],
  users: [],
});
const lessSure = (group: number): Sources => ({
  before: { sure: [sourceOf(group)], maybe: [] },
  after: { sure: [], maybe: [sourceOf(group)] },
});

it('meets the people of each walk by itself where two take turns', () => {
  const walks = new PeopleWalks(reach, reach);
  const met: [number, string | null][][] = [[], []];
  const two = met.map((list, group) =>
    walks.of(lessSure(group), (node, was, is) => list.push([node, changeOf(was, is)])),
  );
  let done = 0;
  for (let at = 0; done < 2; at = 1 - at) if (two[at]!.next().done === true) done++;
  expect(met).toEqual([
    [2, 3, 4].map((node) => [node, 'lessSure']),
    [5, 6, 7].map((node) => [node, 'lessSure']),
  ]);
});
