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

it('leads to what lies beyond before what only leans that way', () => {
  const parent = { x: 100, y: 0, w: 200, h: 40 };
  const child = { x: 220, y: 100, w: 200, h: 40 };
  const label = { x: 600, y: 40, w: 100, h: 40 };
  const both = [
    ['child', child],
    ['label', label],
  ] as const;
  expect(nearest(parent, 'ArrowRight', both)).toBe('label');
  expect(nearest(parent, 'ArrowDown', both)).toBe('child');
  expect(nearest(parent, 'ArrowRight', both.slice(0, 1))).toBe('child');
});

it.each([
  ['ArrowRight', 'right'],
  ['ArrowUp', 'above'],
  ['ArrowDown', 'aside'],
  ['ArrowLeft', null],
] as [Way, string | null][])('%s leads to %s', (way, to) => {
  expect(nearest(at(0, 0), way, all)).toBe(to);
});
