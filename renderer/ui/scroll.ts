/**
 * The arithmetic of the virtual scroller. Browsers cap the height of an element (Chromium near 33.5 million px, Firefox
 * near 17.9), and positions lose precision long before. So the spacer that the native scrollbar sees is capped, and
 * where the content is taller the scrollbar's position is mapped: `top` (px into the content) is the truth, the
 * scrollbar follows it.
 */
export const rowHeight = 26;

/** Tallest spacer, px. One px of a thumb on a 2,000 px track moves 2,000 px of it: always more than `nearby` below. */
export const maxSpacer = 4_000_000;

export interface Span {
  /** Height of all rows, px. */
  readonly content: number;
  /** Height of the part that is seen, px. */
  readonly viewport: number;
  /** Height of the element that the native scrollbar measures, px. */
  readonly spacer: number;
}

export function spanOf(count: number, viewport: number, row = rowHeight, cap = maxSpacer): Span {
  const content = Math.max(0, count) * row;
  return { content, viewport: Math.max(0, viewport), spacer: Math.min(content, Math.max(cap, viewport)) };
}

export const isMapped = (span: Span): boolean => span.content > span.spacer;

export const maxTop = (span: Span): number => Math.max(0, span.content - span.viewport);

export const clampTop = (top: number, span: Span): number => Math.min(Math.max(0, top), maxTop(span));

/** Where the scrollbar stands for a position in the content. */
export function scrollTopOf(top: number, span: Span): number {
  if (!isMapped(span)) return clampTop(top, span);
  const range = span.spacer - span.viewport;
  return (clampTop(top, span) / maxTop(span)) * range;
}

/** The position in the content for a position of the scrollbar; its ends are the content's ends. */
export function topOf(scrollTop: number, span: Span): number {
  if (!isMapped(span)) return clampTop(scrollTop, span);
  const range = span.spacer - span.viewport;
  // The browser rounds scrollTop to device pixels: the last pixel means the end.
  if (scrollTop >= range - 1) return maxTop(span);
  return clampTop((scrollTop / range) * maxTop(span), span);
}

/**
 * The new position after the browser itself moved the scrollbar. A small step (touch, middle click) moves the content
 * by as much; a large one is the thumb being dragged and jumps in proportion.
 */
export function topAfterScroll(
  before: { top: number; scrollTop: number },
  scrollTop: number,
  span: Span,
): number {
  if (!isMapped(span)) return clampTop(scrollTop, span);
  const step = scrollTop - before.scrollTop;
  const atEnd = scrollTop <= 0 || scrollTop >= span.spacer - span.viewport - 1;
  const nearby = Math.max(200, span.viewport);
  return atEnd || Math.abs(step) > nearby ? topOf(scrollTop, span) : clampTop(before.top + step, span);
}

/** The rows to draw, `last` exclusive, with `extra` rows above and below. */
export function rowsAt(
  top: number,
  span: Span,
  count: number,
  row = rowHeight,
  extra = 4,
): { first: number; last: number } {
  const first = Math.max(0, Math.floor(top / row) - extra);
  const last = Math.min(count, Math.ceil((top + span.viewport) / row) + extra);
  return { first: Math.min(first, last), last };
}

/** The position that shows a row: unchanged when it is wholly seen already. */
export function topToShow(
  index: number,
  top: number,
  span: Span,
  where: 'nearest' | 'start' | 'center' = 'nearest',
  row = rowHeight,
): number {
  const start = index * row;
  if (where === 'start') return clampTop(start, span);
  if (where === 'center') return clampTop(start - (span.viewport - row) / 2, span);
  if (start < top) return clampTop(start, span);
  if (start + row > top + span.viewport) return clampTop(start + row - span.viewport, span);
  return clampTop(top, span);
}
