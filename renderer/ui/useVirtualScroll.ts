import { computed, onBeforeUnmount, onMounted, shallowRef, watch } from 'vue';
import type { Ref } from 'vue';
import {
  clampTop,
  isMapped,
  rowHeight,
  rowsAt,
  scrollTopOf,
  spanOf,
  topAfterScroll,
  topToShow,
} from './scroll.ts';

/** Rows are placed from the start of a block of this many, so that their places stay small numbers and seldom change. */
const block = 128;

/**
 * A scroller with a native scrollbar over any number of rows. Put a spacer of `span.spacer` px into `scroller`, in it a
 * sticky body of `span.viewport` px, in that a layer moved by `shift` px in which row i stands at `placeOf(i)`.
 * `header` px at the top belong to a sticky header. Wheel and keys move by exact pixels and rows; see scroll.ts for the
 * mapping.
 */
export function useVirtualScroll(scroller: Ref<HTMLElement | null>, count: () => number, header = 0) {
  const top = shallowRef(0);
  const viewport = shallowRef(0);
  const span = computed(() => spanOf(count(), viewport.value));
  const ring = computed(() => Math.max(1, Math.ceil(viewport.value / rowHeight) + 10));
  let origin = 0;
  let seen = { first: 0, last: 0 };
  const rows = computed(() => {
    const now = rowsAt(top.value, span.value, count());
    // A jump: the same elements in the same order show other rows, so that none is moved in the document.
    if (now.first >= seen.last || now.last <= seen.first) origin += now.first - seen.first;
    seen = now;
    return now;
  });
  const base = computed(() => Math.floor(rows.value.first / block) * block);
  const page = computed(() => Math.max(1, Math.floor(viewport.value / rowHeight) - 1));
  /** Where the scrollbar was last put, or last found. */
  let expected = 0;
  let placing = 0;

  function moveTo(next: number) {
    top.value = clampTop(next, span.value);
    // Touching scrollTop makes the browser lay out at once: do it a single time before the next frame is drawn.
    placing ||= requestAnimationFrame(place);
  }

  function place() {
    placing = 0;
    const el = scroller.value;
    const wanted = scrollTopOf(top.value, span.value);
    if (!el || Math.abs(wanted - expected) < 0.5) return;
    el.scrollTop = wanted;
    expected = wanted;
  }

  function onScroll() {
    // The browser tells of a last step after the element is gone.
    if (!scroller.value) return;
    const { scrollTop } = scroller.value;
    // Our own step, rounded to device pixels.
    if (Math.abs(scrollTop - expected) <= 1) return;
    if (placing) {
      cancelAnimationFrame(placing);
      placing = 0;
    }
    top.value = topAfterScroll({ top: top.value, scrollTop: expected }, scrollTop, span.value);
    expected = scrollTop;
  }

  /** After small native steps the scrollbar is a little off its place: put it back once it rests. */
  function onScrollEnd() {
    if (isMapped(span.value)) moveTo(top.value);
  }

  function onWheel(event: WheelEvent) {
    if (!isMapped(span.value) || event.deltaY === 0 || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    const unit = event.deltaMode === 1 ? rowHeight : event.deltaMode === 2 ? viewport.value : 1;
    moveTo(top.value + event.deltaY * unit);
  }

  const measure = new ResizeObserver((entries) => {
    const height = entries.at(-1)!.target.clientHeight;
    viewport.value = Math.max(0, height - header);
  });

  onMounted(() => {
    const el = scroller.value!;
    viewport.value = Math.max(0, el.clientHeight - header);
    measure.observe(el);
    el.addEventListener('scroll', onScroll, { passive: true });
    el.addEventListener('scrollend', onScrollEnd, { passive: true });
    el.addEventListener('wheel', onWheel, { passive: false });
  });
  onBeforeUnmount(() => {
    measure.disconnect();
    cancelAnimationFrame(placing);
  });
  watch(span, () => moveTo(top.value), { flush: 'post' });

  return {
    span,
    rows,
    /** Rows of one PageUp or PageDown. */
    page,
    top,
    moveTo,
    /** The element of the ring that draws a row: scrolling by a few rows moves a few elements, and builds none. */
    slotOf: (index: number) => (((index - origin) % ring.value) + ring.value) % ring.value,
    placeOf: (index: number) => (index - base.value) * rowHeight,
    shift: computed(() => base.value * rowHeight - top.value),
    /** Where a row stands from the top of what is seen, px. */
    offsetOf: (index: number) => index * rowHeight - top.value,
    show: (index: number, where: 'nearest' | 'start' | 'center' = 'nearest') =>
      moveTo(topToShow(index, top.value, span.value, where)),
  };
}
