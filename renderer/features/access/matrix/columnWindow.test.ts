import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnWindow, scrollToColumn } from './columnWindow.ts';

describe('columns in sight', () => {
  it.each([
    [0, 964, 1200, { first: 0, last: 26 }],
    [300, 964, 1200, { first: 7, last: 36 }],
    [36_000, 964, 1200, { first: 1197, last: 1200 }],
    [0, 964, 0, { first: 0, last: 0 }],
  ])('from %i of %i px, of %i', (left, room, count, found) => {
    expect(columnWindow(left, room, count, 30, 274)).toEqual(found);
  });
  it('hold the column that was scrolled to', () => {
    fc.assert(
      fc.property(fc.nat(4999), fc.nat(150_000), fc.integer({ min: 330, max: 2000 }), (column, left, room) => {
        const to = scrollToColumn(column, left, room, 30, 274);
        const { first, last } = columnWindow(to, room, 5000, 30, 274, 0);
        expect(column >= first && column < last).toBe(true);
      }),
    ); // prettier-ignore
  });
});
