import { computed, onBeforeUnmount, shallowReactive, shallowRef, watch } from 'vue';
import { api, generation } from '../../app/client.ts';
import { word } from '../../app/i18n/words.ts';
import type { useQuery } from '../../app/useQuery.ts';
import type { ReviewStand } from '#contract/review.ts';
import type { ReviewRow } from '#contract/reviewItem.ts';
import { pagedSource } from '../../ui/rowSource.ts';
import { groupedRows } from '../findings/groupedRows.ts';
import type { Grouped, GroupedSource } from '../findings/groupedRows.ts';
import { filterKeys, listText, numberOf, orderOf, readFilter, readGrouping } from './address.ts';
import type { FacetName } from './address.ts';

export type ItemRow = Grouped<ReviewRow>;

/** All headings, a page after the other: there are as many as people. */
async function headings(asked: Parameters<typeof api.reviews.groups>[0], signal: AbortSignal) {
  const found: Awaited<ReturnType<typeof api.reviews.groups>>['groups'] = [];
  for (;;) {
    const { total, groups } = await api.reviews.groups({ ...asked, offset: found.length }, { signal });
    found.push(...groups);
    if (groups.length === 0 || found.length >= total) return found;
  }
}

/** The items that the address asks for: rows under headings, who and what else there is to choose, and which is chosen. */
export function useReviewItems(query: ReturnType<typeof useQuery>, reviewId: number) {
  const filter = computed(() => readFilter(query.get));
  const grouping = computed(() => readGrouping(query.get));
  const order = computed(() => orderOf(grouping.value));
  const chosen = computed(() => numberOf(query.get('i')));
  const stand = shallowRef<ReviewStand | null>(null);
  const source = shallowRef<GroupedSource<ReviewRow> | null>(null);
  const total = shallowRef<number | null>(null);
  /** What the list shows, as one value: another one when anything was said of any of its items. */
  const seen = shallowRef<string | null>(null);
  const error = shallowRef<unknown>(null);
  const selected = shallowRef<number | null>(null);
  /** Rows as they are since something was said: the list keeps its place. */
  const said = shallowReactive(new Map<number, ReviewRow>());
  const now = (row: ReviewRow): ReviewRow => said.get(row.number) ?? row;

  let abort = new AbortController();
  async function load() {
    abort.abort();
    abort = new AbortController();
    const { signal } = abort;
    const asked = { reviewId, filter: filter.value, order: order.value };
    error.value = null;
    try {
      const [standing, heads] = await Promise.all([
        api.reviews.stand({ reviewId }, { signal }),
        grouping.value === 'none' ? [] : headings(asked, signal),
      ]);
      if (signal.aborted) return;
      stand.value = standing;
      source.value?.stop();
      said.clear();
      selected.value = null;
      let first: string | null = null;
      source.value = groupedRows(
        pagedSource<ReviewRow>({
          fetch: async (offset, limit, pageSignal) => {
            const answer = await api.reviews.items({ ...asked, page: { offset, limit } }, { signal: pageSignal });
            total.value = answer.total;
            seen.value = first ??= answer.seen;
            return answer;
          },
        }),
        heads.map(({ value, title, count }) => ({
          value,
          title: title === '' ? word('review', 'kind.notReadable') : title,
          count,
        })),
      );
      await seek(signal);
    } catch (fault) {
      if (!signal.aborted) error.value = fault;
    }
  }
  /** Where the chosen item stands; the engine knows, whatever is loaded. */
  async function seek(signal: AbortSignal) {
    const wanted = chosen.value;
    const list = source.value;
    if (wanted === null || list === null) {
      selected.value = null;
      return;
    }
    const at = selected.value === null ? undefined : list.at(selected.value);
    if (at?.of === 'row' && at.row.number === wanted) return;
    const asked = { reviewId, filter: filter.value, order: order.value, number: wanted };
    const { offset } = await api.reviews.position(asked, { signal });
    if (signal.aborted || chosen.value !== wanted) return;
    selected.value = offset === null ? null : list.indexOf(offset);
  }
  watch(() => JSON.stringify([filter.value, grouping.value]), load, { immediate: true });
  watch(generation, load);
  watch(chosen, () => void seek(abort.signal).catch((fault) => abort.signal.aborted || (error.value = fault)));
  onBeforeUnmount(() => {
    abort.abort();
    source.value?.stop();
  });

  const choose = (number: number | null) => void query.replace({ i: number === null ? undefined : String(number) });
  function select(index: number, row: ItemRow) {
    if (row.of === 'group') return;
    selected.value = index;
    choose(row.row.number);
  }
  const narrow = (facet: FacetName, values: readonly string[]) =>
    void query.replace({ [filterKeys[facet]]: listText(values) });
  const filtered = computed(() => Object.keys(filter.value).length > 0);
  const clear = () =>
    void query.replace({ ...Object.fromEntries(Object.values(filterKeys).map((key) => [key, undefined])), q: undefined });
  /** Rows that something was said of; counts are asked for again. */
  async function take(rows: readonly ReviewRow[]) {
    for (const row of rows) said.set(row.number, row);
    const standing = await api.reviews.stand({ reviewId });
    stand.value = standing;
  }
  /** The row of a number, where it was seen. */
  function rowOf(number: number): ReviewRow | null {
    const known = said.get(number);
    if (known) return known;
    const at = selected.value === null ? undefined : source.value?.at(selected.value);
    return at?.of === 'row' && at.row.number === number ? at.row : null;
  }
  return { filter, grouping, order, chosen, stand, source, total, seen, error, selected, filtered, now, load, select, choose, narrow, clear, take, rowOf };
} // prettier-ignore
export type ReviewItems = ReturnType<typeof useReviewItems>;
