import { sidColumnsOf } from './sidColumns.ts';
import { describe, expect, it } from 'vitest';
import { buildMembershipGraph, nodeOf, placeOf, refOf, sidOfNode } from './graph.ts';
import type { DirectoryPart, NodeRef } from './part.ts';
import { PartError } from './span.ts';
import { groupsOf, membersOf, pathTo, tokenGroupsOf } from './walk.ts';
import type { Walk } from './walk.ts';

const home = 'S-1-5-21-1-1-1';
const partner = 'S-1-5-21-2-2-2';

interface Row {
  readonly id: number;
  readonly sid?: string | null;
  readonly primary?: number;
  readonly group?: boolean;
  readonly foreign?: boolean;
}
const part = (
  snapshotId: number,
  rows: readonly Row[],
  edges: readonly (readonly [group: number, member: number])[] = [],
): DirectoryPart => ({
  snapshotId,
  readAt: '2026-11-20T08:00:00Z',
  objectIds: Int32Array.from(rows, ({ id }) => id),
  sids: sidColumnsOf(rows.map(({ sid }) => sid ?? null)),
  primaryGroupRids: Int32Array.from(rows, ({ primary }) => primary ?? 0),
  groups: Uint8Array.from(rows, ({ group }) => Number(group ?? false)),
  foreign: Uint8Array.from(rows, ({ foreign }) => Number(foreign ?? false)),
  edges: Int32Array.from(edges.flat()),
});
const user = (id: number, sid = `${home}-${1000 + id}`, primary = 0): Row => ({ id, sid, primary });
const group = (id: number, sid = `${home}-${1000 + id}`): Row => ({ id, sid, group: true });
const standIn = (id: number, sid: string): Row => ({ id, sid, foreign: true });

type Ask = 'groups' | 'members';
interface Case {
  readonly name: string;
  readonly parts: readonly DirectoryPart[];
  readonly ask: Ask;
  readonly of: readonly [snapshotId: number, objectId: number];
  /** `snapshot:object depth via[ through stand-in]`, nearest first. */
  readonly expected: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'direct before nested',
    parts: [
      part(
        1,
        [user(1), group(2), group(3)],
        [
          [2, 1],
          [3, 2],
        ],
      ),
    ],
    ask: 'groups',
    of: [1, 1],
    expected: ['1:2 1 member', '1:3 2 member'],
  },
  {
    name: 'a shorter way wins over a longer',
    parts: [
      part(
        1,
        [user(1), group(2), group(3)],
        [
          [2, 1],
          [3, 2],
          [3, 1],
        ],
      ),
    ],
    ask: 'groups',
    of: [1, 1],
    expected: ['1:2 1 member', '1:3 1 member'],
  },
  {
    name: 'a circle ends, and the start is not its own group',
    parts: [
      part(
        1,
        [group(1), group(2)],
        [
          [2, 1],
          [1, 2],
        ],
      ),
    ],
    ask: 'groups',
    of: [1, 1],
    expected: ['1:2 1 member'],
  },
  {
    name: 'a group in itself',
    parts: [part(1, [group(1)], [[1, 1]])],
    ask: 'members',
    of: [1, 1],
    expected: [],
  },
  {
    name: 'the primary group stands in no member attribute',
    parts: [part(1, [user(1, `${home}-1101`, 513), group(2, `${home}-513`), group(3)], [[3, 2]])],
    ask: 'groups',
    of: [1, 1],
    expected: ['1:2 1 primaryGroup', '1:3 2 member'],
  },
  {
    name: 'the primary group lists its members',
    parts: [part(1, [user(1, `${home}-1101`, 513), group(2, `${home}-513`)])],
    ask: 'members',
    of: [1, 2],
    expected: ['1:1 1 primaryGroup'],
  },
  {
    name: 'the RID counts in the own domain alone',
    parts: [part(1, [user(1, `${home}-1101`, 513), group(2, `${partner}-513`)])],
    ask: 'groups',
    of: [1, 1],
    expected: [],
  },
  {
    name: 'a RID that names a user is no group',
    parts: [part(1, [user(1, `${home}-1101`, 513), user(2, `${home}-513`)])],
    ask: 'groups',
    of: [1, 1],
    expected: [],
  },
  {
    name: 'a primary group in another part',
    parts: [part(1, [user(1, `${home}-1101`, 513)]), part(2, [group(1, `${home}-513`)])],
    ask: 'groups',
    of: [1, 1],
    expected: ['2:1 1 primaryGroup'],
  },
  {
    name: 'the own copy of a primary group before those of other parts',
    parts: [
      part(1, [group(1, `${home}-513`)]),
      part(2, [user(1, `${home}-1101`, 513), group(2, `${home}-513`)]),
    ],
    ask: 'groups',
    of: [2, 1],
    expected: ['2:2 1 primaryGroup'],
  },
  {
    name: 'a stand-in resolved in another part',
    parts: [
      part(1, [standIn(1, `${partner}-1200`), group(2)], [[2, 1]]),
      part(2, [user(7, `${partner}-1200`)]),
    ],
    ask: 'groups',
    of: [2, 7],
    expected: ['1:2 1 foreignPrincipal through 1:1'],
  },
  {
    name: 'a resolved stand-in gives way to its object',
    parts: [
      part(1, [standIn(1, `${partner}-1200`), group(2)], [[2, 1]]),
      part(2, [user(7, `${partner}-1200`)]),
    ],
    ask: 'members',
    of: [1, 2],
    expected: ['2:7 1 foreignPrincipal through 1:1'],
  },
  {
    name: 'a stand-in that nothing resolves is a member',
    parts: [part(1, [standIn(1, `${partner}-1200`), group(2)], [[2, 1]])],
    ask: 'members',
    of: [1, 2],
    expected: ['1:1 1 member'],
  },
  {
    name: 'a well-known SID stands for nobody that can be listed',
    parts: [part(1, [standIn(1, 'S-1-5-32-544'), group(2)], [[2, 1]]), part(2, [group(1, 'S-1-5-32-544')])],
    ask: 'members',
    of: [1, 2],
    expected: ['1:1 1 member'],
  },
  {
    name: 'a stand-in for a group carries its members',
    parts: [
      part(1, [standIn(1, `${partner}-1200`), group(2)], [[2, 1]]),
      part(2, [group(7, `${partner}-1200`), user(8, `${partner}-1201`)], [[7, 8]]),
    ],
    ask: 'groups',
    of: [2, 8],
    expected: ['2:7 1 member', '1:2 2 foreignPrincipal through 1:1'],
  },
  {
    name: 'a stand-in stands for every copy',
    parts: [
      part(1, [standIn(1, `${partner}-1200`), group(2)], [[2, 1]]),
      part(2, [user(7, `${partner}-1200`)]),
      part(3, [user(7, `${partner}-1200`)]),
    ],
    ask: 'members',
    of: [1, 2],
    expected: ['2:7 1 foreignPrincipal through 1:1', '3:7 1 foreignPrincipal through 1:1'],
  },
  {
    name: 'copies keep their own memberships',
    parts: [part(1, [user(1, `${home}-1101`), group(2)], [[2, 1]]), part(2, [user(1, `${home}-1101`)])],
    ask: 'groups',
    of: [2, 1],
    expected: [],
  },
];

