/** Making a workspace file and opening one with every check, on the thread of the connection. */
import { constants, copyFileSync, linkSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { Fault } from '#contract/faults.ts';
import { dropUnfinished } from './catalogue.ts';
import { migrate, versionOf } from './migrations.ts';
import { applicationId, catalogueDdl, oldestVersion, pageSize, schemaVersion } from './schema/catalogue.ts';
import { checkSchema } from './schema/compare.ts';
import { Database } from './sqlite.ts';
import type { Access } from './sqlite.ts';

/** An empty workspace at `path`, whole or not at all; `workspace.exists` when something is there. */
export function createFile(path: string): void {
  const draft = `${path}.${randomBytes(6).toString('hex')}.new`;
  try {
    const db = new Database(draft, 'write');
    try {
      db.exec(
        `PRAGMA page_size=${pageSize}; PRAGMA application_id=${applicationId}; PRAGMA user_version=${schemaVersion}`,
      );
      db.exec('PRAGMA journal_mode=WAL');
      db.transaction(() => {
        for (const statement of catalogueDdl) db.exec(statement);
      });
    } finally {
      db.close();
    }
    publish(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Gives the draft its name, never over a file that is there. */
function publish(draft: string, path: string): void {
  try {
    try {
      linkSync(draft, path);
    } catch (error) {
      if (codeOf(error) === 'EEXIST') throw error;
      // File systems without hard links (FAT).
      copyFileSync(draft, path, constants.COPYFILE_EXCL);
    }
  } catch (error) {
    if (codeOf(error) === 'EEXIST')
      throw new Fault('workspace.exists', { name: basename(path) }, { cause: error });
    throw error;
  }
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : null);

/** Refuses what is not ours, what is newer and what was tampered with; nothing is written. */
function check(db: Database): void {
  const name = basename(db.path);
  if (db.number('PRAGMA application_id') !== applicationId) throw new Fault('workspace.foreign', { name });
  const version = versionOf(db);
  if (version < oldestVersion) throw new Fault('workspace.older', { name });
  if (version > schemaVersion) throw new Fault('workspace.newer', { name, version, known: schemaVersion });
}

/** A checked connection for reading. A file of an older version has to be opened for writing once. */
export function openToRead(path: string, access: Exclude<Access, 'write'>): Database {
  const db = new Database(path, access);
  try {
    check(db);
    if (versionOf(db) < schemaVersion) throw new Fault('workspace.readOnly', { name: basename(path) });
    db.transaction(() => checkSchema(db), 'DEFERRED');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** A checked and migrated connection for writing, what an interrupted capture left dropped. The lock must be held. */
export function openToWrite(path: string, options: { readonly maxPages?: number } = {}): Database {
  // Nothing is written to, or beside, a file before it is known to be ours.
  const first = new Database(path, 'read');
  try {
    check(first);
  } finally {
    first.close();
  }
  const db = new Database(path, 'write', options);
  try {
    migrate(db);
    checkSchema(db);
    dropUnfinished(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
