/** Stored entries by id, many in one question: a question for each costs more than the entry. */
import { tableOf } from '../schema/snapshot.ts';
import type { Database } from '../sqlite.ts';

/**
 * Visits the entries of `ids` that the snapshot has, each once and in no order that counts. One at a time is in memory:
 * a page of large groups may be more than is wise to hold.
 */
export function eachPacked(
  db: Database,
  { id, base }: { readonly id: number; readonly base: { readonly id: number } | null },
  ids: Iterable<number>,
  visit: (id: number, packed: Uint8Array) => void,
): void {
  const left = new Set(ids);
  const visitIn = (table: string): void => {
    if (left.size === 0) return;
    const rows = db.prepare(`SELECT id, packed FROM ${table} WHERE id IN (SELECT value FROM json_each(?))`);
    rows.setReturnArrays(true);
    for (const row of rows.iterate(`[${[...left].join(',')}]`)) {
      const [objectId, packed] = row as unknown as [number, Uint8Array];
      left.delete(objectId);
      visit(objectId, packed);
    }
  };
  if (base) visitIn(tableOf(id, 'overlay'));
  visitIn(tableOf(base?.id ?? id, 'entry'));
}
