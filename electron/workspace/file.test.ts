import { copyFileSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { Fault } from '#contract/faults.ts';
import { EntryPacker } from '#packed/pack.ts';
import { flipComplete, insertSnapshot } from './catalogue.ts';
import { createFile, openToRead, openToWrite } from './file.ts';
import { forestSource, readAt, smallForest, temporaryFolder } from './fixtures.ts';
import type { Folder } from './fixtures.ts';
import { schemaVersion } from './schema/catalogue.ts';
import { SnapshotBuilder } from './snapshot/builder.ts';
import { faultOf } from './sqlite.ts';

async function workspaceFile(folder: Folder): Promise<string> {
  const path = folder.file('a.treeline');
  createFile(path);
  const db = openToWrite(path);
  const id = insertSnapshot(db, forestSource, readAt);
  const builder = new SnapshotBuilder(db, id);
  builder.add(new EntryPacker().pack(smallForest));
  await builder.complete(
    () => undefined,
    (objects) => flipComplete(db, id, objects),
  );
  db.close();
  return path;
}

/** The fault that opening ends with, for writing and for reading alike. */
function refusal(path: string): Fault {
  const faults = [
    () => openToWrite(path),
    () => openToRead(path, 'read'),
    () => openToRead(path, 'immutable'),
  ].map((open) => {
    try {
      open().close();
      return null;
    } catch (error) {
      return faultOf(error, path);
    }
  });
  expect(faults.map((fault) => fault?.code)).toEqual(Array(3).fill(faults[0]?.code));
  return faults[0]!;
}

describe('a workspace file', () => {
  it('is made whole, and never over another', () => {
    using folder = temporaryFolder();
    const path = folder.file('a.treeline');
    createFile(path);
    expect(readdirSync(folder.path)).toEqual(['a.treeline']);
    const before = readFileSync(path);
    expect(() => createFile(path)).toThrow(new Fault('workspace.exists', { name: 'a.treeline' }));
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(folder.path)).toEqual(['a.treeline']);
  });

  it('opens with what it holds', async () => {
    using folder = temporaryFolder();
    const path = await workspaceFile(folder);
    for (const open of [
      () => openToWrite(path),
      () => openToRead(path, 'read'),
      () => openToRead(path, 'immutable'),
    ]) {
      const db = open();
      expect(db.number('SELECT count(*) FROM s1_entry')).toBe(smallForest.length);
      db.close();
    }
  });

  it.each<[string, string | Buffer]>([
    ['an empty file', ''],
    ['text', 'dn: DC=corp\n'.repeat(1000)],
    ['zeros', Buffer.alloc(20_000)],
    ['bytes', Buffer.from(Array.from({ length: 20_000 }, (_, at) => (at * 197 + (at >> 3)) & 0xff))],
  ])('is not %s', (_, content) => {
    using folder = temporaryFolder();
    const path = folder.file('a.treeline');
    writeFileSync(path, content);
    expect(refusal(path)).toMatchObject({ code: 'workspace.foreign', params: { name: 'a.treeline' } });
    expect(readFileSync(path).equals(Buffer.from(content))).toBe(true);
  });

  it('is not the database of another program, which stays as it was', () => {
    using folder = temporaryFolder();
    const path = folder.file('places.sqlite');
    const other = new DatabaseSync(path);
    other.exec(
      'CREATE TABLE snapshot (id INTEGER PRIMARY KEY); CREATE TABLE source (id INTEGER PRIMARY KEY)',
    );
    other.close();
    const before = readFileSync(path);
    expect(refusal(path).code).toBe('workspace.foreign');
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(folder.path)).toEqual(['places.sqlite']);
  });

  it('of a newer version is refused with both versions, and stays as it was', async () => {
    using folder = temporaryFolder();
    const path = await workspaceFile(folder);
    const newer = new DatabaseSync(path);
    newer.exec(`PRAGMA user_version=${schemaVersion + 1}`);
    newer.close();
    const before = readFileSync(path);
    expect(refusal(path)).toMatchObject({
      code: 'workspace.newer',
      params: { name: 'a.treeline', version: schemaVersion + 1, known: schemaVersion },
    });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('of a development version is refused, and stays as it was', async () => {
    using folder = temporaryFolder();
    const path = await workspaceFile(folder);
    const older = new DatabaseSync(path);
    older.exec('PRAGMA user_version=1');
    older.close();
    const before = readFileSync(path);
    expect(refusal(path)).toMatchObject({ code: 'workspace.older', params: { name: 'a.treeline' } });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('cut short is damaged', async () => {
    using folder = temporaryFolder();
    const path = await workspaceFile(folder);
    const whole = readFileSync(path).length;
    for (const part of [0.2, 0.5, 0.9]) {
      const cut = folder.file(`cut${part}.treeline`);
      copyFileSync(path, cut);
      truncateSync(cut, Math.floor((whole * part) / 8192) * 8192);
      expect(refusal(cut).code).toBe('workspace.damaged');
    }
  });

  it.each([
    ['a trigger', `CREATE TRIGGER planted AFTER INSERT ON source BEGIN DELETE FROM snapshot; END`],
    ['a trigger in a snapshot', `CREATE TRIGGER planted AFTER DELETE ON s1_entry BEGIN SELECT 1; END`],
    ['a view', `CREATE VIEW planted AS SELECT load_extension('x')`],
    ['a table', `CREATE TABLE planted (a)`],
    ['an index over an expression', `CREATE INDEX planted ON source (upper(name))`],
    ['a column', `ALTER TABLE source ADD COLUMN planted TEXT`],
    ['another virtual table', `CREATE VIRTUAL TABLE planted USING fts5(a)`],
    ['a view in the place of a table', `DROP TABLE missing; CREATE VIEW missing AS SELECT 1 AS id`],
    ['tables of a snapshot that is not there', `CREATE TABLE s9_entry (id INTEGER PRIMARY KEY)`],
    ['a table gone', `DROP TABLE s1_reference`],
    [
      'no catalogue',
      `DROP TABLE estate; DROP TABLE document; DROP TABLE missing; DROP TABLE snapshot; DROP TABLE source`,
    ],
  ])('with %s is damaged, and nothing planted runs', async (_, sql) => {
    using folder = temporaryFolder();
    const path = await workspaceFile(folder);
    const stranger = new DatabaseSync(path, { enableForeignKeyConstraints: false });
    stranger.exec(sql);
    stranger.close();
    expect(refusal(path).code).toBe('workspace.damaged');
    expect(existsSync(path)).toBe(true);
  });

  it('may have been analysed by another tool', async () => {
    using folder = temporaryFolder();
    const path = await workspaceFile(folder);
    const tool = new DatabaseSync(path);
    tool.exec('ANALYZE');
    tool.close();
    for (const open of [() => openToWrite(path), () => openToRead(path, 'read')]) {
      const db = open();
      expect(db.number('SELECT count(*) FROM sqlite_stat1')).toBeGreaterThan(0);
      db.close();
    }
  });

  it('loses what was not completed when it is next opened for writing, and only then', async () => {
    using folder = temporaryFolder();
    const path = await workspaceFile(folder);
    const db = openToWrite(path);
    new SnapshotBuilder(db, insertSnapshot(db, forestSource, readAt)).add(
      new EntryPacker().pack(smallForest),
    );
    insertSnapshot(db, { ...forestSource, name: 'other.example' }, readAt);
    db.close();
    const reader = openToRead(path, 'read');
    expect(reader.number('SELECT count(*) FROM snapshot')).toBe(3);
    reader.close();
    const again = openToWrite(path);
    expect(again.number('SELECT count(*) FROM snapshot')).toBe(1);
    expect(again.number('SELECT count(*) FROM source')).toBe(1);
    expect(again.number(`SELECT count(*) FROM sqlite_schema WHERE name LIKE 's2_%'`)).toBe(0);
    // A number is never given twice.
    expect(insertSnapshot(again, forestSource, readAt)).toBe(4);
    again.close();
  });
});
