import { computed, shallowRef, watch } from 'vue';
import { api } from '../../app/client.ts';
import type { FilterCheck, ListSort, Query, QueryPlace } from '#contract/queries.ts';
import { formatFilter } from '#domain/directory/filter/format.ts';
import { parseFilter } from '#domain/directory/filter/parse.ts';
import { filterOfRows, rowsOf, unfinished } from '#domain/directory/filter/rows.ts';
import type { FilterGroup } from '#domain/directory/filter/rows.ts';
import { emptyQuery } from './rows.ts';

/** Where a query was taken from: a built-in one, or a saved one. */
export type Origin =
  | { readonly of: 'builtIn'; readonly id: string }
  | { readonly of: 'saved'; readonly id: string; readonly name: string }
  | null;

function rowsOfText(text: string): FilterGroup | null {
  try {
    return rowsOf(parseFilter(text));
  } catch {
    return null;
  }
}

/** The query being put together: rows and text say the same; whichever is edited leads, the other follows. */
export function useQueryDraft() {
  const place = shallowRef<QueryPlace | null>(null);
  const text = shallowRef('');
  /** Null: conditions cannot say what the text says. */
  const rows = shallowRef<FilterGroup | null>(emptyQuery);
  const base = shallowRef<string | null>(null);
  const scope = shallowRef<Query['scope']>('sub');
  const columns = shallowRef<readonly string[]>([]);
  const sort = shallowRef<ListSort | null>(null);
  const origin = shallowRef<Origin>(null);
  const check = shallowRef<FilterCheck | null>(null);
  /** Rows were edited and do not yet make a filter: the text is that of before. */
  const behind = shallowRef(false);

  const missing = computed(() => (rows.value && behind.value ? unfinished(rows.value) : null));

  function setText(next: string) {
    text.value = next;
    behind.value = false;
    rows.value = next.trim() === '' ? emptyQuery : rowsOfText(next);
  }
  function setRows(next: FilterGroup) {
    rows.value = next.items.length === 0 ? emptyQuery : next;
    behind.value = unfinished(rows.value) !== null;
    if (!behind.value) text.value = formatFilter(filterOfRows(rows.value));
  }

  let asked = 0;
  watch(
    text,
    async (now) => {
      const mine = ++asked;
      if (now.trim() === '') {
        check.value = null;
        return;
      }
      // What is typed on is not asked for.
      await new Promise((resolve) => setTimeout(resolve, 60));
      if (mine !== asked) return;
      const answer = await api.queries.validate({ text: now }).catch(() => null);
      if (mine === asked) check.value = answer;
    },
    { immediate: true },
  );

  const ready = computed(() => text.value.trim() !== '' && !behind.value && check.value?.ok !== false);

  function take(query: Query, from: Origin) {
    setText(query.filter);
    base.value = query.base;
    scope.value = query.scope;
    columns.value = query.columns;
    sort.value = query.sort;
    origin.value = from;
  }
  /** Begins anew, where one was. */
  function clear() {
    setText('');
    base.value = null;
    scope.value = 'sub';
    columns.value = [];
    sort.value = null;
    origin.value = null;
  }
  const query = computed<Query>(() => ({
    filter: text.value.trim(),
    base: base.value,
    scope: scope.value,
    columns: [...columns.value],
    sort: sort.value,
  }));
  return {
    place, text, rows, base, scope, columns, sort, origin, check, missing, behind, ready, query,
    setText, setRows, take, clear,
  }; // prettier-ignore
}
