import type { Snapshot } from '#contract/shapes.ts';

/** What is missing for one reason: everywhere together, and attributes counted by name. */
export interface MissingGroup {
  readonly code: string;
  readonly attribute: string | null;
  readonly places: readonly string[];
}

/** Missing parts by reason and attribute, the most first. */
export function missingGroups(missing: Snapshot['missing']): MissingGroup[] {
  const groups = new Map<string, { code: string; attribute: string | null; places: string[] }>();
  for (const { where, attribute, code } of missing) {
    const key = `${code}\n${attribute ?? ''}`;
    const group = groups.get(key) ?? { code, attribute, places: [] };
    group.places.push(where);
    groups.set(key, group);
  }
  return [...groups.values()].toSorted((a, b) => b.places.length - a.places.length);
}
