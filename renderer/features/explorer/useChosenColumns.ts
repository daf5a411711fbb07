import { computed, shallowRef } from 'vue';
import { beyondRow, objectColumns } from '../grid/objectColumns.ts';
import { storeColumns, storedColumns } from './columns.ts';

/** The columns shown. Rows from more than one container show their DN as well. */
export function useChosenColumns(fromManyContainers: () => boolean, sortable: () => boolean) {
  const stored = shallowRef(storedColumns());
  const chosen = computed({
    get: () => stored.value,
    set: (next: readonly string[]) => storeColumns((stored.value = next)),
  });
  const columns = computed(() =>
    objectColumns(fromManyContainers() ? [...stored.value, 'dn'] : stored.value, sortable()),
  );
  return { chosen, columns, attributes: computed(() => beyondRow(stored.value)) };
}
