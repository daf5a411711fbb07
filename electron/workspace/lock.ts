/**
 * One writing process per workspace. The lock is SQLite's own lock on an empty file beside the workspace: the system
 * lets go of it when the process ends, however it ends, on every system that SQLite knows. The file is never opened by
 * other means: on POSIX, closing any descriptor of a file drops the process's locks on it (sqlite.org/howtocorrupt.html §2.2).
 */
import { statSync, unlinkSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { sqliteCode } from './sqlite.ts';

export interface Lock {
  release(): void;
}

const busy = 5;

export function lockPathOf(path: string): string {
  return `${path}-lock`;
}

function inodeOf(path: string): bigint | null {
  return statSync(path, { bigint: true, throwIfNoEntry: false })?.ino ?? null;
}

/** Null when another process, or another opening in this one, holds it. Throws what SQLite throws otherwise. */
export function acquireLock(path: string): Lock | null {
  const lockPath = lockPathOf(path);
  // The holder removes the file before it lets go. Whoever opened the old file meanwhile holds the lock of a file that
  // has no name any more, and tries again.
  for (let attempt = 0; attempt < 20; attempt++) {
    const before = inodeOf(lockPath);
    const db = new DatabaseSync(lockPath, { timeout: 0, defensive: true });
    try {
      db.exec('PRAGMA journal_mode=MEMORY; BEGIN EXCLUSIVE');
    } catch (error) {
      db.close();
      if (sqliteCode(error) === busy) return null;
      throw error;
    }
    if (before !== null && before === inodeOf(lockPath)) return { release: () => release(db, lockPath) };
    db.close();
  }
  return null;
}

function release(db: DatabaseSync, lockPath: string): void {
  try {
    unlinkSync(lockPath);
  } catch {
    // Windows does not remove an open file; the empty file stays and serves the next time.
  }
  db.close();
}
