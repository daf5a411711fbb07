import { expect, it } from 'vitest';
import { nearest } from './nearest.ts';
import type { Way } from './nearest.ts';

const at = (x: number, y: number) => ({ x, y, w: 10, h: 10 });
const all = [
  ['right', at(100, 0)],
  ['further', at(300, 0)],
  ['aside', at(60, 200)],
  ['above', at(0, -50)],
] as const;

it.each([
  ['ArrowRight', 'right'],
  ['ArrowUp', 'above'],
  ['ArrowDown', 'aside'],
  ['ArrowLeft', null],
] as [Way, string | null][])('%s leads to %s', (way, to) => {
  expect(nearest(at(0, 0), way, all)).toBe(to);
});
