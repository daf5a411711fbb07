/** Opening a workspace: its worker threads, and the object the engine holds. */
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { Fault } from '#contract/faults.ts';
import type { OpenOptions, Workspace } from './api.ts';
import { createFile } from './file.ts';
import { faultOf } from './sqlite.ts';
import type { AccessMethods } from './worker/access.ts';
import type { CompareMethods } from './worker/compare.ts';
import type { GraphMethods } from './worker/graph.ts';
import type { PlannerMethods } from './worker/planner.ts';
import type { ReaderMethods } from './worker/reader.ts';
import { workerEntry } from './worker/roles.ts';
import type { Role, WorkerData } from './worker/roles.ts';
import { WorkerClient } from './worker/rpc.ts';
import type { Methods } from './worker/rpc.ts';
import type { WriterMethods } from './worker/writer.ts';
import { OpenedWorkspace } from './workspace.ts';

/** `maxPages`: as much as the file may grow to, in pages of 16 KiB. */
export interface Limits {
  readonly maxPages?: number;
}

/**
 * Opens, or makes, the workspace at `path`. Rejects with `workspace.notFound`, `.exists`, `.foreign`, `.damaged`,
 * `.newer`, `.notWritable` or `.diskFull`. A workspace that another process writes, or a file that is write-protected,
 * opens read-only and says so.
 */
export async function openWorkspace(
  path: string,
  options: OpenOptions,
  limits: Limits = {},
): Promise<Workspace> {
  const asked = resolve(path);
  try {
    return await open(prepare(asked, options.mode), options.readOnly === true, limits);
  } catch (error) {
    throw faultOf(error, asked);
  }
}

/** Makes the file when the mode says so. Answers with the path behind links: the lock and the WAL stand beside that. */
function prepare(path: string, mode: OpenOptions['mode']): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat && mode === 'create') throw new Fault('workspace.exists', { name: basename(path) });
  if (!stat && mode === 'open') throw new Fault('workspace.notFound', { name: basename(path) });
  if (stat && !stat.isFile()) throw new Fault('workspace.foreign', { name: basename(path) });
  if (!stat) {
    if (!statSync(dirname(path), { throwIfNoEntry: false }))
      throw new Fault('workspace.notFound', { name: basename(path) });
    createFile(path);
  }
  return realpathSync(path);
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    accessSync(dirname(path), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether the file may be read without its WAL. While somebody has it open, or after a crash, there is one. */
function mayIgnoreWal(path: string, untouched: boolean): boolean {
  const wal = statSync(`${path}-wal`, { throwIfNoEntry: false });
  if (untouched && wal && wal.size > 0) {
    throw new Fault('workspace.notWritable', { name: basename(path), detail: basename(`${path}-wal`) });
  }
  return untouched || !wal;
}

async function open(path: string, untouched: boolean, limits: Limits): Promise<Workspace> {
  const writable = !untouched && isWritable(path);
  const immutable = !writable && mayIgnoreWal(path, untouched);
  const start = <M extends Methods<M>>(role: Role) =>
    new WorkerClient<M>(workerEntry(), { role, path, immutable, ...limits } satisfies WorkerData);
  let writer: WorkerClient<WriterMethods> | null = null;
  try {
    if (writable) {
      writer = start<WriterMethods>('writer');
      if (!(await writer.call('open'))) {
        await writer.terminate();
        writer = null;
      }
    }
    const browse = start<ReaderMethods>('reader');
    try {
      // The reader checks the file as well: it may be the only one to open it.
      await browse.call('sources');
    } catch (error) {
      await browse.terminate();
      throw error;
    }
    return new OpenedWorkspace({
      path,
      readOnlyReason: writer ? null : writable ? 'otherProcess' : 'fileProtected',
      writer,
      browse,
      startFind: () => start<ReaderMethods>('reader'),
      startGraph: () => start<GraphMethods>('graph'),
      startAccess: () => start<AccessMethods>('access'),
      startCompare: () => start<CompareMethods>('compare'),
      startPlanner: () => start<PlannerMethods>('planner'),
    });
  } catch (error) {
    if (writer) {
      await writer.call('close').catch(() => undefined);
      await writer.terminate();
    }
    throw error;
  }
}
