import { computed, shallowRef } from 'vue';
import type { MenuEntry } from '../../ui/AppMenu.vue';
import { objectColumns, storeColumns, storedColumns } from './columns.ts';

/** The columns shown, and the menu that chooses them. Rows from more than one container show their DN as well. */
export function useChosenColumns(fromManyContainers: () => boolean) {
  const chosen = shallowRef(storedColumns());
  const columns = computed(() => {
    const wanted = fromManyContainers() ? [...chosen.value, 'dn'] : chosen.value;
    return objectColumns().filter((column) => column.key === 'name' || wanted.includes(column.key));
  });
  function toggle(key: string) {
    chosen.value = chosen.value.includes(key)
      ? chosen.value.filter((each) => each !== key)
      : [...chosen.value, key];
    storeColumns(chosen.value);
  }
  const entries = computed<MenuEntry[]>(() =>
    objectColumns()
      .filter((column) => column.key !== 'name')
      .map((column) => ({
        id: column.key,
        title: `${chosen.value.includes(column.key) ? '✓' : '\u2003'} ${column.title}`,
        run: () => toggle(column.key),
      })),
  );
  return { columns, entries };
}
