import type { TrustEdgeView, TrustNodeView, TrustsView } from '#contract/structure.ts';
import { curve, freeLabel } from '../forest/mapLines.ts';
import type { Box, End, Line } from '../forest/mapLines.ts';

/** Sizes of what the diagram draws, in pixels at its natural size. */
export const trustSize = {
  node: { w: 216, h: 46 },
  row: 14,
  indent: 26,
  pad: 14,
  header: 30,
  between: { x: 250, y: 30 },
  label: { w: 172, h: 44 },
  plain: { w: 116, h: 24 },
  dot: 20,
} as const;

export interface TrustGroup {
  /** Id of the forest; null = one that stands alone. */
  readonly forest: string | null;
  readonly origin: TrustNodeView['origin'];
  readonly box: Box;
}
export interface TrustLayout {
  readonly width: number;
  readonly height: number;
  readonly groups: readonly TrustGroup[];
  readonly nodes: ReadonlyMap<string, Box>;
  /** By the edge's key. `dot`: a line within a tree, whose label is a dot. */
  readonly lines: ReadonlyMap<string, Line & { readonly dot: boolean }>;
}
export const edgeKey = (edge: TrustEdgeView): string =>
  `${edge.is} ${edge.first} ${edge.second} ${edge.pair}`;

interface Group {
  readonly forest: string | null;
  readonly origin: TrustNodeView['origin'];
  readonly nodes: ReadonlyMap<string, Box>;
  /** Child → its parent in the tree. */
  readonly parents: ReadonlyMap<string, string>;
  readonly w: number;
  readonly h: number;
}

/** The domains of one forest below each other, children indented below their parents by their DNS names. */
function groupOf(forest: string | null, members: readonly TrustNodeView[]): Group {
  const ids = new Set(members.map(({ id }) => id));
  const parentOf = (id: string): string | null => {
    for (let at = id.indexOf('.'); at >= 0; at = id.indexOf('.', at + 1))
      if (ids.has(id.slice(at + 1))) return id.slice(at + 1);
    return null;
  };
  const depth = (id: string): number => {
    const parent = parentOf(id);
    return parent === null ? 0 : depth(parent) + 1;
  };
  const path = (id: string): string => {
    const parent = parentOf(id);
    return parent === null ? `${id === forest ? '' : ' '}${id}` : `${path(parent)} ${id}`;
  };
  const order = members.map(({ id }) => id).toSorted((a, b) => (path(a) < path(b) ? -1 : 1));
  const framed = forest !== null;
  const left = framed ? trustSize.pad + (order.some((id, i) => i > 0 && parentOf(id) === null) ? 12 : 0) : 0;
  const nodes = new Map<string, Box>();
  const parents = new Map<string, string>();
  order.forEach((id, i) => {
    const y = (framed ? trustSize.header : 0) + i * (trustSize.node.h + trustSize.row);
    nodes.set(id, { x: left + depth(id) * trustSize.indent, y, ...trustSize.node });
    const parent = parentOf(id) ?? (i > 0 ? order[0]! : null);
    if (parent !== null) parents.set(id, parent);
  });
  const right = Math.max(...[...nodes.values()].map(({ x, w }) => x + w));
  const below = Math.max(...[...nodes.values()].map(({ y, h }) => y + h));
  return {
    forest,
    origin: members[0]!.origin,
    nodes,
    parents,
    w: right + (framed ? trustSize.pad : 0),
    h: below + (framed ? trustSize.pad : 0),
  };
}

/** On-premises stands left, AWS right of it; what is known by name alone stands on the far side of whom it belongs to. */
function columnOf(node: TrustNodeView, view: TrustsView): number {
  if (node.origin === 'aws') return 2;
  if (node.origin !== 'unknown') return 1;
  const near = new Set(
    view.edges.flatMap(({ first, second }) =>
      first === node.id ? [second] : second === node.id ? [first] : [],
    ),
  );
  const origins = view.nodes.filter(({ id }) => near.has(id)).map(({ origin }) => origin);
  return origins.length > 0 && origins.every((origin) => origin === 'aws') ? 3 : 0;
}

/** Where everything of the diagram stands. Pure and stable: the same trusts are always drawn alike. */
export function layoutTrusts(view: TrustsView): TrustLayout {
  const byGroup = new Map<string, TrustNodeView[]>();
  for (const node of view.nodes) {
    const key = node.forest === null ? `node ${node.id}` : `forest ${node.forest}`;
    byGroup.set(key, [...(byGroup.get(key) ?? []), node]);
  }
  const columns = new Map<number, Group[]>();
  for (const members of byGroup.values()) {
    const column = columnOf(members[0]!, view);
    columns.set(column, [...(columns.get(column) ?? []), groupOf(members[0]!.forest, members)]);
  }
  const heightOf = (column: readonly Group[]) =>
    column.reduce((sum, { h }) => sum + h + trustSize.between.y, -trustSize.between.y);
  const tallest = Math.max(0, ...[...columns.values()].map(heightOf));

  const nodes = new Map<string, Box>();
  const groups: TrustGroup[] = [];
  const groupOfNode = new Map<string, Group>();
  const frames = new Map<Group, Box>();
  const column = new Map<string, number>();
  // A line within the first column bows out to its left, with its label.
  const first = Math.min(...columns.keys());
  const alone = new Map(
    [...(columns.get(first) ?? [])].flatMap((group) =>
      [...group.nodes.keys()].map((id) => [id, group] as const),
    ),
  );
  const bowed = view.edges.some((edge) => {
    const [one, other] = [alone.get(edge.first), alone.get(edge.second)];
    return first < 2 && one !== undefined && other !== undefined && one !== other;
  });
  let x = bowed ? trustSize.label.w + 24 : 0;
  for (const number of [...columns.keys()].toSorted((a, b) => a - b)) {
    const all = columns.get(number)!.toSorted((a, b) => b.nodes.size - a.nodes.size);
    const w = Math.max(...all.map((group) => group.w));
    let y = (tallest - heightOf(all)) / 2;
    for (const group of all) {
      const frame = { x, y, w: group.forest === null ? group.w : w, h: group.h };
      frames.set(group, frame);
      groups.push({ forest: group.forest, origin: group.origin, box: frame });
      for (const [id, box] of group.nodes) {
        nodes.set(id, { ...box, x: box.x + x, y: box.y + y });
        groupOfNode.set(id, group);
        column.set(id, number);
      }
      y += group.h + trustSize.between.y;
    }
    x += w + trustSize.between.x;
  }

  const lines = linesOf(view, nodes, groupOfNode, frames, column);
  const labels = [...lines.values()].map(({ label }) => label);
  return {
    width: Math.max(0, x - trustSize.between.x, ...labels.map((label) => label.x + label.w)),
    height: Math.max(tallest, ...labels.map(({ y, h }) => y + h)),
    groups,
    nodes,
    lines,
  };
}

