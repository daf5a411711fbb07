import { columnKey } from '../grid/objectColumns.ts';

/** The columns that a list begins with, after the name. */
export const usualColumns: readonly string[] = ['kind', 'samAccountName', 'description'];
const storageKey = 'treeline.explorer.columns';

export function storedColumns(): readonly string[] {
  const stored = JSON.parse(localStorage.getItem(storageKey) ?? 'null') as unknown;
  if (!Array.isArray(stored) || stored.length === 0) return usualColumns;
  return [...new Set(stored.map((each) => columnKey(String(each))))].filter((key) => key !== 'name');
}
export const storeColumns = (keys: readonly string[]): void =>
  localStorage.setItem(storageKey, JSON.stringify(keys));
