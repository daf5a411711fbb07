/**
 * Where the nodes of a chain stand: in columns from left to right, each as far right as its longest way is long. What does not
 * fit beside one another goes on in a band below, so that the end of a chain is always in sight.
 */
export interface LayoutSize {
  readonly width: number;
  readonly height: number;
  /** Between columns, and between nodes of one column. */
  readonly gapX: number;
  readonly gapY: number;
  readonly widest: number;
}
/** `width`: what the narrowest node is good with. */
export const nodeSize: LayoutSize = { width: 124, height: 54, gapX: 26, gapY: 10, widest: 216 };
/** What an edge past a column takes of its height. */
const lane = 14;
const bandGap = 22;

export interface Placed {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}
export interface Drawn {
  readonly from: string;
  readonly to: string;
  readonly path: string;
}
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly Placed[];
  readonly edges: readonly Drawn[];
}
interface Edge {
  readonly from: string;
  readonly to: string;
}

/** The column of each node: one behind the last of those that lead to it. */
export function columnsOf(keys: readonly string[], edges: readonly Edge[]): ReadonlyMap<string, number> {
  const into = Map.groupBy(edges, ({ to }) => to);
  const found = new Map<string, number>();
  const under = new Set<string>();
  const columnOf = (key: string): number => {
    const known = found.get(key);
    if (known !== undefined) return known;
    // Groups may hold one another in a circle: the step back is passed over.
    if (under.has(key)) return -1;
    under.add(key);
    const column = Math.max(-1, ...(into.get(key) ?? []).map(({ from }) => columnOf(from))) + 1;
    under.delete(key);
    found.set(key, column);
    return column;
  };
  for (const key of keys) columnOf(key);
  return found;
}

interface Slot {
  readonly id: string;
  /** Null: an edge passes here. */
  readonly key: string | null;
  y: number;
}

export function chainLayout(
  keys: readonly string[],
  edges: readonly Edge[],
  room: number,
  size: LayoutSize = nodeSize,
): Layout {
  if (keys.length === 0) return { width: 0, height: 0, nodes: [], edges: [] };
  const columnOf = columnsOf(keys, edges);
  const count = Math.max(...columnOf.values()) + 1;
  const most = Math.max(1, Math.floor((room + size.gapX) / (size.width + size.gapX)));
  const bands = Math.ceil(count / most);
  const perBand = Math.ceil(count / bands);
  const width = Math.min(
    size.widest,
    Math.max(size.width, Math.floor((room - (perBand - 1) * size.gapX) / perBand)),
  );
  const columns: Slot[][] = Array.from({ length: count }, () => []);
  for (const key of keys) columns[columnOf.get(key)!]!.push({ id: key, key, y: 0 });
  /** Each edge as hops from column to column. */
  const hops = edges
    .filter(({ from, to }) => columnOf.get(from)! < columnOf.get(to)!)
    .map(({ from, to }) => {
      const ids = [from];
      for (let at = columnOf.get(from)! + 1; at < columnOf.get(to)!; at++) {
        const id = `${from}\n${to}\n${at}`;
        columns[at]!.push({ id, key: null, y: 0 });
        ids.push(id);
      }
      return { from, to, ids: [...ids, to] };
    });
  order(
    columns,
    hops.flatMap(({ ids }) => ids.slice(1).map((to, i) => ({ from: ids[i]!, to }))),
  );

  const heightOf = (slot: Slot): number => (slot.key === null ? lane : size.height);
  const tall = (slots: readonly Slot[]): number =>
    slots.reduce((sum, slot) => sum + heightOf(slot) + size.gapY, -size.gapY);
  const place = new Map<string, { x: number; y: number; middle: number; band: number; node: boolean }>();
  let top = 0;
  for (let band = 0; band < bands; band++) {
    const own = columns.slice(band * perBand, (band + 1) * perBand);
    const height = Math.max(...own.map(tall));
    for (const [at, slots] of own.entries()) {
      let y = top + (height - tall(slots)) / 2;
      for (const slot of slots) {
        place.set(slot.id, { x: at * (width + size.gapX), y, middle: y + heightOf(slot) / 2, band, node: slot.key !== null }); // prettier-ignore
        y += heightOf(slot) + size.gapY;
      }
    }
    top += height + bandGap;
  }
  const bandEnd = (band: number): number =>
    Math.max(...[...place.values()].filter((one) => one.band === band).map(({ y, node }) => y + (node ? size.height : lane))); // prettier-ignore
  const path = (ids: readonly string[]): string => {
    const first = place.get(ids[0]!)!;
    let text = `M${first.x + width} ${first.middle}`;
    for (const [i, id] of ids.slice(1).entries()) {
      const from = place.get(ids[i]!)!;
      const to = place.get(id)!;
      if (from.band === to.band) {
        const half = size.gapX / 2;
        text += `C${from.x + width + half} ${from.middle} ${to.x - half} ${to.middle} ${to.x} ${to.middle}`;
      } else {
        const turn = bandEnd(from.band) + bandGap / 2;
        text += `h7V${turn}H${to.x - 7}V${to.middle}H${to.x}`;
      }
      if (!to.node) text += `h${width}`;
    }
    return text;
  };
  return {
    width: Math.min(count, perBand) * (width + size.gapX) - size.gapX,
    height: top - bandGap,
    nodes: keys.map((key) => ({ key, x: place.get(key)!.x, y: place.get(key)!.y, width })),
    edges: hops.map(({ from, to, ids }) => ({ from, to, path: path(ids) })),
  };
}

/** Puts the slots of each column near the middle of what leads to them, then of what they lead to: few edges cross. */
function order(columns: Slot[][], hops: readonly Edge[]): void {
  const into = Map.groupBy(hops, ({ to }) => to);
  const out = Map.groupBy(hops, ({ from }) => from);
  const rank = new Map<string, number>();
  const number = (slots: readonly Slot[]): void => {
    for (const [i, { id }] of slots.entries()) rank.set(id, i - (slots.length - 1) / 2);
  };
  for (const slots of columns) number(slots);
  const mean = (slot: Slot, others: readonly string[]): number =>
    others.length === 0
      ? rank.get(slot.id)!
      : others.reduce((sum, id) => sum + rank.get(id)!, 0) / others.length;
  const sort = (slots: Slot[], others: (id: string) => readonly string[]): void => {
    const by = new Map(slots.map((slot) => [slot, mean(slot, others(slot.id))]));
    slots.sort((a, b) => by.get(a)! - by.get(b)!);
    number(slots);
  };
  for (let turn = 0; turn < 3; turn++) {
    for (const slots of columns) sort(slots, (id) => (into.get(id) ?? []).map(({ from }) => from));
    for (const slots of columns.toReversed()) sort(slots, (id) => (out.get(id) ?? []).map(({ to }) => to));
  }
}
