/**
 * The one gate by which facts enter a workspace: begins a snapshot, lets a reader fill it, and makes it visible whole or
 * not at all. No attribute that holds a secret passes it, whatever source it came from.
 */
import { withoutSecrets } from '#domain/directory/attributes/secret.ts';
import type { NewSource, SnapshotWriter, Workspace } from '#workspace/api.ts';
import type { JobControl } from './jobs.ts';

/** What a reader may write. */
export type SnapshotFill = Pick<SnapshotWriter, 'addEntries' | 'setEstate' | 'setDocument' | 'addMissing'>;

function guarded(writer: SnapshotWriter): SnapshotFill {
  return {
    addEntries: (entries) => writer.addEntries(entries.map(withoutSecrets)),
    setEstate: (facts) => writer.setEstate(facts),
    setDocument: (name, text) => writer.setDocument(name, text),
    addMissing: (where, code) => writer.addMissing(where, code),
  };
}

/**
 * Completes the snapshot unless the job is cancelled meanwhile: completion has steps, and gives up between them. After
 * the last one the snapshot is there, and the job is done whatever was asked.
 */
async function completed(writer: SnapshotWriter, control: JobControl): Promise<number> {
  const giveUp = () => void writer.abandon().catch(() => {});
  control.signal.addEventListener('abort', giveUp, { once: true });
  try {
    return (await writer.complete(control.progress)).id;
  } finally {
    control.signal.removeEventListener('abort', giveUp);
  }
}

/**
 * Answers with the id of the snapshot that `fill` made, read at `readAt` (ISO 8601 UTC). A fault or a cancel leaves the
 * workspace as it was.
 */
export async function writeSnapshot(
  workspace: Workspace,
  source: NewSource,
  readAt: string,
  control: JobControl,
  fill: (writer: SnapshotFill) => Promise<void>,
): Promise<number> {
  control.signal.throwIfAborted();
  const writer = await workspace.beginSnapshot(source, readAt);
  try {
    await fill(guarded(writer));
    control.signal.throwIfAborted();
    return await completed(writer, control);
  } catch (error) {
    // What broke the reading is what people have to know; a snapshot not abandoned here goes at the next opening.
    await writer.abandon().catch(() => {});
    throw error;
  }
}
