/** The open workspace and its sources. */
import { z } from 'zod';
import { ask, listen, none } from '../ask.ts';
import { handleSchema, jobSchema, sourceSchema } from '../shapes.ts';
import { arrivingSchema, snapshotStateSchema } from '../snapshotState.ts';

export const workspaceInfoSchema = z.object({
  /** Tells one file from another, also after a restart; says nothing of where it lies. */
  id: z.string(),
  name: z.string(),
  /** The embedded sample, opened on first run. */
  sample: z.boolean(),
  readOnly: z.boolean(),
  /** Why it is read-only: another process has it, the file is write-protected, or it is a copy that was uploaded. */
  readOnlyReason: z.enum(['otherProcess', 'fileProtected', 'copy']).nullable(),
  sources: z.array(sourceSchema),
});
export type WorkspaceInfo = z.infer<typeof workspaceInfoSchema>;

export const workspace = {
  /** The open workspace; a stream, so that a finished job, another file or a new source shows at once. */
  watch: listen(none, workspaceInfoSchema),
  info: ask(none, workspaceInfoSchema),
  open: ask(z.object({ handle: handleSchema }), workspaceInfoSchema),
  openSample: ask(none, workspaceInfoSchema),
  create: ask(z.object({ handle: handleSchema }), workspaceInfoSchema),
  /** Import a deposited file; answers with the job that does it. */
  import: ask(z.object({ handle: handleSchema }), jobSchema),
  removeSource: ask(z.object({ sourceId: z.int() }), workspaceInfoSchema),
  /** Snapshots being written that can be looked at, each time they change; at most two a second. */
  arriving: listen(none, z.array(arrivingSchema)),
  /** How a finished snapshot came to be. */
  snapshot: ask(z.object({ snapshotId: z.int() }), snapshotStateSchema),
};
