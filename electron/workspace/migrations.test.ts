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
    expect(existsSync(backupPathOf(path, 3))).toBe(false);
  });

  it('copy the file first, then go step by step', () => {
    using folder = temporaryFolder();
    const path = folder.file('a.treeline');
    createFile(path);
    // What a broken-off migration left.
    writeFileSync(backupPathOf(path, 3), 'half');
    const db = new Database(path, 'write');
    db.exec(`INSERT INTO source (kind, name, origin) VALUES ('ldif', 'before', 'on-premises')`);
    migrate(db, { 3: addColumn, 4: (each) => each.exec(`UPDATE source SET note = 'moved'`) }, 5);
    expect(versionOf(db)).toBe(5);
    expect(db.prepare('SELECT name, note FROM source').get()).toMatchObject({
      name: 'before',
      note: 'moved',
    });
    db.close();
    const backup = openToRead(backupPathOf(path, 3), 'read');
    expect(versionOf(backup)).toBe(3);
    expect(backup.prepare('SELECT name FROM source').all()).toHaveLength(1);
    backup.close();
  });

  it('bring a file without plans to the present schema, and keep what it holds', () => {
    using folder = temporaryFolder();
    const path = folder.file('a.treeline');
    createFile(path);
    const older = new Database(path, 'write');
    older.exec(`INSERT INTO source (kind, name, origin) VALUES ('ldif', 'before', 'on-premises')`);
    older.exec('DROP TABLE plan; PRAGMA user_version=2');
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
    expect(() => migrate(db, { 3: addColumn, 4: broken }, 5)).toThrow('step');
    expect(versionOf(db)).toBe(4);
    expect(db.number(`SELECT count(*) FROM sqlite_schema WHERE name = 'missing'`)).toBe(1);
    expect(() => migrate(db, {}, 5)).toThrow('no migration from version 4');
    db.close();
  });
});
