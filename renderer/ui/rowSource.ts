import { shallowRef } from 'vue';

/** Rows by position. `total` is null until the first answer; a row that is not loaded yet is undefined. */
export interface RowSource<T> {
  readonly total: number | null;
  readonly error: unknown;
  /** All rows are here: the grid itself sorts and filters them. */
  readonly local?: boolean;
  /** More are to come than `total` says: nobody knows how many. */
  readonly more?: boolean;
  at(index: number): T | undefined;
  /** Say which rows are seen (`last` exclusive): they are fetched, the newest wish first. */
  want(first: number, last: number): void;
  /** Forget everything and read again what is seen. */
  reload(): void;
}

export interface PagedOptions<T> {
  readonly fetch: (
    offset: number,
    limit: number,
    signal: AbortSignal,
  ) => Promise<{ total: number; rows: readonly T[] }>;
  readonly pageSize?: number;
  /** Pages kept; the least recently seen go first. */
  readonly keep?: number;
}

/**
 * A page cache over a list of any length. At most two requests are under way, and a new wish replaces the waiting one:
 * dragging the thumb over a million rows does not ask for the pages in between.
 */
export function pagedSource<T>({
  fetch,
  pageSize = 100,
  keep = 128,
}: PagedOptions<T>): RowSource<T> & { stop(): void } {
  const version = shallowRef(0);
  const total = shallowRef<number | null>(null);
  const error = shallowRef<unknown>(null);
  let pages = new Map<number, readonly T[]>();
  let loading = new Set<number>();
  let wanted = { first: 0, last: pageSize };
  let abort = new AbortController();

  function nextPage(): number | null {
    // Before the first answer nothing is known and nothing seen: any page says how long the list is.
    const end = total.value === null ? wanted.first + 1 : Math.min(wanted.last, total.value);
    for (let page = Math.floor(wanted.first / pageSize); page * pageSize < end; page++) {
      if (!pages.has(page) && !loading.has(page)) return page;
    }
    return null;
  }

  async function load(page: number, mine: AbortController) {
    const pending = loading;
    pending.add(page);
    try {
      const answer = await fetch(page * pageSize, pageSize, mine.signal);
      if (mine.signal.aborted) return;
      pages.delete(page);
      pages.set(page, answer.rows);
      for (const old of pages.keys()) {
        if (pages.size <= keep) break;
        pages.delete(old);
      }
      total.value = answer.total;
      error.value = null;
      version.value++;
    } catch (fault) {
      if (!mine.signal.aborted) error.value = fault;
    } finally {
      pending.delete(page);
      if (!mine.signal.aborted && error.value === null) pump();
    }
  }

  function pump() {
    while (loading.size < 2) {
      const page = nextPage();
      if (page === null) return;
      void load(page, abort);
    }
  }

  function reset() {
    abort.abort();
    abort = new AbortController();
    pages = new Map();
    loading = new Set();
  }

  // The first page says how long the list is, before anything can be seen of it.
  pump();
  return {
    get total() {
      return total.value;
    },
    get error() {
      return error.value;
    },
    at(index) {
      void version.value;
      return pages.get(Math.floor(index / pageSize))?.[index % pageSize];
    },
    want(first, last) {
      wanted = { first, last };
      // Seen pages move to the young end of the map, so that the oldest are dropped first.
      for (let page = Math.floor(first / pageSize); page * pageSize < last; page++) {
        const rows = pages.get(page);
        if (rows) {
          pages.delete(page);
          pages.set(page, rows);
        }
      }
      if (error.value === null) pump();
    },
    reload() {
      reset();
      error.value = null;
      pump();
    },
    stop: reset,
  };
}

/** Rows that are already here. */
export function arraySource<T>(rows: () => readonly T[]): RowSource<T> {
  return {
    local: true,
    get total() {
      return rows().length;
    },
    error: null,
    at: (index) => rows()[index],
    want: () => undefined,
    reload: () => undefined,
  };
}

/**
 * Rows that come one page after another, with a cursor. While more are to come, the last row is a place that is not
 * loaded; seeing it fetches the next page.
 */
export function cursorSource<T>(
  fetch: (
    cursor: string | null,
    signal: AbortSignal,
  ) => Promise<{ rows: readonly T[]; cursor: string | null }>,
): RowSource<T> & { stop(): void; readonly more: boolean } {
  const rows = shallowRef<readonly T[]>([]);
  const total = shallowRef<number | null>(null);
  const error = shallowRef<unknown>(null);
  let cursor: string | null = null;
  let more = true;
  let loading = false;
  let wanted = 1;
  let abort = new AbortController();

  async function next() {
    if (loading || !more || error.value !== null || wanted <= rows.value.length) return;
    loading = true;
    const mine = abort;
    try {
      const answer = await fetch(cursor, mine.signal);
      if (mine.signal.aborted) return;
      rows.value = [...rows.value, ...answer.rows];
      cursor = answer.cursor;
      more = cursor !== null;
      total.value = rows.value.length + (more ? 1 : 0);
    } catch (fault) {
      if (!mine.signal.aborted) error.value = fault;
    } finally {
      if (!mine.signal.aborted) {
        loading = false;
        void next();
      }
    }
  }
  function reset() {
    abort.abort();
    abort = new AbortController();
    rows.value = [];
    total.value = null;
    error.value = null;
    cursor = null;
    more = true;
    loading = false;
  }
  void next();
  return {
    get total() {
      return total.value;
    },
    get error() {
      return error.value;
    },
    get more() {
      return total.value !== rows.value.length;
    },
    at: (index) => rows.value[index],
    want(_first, last) {
      wanted = Math.max(1, last);
      void next();
    },
    reload() {
      reset();
      void next();
    },
    stop: reset,
  };
}
