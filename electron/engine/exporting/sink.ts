/** Where an export goes: a file that is there whole or not at all, or a stream. */
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { Fault } from '#contract/faults.ts';
import type { Deposit } from '../files.ts';

/** After `finish` or `abandon` it is of no more use. */
export interface Sink {
  /** Resolves when more can be taken. Texts are written in UTF-8. */
  write(data: string | Uint8Array): Promise<void>;
  finish(): Promise<void>;
  /** Leaves nothing behind; never throws. */
  abandon(): Promise<void>;
}

function asFault(error: unknown, name: string): Fault {
  if (error instanceof Fault) return error;
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Fault('export.diskFull', { name }, { cause: error });
  return new Fault('export.notWritable', { name, detail: code }, { cause: error });
}

/** What a link leads to is replaced, not the link; a device or a folder is not replaced at all. */
async function placeOf({ path, name }: Deposit): Promise<string> {
  let place = path;
  try {
    place = await realpath(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return path;
    throw error;
  }
  if (!(await stat(place)).isFile()) throw new Fault('export.notWritable', { name, detail: 'not a file' });
  return place;
}

/** Written beside the target under a name of its own, and renamed when all of it is on the disk. */
export async function fileSink(target: Deposit): Promise<Sink> {
  const { name } = target;
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw asFault(error, name);
    }
  };
  const place = await guarded(() => placeOf(target));
  const part = `${place}.${randomBytes(6).toString('hex')}.part`;
  const file: FileHandle = await guarded(() => open(part, 'wx'));
  return {
    write: (data) => guarded(() => file.writeFile(data, 'utf8')),
    finish: () =>
      guarded(async () => {
        await file.sync();
        await file.close();
        await rename(part, place);
      }),
    async abandon() {
      await file.close().catch(() => {});
      await rm(part, { force: true }).catch(() => {});
    },
  };
}

/** What was written to a stream stays written. */
export function streamSink(stream: Writable, name: string): Sink {
  let broken: unknown = null;
  stream.on('error', (error) => (broken = error));
  return {
    async write(data) {
      if (broken !== null) throw asFault(broken, name);
      if (stream.write(data)) return;
      await Promise.race([once(stream, 'drain'), once(stream, 'close')]).catch((error: unknown) => {
        throw asFault(error, name);
      });
    },
    async finish() {
      if (broken !== null) throw asFault(broken, name);
    },
    async abandon() {},
  };
}
