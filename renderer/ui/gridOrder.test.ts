import { describe, expect, it } from 'vitest';
import { nextSort, orderOf } from './gridOrder.ts';
import type { GridSort } from './gridOrder.ts';

interface Row {
  name: string;
  size: number | null;
}
const rows: Row[] = [
  { name: 'G-10', size: 3 },
  { name: 'g-2', size: null },
  { name: '', size: 20 },
  { name: 'alpha', size: 3 },
];
const columns = [
  { key: 'name', text: (row: Row) => row.name },
  { key: 'size', text: (row: Row) => `${row.size ?? ''} MB`, order: (row: Row) => row.size },
];

it('sorts up, down, and not at all, click by click', () => {
  const clicks: (GridSort | null)[] = [];
  let now: GridSort | null = null;
  for (let i = 0; i < 3; i++) clicks.push((now = nextSort(now, 'name')));
  expect(clicks).toEqual([{ key: 'name', descending: false }, { key: 'name', descending: true }, null]);
  expect(nextSort({ key: 'name', descending: true }, 'size')).toEqual({ key: 'size', descending: false });
});

describe('the order of rows that are here', () => {
  it.each([
    ['as they came', null, '', [0, 1, 2, 3]],
    ['by name, numbers as numbers, the empty one last', { key: 'name', descending: false }, '', [3, 1, 0, 2]],
    ['from the other end, the empty one still last', { key: 'name', descending: true }, '', [0, 1, 3, 2]],
    [
      'by what stands behind the text, equals as they came',
      { key: 'size', descending: false },
      '',
      [0, 3, 2, 1],
    ],
    ['by a column that is gone', { key: 'x', descending: true }, '', [0, 1, 2, 3]],
    ['filtered, whatever the case', null, 'G-', [0, 1]],
    ['filtered by another column', { key: 'name', descending: true }, '3 mb', [0, 3]],
  ] as const)('%s', (_, sort, filter, order) => {
    expect(orderOf(rows, columns, sort, filter)).toEqual(order);
  });
});
