/**
 * The writer's second pair of hands: copies the WAL back while the writer writes on, and makes a share of the grams. It has a
 * connection of its own and changes no row.
 */
import type { BuiltGrams } from '../search/build.ts';
import { buildGrams } from '../search/grams.ts';
import type { GramLimits, GramShare, TextArena } from '../search/grams.ts';
import { ListSink } from '../search/lists.ts';
import type { Triples } from '../search/triples.ts';
import { Database } from '../sqlite.ts';
import type { WorkerData } from './roles.ts';

export type HelperMethods = ReturnType<typeof helperMethods>;

export function helperMethods(data: WorkerData) {
  let db: Database | null = null;

  return {
    /** Copies back what stands in the WAL now; nobody waits for it. Answers with the pages that came meanwhile. */
    checkpoint(): number {
      db ??= new Database(data.path, 'write');
      return db.checkpoint();
    },

    grams(arena: TextArena, triples: Triples, limits: GramLimits, share: GramShare): BuiltGrams {
      const lists = new ListSink(arena.ends.length);
      const steps = buildGrams(arena, triples, lists, limits, share);
      for (;;) {
        const step = steps.next();
        if (step.done) return { nodes: step.value, lists: lists.chunks() };
      }
    },

    close(): void {
      db?.close();
      db = null;
    },
  };
}
