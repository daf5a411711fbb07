import { onBeforeUnmount, shallowRef, watch } from 'vue';
import type { ShallowRef } from 'vue';
import { generation } from '../../app/client.ts';

interface Reads {
  reload(): void;
  stop?(): void;
}

/**
 * The rows of a list, and which is chosen: made anew when what is asked for changes, read again with a new connection, and
 * given up with the list. `asked` answers what the rows follow from, as plain data.
 */
export function useRowSource<S extends Reads>(asked: () => unknown, make: () => S) {
  const source: ShallowRef<S> = shallowRef(make());
  const selected = shallowRef<number | null>(null);
  watch(
    () => JSON.stringify(asked()),
    () => {
      source.value.stop?.();
      source.value = make();
      selected.value = null;
    },
  );
  watch(generation, () => source.value.reload());
  onBeforeUnmount(() => source.value.stop?.());
  return { source, selected, reload: () => source.value.reload() };
}
