/** The order of a grid's rows: which column leads, and sorting and filtering of rows that are all here. */
export interface GridSort {
  readonly key: string;
  readonly descending: boolean;
}

/** What a column's texts are compared by. */
export interface OrderColumn<Row> {
  readonly key: string;
  readonly text: (row: Row) => string;
  /** What it is sorted by where its text would mislead: a number, a time. */
  readonly order?: (row: Row) => number | string | null;
}

/** A click on a header: ascending, then descending, then as it came. */
export function nextSort(now: GridSort | null, key: string): GridSort | null {
  if (now?.key !== key) return { key, descending: false };
  return now.descending ? null : { key, descending: true };
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

function compare(a: number | string, b: number | string): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
}

/**
 * Positions of the rows that hold `filter` in any column, in the order of `sort`; what has no value comes last whichever
 * way, and equal rows keep their order.
 */
export function orderOf<Row>(
  rows: readonly Row[],
  columns: readonly OrderColumn<Row>[],
  sort: GridSort | null,
  filter: string,
): number[] {
  const needle = filter.trim().toLowerCase();
  const kept: number[] = [];
  rows.forEach((row, i) => {
    if (needle === '' || columns.some((column) => column.text(row).toLowerCase().includes(needle)))
      kept.push(i);
  });
  const column = sort && columns.find(({ key }) => key === sort.key);
  if (!column) return kept;
  const keyOf = column.order ?? column.text;
  const keys = rows.map((row) => keyOf(row) ?? '');
  const direction = sort.descending ? -1 : 1;
  return kept.toSorted((a, b) => {
    const [left, right] = [keys[a]!, keys[b]!];
    if (left === '' || right === '') return left === right ? a - b : left === '' ? 1 : -1;
    return compare(left, right) * direction || a - b;
  });
}
