/** Lines of the map and the places of their labels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}
export interface Line {
  /** The `d` of an SVG path. */
  readonly path: string;
  readonly label: Box;
}
export interface End {
  readonly x: number;
  readonly y: number;
  /** Leaves its box to the right or to the left. */
  readonly out: 1 | -1;
  /** Runs level as far as here: the frame that it leaves. */
  readonly edge: number;
}

export const overlaps = (a: Box, b: Box, gap = 0): boolean =>
  a.x < b.x + b.w + gap && b.x < a.x + a.w + gap && a.y < b.y + b.h + gap && b.y < a.y + a.h + gap;

/** A curve that leaves and meets its frames level, and points along it. */
export function curve(from: End, to: End): { path: string; points: { x: number; y: number }[] } {
  const reach = from.out === to.out ? 90 : Math.max(40, Math.abs(to.edge - from.edge) / 2);
  const p1 = { x: from.edge + from.out * reach, y: from.y };
  const p2 = { x: to.edge + to.out * reach, y: to.y };
  const points = Array.from({ length: steps + 1 }, (_, i) => {
    const t = i / steps;
    const u = 1 - t;
    const at = (a: number, b: number, c: number, d: number) =>
      u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
    return { x: at(from.edge, p1.x, p2.x, to.edge), y: at(from.y, p1.y, p2.y, to.y) };
  });
  const path = `M${from.x} ${from.y}H${from.edge}C${p1.x} ${p1.y} ${p2.x} ${p2.y} ${to.edge} ${to.y}H${to.x}`;
  return { path, points };
}
const steps = 20;

/** The middle of the line first, then towards its ends; where all is taken, below the lowest thing in the way. */
export function freeLabel(
  points: readonly { readonly x: number; readonly y: number }[],
  { w, h }: { readonly w: number; readonly h: number },
  taken: readonly Box[],
): Box {
  const at = (x: number, y: number): Box => ({ x: x - w / 2, y: y - h / 2, w, h });
  const clash = (box: Box) => taken.filter((each) => overlaps(box, each, 6));
  for (const i of [10, 11, 9, 12, 8, 13, 7, 14, 6]) {
    const box = at(points[i]!.x, points[i]!.y);
    if (clash(box).length === 0) return box;
  }
  let box = at(points[10]!.x, points[10]!.y);
  for (let hit = clash(box); hit.length > 0; hit = clash(box))
    box = { ...box, y: Math.max(...hit.map((each) => each.y + each.h)) + 7 };
  return box;
}
