/** A conversion as drafts: each holds whole sets with their assignments, and so many changes as a draft may. */
import type { DraftChange } from '../change.ts';
import type { ConvertedSet } from './converted.ts';

export function partsOf(sets: readonly ConvertedSet[], most: number): DraftChange[][] {
  const parts: DraftChange[][] = [];
  for (const { change, assignments } of sets) {
    const size = 1 + assignments.length;
    const last = parts.at(-1);
    if (last && last.length + size <= most) last.push(change, ...assignments);
    else parts.push([change, ...assignments]);
  }
  return parts;
}
