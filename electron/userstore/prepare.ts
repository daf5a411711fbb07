/** Makes sure of an opened file: whole, ours, not newer than we know, migrated, and in the mode for several processes. */
import { basename } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { Fault } from '../contract/faults.ts';
import { applicationId, migrations } from './schema.ts';
import { busyMs, isBusy, transaction } from './sqlite.ts';

/** The file is not one of ours, or not whole: the reason, for the person who looks at it. */
export class Unusable extends Error {}

function pragma(database: DatabaseSync, name: string): unknown {
  const row = database.prepare(`PRAGMA ${name}`).get();
  return row && Object.values(row)[0];
}

/** Changing the journal mode does not wait for other processes by itself. */
function useWal(database: DatabaseSync): void {
  const clock = new Int32Array(new SharedArrayBuffer(4));
  for (let waited = 0; ; waited += 20) {
    try {
      if (pragma(database, 'journal_mode = WAL') === 'wal') return;
    } catch (error) {
      if (!isBusy(error)) throw error;
    }
    // Where WAL cannot be (some network folders), SQLite stays with its rollback journal: slower, and as safe.
    if (waited >= busyMs) return;
    Atomics.wait(clock, 0, 0, 20);
  }
}

/** The version of a file of ours, 0 for an empty one. One transaction: another process may be making it right now. */
function versionOf(database: DatabaseSync): number {
  database.exec('BEGIN');
  try {
    const tables = database.prepare('SELECT count(*) AS count FROM sqlite_schema').get()?.['count'];
    if (tables !== 0 && pragma(database, 'application_id') !== applicationId)
      throw new Unusable('not a Treeline file');
    return Number(pragma(database, 'user_version'));
  } finally {
    if (database.isTransaction) database.exec('ROLLBACK');
  }
}

/** Throws `Unusable`, `Fault` workspace.newer, or an error of SQLite. */
export function prepare(database: DatabaseSync, file: string): void {
  const check = pragma(database, 'quick_check(1)');
  if (check !== 'ok') throw new Unusable(String(check));
  const known = migrations.length;
  const version = versionOf(database);
  if (version > known) throw new Fault('workspace.newer', { name: basename(file), version, known });

  database.exec('PRAGMA trusted_schema = OFF; PRAGMA synchronous = FULL');
  if (pragma(database, 'journal_mode') !== 'wal') useWal(database);
  if (version === known) return;
  transaction(database, () => {
    // Another process may have done it while we waited.
    const from = Number(pragma(database, 'user_version'));
    for (const migration of migrations.slice(from)) database.exec(migration);
    database.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${Math.max(from, known)}`);
  });
}
