/** Opens the user's store; a file that cannot be used is moved aside and named, never lost in silence. */
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Fault } from '../contract/faults.ts';
import type { UserStore } from './api.ts';
import { prepare, Unusable } from './prepare.ts';
import type { Unreadable } from './rows.ts';
import { fileName } from './schema.ts';
import { busyMs, faultOf, isDamage, openDatabase } from './sqlite.ts';
import { unreadableRows, userStore } from './store.ts';

export { fileName };

export interface OpenedUserStore {
  readonly store: UserStore;
  /** Where the old file went, and why, when it could not be used and a fresh one was made. The caller tells the user. */
  readonly setAside: { readonly file: string; readonly reason: string } | null;
  /** Rows that do not fit the schema: left in the file, and not shown. The caller tells the user. */
  readonly unreadable: readonly Unreadable[];
}

/** For the user alone from its first byte. SQLite gives its side files the mode of the main one. */
function createPrivately(file: string): void {
  try {
    // Only ever a new file: closing a second descriptor of an open database drops this process's locks on it.
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    chmodSync(file, 0o600);
  }
}

function tryOpen(file: string): DatabaseSync {
  createPrivately(file);
  const database = openDatabase(file);
  try {
    prepare(database, file);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

const unusable = (error: unknown): string | null =>
  error instanceof Unusable || isDamage(error) ? (error as Error).message : null;

function moveAside(file: string, now: Date): string {
  const stamp = now.toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const stem = `${file.replace(/\.db$/, '')}.damaged-${stamp}`;
  let target = `${stem}.db`;
  for (let number = 2; existsSync(target); number++) target = `${stem}-${number}.db`;
  // The side files first: once the main file is gone, another process may make a fresh one with side files of its own.
  for (const side of ['-wal', '-shm', '-journal', ''])
    if (existsSync(file + side)) renameSync(file + side, target + side);
  return target;
}

/**
 * Moves the file aside unless another process has just done so. The lock is SQLite's own, on an empty file beside:
 * it ends with the process that holds it.
 */
function replace(file: string, now: Date): { database: DatabaseSync; setAside: OpenedUserStore['setAside'] } {
  createPrivately(`${file}-repair`);
  const lock = new DatabaseSync(`${file}-repair`, { timeout: busyMs });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    try {
      return { database: tryOpen(file), setAside: null };
    } catch (error) {
      const reason = unusable(error);
      if (reason === null) throw error;
      const target = moveAside(file, now);
      return { database: tryOpen(file), setAside: { file: target, reason } };
    }
  } finally {
    lock.close();
  }
}

/**
 * Opens `treeline.db` in the configuration folder, making or migrating it. Throws `Fault`: workspace.newer (written by
 * a later Treeline; left as it is), workspace.notWritable, workspace.diskFull.
 */
export function openUserStore(configFolder: string, now: () => Date = () => new Date()): OpenedUserStore {
  const file = join(configFolder, fileName);
  try {
    mkdirSync(configFolder, { recursive: true, mode: 0o700 });
    let opened: { database: DatabaseSync; setAside: OpenedUserStore['setAside'] };
    try {
      opened = { database: tryOpen(file), setAside: null };
    } catch (error) {
      if (unusable(error) === null) throw error;
      opened = replace(file, now());
    }
    const { database, setAside } = opened;
    const store = userStore(database, file, () => now().getTime());
    return { store, setAside, unreadable: unreadableRows(database) };
  } catch (error) {
    const system = error as NodeJS.ErrnoException;
    if (system.syscall)
      throw new Fault(
        'workspace.notWritable',
        { name: basename(file), detail: system.code ?? '' },
        { cause: error },
      );
    throw faultOf(error, file);
  }
}
