/** The actions that a statement takes in, by the service data. */
import type { Action, Catalog } from '../catalog.ts';
import type { Statement } from '../document.ts';

/** Of one pattern; the same list for the same pattern. */
const known = new WeakMap<Catalog, Map<string, readonly Action[]>>();
const mostKept = 1000;

export function matching(catalog: Catalog, pattern: string): readonly Action[] {
  let patterns = known.get(catalog);
  if (!patterns) known.set(catalog, (patterns = new Map()));
  const folded = pattern.toLowerCase();
  let found = patterns.get(folded);
  if (!found) {
    if (patterns.size >= mostKept) patterns.clear();
    patterns.set(folded, (found = catalog.matching(folded)));
  }
  return found;
}

/** Null: all actions but some, or all of a kind that no one lists: rules about single actions have nothing to say. */
export function actionsOf(catalog: Catalog, { action }: Statement): ReadonlySet<Action> | null {
  if (action.negated || action.patterns.some((pattern) => pattern === '*' || pattern === '*:*')) return null;
  return new Set(action.patterns.flatMap((pattern) => matching(catalog, pattern)));
}

export const isExact = (pattern: string): boolean => !/[*?]/.test(pattern);
