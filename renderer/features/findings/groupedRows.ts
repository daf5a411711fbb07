/** Rows of the engine under headings: groups follow one another in the order of the rows, so that counts alone place them. */
import type { RowSource } from '../../ui/rowSource.ts';

export interface GroupRow {
  readonly of: 'group';
  readonly value: string;
  readonly title: string;
  readonly count: number;
}
export type Grouped<T> = GroupRow | { readonly of: 'row'; readonly row: T };

export interface GroupedSource<T> extends RowSource<Grouped<T>> {
  stop(): void;
  /** Where the row stands that is `offset` in the engine's order. */
  indexOf(offset: number): number;
}

/** Without groups there are no headings. Rows beyond the groups' counts follow the last. */
export function groupedRows<T>(
  inner: RowSource<T> & { stop(): void },
  groups: readonly { readonly value: string; readonly title: string; readonly count: number }[],
): GroupedSource<T> {
  const heads: { readonly head: GroupRow; readonly index: number; readonly offset: number }[] = [];
  let offset = 0;
  for (const group of groups) {
    if (group.count === 0) continue;
    heads.push({ head: { of: 'group', ...group }, index: offset + heads.length, offset });
    offset += group.count;
  }
  /** How many headings stand at or before a place; `of` names what of them is looked at. */
  function before(place: number, of: 'index' | 'offset'): number {
    let low = 0;
    let high = heads.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (heads[middle]![of] <= place) low = middle + 1;
      else high = middle;
    }
    return low;
  }
  // One object a row of the engine: a grid tells rows apart by what they are.
  const made = new WeakMap<object, Grouped<T>>();
  return {
    get total() {
      return inner.total === null ? null : inner.total + heads.length;
    },
    get error() {
      return inner.error;
    },
    at(index) {
      const passed = before(index, 'index');
      const last = heads[passed - 1];
      if (last?.index === index) return last.head;
      const row = inner.at(index - passed);
      if (row === undefined) return undefined;
      let grouped = made.get(row as object);
      if (!grouped) made.set(row as object, (grouped = { of: 'row', row }));
      return grouped;
    },
    want(first, last) {
      inner.want(first - before(first - 1, 'index'), Math.max(1, last - before(last - 1, 'index')));
    },
    reload: () => inner.reload(),
    stop: () => inner.stop(),
    indexOf: (place) => place + before(place, 'offset'),
  };
}
