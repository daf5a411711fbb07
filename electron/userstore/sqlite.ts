/** node:sqlite with our faults: the error codes of SQLite that a person can do something about, told apart. */
import { basename } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Fault } from '../contract/faults.ts';

/** Primary result codes, https://www.sqlite.org/rescode.html */
const code = {
  busy: 5,
  locked: 6,
  readOnly: 8,
  ioError: 10,
  corrupt: 11,
  full: 13,
  cantOpen: 14,
  notADatabase: 26,
} as const;

/** The primary code of an error of node:sqlite, or null for any other error. */
function primaryCode(error: unknown): number | null {
  const errcode = (error as { errcode?: unknown } | null)?.errcode;
  return typeof errcode === 'number' ? errcode & 0xff : null;
}

export const isBusy = (error: unknown): boolean =>
  primaryCode(error) === code.busy || primaryCode(error) === code.locked;
export const isDamage = (error: unknown): boolean =>
  primaryCode(error) === code.corrupt || primaryCode(error) === code.notADatabase;

/** The fault that an error of SQLite on `file` means. The texts of SQLite carry no values. */
export function faultOf(error: unknown, file: string): Fault {
  if (error instanceof Fault) return error;
  const name = basename(file);
  const detail = error instanceof Error ? error.message : 'unknown error';
  if (isDamage(error)) return new Fault('workspace.damaged', { name, detail }, { cause: error });
  switch (primaryCode(error)) {
    case code.full:
      return new Fault('workspace.diskFull', { name }, { cause: error });
    case code.busy:
    case code.locked:
    case code.readOnly:
    case code.ioError:
    case code.cantOpen:
      return new Fault('workspace.notWritable', { name, detail }, { cause: error });
    default:
      return new Fault('internal', { detail: `user store: ${detail}` }, { cause: error });
  }
}

/** How long a statement waits for another process's transaction; theirs last milliseconds. */
export const busyMs = 5000;

/** Opens for several processes at once. Rejects nothing yet: SQLite reads the file at the first statement. */
export function openDatabase(file: string): DatabaseSync {
  return new DatabaseSync(file, { timeout: busyMs, defensive: true, allowExtension: false });
}

/** `BEGIN IMMEDIATE` … `COMMIT`: one writer at a time, the others wait. */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
