/** Replacing a file of the user's: whole or not at all, with what it was beside it. */
import { constants } from 'node:fs';
import type { Stats } from 'node:fs';
import { access, lstat, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '#contract/faults.ts';
import { readWhole } from './readWhole.ts';

/** Stands beside the file while it is written, and keeps others of us away meanwhile. */
const newEnding = '.treeline-new';
const backupEnding = '.treeline-backup';
/** Writing takes milliseconds: what is older was left by a process that died. */
const staleMs = 30_000;
/** For another of us that writes. */
const waitMs = 5_000;
const lookMs = 20;

type Edit = (old: Buffer | null) => Promise<Uint8Array> | Uint8Array;

/**
 * Puts what `edit` makes of a file's bytes (null = there is none) in its place, atomically: whoever reads it sees the old
 * bytes or the new ones. A link is followed and stays; mode and owner stay; a new file and its folder are the user's alone.
 * `edit` runs while no other Treeline writes the file; it may throw, and nothing happens where it gives back what was there.
 * @returns where the bytes as they were lie; null where nothing was replaced
 * @throws `awsFiles.notWritable`, `awsFiles.unreadable`, and what `edit` throws
 */
export async function rewrite(path: string, edit: Edit, limitMs = waitMs): Promise<string | null> {
  try {
    return await rewritten(await realPlace(path), edit, limitMs);
  } catch (error) {
    if (error instanceof Fault || !(error instanceof Error) || !('code' in error)) throw error;
    throw notWritable(path, String(error.code), error);
  }
}

const notWritable = (name: string, detail: string, cause?: unknown): Fault =>
  new Fault('awsFiles.notWritable', { name, detail }, { cause });

async function rewritten(place: string, edit: Edit, limitMs: number): Promise<string | null> {
  const before = await mayWrite(place);
  const fresh = place + newEnding;
  const file = await begin(fresh, place, limitMs);
  let done = false;
  try {
    const old = await readWhole(place);
    const bytes = await edit(old);
    if (old ? old.equals(bytes) : bytes.length === 0) return null;
    await fill(file, bytes, before);
    await file.close();
    const backup = old && before && (await keep(place + backupEnding, old, before));
    await rename(fresh, place);
    done = true;
    await syncFolder(dirname(place));
    return backup;
  } finally {
    await file.close().catch(() => {});
    if (!done) await rm(fresh, { force: true });
  }
}

/** The file behind links. Its folder is made where it is missing. */
async function realPlace(path: string): Promise<string> {
  const isLink = await lstat(path).then(
    (found) => found.isSymbolicLink(),
    () => false,
  );
  if (isLink) return realpath(path);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  return join(await realpath(dirname(path)), basename(path));
}

/** Null: there is none yet. A file that its owner made read-only is meant so, though replacing it would go through. */
async function mayWrite(place: string): Promise<Stats | null> {
  const before = await stat(place).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (before === null) return null;
  if (!before.isFile()) throw notWritable(place, 'not a file');
  await access(place, constants.W_OK);
  if ((before.mode & 0o200) === 0) throw notWritable(place, 'EACCES');
  return before;
}

async function begin(fresh: string, place: string, limitMs: number): Promise<FileHandle> {
  for (const until = Date.now() + limitMs; ;) {
    try {
      return await open(fresh, 'wx', 0o600);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const left = await stat(fresh).catch(() => null);
    if (left && Date.now() - left.mtimeMs > staleMs) await rm(fresh, { force: true });
    else if (Date.now() > until) throw notWritable(place, 'EBUSY');
    else await sleep(lookMs);
  }
}

async function fill(file: FileHandle, bytes: Uint8Array, like: Stats | null): Promise<void> {
  await file.writeFile(bytes);
  if (like) {
    const { uid, gid } = await file.stat();
    // Where it belongs to somebody else and cannot be given back, it is not taken away.
    if (uid !== like.uid || gid !== like.gid) await file.chown(like.uid, like.gid);
    await file.chmod(like.mode & 0o7777);
  }
  await file.sync();
}

/** A copy that is whole too, whatever happens meanwhile. */
async function keep(backup: string, bytes: Buffer, like: Stats): Promise<string> {
  const fresh = `${backup}-new`;
  await rm(fresh, { force: true });
  const file = await open(fresh, 'wx', 0o600);
  try {
    await fill(file, bytes, like);
  } finally {
    await file.close();
  }
  await rename(fresh, backup);
  return backup;
}

/** So that the new name outlives a power cut; Windows has no such thing. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
