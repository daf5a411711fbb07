/** A conversion as drafts: each holds whole sets with their assignments, and so many changes as a draft may. */
import type { DraftChange } from '../change.ts';
import type { ConvertedSet } from './converted.ts';

export function partsOf(sets: readonly ConvertedSet[], most: number): DraftChange[][] {
  const parts: DraftChange[][] = [];
  for (const { change, existing, assignments } of sets) {
    const changes = existing === null ? [change, ...assignments] : assignments;
    if (changes.length === 0) continue;
    const last = parts.at(-1);
    if (last && last.length + changes.length <= most) last.push(...changes);
    else parts.push([...changes]);
  }
  return parts;
}
