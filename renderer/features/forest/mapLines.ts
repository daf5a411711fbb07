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
}

export const overlaps = (a: Box, b: Box, gap = 0): boolean =>
  a.x < b.x + b.w + gap && b.x < a.x + a.w + gap && a.y < b.y + b.h + gap && b.y < a.y + a.h + gap;

/** A curve that leaves and meets its boxes level, and eleven points along it. */
export function curve(from: End, to: End): { path: string; points: { x: number; y: number }[] } {
  const reach = from.out === to.out ? 90 : Math.max(40, Math.abs(to.x - from.x) / 2);
  const p1 = { x: from.x + from.out * reach, y: from.y };
  const p2 = { x: to.x + to.out * reach, y: to.y };
  const points = Array.from({ length: 11 }, (_, i) => {
    const t = i / 10;
    const u = 1 - t;
    const at = (a: number, b: number, c: number, d: number) =>
      u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
    return { x: at(from.x, p1.x, p2.x, to.x), y: at(from.y, p1.y, p2.y, to.y) };
  });
  return { path: `M${from.x} ${from.y}C${p1.x} ${p1.y} ${p2.x} ${p2.y} ${to.x} ${to.y}`, points };
}

/** The middle of the line first, then towards its ends; where all is taken, below the lowest thing in the way. */
export function freeLabel(
  points: readonly { readonly x: number; readonly y: number }[],
  { w, h }: { readonly w: number; readonly h: number },
  taken: readonly Box[],
): Box {
  const at = (x: number, y: number): Box => ({ x: x - w / 2, y: y - h / 2, w, h });
  const clash = (box: Box) => taken.filter((each) => overlaps(box, each, 6));
  for (const i of [5, 6, 4, 7, 3]) {
    const box = at(points[i]!.x, points[i]!.y);
    if (clash(box).length === 0) return box;
  }
  let box = at(points[5]!.x, points[5]!.y);
  for (let hit = clash(box); hit.length > 0; hit = clash(box))
    box = { ...box, y: Math.max(...hit.map((each) => each.y + each.h)) + 7 };
  return box;
}
