/** The columns of the grid: which are in sight, and bringing one there. */
import { computed, onBeforeUnmount, onMounted, shallowRef, watch } from 'vue';
import type { Ref } from 'vue';
import type { MatrixRole } from '#contract/access.ts';
import type { RowSource } from '../../../ui/rowSource.ts';
import { columnWindow, scrollToColumn } from './columnWindow.ts';
import { cellWidth, lead, lean } from './gridSizes.ts';

export function useColumns(scroller: Ref<HTMLElement | null>, roles: () => RowSource<MatrixRole>) {
  const left = shallowRef(0);
  const room = shallowRef(0);
  const count = computed(() => roles().total ?? 0);
  const inSight = computed(() => columnWindow(left.value, room.value, count.value, cellWidth, lead));
  watch(
    () => [roles(), inSight.value.first, inSight.value.last] as const,
    ([source, first, last]) => source.want(first, Math.max(first + 1, last)),
    { immediate: true },
  );
  const heads = computed(() => {
    const found: { at: number; role: MatrixRole | undefined }[] = [];
    for (let at = inSight.value.first; at < inSight.value.last; at++)
      found.push({ at, role: roles().at(at) });
    return found;
  });
  const onScroll = () => (left.value = scroller.value?.scrollLeft ?? 0);
  const measure = new ResizeObserver((entries) => (room.value = entries.at(-1)!.contentRect.width));
  onMounted(() => {
    room.value = scroller.value!.clientWidth;
    measure.observe(scroller.value!);
    scroller.value!.addEventListener('scroll', onScroll, { passive: true });
  });
  onBeforeUnmount(() => measure.disconnect());
  return {
    count,
    inSight,
    heads,
    /** px of a row. */
    total: computed(() => lead + count.value * cellWidth + lean),
    show(column: number) {
      const el = scroller.value;
      if (!el || column < 0) return;
      const to = scrollToColumn(column, el.scrollLeft, el.clientWidth, cellWidth, lead);
      if (to !== el.scrollLeft) el.scrollLeft = to;
    },
    toStart() {
      if (scroller.value) scroller.value.scrollLeft = 0;
    },
    /** The column at a place of a row; -1: the user. */
    at(x: number, over: number): number {
      return over < lead ? -1 : Math.min(count.value - 1, Math.max(0, Math.floor((x - lead) / cellWidth)));
    },
  };
}
