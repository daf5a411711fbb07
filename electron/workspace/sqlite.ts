/** The only file that opens SQLite. One connection with our settings, cached statements, and SQLite's errors as faults. */
import { basename } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { Fault } from '#contract/faults.ts';

/**
 * `write`: creates the file when it is absent. `read`: may still create `-shm` beside it, as WAL asks for.
 * `immutable`: touches nothing; only for a file that nobody writes and whose WAL is empty.
 */
export type Access = 'write' | 'read' | 'immutable';

/** How long a statement waits for another process's lock. Our own readers never make the writer wait. */
const busyMilliseconds = 5_000;

/**
 * Pages of the WAL after which the writer copies them back itself (16 KiB each: 256 MiB): where the helper that does it all the
 * while (worker/helper.ts) falls behind. And the size the WAL is cut to.
 */
const checkpointPages = 16_000;
const journalLimitBytes = 96 * 1024 * 1024;

export class Database {
  readonly path: string;
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(path: string, access: Access, options: { readonly maxPages?: number } = {}) {
    this.path = path;
    let location: string | URL = path;
    if (access === 'immutable') {
      location = pathToFileURL(path);
      location.searchParams.set('immutable', '1');
    }
    this.#db = new DatabaseSync(location, {
      readOnly: access !== 'write',
      defensive: true,
      timeout: busyMilliseconds,
    });
    // A file from a stranger is input: nothing in its schema may run functions, no page may lie about its cells.
    this.#db.exec(
      `PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA foreign_keys=ON; PRAGMA mmap_size=0`,
    );
    if (access === 'write') {
      this.#db.exec(
        `PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=${checkpointPages};
         PRAGMA journal_size_limit=${journalLimitBytes}; PRAGMA cache_size=-65536`,
      );
      if (options.maxPages) this.#db.exec(`PRAGMA max_page_count=${options.maxPages}`);
    } else this.#db.exec('PRAGMA query_only=ON; PRAGMA cache_size=-32768');
  }

  exec(sql: string): void {
    this.#db.exec(sql);
  }

  /** The statement of this text, prepared once. Never hold two iterations of the same text at a time. */
  prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  /** Forget the statements whose text holds `part`; SQLite keeps a dropped table's statements otherwise. */
  forget(part: string): void {
    for (const sql of this.#statements.keys()) if (sql.includes(part)) this.#statements.delete(sql);
  }

  /** The first column of the first row as a number; 0 when there is none. */
  number(sql: string, ...values: (string | number)[]): number {
    const row = this.prepare(sql).get(...values);
    const value = row ? Object.values(row)[0] : 0;
    return typeof value === 'number' ? value : 0;
  }

  /** All or nothing. What `work` throws is thrown on after the roll-back. */
  transaction<T>(work: () => T, kind: 'IMMEDIATE' | 'DEFERRED' = 'IMMEDIATE'): T {
    this.#db.exec(`BEGIN ${kind}`);
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      // A full disk may already have rolled back.
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  /** Copies what stands in the WAL back into the file, without waiting for anybody; answers with the pages that are left. */
  checkpoint(): number {
    const { log, checkpointed } = this.prepare('PRAGMA wal_checkpoint(PASSIVE)').get()!;
    return Math.max(0, Number(log) - Number(checkpointed));
  }

  close(): void {
    this.#statements.clear();
    if (this.#db.isOpen) this.#db.close();
  }
}

/** Primary result codes (sqlite.org/rescode.html) that a person can do something about. */
const busy = 5;
const locked = 6;
const readOnly = 8;
const inputOutput = 10;
const corrupt = 11;
const full = 13;
const cannotOpen = 14;
const notADatabase = 26;

/** SQLite's primary result code of an error of `node:sqlite`, or null. */
export function sqliteCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null;
  return error.errcode & 0xff;
}

/** What went wrong, as a fault about the workspace at `path`. Faults pass through. */
export function faultOf(error: unknown, path: string): Fault {
  if (error instanceof Fault) return error;
  const name = basename(path);
  const detail = error instanceof Error ? error.message : String(error);
  const options = { cause: error };
  switch (sqliteCode(error)) {
    case notADatabase:
      return new Fault('workspace.foreign', { name }, options);
    case corrupt:
      return new Fault('workspace.damaged', { name, detail }, options);
    case full:
      return new Fault('workspace.diskFull', { name }, options);
    case readOnly:
      return new Fault('workspace.readOnly', { name }, options);
    case busy:
    case locked:
    case inputOutput:
    case cannotOpen:
      return new Fault('workspace.notWritable', { name, detail }, options);
    default:
      break;
  }
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Fault('workspace.diskFull', { name }, options);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new Fault('workspace.notWritable', { name, detail }, options);
  return new Fault('internal', { detail }, options);
}
