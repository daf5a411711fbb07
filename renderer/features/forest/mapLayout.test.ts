import { describe, expect, it } from 'vitest';
import type { ForestView, TrustRow } from '#contract/forest.ts';
import { mapGraph } from './mapGraph.ts';
import { layoutMap } from './mapLayout.ts';
import { overlaps } from './mapLines.ts';
import type { Box } from './mapLines.ts';

const read = <T>(value: T) => ({ state: 'read' as const, value });
const ref = { snapshotId: 1, objectId: 1, dn: '' };

function forest(names: string[], trusts: Partial<TrustRow>[] = [], sites = 0, links: string[][] = []): ForestView {
  const root = names[0]!;
  const parentOf = (dns: string) => names.filter((each) => dns.endsWith(`.${each}`)).toSorted((a, b) => b.length - a.length)[0] ?? null;
  const rows = Array.from({ length: sites }, (_, i) => ({ ref, name: `S${i}`, location: null, description: null, subnets: 0, controllers: i % 4 }));
  return {
    id: root,
    domains: names.map((dns) => ({ dns, parent: parentOf(dns), root: dns === root, netbios: read(dns.split('.')[0]!), captured: true })),
    trusts: trusts.map((each) => ({
      domain: root, partner: 'x.example', direction: 'both', kind: 'forest', selectiveAuthentication: false,
      sidFiltering: { code: 'forest.byDefault', facts: [] }, otherEnd: { state: 'partnerNotRead' }, ...each,
    })),
    sites: read({ total: sites, rows }),
    controllers: read({ total: 0, rows: rows.flatMap((row) => Array.from({ length: row.controllers }, (_, i) => ({ name: `${row.name}-DC${i}`, site: read(row.name) }))) }),
    siteLinks: read({ total: links.length, rows: links.map((names2, i) => ({ ref, name: `L${i}`, cost: 100, sites: names2 })) }),
  } as unknown as ForestView;
} // prettier-ignore

const many = <T>(count: number, of: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => of(i));
const cases: Record<string, ForestView[]> = {
  'nothing': [],
  'one domain': [forest(['a.example'])],
  'a child': [forest(['a.example', 'eu.a.example'], [{ partner: 'eu.a.example', kind: 'intraForest' }])],
  'three levels and two trees': [
    forest(['a.example', 'eu.a.example', 'us.a.example', 'de.eu.a.example', 'b.example', 'x.b.example'], [
      { partner: 'b.example', kind: 'intraForest' },
      { domain: 'de.eu.a.example', partner: 'x.b.example', kind: 'intraForest' },
    ]),
  ],
  'partners read and not read': [
    forest(['a.example', 'eu.a.example'], [
      { partner: 'b.example' },
      { partner: 'old.example', kind: 'external', sidFiltering: { code: 'external.off', facts: [] } },
      { domain: 'eu.a.example', partner: 'REALM.EXAMPLE', kind: 'realm', selectiveAuthentication: true },
    ]),
    forest(['b.example'], [{ partner: 'a.example' }]),
    forest(['alone.example']),
  ],
  'twenty partners': [forest(['a.example'], many(20, (i) => `p${i}.example`).map((partner) => ({ partner })))],
  'a wide tree': [forest(['a.example', ...many(40, (i) => `d${i}.a.example`)])],
  'more than are drawn': [forest(['a.example', ...many(300, (i) => `d${i}.a.example`)])],
  'a ring of forests': many(5, (i) => forest([`f${i}.example`], [{ domain: `f${i}.example`, partner: `f${(i + 1) % 5}.example` }])),
  'sites': [forest(['a.example'], [], 9, [['S0', 'S1'], ['S0', 'S2'], ['S0', 'S1', 'S2', 'S3'], ['S7', 'S8']]), forest(['b.example'], [], 4)],
  'hundreds of sites': [forest(['a.example'], [], 400, many(399, (i) => `S${i}`).map((name) => ['S399', name]))],
}; // prettier-ignore

describe.each(Object.entries(cases))('the map of %s', (_, views) => {
  it.each([false, true])('draws nothing over anything else; sites: %s', (withSites) => {
    const layout = layoutMap(mapGraph(views), withSites);
    const boxes: [string, Box][] = [
      ...layout.nodes,
      ...[...layout.trusts].map(([key, { label }]) => [`label ${key}`, label] as [string, Box]),
      ...layout.forests.flatMap(({ forest: { id }, sites }) => [
        ...(sites?.sites ?? []).map(({ row, box }) => [`site ${id} ${row.name}`, box] as [string, Box]),
        ...(sites?.links ?? []).map(({ row, box }) => [`link ${id} ${row.name}`, box] as [string, Box]),
      ]),
    ];
    const clashes = boxes.flatMap(([a, one], i) =>
      boxes.slice(i + 1).flatMap(([b, other]) => (overlaps(one, other) ? [`${a} / ${b}`] : [])),
    );
    expect(clashes).toEqual([]);
    const groups = layout.forests.map(({ box }) => box);
    expect(groups.flatMap((a, i) => groups.slice(i + 1).filter((b) => overlaps(a, b)))).toEqual([]);
    for (const [name, box] of boxes) {
      expect({ name, inside: box.x >= 0 && box.y >= 0 && box.x + box.w <= layout.width + 1 && box.y + box.h <= layout.height + 1 }).toEqual({ name, inside: true }); // prettier-ignore
    }
  });

  it('is drawn the same whatever order it comes in', () => {
    const one = layoutMap(mapGraph(views), true);
    const other = layoutMap(mapGraph(views.toReversed()), true);
    expect([...other.nodes].toSorted()).toEqual([...one.nodes].toSorted());
  });
});

describe('the graph', () => {
  it('makes one line of both ends, its arrows from who trusts to who is trusted', () => {
    const [a, b] = [
      forest(['a.example'], [{ partner: 'b.example', direction: 'outbound' }]),
      forest(['b.example'], [{ domain: 'b.example', partner: 'a.example', direction: 'inbound' }]),
    ];
    const { trusts } = mapGraph([a, b]);
    expect(trusts).toHaveLength(1);
    expect(trusts[0]).toMatchObject({
      a: 'domain:a.example',
      b: 'domain:b.example',
      aTrustsB: true,
      bTrustsA: false,
    });
    expect(trusts[0]!.ends).toHaveLength(2);
  });

  it.each([
    ['external.off', false, ['sidOff']],
    ['forest.relaxed', true, ['sidRelaxed', 'selective']],
    ['forest.byDefault', false, []],
  ] as const)('marks %s, selective %s', (code, selectiveAuthentication, marks) => {
    const view = forest(['a.example'], [{ sidFiltering: { code, facts: [] }, selectiveAuthentication }]);
    expect(mapGraph([view]).trusts[0]!.marks).toEqual(marks);
  });

  it('knows a partner by its NetBIOS name, and says how many domains it leaves out', () => {
    const views = [
      forest(['a.example'], [{ partner: 'B', kind: 'external' }]),
      forest(['b.example', 'c.b.example', 'd.b.example']),
    ];
    const graph = mapGraph(views, 3);
    expect(graph.domains).toEqual({ all: 4, drawn: 3 });
    expect(mapGraph(views).trusts.find(({ kind }) => kind === 'external')!.b).toBe('domain:b.example');
  });
});
