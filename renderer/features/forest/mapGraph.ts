import type { ForestDomainRow, ForestView, TrustRow } from '#contract/forest.ts';
import { trustSentence } from './trustFacts.ts';

/** What the map draws, before anything has a place: domains, partners that were not read, and trusts between them. */
export interface MapDomain {
  readonly key: string;
  readonly row: ForestDomainRow;
}
export interface MapForest {
  readonly id: string;
  readonly view: ForestView;
  readonly domains: readonly MapDomain[];
  /** Key of the first domain of each tree, the forest's own first. */
  readonly tops: readonly string[];
}
/** A partner of a trust that no reading of the workspace holds. */
export interface MapOutside {
  readonly key: string;
  readonly name: string;
  readonly kind: TrustRow['kind'];
}
export const mapMarks = [
  'differ',
  'oneEnd',
  'sidOff',
  'sidRelaxed',
  'sidOn',
  'sidTight',
  'selective',
] as const;
export type MapMark = (typeof mapMarks)[number];

/** The trust between two ends, told by one or both. `aTrustsB`: the arrow's head is at b. */
export interface MapTrust {
  readonly key: string;
  readonly a: string;
  readonly b: string;
  readonly aTrustsB: boolean;
  readonly bTrustsA: boolean;
  readonly kind: TrustRow['kind'];
  /** A line of the tree: parent a over child b, or first domain a beside tree root b. */
  readonly tree: 'child' | 'root' | null;
  readonly marks: readonly MapMark[];
  /** Empty for a line of the tree whose trust was not read. */
  readonly ends: readonly { readonly forest: string; readonly row: TrustRow }[];
}
export interface MapGraph {
  readonly forests: readonly MapForest[];
  readonly outside: readonly MapOutside[];
  readonly trusts: readonly MapTrust[];
  /** Domains there are, and those that are in the graph. */
  readonly domains: { readonly all: number; readonly drawn: number };
}

/** More than this cannot be read on a map; the list has them all. */
export const mostDomains = 200;
const mostOutside = 60;

export const domainKey = (dns: string): string => `domain:${dns.toLowerCase()}`;
const outsideKey = (name: string): string => `outside:${name.toLowerCase()}`;

const sidMark: Partial<Record<TrustRow['sidFiltering']['code'], MapMark>> = {
  'external.off': 'sidOff',
  'external.on': 'sidOn',
  'forest.relaxed': 'sidRelaxed',
  'forest.pim': 'sidRelaxed',
  'forest.quarantined': 'sidTight',
  'withinForest.quarantined': 'sidTight',
};

function marksOf(row: TrustRow): MapMark[] {
  const sid = sidMark[row.sidFiltering.code];
  return [
    ...(row.otherEnd.state === 'found' && row.otherEnd.disagreements.length > 0 ? ['differ' as const] : []),
    ...(row.otherEnd.state === 'noTrust' ? ['oneEnd' as const] : []),
    ...(sid === undefined ? [] : [sid]),
    ...(row.selectiveAuthentication ? ['selective' as const] : []),
  ];
}

/** The graph of forests, the largest first; `limit` domains at most, whole forests before parts of one. */
export function mapGraph(views: readonly ForestView[], limit = mostDomains): MapGraph {
  const sorted = views.toSorted((a, b) => b.domains.length - a.domains.length || a.id.localeCompare(b.id));
  let room = limit;
  const forests = sorted.flatMap((view): MapForest[] => {
    const domains = view.domains.slice(0, room).map((row) => ({ key: domainKey(row.dns), row }));
    room -= domains.length;
    const keys = new Set(domains.map(({ key }) => key));
    const tops = domains
      .filter(({ row }) => row.parent === null || !keys.has(domainKey(row.parent)))
      .toSorted((a, b) => Number(b.row.root) - Number(a.row.root))
      .map(({ key }) => key);
    return domains.length === 0 ? [] : [{ id: view.id, view, domains, tops }];
  });
  const forestOf = new Map(forests.flatMap(({ id, domains }) => domains.map(({ key }) => [key, id])));
  const byNetbios = new Map(
    forests.flatMap(({ domains }) =>
      domains.flatMap(({ key, row }) =>
        row.netbios.state === 'read' ? [[row.netbios.value.toLowerCase(), key] as const] : [],
      ),
    ),
  );

  const outside = new Map<string, MapOutside>();
  const pairs = new Map<string, { a: string; b: string; ends: { forest: string; row: TrustRow }[] }>();
  for (const { id, view } of forests)
    for (const row of view.trusts) {
      const from = domainKey(row.domain);
      if (!forestOf.has(from)) continue;
      const known = domainKey(row.partner);
      const to = forestOf.has(known)
        ? known
        : (byNetbios.get(row.partner.toLowerCase()) ?? outsideKey(row.partner));
      if (to.startsWith('outside:') && !outside.has(to)) {
        if (outside.size >= mostOutside) continue;
        outside.set(to, { key: to, name: row.partner, kind: row.kind });
      }
      const [a, b] = from < to ? [from, to] : [to, from];
      const key = `${a}|${b}`;
      const pair = pairs.get(key) ?? { a, b, ends: [] };
      pair.ends.push({ forest: id, row });
      pairs.set(key, pair);
    }

  const trusts: MapTrust[] = [];
  const take = (a: string, b: string, tree: MapTrust['tree']) => {
    const [low, high] = a < b ? [a, b] : [b, a];
    const pair = pairs.get(`${low}|${high}`);
    pairs.delete(`${low}|${high}`);
    const ends = pair?.ends ?? [];
    const says = (from: string, to: string) =>
      ends.some(({ row }) => {
        const holder = domainKey(row.domain);
        return (
          row.direction === 'both' ||
          (row.direction === 'outbound' && holder === from) ||
          (row.direction === 'inbound' && holder === to)
        );
      });
    trusts.push({
      key: `trust:${a}|${b}`,
      a,
      b,
      aTrustsB: says(a, b),
      bTrustsA: says(b, a),
      kind: ends[0]?.row.kind ?? 'intraForest',
      tree,
      marks: mapMarks.filter((mark) => ends.some(({ row }) => marksOf(row).includes(mark))),
      ends,
    });
  };
  for (const { domains, tops } of forests) {
    for (const { key, row } of domains)
      if (row.parent !== null && forestOf.has(domainKey(row.parent)))
        take(domainKey(row.parent), key, 'child');
    for (const top of tops.slice(1)) take(tops[0]!, top, 'root');
  }
  for (const { a, b } of pairs.values()) take(a, b, null);
  return {
    forests,
    outside: [...outside.values()],
    trusts,
    domains: {
      all: views.reduce((sum, { domains }) => sum + domains.length, 0),
      drawn: limit - room,
    },
  };
}

/** What a trust of the map is called: the sentence of the end that was read first. */
export const trustName = (trust: MapTrust): string =>
  trust.ends[0] ? trustSentence(trust.ends[0].row) : `${trust.a.slice(7)} – ${trust.b.slice(7)}`;
