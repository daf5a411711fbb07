/**
 * A workspace may come from a stranger: its schema must be ours to the letter, or it is not opened. What is planted in a
 * schema (triggers, views, generated columns, expression indexes) is thereby never met by a statement of ours.
 */
import { basename } from 'node:path';
import { Fault } from '#contract/faults.ts';
import { Database } from '../sqlite.ts';
import { catalogueDdl } from './catalogue.ts';
import { snapshotDdl } from './snapshot.ts';

interface SchemaRow {
  readonly type: string;
  readonly name: string;
  readonly tbl_name: string;
  readonly sql: string | null;
}

const schemaOf = (db: Database): SchemaRow[] =>
  db.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema').all() as unknown as SchemaRow[];

/** SQLite versions differ in how they quote the names of shadow tables, and in nothing else that we use. */
const lineOf = (row: SchemaRow): string =>
  [row.type, row.name, row.tbl_name, (row.sql ?? '').replace(/["'`]/g, '').replace(/\s+/g, ' ')].join('|');

/** What SQLite itself makes of our statements. */
function expectedRows(ddl: readonly string[]): SchemaRow[] {
  const db = new Database(':memory:', 'write');
  try {
    for (const statement of ddl) db.exec(statement);
    return schemaOf(db);
  } finally {
    db.close();
  }
}

/** What ANALYZE leaves: data without code. We never run it, other tools may. */
const harmless = new Set(['sqlite_stat1', 'sqlite_stat4']);

/** Throws `workspace.damaged` that names the first object of the schema that is not ours, or that is not there. */
export function checkSchema(db: Database): void {
  const expected = new Set(expectedRows(catalogueDdl).map(lineOf));
  const damaged = (detail: string) => new Fault('workspace.damaged', { name: basename(db.path), detail });
  const found = schemaOf(db);
  for (const name of ['source', 'snapshot']) {
    if (!found.some((row) => row.type === 'table' && row.name === name))
      throw damaged(`table ${name} is missing`);
  }
  const foundLines = new Set(found.map(lineOf));
  for (const line of expected)
    if (!foundLines.has(line)) throw damaged(`schema: ${line.split('|', 2).join(' ')}`);
  const template = expectedRows(snapshotDdl(0));
  const snapshots = db.prepare('SELECT id FROM snapshot WHERE has_objects = 1').all() as { id: number }[];
  for (const { id } of snapshots) {
    const named = (text: string) => text.replaceAll('s0_', `s${id}_`);
    for (const row of template) {
      const line = lineOf({
        ...row,
        name: named(row.name),
        tbl_name: named(row.tbl_name),
        sql: row.sql && named(row.sql),
      });
      if (!foundLines.has(line)) throw damaged(`schema: ${row.type} ${named(row.name)}`);
      expected.add(line);
    }
  }
  for (const row of found) {
    if (!expected.has(lineOf(row)) && !harmless.has(row.name))
      throw damaged(`schema: ${row.type} ${row.name}`);
  }
}
