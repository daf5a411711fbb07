/** Which columns of equal width are in sight. */
export interface ColumnWindow {
  readonly first: number;
  /** Exclusive. */
  readonly last: number;
}

/** `lead`: px that a column in front covers, whatever the scroll; `extra`: columns drawn beyond what is seen. */
export function columnWindow(
  scrollLeft: number,
  viewport: number,
  count: number,
  width: number,
  lead: number,
  extra = 3,
): ColumnWindow {
  const first = Math.max(0, Math.floor(scrollLeft / width) - extra);
  const last = Math.min(count, Math.ceil((scrollLeft + Math.max(0, viewport - lead)) / width) + extra);
  return { first: Math.min(first, last), last };
}

/** The scroll that shows a column whole: unchanged where it is. */
export function scrollToColumn(
  column: number,
  scrollLeft: number,
  viewport: number,
  width: number,
  lead: number,
): number {
  const start = column * width;
  const room = Math.max(width, viewport - lead);
  if (start < scrollLeft) return start;
  return start + width > scrollLeft + room ? start + width - room : scrollLeft;
}
