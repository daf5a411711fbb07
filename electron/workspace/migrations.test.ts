import { existsSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createFile, openToRead, openToWrite } from './file.ts';
import { temporaryFolder } from './fixtures.ts';
import { backupPathOf, migrate, versionOf } from './migrations.ts';
import { schemaVersion } from './schema/catalogue.ts';
import { Database } from './sqlite.ts';

const addColumn = (db: Database) => db.exec('ALTER TABLE source ADD COLUMN note TEXT');

describe('migrations', () => {
  it('leave a file of the present version alone', () => {
    using folder = temporaryFolder();
    const path = folder.file('a.treeline');
    createFile(path);
    openToWrite(path).close();
    expect(existsSync(backupPathOf(path, schemaVersion))).toBe(false);
  });

  it('copy the file first, then go step by step', () => {
    using folder = temporaryFolder();
    const path = folder.file('a.treeline');
    createFile(path);
    // What a broken-off migration left.
    writeFileSync(backupPathOf(path, schemaVersion), 'half');
    const db = new Database(path, 'write');
    db.exec(`INSERT INTO source (kind, name, origin) VALUES ('ldif', 'before', 'on-premises')`);
    migrate(
      db,
      {
        [schemaVersion]: addColumn,
        [schemaVersion + 1]: (each) => each.exec(`UPDATE source SET note = 'moved'`),
      },
      schemaVersion + 2,
    );
    expect(versionOf(db)).toBe(schemaVersion + 2);
    expect(db.prepare('SELECT name, note FROM source').get()).toMatchObject({
      name: 'before',
      note: 'moved',
    });
    db.close();
    const backup = openToRead(backupPathOf(path, schemaVersion), 'read');
    expect(versionOf(backup)).toBe(schemaVersion);
    expect(backup.prepare('SELECT name FROM source').all()).toHaveLength(1);
    backup.close();
  });

  it('bring a file without plans to the present schema, and keep what it holds', () => {
    using folder = temporaryFolder();
    const path = folder.file('a.treeline');
    createFile(path);
    const older = new Database(path, 'write');
    older.exec(`INSERT INTO source (kind, name, origin) VALUES ('ldif', 'before', 'on-premises')`);
    older.exec(
      'DROP TABLE plan; DROP TABLE audit; DROP TABLE audit_suppression; DROP TABLE mapping; DROP TABLE draft; DROP TABLE review_item; DROP TABLE review; PRAGMA user_version=2',
    );
    older.close();
    expect(() => openToRead(path, 'read')).toThrow('workspace.readOnly');
    // Checks the whole schema against the one a new file has.
    const db = openToWrite(path);
    expect(versionOf(db)).toBe(schemaVersion);
    expect(db.prepare('SELECT name FROM source').get()).toMatchObject({ name: 'before' });
    expect(db.number('SELECT count(*) FROM plan')).toBe(0);
    db.close();
    expect(existsSync(backupPathOf(path, 2))).toBe(true);
  });

  it('stop at the step that fails, its version before it and nothing half done', () => {
    using folder = temporaryFolder();
    const path = folder.file('a.treeline');
    createFile(path);
    const db = new Database(path, 'write');
    const broken = (each: Database) => {
      each.exec('DROP TABLE missing');
      throw new Error('step');
    };
    const steps = { [schemaVersion]: addColumn, [schemaVersion + 1]: broken };
    expect(() => migrate(db, steps, schemaVersion + 2)).toThrow('step');
    expect(versionOf(db)).toBe(schemaVersion + 1);
    expect(db.number(`SELECT count(*) FROM sqlite_schema WHERE name = 'missing'`)).toBe(1);
    expect(() => migrate(db, {}, schemaVersion + 2)).toThrow(
      `no migration from version ${schemaVersion + 1}`,
    );
    db.close();
  });
});
