import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clampTop,
  isMapped,
  maxSpacer,
  maxTop,
  rowHeight,
  rowsAt,
  scrollTopOf,
  spanOf,
  topAfterScroll,
  topOf,
  topToShow,
} from './scroll.ts';

const numRuns = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);
const counts = fc.integer({ min: 1, max: 5_000_000 });
const viewports = fc.integer({ min: rowHeight, max: 2000 });

describe('the virtual scroller', () => {
  it('never asks for a spacer above the cap', () => {
    fc.assert(
      fc.property(counts, viewports, (count, viewport) => {
        expect(spanOf(count, viewport).spacer).toBeLessThanOrEqual(maxSpacer);
      }),
      { numRuns },
    );
  });

  it('shows any row whole, and draws few', () => {
    fc.assert(
      fc.property(
        counts,
        viewports,
        fc.nat(),
        fc.nat(),
        fc.constantFrom('nearest', 'start', 'center' as const),
        (count, viewport, at, from, where) => {
          const span = spanOf(count, viewport);
          const index = at % count;
          const top = topToShow(index, clampTop(from, span), span, where);
          const rows = rowsAt(top, span, count);
          expect(rows.first).toBeLessThanOrEqual(index);
          expect(rows.last).toBeGreaterThan(index);
          expect(index * rowHeight).toBeGreaterThanOrEqual(top - 1e-6);
          expect((index + 1) * rowHeight).toBeLessThanOrEqual(top + viewport + 1e-6);
          expect(rows.last - rows.first).toBeLessThanOrEqual(Math.ceil(viewport / rowHeight) + 10);
        },
      ),
      { numRuns },
    );
  });

  it('maps the scrollbar there and back, ends to ends, and keeps the order', () => {
    fc.assert(
      fc.property(
        counts,
        viewports,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (count, viewport, a, b) => {
          const span = spanOf(count, viewport);
          const range = Math.max(0, span.spacer - span.viewport);
          expect(topOf(0, span)).toBe(0);
          expect(topOf(range, span)).toBeCloseTo(maxTop(span), 3);
          expect(scrollTopOf(maxTop(span), span)).toBeCloseTo(range, 3);
          const [low, high] = [Math.min(a, b) * range, Math.max(a, b) * range];
          expect(topOf(low, span)).toBeLessThanOrEqual(topOf(high, span));
          // Within the last device pixel the answer is the end, by intent.
          if (high < range - 1) expect(scrollTopOf(topOf(high, span), span)).toBeCloseTo(high, 3);
        },
      ),
      { numRuns },
    );
  });

  it('moves by small native steps exactly, and by the thumb in proportion', () => {
    const span = spanOf(1_000_000, 800);
    expect(isMapped(span)).toBe(true);
    const top = 13_000_000;
    const scrollTop = scrollTopOf(top, span);
    expect(topAfterScroll({ top, scrollTop }, scrollTop + 40, span)).toBe(top + 40);
    expect(topAfterScroll({ top, scrollTop }, span.spacer - span.viewport, span)).toBe(maxTop(span));
    expect(topAfterScroll({ top, scrollTop }, 1_000_000, span)).toBeCloseTo(topOf(1_000_000, span), 3);
    expect(topAfterScroll({ top: 90, scrollTop: 14 }, 0, span)).toBe(0);
  });

  it('leaves short lists to the browser', () => {
    const span = spanOf(1000, 800);
    expect(isMapped(span)).toBe(false);
    expect(topAfterScroll({ top: 0, scrollTop: 0 }, 5000, span)).toBe(5000);
    expect(scrollTopOf(5000, span)).toBe(5000);
  });
});
