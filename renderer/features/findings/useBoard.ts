import { computed, onBeforeUnmount, shallowRef, watch } from 'vue';
import { api } from '../../app/client.ts';
import { t } from '../../app/i18n/index.ts';
import { word } from '../../app/i18n/words.ts';
import type { useQuery } from '../../app/useQuery.ts';
import type { AuditFinding } from '#contract/audit.ts';
import type { BoardFacets } from '#contract/auditBoard.ts';
import { pagedSource } from '../../ui/rowSource.ts';
import { facetKeys, listText, readFilter, readSort, readState, sortText } from './address.ts';
import type { FacetName, StateChoice } from './address.ts';
import { groupedRows } from './groupedRows.ts';
import type { Grouped, GroupedSource } from './groupedRows.ts';
import type { AuditState } from './useAudit.ts';

export type BoardRow = Grouped<AuditFinding>;

/** The findings that the address asks for: rows under headings, what else there is to choose, and which is chosen. */
export function useBoard(query: ReturnType<typeof useQuery>, audit: AuditState) {
  const filter = computed(() => readFilter(query.get));
  const sort = computed(() => readSort(query.get));
  const state = computed(() => readState(query.get));
  const facets = shallowRef<BoardFacets | null>(null);
  const source = shallowRef<GroupedSource<AuditFinding> | null>(null);
  const error = shallowRef<unknown>(null);
  const selected = shallowRef<number | null>(null);
  const finding = shallowRef<AuditFinding | null>(null);
  /** The finding that the address names is not found any more. */
  const lost = shallowRef(false);

  function headings(now: BoardFacets) {
    switch (sort.value.group) {
      case 'severity':
        return now.severities
          .filter(({ value }) => !filter.value.severities || filter.value.severities.includes(value))
          .map((each) => ({ ...each, title: word('auditSeverity', each.value) }));
      case 'check':
        return now.checks
          .filter(({ value }) => !filter.value.checks || filter.value.checks.includes(value))
          .map((each) => ({ ...each, title: word('auditTitle', each.value) }));
      case 'owner': {
        const all = now.owners
          .filter(({ value }) => !filter.value.owners || filter.value.owners.includes(value))
          .map(({ value, name, count }) => ({
            value,
            count,
            title: value === '' ? t('findings.noOwner') : name,
          }));
        const rest = now.total - all.reduce((sum, { count }) => sum + count, 0);
        return rest > 0 ? [...all, { value: '*', title: t('findings.otherOwners'), count: rest }] : all;
      }
      default:
        return [];
    }
  }

  let abort = new AbortController();
  async function load() {
    abort.abort();
    abort = new AbortController();
    const { signal } = abort;
    const request = audit.request.value;
    if (request === null || audit.summary.value === null) {
      source.value?.stop();
      source.value = null;
      facets.value = null;
      return;
    }
    const asked = { request, filter: filter.value, sort: sort.value };
    error.value = null;
    try {
      const now = await api.audit.board.facets({ request, filter: asked.filter }, { signal });
      if (signal.aborted) return;
      facets.value = now;
      source.value?.stop();
      source.value = groupedRows(
        pagedSource<AuditFinding>({
          fetch: (offset, limit, pageSignal) =>
            api.audit.board.rows({ ...asked, page: { offset, limit } }, { signal: pageSignal }),
        }),
        headings(now),
      );
      await seek(signal);
    } catch (fault) {
      if (!signal.aborted) error.value = fault;
    }
  }
  /** The finding that the address names, wherever it stands. */
  async function seek(signal: AbortSignal) {
    const key = query.get('f');
    const request = audit.request.value;
    if (!key || request === null) {
      selected.value = null;
      finding.value = null;
      lost.value = false;
      return;
    }
    const at = selected.value === null ? undefined : source.value?.at(selected.value);
    if (at?.of === 'row' && at.row.key === key) return;
    const [found, place] = await Promise.all([
      api.audit.finding({ request, key }, { signal }),
      api.audit.board.position({ request, filter: filter.value, sort: sort.value, key }, { signal }),
    ]);
    if (signal.aborted || query.get('f') !== key) return;
    finding.value = found.finding;
    lost.value = found.finding === null;
    selected.value = place.offset === null ? null : (source.value?.indexOf(place.offset) ?? null);
  }
  watch(() => [audit.version.value, JSON.stringify([filter.value, sort.value])], load, { immediate: true });
  watch(
    () => query.get('f'),
    () => void seek(abort.signal).catch((fault) => abort.signal.aborted || (error.value = fault)),
  );
  watch(audit.summary, (now) => now === null && void load());
  onBeforeUnmount(() => {
    abort.abort();
    source.value?.stop();
  });

  function select(index: number, row: BoardRow) {
    if (row.of === 'group') return;
    selected.value = index;
    finding.value = row.row;
    lost.value = false;
    void query.replace({ f: row.row.key });
  }
  /** Another choice of one list: what is selected stays, where it still is among the rows. */
  const choose = (facet: FacetName, values: readonly string[]) =>
    void query.replace({ [facetKeys[facet]]: listText(values) });
  const chooseState = (next: StateChoice) => void query.replace({ st: next === 'open' ? undefined : next });
  function order(key: string, descending?: boolean) {
    const { by, descending: down } = sort.value;
    const turned = descending ?? (by === key ? !down : false);
    void query.replace({ s: sortText({ by: key as typeof by, descending: turned }) });
  }
  const filtered = computed(
    () => state.value !== 'open' || Object.keys(filter.value).some((name) => name !== 'states'),
  );
  const clear = () =>
    void query.replace({
      ...Object.fromEntries(Object.values(facetKeys).map((key) => [key, undefined])),
      st: undefined,
      q: undefined,
    });

  return {
    filter,
    sort,
    state,
    facets,
    source,
    error,
    selected,
    finding,
    lost,
    filtered,
    load,
    select,
    choose,
    chooseState,
    order,
    clear,
  };
}
export type BoardState = ReturnType<typeof useBoard>;
