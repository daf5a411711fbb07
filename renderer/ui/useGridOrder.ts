import { computed, shallowRef } from 'vue';
import { nextSort, orderOf } from './gridOrder.ts';
import type { GridSort, OrderColumn } from './gridOrder.ts';
import type { RowSource } from './rowSource.ts';

/**
 * A source whose rows are all here, in the order of a header that was clicked and without what a filter leaves out. Any
 * other source is passed on as it is: its owner sorts. Positions outside the grid are the source's own.
 */
export function useGridOrder<T>(
  given: () => RowSource<T>,
  columns: () => readonly OrderColumn<T>[],
  filter: () => string,
) {
  const sort = shallowRef<GridSort | null>(null);
  const order = computed<readonly number[] | null>(() => {
    const from = given();
    if (!from.local || (sort.value === null && filter().trim() === '')) return null;
    const rows: T[] = [];
    for (let i = 0; i < (from.total ?? 0); i++) rows.push(from.at(i)!);
    return orderOf(rows, columns(), sort.value, filter());
  });
  const source = computed<RowSource<T>>(() => {
    const at = order.value;
    const from = given();
    if (at === null) return from;
    return {
      local: true,
      total: at.length,
      error: from.error,
      at: (index) => (at[index] === undefined ? undefined : from.at(at[index])),
      want: () => undefined,
      reload: () => from.reload(),
    };
  });
  return {
    source,
    sort,
    /** The position in the given source of a row of the grid, and back; -1 when the filter has left it out. */
    outside: (index: number) => order.value?.[index] ?? index,
    inside: (index: number) => (order.value ? order.value.indexOf(index) : index),
    toggle: (key: string) => void (sort.value = nextSort(sort.value, key)),
  };
}
