import type { Box } from './mapLines.ts';

const ways = {
  ArrowRight: { x: 1, y: 0 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowDown: { x: 0, y: 1 },
  ArrowUp: { x: 0, y: -1 },
} as const;
export type Way = keyof typeof ways;
export const isWay = (key: string): key is Way => key in ways;

/** More than any map is wide. */
const far = 1e6;

/**
 * The box that an arrow key leads to: the nearest that lies beyond this one in that direction, what stands aside counting
 * for four times its distance; one that only leans that way where there is no other.
 */
export function nearest<Key>(from: Box, way: Way, all: Iterable<readonly [Key, Box]>): Key | null {
  const { x, y } = ways[way];
  const middle = (box: Box) => ({ x: box.x + box.w / 2, y: box.y + box.h / 2 });
  const start = middle(from);
  let best: { key: Key; cost: number } | null = null;
  for (const [key, box] of all) {
    const to = middle(box);
    const along = (to.x - start.x) * x + (to.y - start.y) * y;
    const aside = Math.abs((to.x - start.x) * y) + Math.abs((to.y - start.y) * x);
    if (along <= 1) continue;
    const beyond =
      (x > 0 && box.x >= from.x + from.w) ||
      (x < 0 && box.x + box.w <= from.x) ||
      (y > 0 && box.y >= from.y + from.h) ||
      (y < 0 && box.y + box.h <= from.y);
    const cost = along + 4 * aside + (beyond ? 0 : far);
    if (best === null || cost < best.cost) best = { key, cost };
  }
  return best?.key ?? null;
}
