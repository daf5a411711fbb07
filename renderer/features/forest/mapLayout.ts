import type { MapForest, MapGraph } from './mapGraph.ts';
import { curve, freeLabel } from './mapLines.ts';
import type { Box, End, Line } from './mapLines.ts';
import { layoutSites } from './mapSites.ts';
import type { SitesLayout } from './mapSites.ts';

/** Sizes of what the map draws, in pixels at its natural size. */
export const size = {
  node: { w: 208, h: 46 },
  gap: 28,
  level: 58,
  pad: 16,
  header: 34,
  lane: 26,
  label: { w: 158, line: 18, head: 24 },
  between: { x: 236, y: 40 },
  dot: 20,
} as const;

export interface ForestLayout {
  readonly forest: MapForest;
  readonly box: Box;
  readonly sites: SitesLayout | null;
}
export interface MapLayout {
  readonly width: number;
  readonly height: number;
  readonly forests: readonly ForestLayout[];
  /** Domains and partners that were not read, by key. */
  readonly nodes: ReadonlyMap<string, Box>;
  readonly trusts: ReadonlyMap<string, Line>;
}

interface Group {
  readonly key: string;
  readonly w: number;
  readonly h: number;
  /** Where its first node's middle is. */
  readonly middle: number;
  readonly weight: number;
  readonly nodes: ReadonlyMap<string, Box>;
  readonly forest: MapForest | null;
  readonly sites: SitesLayout | null;
}

/** The trees of a forest side by side, parents over the middle of their children. */
function treesOf(forest: MapForest): { nodes: Map<string, Box>; w: number; h: number } {
  const children = new Map<string, string[]>();
  const keys = new Set(forest.domains.map(({ key }) => key));
  for (const { key, row } of forest.domains) {
    const parent = row.parent === null ? null : `domain:${row.parent.toLowerCase()}`;
    if (parent !== null && keys.has(parent)) children.set(parent, [...(children.get(parent) ?? []), key]);
  }
  const nodes = new Map<string, Box>();
  const top = forest.tops.length > 1 ? size.lane : 0;
  let deepest = 0;
  function place(key: string, left: number, depth: number): number {
    deepest = Math.max(deepest, depth);
    const under = children.get(key) ?? [];
    const y = top + depth * (size.node.h + size.level);
    let right = left;
    for (const child of under) right = place(child, right, depth + 1) + size.gap;
    right = under.length === 0 ? left + size.node.w : right - size.gap;
    const first = nodes.get(under[0] ?? '');
    const last = nodes.get(under.at(-1) ?? '');
    const x = first && last ? (first.x + last.x) / 2 : left;
    nodes.set(key, { x, y, ...size.node });
    return right;
  }
  let right = 0;
  for (const key of forest.tops) right = place(key, right, 0) + size.gap;
  return { nodes, w: right - size.gap, h: top + (deepest + 1) * (size.node.h + size.level) - size.level };
}

function groupOf(forest: MapForest, withSites: boolean): Group {
  const trees = treesOf(forest);
  const sites = withSites ? layoutSites(forest.view) : null;
  const w = Math.max(trees.w, sites?.w ?? 0);
  const left = size.pad + (w - trees.w) / 2;
  const shift = ({ x, y, ...rest }: Box): Box => ({ x: x + left, y: y + size.header, ...rest });
  const nodes = new Map([...trees.nodes].map(([key, box]) => [key, shift(box)]));
  const below = size.header + trees.h + size.pad;
  return {
    key: forest.tops[0]!,
    w: w + 2 * size.pad,
    h: below + (sites ? sites.h + size.pad : 0),
    middle: nodes.get(forest.tops[0]!)!.y + size.node.h / 2,
    weight: forest.domains.length,
    nodes,
    forest,
    sites: sites && sites.at(size.pad + (w - sites.w) / 2, below),
  };
}