const describeWalk = (graph: ReturnType<typeof buildMembershipGraph>, walk: Walk) => {
  const text = ({ snapshotId, objectId }: NodeRef) => `${snapshotId}:${objectId}`;
  return Array.from({ length: walk.length }, (_, at) => {
    const last = pathTo(walk, at).at(-1)!;
    const through = last.standIn < 0 ? '' : ` through ${text(refOf(graph, last.standIn))}`;
    return `${text(refOf(graph, walk.nodes[at]!))} ${walk.depths[at]} ${last.via}${through}`;
  });
};

describe('memberships', () => {
  it.each(cases)('$name', ({ parts, ask, of: [snapshotId, objectId], expected }) => {
    const graph = buildMembershipGraph(parts);
    const node = nodeOf(graph, { snapshotId, objectId });
    expect(describeWalk(graph, (ask === 'groups' ? groupsOf : membersOf)(graph, node))).toEqual(expected);
  });

  it('lists direct ones alone on request', () => {
    const graph = buildMembershipGraph([
      part(
        1,
        [user(1), group(2), group(3)],
        [
          [2, 1],
          [3, 2],
        ],
      ),
    ]);
    expect(describeWalk(graph, groupsOf(graph, 0, { nested: false }))).toEqual(['1:2 1 member']);
  });

  it('ends a token’s way at a distribution group', () => {
    const graph = buildMembershipGraph([
      part(
        1,
        [user(1), group(2), group(3), group(4)],
        [
          [2, 1],
          [3, 2],
          [4, 1],
        ],
      ),
    ]);
    expect(
      describeWalk(
        graph,
        tokenGroupsOf(graph, 0, (node) => node !== 1),
      ),
    ).toEqual(['1:4 1 member']);
  });
});

describe('nodes', () => {
  const graph = buildMembershipGraph([
    part(1, []),
    part(2, [user(5), user(2_000_000_000)], [[9, 5]]),
    part(3, [user(5, `${home}-1`)]),
  ]);

  it('lead to their object and back, also where ids lie far apart', () => {
    for (let node = 0; node < graph.size; node++) expect(nodeOf(graph, refOf(graph, node))).toBe(node);
    expect(graph.size).toBe(3);
    expect(sidOfNode(graph, 2)).toBe(`${home}-1`);
    expect(placeOf(graph, 2)).toMatchObject({ part: { snapshotId: 3 }, position: 0 });
  });

  it.each([
    [1, 5],
    [2, 6],
    [2, -1],
    [4, 5],
  ])('snapshot %i object %i is none', (snapshotId, objectId) => {
    expect(nodeOf(graph, { snapshotId, objectId })).toBe(-1);
  });

  it('says how many edges name nobody', () => {
    expect(graph.danglingEdges).toBe(1);
  });

  it('refuses a node that is none', () => {
    expect(() => refOf(graph, 3)).toThrow(RangeError);
  });
});

it.each([
  ['snapshotTwice', [part(1, []), part(1, [])]],
  ['unevenColumns', [{ ...part(1, [user(1)]), sids: sidColumnsOf([]) }]],
  ['unevenColumns', [{ ...part(1, [user(1)]), edges: Int32Array.of(1) }]],
] as const)('refuses parts: %s', (code, parts) => {
  expect(() => buildMembershipGraph(parts)).toThrow(
    expect.objectContaining({ name: PartError.name, code, snapshotId: 1 }) as Error,
  );
});
