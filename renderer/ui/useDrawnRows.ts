import { computed, watch } from 'vue';
import type { RowSource } from './rowSource.ts';
import type { useVirtualScroll } from './useVirtualScroll.ts';

export interface DrawnRow<T> {
  readonly index: number;
  /** Which DOM row shows it. */
  readonly slot: number;
  /** Undefined: still to come. */
  readonly row: T | undefined;
  /** What its elements hold. */
  readonly shown: T | undefined;
  readonly y: number;
}

/**
 * The rows that are in the document, asked of the source as they come into sight. What each DOM row showed last is kept: a
 * row that is still to come keeps those elements, hidden, instead of rebuilding them.
 */
export function useDrawnRows<T>(
  source: () => RowSource<T>,
  { rows, slotOf, placeOf }: Pick<ReturnType<typeof useVirtualScroll>, 'rows' | 'slotOf' | 'placeOf'>,
) {
  let last: (T | undefined)[] = [];
  watch(source, () => (last = []));
  watch(
    () => [source(), rows.value.first, rows.value.last] as const,
    ([now, first, end]) => now.want(first, end),
    { immediate: true },
  );
  return computed(() => {
    const out: DrawnRow<T>[] = [];
    for (let index = rows.value.first; index < rows.value.last; index++) {
      const row = source().at(index);
      const slot = slotOf(index);
      if (row !== undefined) last[slot] = row;
      out.push({ index, slot, row, shown: row ?? last[slot], y: placeOf(index) });
    }
    return out;
  });
}
