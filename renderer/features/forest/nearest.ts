import type { Box } from './mapLines.ts';

const ways = {
  ArrowRight: { x: 1, y: 0 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowDown: { x: 0, y: 1 },
  ArrowUp: { x: 0, y: -1 },
} as const;
export type Way = keyof typeof ways;
export const isWay = (key: string): key is Way => key in ways;

/** The box that an arrow key leads to: the nearest in that direction, what stands aside counting for four times its distance. */
export function nearest<Key>(from: Box, way: Way, all: Iterable<readonly [Key, Box]>): Key | null {
  const { x, y } = ways[way];
  const middle = (box: Box) => ({ x: box.x + box.w / 2, y: box.y + box.h / 2 });
  const start = middle(from);
  let best: { key: Key; far: number } | null = null;
  for (const [key, box] of all) {
    const to = middle(box);
    const along = (to.x - start.x) * x + (to.y - start.y) * y;
    const aside = Math.abs((to.x - start.x) * y) + Math.abs((to.y - start.y) * x);
    if (along <= 1) continue;
    const far = along + 4 * aside;
    if (best === null || far < best.far) best = { key, far };
  }
  return best?.key ?? null;
}