/** Groups that trusts join, in columns left and right of the one with most of them. */
function columnsOf(groups: readonly Group[], links: ReadonlyMap<string, ReadonlySet<string>>): Group[][] {
  const byKey = new Map(groups.map((group) => [group.key, group]));
  const degree = (group: Group) => links.get(group.key)?.size ?? 0;
  const hub = groups.toSorted(
    (a, b) => degree(b) - degree(a) || b.weight - a.weight || a.key.localeCompare(b.key),
  )[0]!;
  const column = new Map([[hub.key, 0]]);
  const queue = [hub.key];
  const split = degree(hub) > 4;
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    const near = [...(links.get(at) ?? [])].filter((key) => !column.has(key)).toSorted();
    for (const [i, key] of near.entries()) {
      const here = column.get(at)!;
      column.set(key, here === 0 ? (split && i % 2 === 1 ? -1 : 1) : here + Math.sign(here));
      queue.push(key);
    }
  }
  const numbers = [...new Set(column.values())].toSorted((a, b) => a - b);
  return numbers.map((number) =>
    [...column]
      .filter(([, each]) => each === number)
      .map(([key]) => byKey.get(key)!)
      .toSorted((a, b) => b.weight - a.weight || a.key.localeCompare(b.key)),
  );
}

/** Where everything of the map stands. Pure and stable: the same graph is always drawn alike. */
export function layoutMap(graph: MapGraph, withSites: boolean): MapLayout {
  const groups: Group[] = [
    ...graph.forests.map((forest) => groupOf(forest, withSites)),
    ...graph.outside.map(({ key }) => ({
      key,
      ...size.node,
      middle: size.node.h / 2,
      weight: 0,
      nodes: new Map([[key, { x: 0, y: 0, ...size.node }]]),
      forest: null,
      sites: null,
    })),
  ];
  const groupKey = new Map(groups.flatMap(({ key, nodes }) => [...nodes.keys()].map((node) => [node, key])));
  const links = new Map<string, Set<string>>();
  for (const { a, b } of graph.trusts) {
    const [from, to] = [groupKey.get(a), groupKey.get(b)];
    if (from === undefined || to === undefined || from === to) continue;
    links.set(from, (links.get(from) ?? new Set()).add(to));
    links.set(to, (links.get(to) ?? new Set()).add(from));
  }

  const forests: ForestLayout[] = [];
  const nodes = new Map<string, Box>();
  const put = (group: Group, x: number, y: number) => {
    for (const [key, box] of group.nodes) nodes.set(key, { ...box, x: box.x + x, y: box.y + y });
    if (group.forest)
      forests.push({
        forest: group.forest,
        box: { x, y, w: group.w, h: group.h },
        sites: group.sites && group.sites.at(x, y),
      });
  };

  let left = groups;
  let top = 0;
  let width = 0;
  const alone: Group[] = [];
  while (left.length > 0) {
    const columns = columnsOf(left, links);
    const taken = new Set(columns.flat());
    left = left.filter((group) => !taken.has(group));
    if (taken.size === 1) {
      alone.push(...taken);
      continue;
    }
    const heightOf = (column: readonly Group[]) =>
      column.reduce((sum, { h }) => sum + h + size.between.y, -size.between.y);
    // One that stands alone is level with the domain it trusts, so that the arrow between them is.
    const middleOf = (column: readonly Group[]) =>
      column.length === 1 ? column[0]!.middle : heightOf(column) / 2;
    // Every column has its middle at the height of the first domain of the one in the centre, as far as there is room.
    const hub = columns
      .flat()
      .toSorted((a, b) => (links.get(b.key)?.size ?? 0) - (links.get(a.key)?.size ?? 0))[0]!;
    const line = Math.max(hub.middle, ...columns.filter((each) => !each.includes(hub)).map(middleOf));
    let x = 0;
    let bottom = top;
    for (const column of columns) {
      let y = top + (column.includes(hub) ? line - hub.middle : Math.max(0, line - middleOf(column)));
      const w = Math.max(...column.map((group) => group.w));
      for (const group of column) {
        put(group, x, y);
        y += group.h + size.between.y;
      }
      bottom = Math.max(bottom, y - size.between.y);
      x += w + size.between.x;
    }
    width = Math.max(width, x - size.between.x);
    top = bottom + size.between.y;
  }
  // What no trust joins with anything stands in rows below.
  const room = Math.max(width, 900);
  let x = 0;
  let tallest = 0;
  for (const group of alone) {
    if (x > 0 && x + group.w > room) {
      top += tallest + size.between.y;
      x = 0;
      tallest = 0;
    }
    put(group, x, top);
    x += group.w + size.between.y;
    tallest = Math.max(tallest, group.h);
    width = Math.max(width, x - size.between.y);
  }
  if (alone.length > 0) top += tallest + size.between.y;

  const trusts = linesOf(graph, nodes, groupKey, forests);
  const labels = [...trusts.values()].map(({ label }) => label);
  return {
    width: Math.max(width, ...labels.map(({ x: at, w }) => at + w)),
    height: Math.max(top - size.between.y, ...labels.map(({ y, h }) => y + h)),
    forests,
    nodes,
    trusts,
  };
}

