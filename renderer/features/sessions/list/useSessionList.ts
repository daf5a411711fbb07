import { computed, shallowRef } from 'vue';
import { useSessions } from '../../../app/stores/sessions.ts';
import type { useQuery } from '../../../app/useQuery.ts';
import { nextSort } from '../../../ui/gridOrder.ts';
import type { GridSort } from '../../../ui/gridOrder.ts';
import { arraySource } from '../../../ui/rowSource.ts';
import { rowColumns, sessionColumns } from './sessionColumns.ts';
import { groupings, sessionRows } from './sessionRows.ts';
import type { Grouping, SessionRow } from './sessionRows.ts';

const groupingKey = 'treeline.sessions.grouping';
const closedKey = 'treeline.sessions.closed';

/** What the list of sessions shows: the address holds the choice and the filter, this machine how it is grouped. */
export function useSessionList(query: ReturnType<typeof useQuery>) {
  const sessions = useSessions();
  const grouping = shallowRef<Grouping>(
    groupings.find((each) => each === localStorage.getItem(groupingKey)) ?? 'group',
  );
  const closed = shallowRef<ReadonlySet<string>>(
    new Set(JSON.parse(localStorage.getItem(closedKey) ?? '[]') as string[]),
  );
  const sort = shallowRef<GridSort | null>(null);
  const text = computed(() => query.get('q') ?? '');
  // Nobody has named a group: there is nothing to stand under headings.
  const shownGrouping = computed(() =>
    grouping.value === 'group' && sessions.groups.length === 0 ? 'none' : grouping.value,
  );
  const ofSession = computed(() => sessionColumns(sessions, shownGrouping.value));
  const columns = computed(() => rowColumns(ofSession.value));
  const rows = computed(() =>
    sessionRows(sessions.list, {
      text: text.value,
      sort: sort.value,
      columns: ofSession.value,
      grouping: shownGrouping.value,
      closed: closed.value,
    }),
  );
  // The owner sorts: headings stay over their rows.
  const source = { ...arraySource<SessionRow>(() => rows.value), local: false };
  Object.defineProperty(source, 'total', { get: () => rows.value.length });
  const id = computed(() => query.get('id') ?? null);
  const current = computed(() => sessions.list.find((each) => each.id === id.value) ?? null);
  const selected = computed(() => {
    const at = rows.value.findIndex((row) => row.of === 'row' && row.session.id === id.value);
    return at < 0 ? null : at;
  });
  const shown = computed(() =>
    rows.value.reduce((sum, row) => sum + (row.of === 'row' ? 1 : row.closed ? row.count : 0), 0),
  );

  function toggle(key: string) {
    const next = new Set(closed.value);
    if (!next.delete(key)) next.add(key);
    closed.value = next;
    localStorage.setItem(closedKey, JSON.stringify([...next]));
  }
  function group(by: Grouping) {
    grouping.value = by;
    localStorage.setItem(groupingKey, by);
  }
  function sortBy(key: string, descending?: boolean) {
    sort.value = descending === undefined ? nextSort(sort.value, key) : { key, descending };
  }
  return {
    grouping: shownGrouping,
    group,
    toggle,
    sort,
    sortBy,
    text,
    columns,
    rows,
    source,
    current,
    selected,
    shown,
  };
}
export type SessionListState = ReturnType<typeof useSessionList>;
