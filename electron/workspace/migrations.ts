/** From older files to the present schema, one step a version, each in its own transaction, a copy of the file first. */
import { existsSync, rmSync } from 'node:fs';
import { auditDdl, draftDdl, mappingDdl, planDdl, reviewDdl, schemaVersion } from './schema/catalogue.ts';
import type { Database } from './sqlite.ts';

/** `steps[n]` makes version n + 1 of version n. */
export type MigrationSteps = Readonly<Record<number, (db: Database) => void>>;

/** Version 2 is the first that is read. */
export const migrationSteps: MigrationSteps = {
  2: (db) => db.exec(planDdl),
  3: (db) => {
    for (const ddl of auditDdl) db.exec(ddl);
  },
  4: (db) => db.exec(mappingDdl),
  5: (db) => {
    for (const ddl of [draftDdl, ...reviewDdl]) db.exec(ddl);
  },
};

export function versionOf(db: Database): number {
  return db.number('PRAGMA user_version');
}

export function backupPathOf(path: string, version: number): string {
  return `${path}.v${version}.backup`;
}

/**
 * Brings the file to `target`. Before the first step a copy is made beside it; a step that fails leaves the version
 * before it, and the copy. A version without a step is an error of ours.
 */
export function migrate(
  db: Database,
  steps: MigrationSteps = migrationSteps,
  target: number = schemaVersion,
): void {
  const from = versionOf(db);
  if (from >= target) return;
  const backup = backupPathOf(db.path, from);
  // A copy that an interrupted migration left may be half written.
  if (existsSync(backup)) rmSync(backup);
  db.prepare('VACUUM INTO ?').run(backup);
  for (let version = from; version < target; version++) {
    const step = steps[version];
    if (!step) throw new Error(`no migration from version ${version}`);
    db.transaction(() => {
      step(db);
      db.exec(`PRAGMA user_version=${version + 1}`);
    });
  }
}