function linesOf(
  graph: MapGraph,
  nodes: ReadonlyMap<string, Box>,
  groupKey: ReadonlyMap<string, string>,
  forests: readonly ForestLayout[],
): Map<string, Line> {
  const lines = new Map<string, Line>();
  const taken: Box[] = [...nodes.values()];
  const dot = (x: number, y: number): Box => ({
    x: x - size.dot / 2,
    y: y - size.dot / 2,
    w: size.dot,
    h: size.dot,
  });
  for (const trust of graph.trusts) {
    const a = nodes.get(trust.a)!;
    const b = nodes.get(trust.b)!;
    const middle = (box: Box) => box.x + box.w / 2;
    if (trust.tree === 'child') {
      const bend = a.y + a.h + 20;
      const label = dot(middle(b), (bend + b.y) / 2 + 4);
      lines.set(trust.key, { path: `M${middle(a)} ${a.y + a.h}V${bend}H${middle(b)}V${b.y}`, label });
      taken.push(label);
    } else if (trust.tree === 'root') {
      const lane = a.y - 16;
      const label = dot(b.x + 34, lane);
      lines.set(trust.key, { path: `M${middle(a)} ${a.y}V${lane}H${middle(b)}V${b.y}`, label });
      taken.push(label);
    }
  }
  // Where many trusts leave one side of a box, they leave it one below the other, in the order of where they go.
  const free = graph.trusts.filter(({ tree }) => tree === null);
  const byKey = new Map(free.map((trust) => [trust.key, trust]));
  const sides = new Map<string, { key: string; end: 'a' | 'b'; to: number }[]>();
  const sideOf = (from: Box, to: Box, same: boolean) =>
    same || to.x >= from.x + from.w ? 'r' : to.x + to.w <= from.x ? 'l' : 'r';
  for (const { key, a, b } of free) {
    const [from, to] = [nodes.get(a)!, nodes.get(b)!];
    const same = groupKey.get(a) === groupKey.get(b);
    const add = (node: string, side: string, end: 'a' | 'b', y: number) =>
      sides.set(`${node} ${side}`, [...(sides.get(`${node} ${side}`) ?? []), { key, end, to: y }]);
    add(a, sideOf(from, to, same), 'a', to.y);
    add(b, sideOf(to, from, same), 'b', from.y);
  }
  const ends = new Map<string, End>();
  const frames = new Map(forests.map(({ forest, box }) => [forest.tops[0]!, box]));
  for (const [name, all] of sides) {
    const [node, side] = [name.slice(0, -2), name.slice(-1)];
    const box = nodes.get(node)!;
    const step = Math.min(11, (box.h - 10) / Math.max(1, all.length - 1));
    const frame = frames.get(groupKey.get(node)!) ?? box;
    for (const [i, each] of all.toSorted((p, q) => p.to - q.to || p.key.localeCompare(q.key)).entries()) {
      const { a, b } = byKey.get(each.key)!;
      const within = groupKey.get(a) === groupKey.get(b) ? box : frame;
      ends.set(`${each.key} ${each.end}`, {
        x: side === 'r' ? box.x + box.w : box.x,
        y: box.y + box.h / 2 + (i - (all.length - 1) / 2) * step,
        out: side === 'r' ? 1 : -1,
        edge: side === 'r' ? within.x + within.w : within.x,
      });
    }
  }
  for (const { key, a, b, marks } of free) {
    const from = ends.get(`${key} a`)!;
    const to = ends.get(`${key} b`)!;
    const shape = curve(from, to);
    const label = freeLabel(
      shape.points,
      { w: size.label.w, h: size.label.head + marks.length * size.label.line },
      groupKey.get(a) === groupKey.get(b) ? taken : [...taken, ...frames.values()],
    );
    taken.push(label);
    lines.set(key, { path: shape.path, label });
  }
  return lines;
}