/** A line between two of one column, so far out that its label stands beside the column. */
function bow(from: End, to: End): { path: string; points: { x: number; y: number }[] } {
  const out = from.edge + from.out * (trustSize.label.w / 2 + 16);
  const r = from.out * 10;
  const turn = Math.sign(to.y - from.y) * 10;
  const path = `M${from.x} ${from.y}H${out - r}q${r} 0 ${r} ${turn}V${to.y - turn}q0 ${turn} ${-r} ${turn}H${to.x}`;
  const step = (to.y - from.y) / 20;
  return { path, points: Array.from({ length: 21 }, (_, i) => ({ x: out, y: from.y + i * step })) };
}

function linesOf(
  view: TrustsView,
  nodes: ReadonlyMap<string, Box>,
  groupOfNode: ReadonlyMap<string, Group>,
  frames: ReadonlyMap<Group, Box>,
  column: ReadonlyMap<string, number>,
): Map<string, Line & { dot: boolean }> {
  const lines = new Map<string, Line & { dot: boolean }>();
  const taken: Box[] = [];
  const free: TrustEdgeView[] = [];
  for (const edge of view.edges) {
    const [a, b] = [nodes.get(edge.first), nodes.get(edge.second)];
    if (!a || !b) continue;
    const parents = groupOfNode.get(edge.first)!.parents;
    const child =
      parents.get(edge.second) === edge.first ? b : parents.get(edge.first) === edge.second ? a : null;
    if (child === null || groupOfNode.get(edge.first) !== groupOfNode.get(edge.second)) {
      free.push(edge);
      continue;
    }
    const parent = child === b ? a : b;
    // An elbow on the left: out of the parent's foot where the child is indented, else along its side.
    const bend = child.x > parent.x ? parent.x + 12 : parent.x - 12;
    const middle = child.y + child.h / 2;
    const start =
      child.x > parent.x
        ? `M${bend} ${parent.y + parent.h}`
        : `M${parent.x} ${parent.y + parent.h / 2}H${bend}`;
    const label = {
      x: bend - trustSize.dot / 2,
      y: middle - trustSize.dot - 10,
      w: trustSize.dot,
      h: trustSize.dot,
    };
    const forth = `${start}V${middle}H${child.x}`;
    lines.set(edgeKey(edge), { path: edge.first === edge.second ? '' : forth, label, dot: true });
    taken.push(label);
  }
  taken.push(...nodes.values(), ...frames.values());

  // Where many lines leave one side of a box, they leave it below each other, in the order of where they go.
  const sides = new Map<string, { key: string; end: 'a' | 'b'; to: number }[]>();
  const out = (from: string, to: string): 1 | -1 =>
    column.get(to)! > column.get(from)!
      ? 1
      : column.get(to)! < column.get(from)!
        ? -1
        : column.get(from)! >= 2
          ? 1
          : -1;
  for (const edge of free) {
    const add = (node: string, other: string, end: 'a' | 'b') => {
      const side = `${out(node, other)} ${node}`;
      sides.set(side, [...(sides.get(side) ?? []), { key: edgeKey(edge), end, to: nodes.get(other)!.y }]);
    };
    add(edge.first, edge.second, 'a');
    add(edge.second, edge.first, 'b');
  }
  const ends = new Map<string, End>();
  for (const [side, all] of sides) {
    const way = side.startsWith('-') ? -1 : 1;
    const id = side.slice(side.indexOf(' ') + 1);
    const box = nodes.get(id)!;
    const frame = frames.get(groupOfNode.get(id)!)!;
    const step = Math.min(12, (box.h - 10) / Math.max(1, all.length - 1));
    all
      .toSorted((p, q) => p.to - q.to || (p.key < q.key ? -1 : 1))
      .forEach((each, i) =>
        ends.set(`${each.key} ${each.end}`, {
          x: way === 1 ? box.x + box.w : box.x,
          y: box.y + box.h / 2 + (i - (all.length - 1) / 2) * step,
          out: way,
          edge: way === 1 ? frame.x + frame.w : frame.x,
        }),
      );
  }
  for (const edge of free) {
    const key = edgeKey(edge);
    const [from, to] = [ends.get(`${key} a`)!, ends.get(`${key} b`)!];
    const shape = from.out === to.out ? bow(from, to) : curve(from, to);
    const label = freeLabel(shape.points, edge.is === 'trust' ? trustSize.label : trustSize.plain, taken);
    taken.push(label);
    lines.set(key, { path: shape.path, label, dot: false });
  }
  return lines;
}
