import { computed, onBeforeUnmount, shallowRef, watch } from 'vue';
import { generation } from '../../app/client.ts';
import type { useQuery } from '../../app/useQuery.ts';
import type { ObjectList } from '#contract/index.ts';
import { nextSort } from '../../ui/gridOrder.ts';
import { filteredList } from '../grid/filterRows.ts';
import { listSource, liveSource } from '../grid/listSource.ts';
import type { ObjectSource } from '../grid/listSource.ts';
import { beyondRow, columnAttribute, columnKey, objectColumns } from '../grid/objectColumns.ts';
import { readQuery } from './address.ts';
import type { useQueryDraft } from './useQueryDraft.ts';
import { placeKey } from './useQueryPlaces.ts';

/** Columns of results where the query names none. */
export const usualColumns: readonly string[] = ['kind', 'samAccountName'];

/** What the query in the address found, and how it is shown. Columns and order are the draft's too: they are saved with it. */
export function useQueryResults(
  { columns, sort }: Pick<ReturnType<typeof useQueryDraft>, 'columns' | 'sort'>,
  address: ReturnType<typeof useQuery>,
) {
  const ran = computed(() => readQuery(address.get));
  /** Only rows that hold it. */
  const within = shallowRef('');
  const source = shallowRef<ObjectSource | null>(null);
  const list = computed<ObjectList | null>(() => {
    const { place: at, query: of } = ran.value;
    if (!of || at?.of !== 'snapshot') return null;
    const { filter, base, scope, sort: order } = of;
    const { snapshotId } = at;
    return filteredList({ of: 'query', snapshotId, base, scope, filter, sort: order }, within.value, null);
  });
  const keys = computed(() => (ran.value.query?.columns ?? []).map(columnKey));
  const shownKeys = computed(() => (keys.value.length > 0 ? keys.value : usualColumns));
  const attributes = computed(() => beyondRow(keys.value));
  const runKey = computed(() =>
    JSON.stringify([placeKey(ran.value.place), list.value, { ...ran.value.query, columns: [], sort: null }]),
  );
  watch(
    runKey,
    () => {
      source.value?.stop();
      const { place: at, query: of } = ran.value;
      if (!at || !of) source.value = null;
      else if (list.value) source.value = listSource(list.value, () => attributes.value);
      else if (at.of === 'live') source.value = liveSource(at.profileId, of, () => attributes.value);
    },
    { immediate: true },
  );
  watch(
    () => attributes.value.join(),
    () => source.value?.reload(),
  );
  watch(generation, () => source.value?.reload());
  onBeforeUnmount(() => source.value?.stop());

  const gridColumns = computed(() =>
    objectColumns([...shownKeys.value, 'dn'], ran.value.place?.of === 'snapshot'),
  );
  const chosen = computed({
    get: () => shownKeys.value.filter((key) => key !== 'name'),
    set: (next: readonly string[]) => {
      columns.value = next.map(columnAttribute);
      void address.replace({ col: columns.value.join(',') || undefined });
    },
  });
  const gridSort = computed(() => {
    const now = ran.value.query?.sort;
    return now ? { key: columnKey(now.attribute), descending: now.descending } : null;
  });
  function sortBy(key: string, descending?: boolean) {
    const next = descending === undefined ? nextSort(gridSort.value, key) : { key, descending };
    sort.value = next && { attribute: columnAttribute(next.key), descending: next.descending };
    void address.replace({
      sort: sort.value ? `${sort.value.descending ? '-' : ''}${sort.value.attribute}` : undefined,
    });
  }
  const total = computed(() => source.value?.total ?? null);
  /** A live directory has more than was read: the last row stands for it. */
  const more = computed(() => {
    const last = total.value;
    return (
      ran.value.place?.of === 'live' && last !== null && last > 0 && source.value?.at(last - 1) === undefined
    );
  });
  return { ran, runKey, within, source, list, gridColumns, chosen, gridSort, sortBy, total, more };
}
