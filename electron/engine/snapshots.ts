/**
 * The one gate by which facts enter a workspace: begins a snapshot, lets a reader fill it, and makes it visible whole or
 * not at all. No attribute that holds a secret passes it, whatever source it came from.
 */
import { Fault } from '#contract/faults.ts';
import { isSecretAttribute, withoutSecrets } from '#domain/directory/attributes/secret.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import type { PackedPage } from '#packed/page.ts';
import type { NewSource, SnapshotRefresh, SnapshotWriter, Workspace } from '#workspace/api.ts';
import type { JobControl } from './jobs.ts';
import { TimedLinks } from './timedLinks.ts';

/** What a reader may write. */
export type SnapshotFill = Omit<SnapshotWriter, 'snapshotId' | 'complete' | 'abandon'>;
export type RefreshFill = Omit<SnapshotRefresh, 'snapshotId' | 'complete' | 'abandon'>;

const cleaned = (entries: readonly DirectoryEntry[]) => entries.map(withoutSecrets);

/** A reader in bulk leaves secrets out before it packs: a page that names one is a fault of ours, and is not taken. */
function checked(page: PackedPage): PackedPage {
  const secret = page.names.find(isSecretAttribute);
  if (secret !== undefined) throw new Fault('internal', { detail: `a page with ${secret}` });
  return page;
}

const guarded = (writer: SnapshotWriter, control: JobControl, timed = new TimedLinks()): SnapshotFill => ({
  addEntries: (entries) => writer.addEntries(timed.entries(cleaned(entries))),
  addPage: async (page) => {
    const passed = timed.page(checked(page));
    await writer.addPage(passed.page);
    if (passed.entries.length > 0) await writer.addEntries(passed.entries);
  },
  beginPart: (name) => {
    control.part(name);
    return writer.beginPart(name);
  },
  again: () => writer.again(),
  endPart: () => writer.endPart(),
  setEstate: (facts) => writer.setEstate(facts),
  setDocument: (name, text) => writer.setDocument(name, text),
  addMissing: (where, code, attribute) => writer.addMissing(where, code, attribute),
  setMark: (mark) => writer.setMark(mark),
  beginDeleted: (container) => writer.beginDeleted(container),
  addDeleted: (container, entries) => writer.addDeleted(container, cleaned(entries)),
});

const guardedRefresh = (writer: SnapshotRefresh, timed = new TimedLinks()): RefreshFill => ({
  put: (entries) => writer.put(timed.entries(cleaned(entries))),
  remove: (names) => writer.remove(names),
  addMissing: (where, code, attribute) => writer.addMissing(where, code, attribute),
  setMark: (mark) => writer.setMark(mark),
  beginDeleted: (container) => writer.beginDeleted(container),
  addDeleted: (container, entries) => writer.addDeleted(container, cleaned(entries)),
});

/**
 * Completes the snapshot unless the job is cancelled meanwhile: completion has steps, and gives up between them. After
 * the last one the snapshot is there, and the job is done whatever was asked.
 */
async function completed(
  writer: Pick<SnapshotWriter, 'complete' | 'abandon'>,
  control: JobControl,
): Promise<number> {
  const giveUp = () => void writer.abandon().catch(() => {});
  control.signal.addEventListener('abort', giveUp, { once: true });
  try {
    return (await writer.complete(control.progress)).id;
  } finally {
    control.signal.removeEventListener('abort', giveUp);
  }
}

async function filled(
  writer: Pick<SnapshotWriter, 'complete' | 'abandon'>,
  control: JobControl,
  fill: () => Promise<void>,
): Promise<number> {
  try {
    await fill();
    control.signal.throwIfAborted();
    return await completed(writer, control);
  } catch (error) {
    // What broke the reading is what people have to know; a snapshot not abandoned here goes at the next opening.
    await writer.abandon().catch(() => {});
    throw error;
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
  return filled(writer, control, () => fill(guarded(writer, control)));
}

/** The same for a snapshot out of `snapshotId` and what changed since. */
export async function writeRefresh(
  workspace: Workspace,
  snapshotId: number,
  readAt: string,
  control: JobControl,
  fill: (writer: RefreshFill) => Promise<void>,
): Promise<number> {
  control.signal.throwIfAborted();
  const writer = await workspace.beginRefresh(snapshotId, readAt);
  return filled(writer, control, () => fill(guardedRefresh(writer)));
}
