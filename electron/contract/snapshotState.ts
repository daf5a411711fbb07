/** What is worth knowing of snapshots beside their objects: those being written, and how a finished one came to be. */
import { z } from 'zod';
import { sourceKindSchema } from './shapes.ts';

/** A snapshot being written whose first objects can be looked at: `objects.rows` of its children, `objects.get`, `objects.position`. */
export const arrivingSchema = z.object({
  snapshotId: z.int(),
  /** Of the source, as in `sourceSchema`. */
  sourceName: z.string(),
  sourceKind: sourceKindSchema,
  /** Objects that can be looked at; `received` counts those that came. */
  browsable: z.int(),
  received: z.int(),
});
export type Arriving = z.infer<typeof arrivingSchema>;

export const snapshotStateSchema = z.object({
  /**
   * ISO 8601 UTC: of a refreshed snapshot, the read time of the one whose objects it keeps where nothing changed; null = all
   * of it was read.
   */
  keptFrom: z.string().nullable(),
  /**
   * The naming contexts whose state was noted when they were read, so that the next reading can ask for changes alone: by
   * DirSync, or by update sequence numbers of the same controller.
   */
  contexts: z.array(z.object({ context: z.string(), changesBy: z.enum(['dirSync', 'usn']).nullable() })),
});
export type SnapshotState = z.infer<typeof snapshotStateSchema>;
