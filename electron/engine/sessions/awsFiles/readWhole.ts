import { readFile, stat } from 'node:fs/promises';
import { devNull } from 'node:os';
import { Fault } from '#contract/faults.ts';

/** Nobody's configuration comes near this. */
const mostBytes = 10_000_000;

/** A file's bytes; null = there is none. Rejects with `awsFiles.unreadable`. */
export async function readWhole(path: string): Promise<Buffer | null> {
  if (path === devNull) return null;
  const unreadable = (detail: string, cause?: unknown) =>
    new Fault('awsFiles.unreadable', { name: path, detail }, { cause });
  try {
    const found = await stat(path);
    // A pipe would be waited for, and read once.
    if (!found.isFile()) throw unreadable('not a file');
    if (found.size > mostBytes) throw unreadable(`larger than ${mostBytes / 1_000_000} MB`);
    return await readFile(path);
  } catch (error) {
    if (error instanceof Fault) throw error;
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw unreadable(code, error);
  }
}
