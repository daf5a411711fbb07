import { computed } from 'vue';
import type { GridColumn } from './gridColumn.ts';
import type { GridSort } from './gridOrder.ts';

/** Which column leads, and what a click on a header does: the grid sorts rows that are all here, its owner any others. */
export function useGridSort<T>(
  given: () => {
    readonly local: boolean;
    /** Rows that stand in their order for good. */
    readonly ordered: boolean;
    /** The order that the owner has put the rows in. */
    readonly sort: GridSort | null;
  },
  own: { sort: { value: GridSort | null }; toggle(key: string): void },
  ask: (key: string, descending?: boolean) => void,
) {
  const sorted = computed(() => (given().local ? own.sort.value : given().sort));
  const canSort = (column: GridColumn<T>) => !given().ordered && (given().local || column.sortable === true);
  function sortBy(column: GridColumn<T> | undefined, descending?: boolean) {
    if (!column || !canSort(column)) return;
    if (!given().local) ask(column.key, descending);
    else if (descending === undefined) own.toggle(column.key);
    else own.sort.value = { key: column.key, descending };
  }
  return { sorted, canSort, sortBy };
}
