/** Editing the conditions of a query: a tree of rows and groups, addressed by the positions on the way down. */
import type { FilterGroup, FilterRow } from '#domain/directory/filter/rows.ts';

export type Item = FilterRow | FilterGroup;
export type Path = readonly number[];

export const emptyRow: FilterRow = { is: 'row', attribute: '', operator: 'equals', value: '' };
export const emptyQuery: FilterGroup = { is: 'group', join: 'all', items: [emptyRow] };

/** The tree with another item at a place; null takes it out, and with it a group that is left without items. */
export function replaced(group: FilterGroup, [at, ...rest]: Path, item: Item | null): FilterGroup {
  const old = group.items[at!];
  let next = item;
  if (rest.length > 0) {
    if (old?.is !== 'group') return group;
    next = replaced(old, rest, item);
    if (next.is === 'group' && next.items.length === 0) next = null;
  }
  const items = [...group.items];
  items.splice(at!, 1, ...(next === null ? [] : [next]));
  return { ...group, items };
}

/** The tree with one more item at the end of a group. */
export function added(group: FilterGroup, path: Path, item: Item): FilterGroup {
  if (path.length === 0) return { ...group, items: [...group.items, item] };
  const [at, ...rest] = path;
  const inner = group.items[at!];
  if (inner?.is !== 'group') return group;
  return replaced(group, [at!], added(inner, rest, item));
}

export function joined(group: FilterGroup, path: Path, join: FilterGroup['join']): FilterGroup {
  if (path.length === 0) return { ...group, join };
  const [at, ...rest] = path;
  const inner = group.items[at!];
  if (inner?.is !== 'group') return group;
  return replaced(group, [at!], joined(inner, rest, join));
}
