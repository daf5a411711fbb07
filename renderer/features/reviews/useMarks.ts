import { computed, shallowRef, watch } from 'vue';
import { api } from '../../app/client.ts';
import { faultText } from '../../app/faultText.ts';
import { t } from '../../app/i18n/index.ts';
import { useStatus } from '../../app/stores/status.ts';
import type { ReviewFilter, ReviewRow } from '#contract/reviewItem.ts';
import type { ReviewItems } from './useReviewItems.ts';

const mostMarked = 1000;

/** Items that are marked, with how much was said of each when it was seen: one by one, or all that the filter finds. */
export function useMarks(items: ReviewItems, reviewId: number) {
  const status = useStatus();
  const rows = shallowRef<ReadonlyMap<number, number>>(new Map());
  /** All of more than can be named one by one, as the list showed them. */
  const all = shallowRef<{
    readonly filter: ReviewFilter;
    readonly total: number;
    readonly seen: string;
  } | null>(null);
  const count = computed(() => all.value?.total ?? rows.value.size);
  const has = (number: number): boolean => all.value !== null || rows.value.has(number);
  function clear() {
    rows.value = new Map();
    all.value = null;
  }
  watch(() => JSON.stringify(items.filter.value), clear);

  function mark({ number, said }: Pick<ReviewRow, 'number' | 'said'>) {
    if (all.value !== null) return clear();
    const next = new Map(rows.value);
    if (!next.delete(number)) next.set(number, said);
    if (next.size > mostMarked) return status.tell(t('reviews.tooManyMarked', { count: mostMarked }));
    rows.value = next;
  }
  /** What somebody said meanwhile is shown before it is marked. */
  async function markAll() {
    const filter = items.filter.value;
    const page = { offset: 0, limit: mostMarked };
    try {
      const now = await api.reviews.items({ reviewId, filter, order: items.order.value, page });
      if (now.seen !== items.seen.value) await items.load();
      all.value = now.total > mostMarked ? { filter, total: now.total, seen: now.seen } : null;
      rows.value = new Map(all.value ? [] : now.rows.map(({ number, said }) => [number, said]));
      if (items.chosen.value === null && now.rows[0]) items.choose(now.rows[0].number);
    } catch (fault) {
      status.tell(faultText(fault));
    }
  }
  /** Those alone stay marked that were left as they are: they have been said something of since. */
  function leave(left: readonly { readonly number: number; readonly said: number }[]) {
    clear();
    rows.value = new Map(left.map(({ number, said }) => [number, said]));
  }
  return { rows, all, count, has, clear, mark, markAll, leave };
}
export type Marks = ReturnType<typeof useMarks>;
