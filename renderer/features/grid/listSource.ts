import { shallowRef } from 'vue';
import { api } from '../../app/client.ts';
import type { ObjectList } from '#contract/index.ts';
import type { Cell, QueryProgress } from '#contract/queries.ts';
import { cursorSource, pagedSource } from '../../ui/rowSource.ts';
import type { RowSource } from '../../ui/rowSource.ts';
import type { ListRow } from './objectColumns.ts';

export interface ObjectSource extends RowSource<ListRow> {
  /** How far the computation of the list is; null when there is none, or it is over. */
  readonly progress: QueryProgress | null;
  /** Given up by the person. */
  readonly cancelled: boolean;
  /** Of live rows: when the last page was read. */
  readonly readAt: string | null;
  cancel(): void;
  stop(): void;
}

const cellsOf = (attributes: readonly string[], cells: readonly (Cell | null)[]) =>
  new Map(attributes.map((name, i) => [name.toLowerCase(), cells[i] ?? null]));

async function rowsOf(
  list: ObjectList,
  attributes: readonly string[],
  page: { offset: number; limit: number },
  signal: AbortSignal,
): Promise<{ total: number; rows: ListRow[] }> {
  const { total, rows } = await api.objects.rows({ list, page }, { signal });
  if (attributes.length === 0 || rows.length === 0) return { total, rows };
  const values = await api.queries.values(
    { snapshotId: list.snapshotId, objectIds: rows.map(({ id }) => id), attributes: [...attributes] },
    { signal },
  );
  const of = new Map(values.map(({ objectId, cells }) => [objectId, cells]));
  return { total, rows: rows.map((row) => ({ ...row, cells: cellsOf(attributes, of.get(row.id) ?? []) })) };
}

/** Queries and sorted lists are computed before they can be paged. */
const isComputed = (list: ObjectList) => list.of === 'query' || Boolean(list.sort);

/** A list of a snapshot's objects. Where it has to be computed first, that is followed and can be given up. */
export function listSource(list: ObjectList, attributes: () => readonly string[]): ObjectSource {
  const inner = shallowRef<ReturnType<typeof pagedSource<ListRow>> | null>(null);
  const progress = shallowRef<QueryProgress | null>(null);
  const error = shallowRef<unknown>(null);
  const cancelled = shallowRef(false);
  let abort = new AbortController();

  async function begin() {
    const mine = (abort = new AbortController());
    error.value = null;
    cancelled.value = false;
    try {
      if (isComputed(list)) {
        for await (const step of await api.queries.run({ list }, { signal: mine.signal })) {
          if (mine.signal.aborted) return;
          progress.value = step;
        }
      }
      if (mine.signal.aborted) return;
      inner.value = pagedSource<ListRow>({
        fetch: (offset, limit, signal) => rowsOf(list, attributes(), { offset, limit }, signal),
      });
    } catch (fault) {
      if (!mine.signal.aborted) error.value = fault;
    } finally {
      if (!mine.signal.aborted) progress.value = null;
    }
  }
  function stop() {
    abort.abort();
    inner.value?.stop();
    progress.value = null;
  }
  void begin();
  return {
    get total() {
      return inner.value?.total ?? null;
    },
    get error() {
      return error.value ?? inner.value?.error ?? null;
    },
    get progress() {
      return progress.value?.finished ? null : progress.value;
    },
    get cancelled() {
      return cancelled.value;
    },
    readAt: null,
    at: (index) => inner.value?.at(index),
    want: (first, last) => inner.value?.want(first, last),
    reload() {
      if (inner.value) inner.value.reload();
      else {
        stop();
        void begin();
      }
    },
    cancel() {
      if (inner.value) return;
      stop();
      cancelled.value = true;
    },
    stop,
  };
}

/** Rows of a live directory, a page after the other. */
export function liveSource(
  profileId: string,
  { base, scope, filter }: { base: string | null; scope: 'base' | 'one' | 'sub'; filter: string },
  attributes: () => readonly string[],
): ObjectSource {
  const readAt = shallowRef<string | null>(null);
  const inner = cursorSource<ListRow>(async (cursor, signal) => {
    const wanted = [...attributes()];
    const answer = await api.queries.live(
      { profileId, base, scope, filter, attributes: wanted, cursor },
      { signal },
    );
    readAt.value = answer.readAt;
    return {
      cursor: answer.cursor,
      rows: answer.rows.map(({ row, cells }) => ({ ...row, cells: cellsOf(wanted, cells) })),
    };
  });
  return asObjectSource(inner, () => readAt.value);
}

/** The children of a live container. With columns beyond the rows they are asked for as a query is. */
export const liveChildren = (
  profileId: string,
  dn: string,
  attributes: () => readonly string[],
): ObjectSource =>
  attributes().length > 0
    ? liveSource(profileId, { base: dn, scope: 'one', filter: '(objectClass=*)' }, attributes)
    : asObjectSource(
        cursorSource<ListRow>((cursor, signal) => api.live.children({ profileId, dn, cursor }, { signal })),
      );

function asObjectSource(
  inner: RowSource<ListRow> & { stop(): void },
  readAt: () => string | null = () => null,
): ObjectSource {
  return {
    get total() {
      return inner.total;
    },
    get error() {
      return inner.error;
    },
    get more() {
      return inner.more ?? false;
    },
    progress: null,
    cancelled: false,
    get readAt() {
      return readAt();
    },
    at: (index) => inner.at(index),
    want: (first, last) => inner.want(first, last),
    reload: () => inner.reload(),
    cancel: () => inner.stop(),
    stop: () => inner.stop(),
  };
}
