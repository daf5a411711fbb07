/** The tables of one directory snapshot, named after it. They are written once and never changed after completion. */

/** Which of a snapshot's tables; the name of the table is `tableOf(id, which)`. */
export type SnapshotTable = 'object' | 'entry' | 'attribute' | 'member' | 'reference' | 'columns' | 'search';

/** The virtual table makes its own shadow tables; it goes with them. */
export const snapshotTables: readonly SnapshotTable[] = [
  'object',
  'entry',
  'attribute',
  'member',
  'reference',
  'columns',
  'search',
];

export function tableOf(snapshotId: number, which: SnapshotTable): string {
  if (!Number.isSafeInteger(snapshotId) || snapshotId < 0) throw new RangeError(`no snapshot ${snapshotId}`);
  return `s${snapshotId}_${which}`;
}

/**
 * - `object`: what a list shows; `entry`: all values of one object, packed (snapshot/entry.ts). Two tables, so that
 *   passing through all rows does not read all values.
 * - `attribute`: names of attributes as the server spells them, by the number that `entry` uses.
 * - `member`: the members of one group, packed ids. `reference`: the DN of each member id that is no object here.
 * - `columns`: whole columns of 32-bit numbers (snapshot/columns.ts): parents, positions, counts. As columns of `object`
 *   they would be known only at the end, and every row written twice; as an index, row 900,000 of a list a long walk.
 * - `search`: full text without the text; the words are prepared by snapshot/searchText.ts, `ascii` splits at what
 *   that leaves.
 */
export function snapshotDdl(snapshotId: number): readonly string[] {
  const name = (which: SnapshotTable) => tableOf(snapshotId, which);
  return [
    `CREATE TABLE ${name('object')} (
      id INTEGER PRIMARY KEY,
      kind INTEGER NOT NULL,
      dn TEXT NOT NULL,
      name TEXT NOT NULL,
      guid TEXT,
      sid TEXT,
      sam_account_name TEXT,
      user_principal_name TEXT,
      display_name TEXT,
      mail TEXT,
      description TEXT,
      disabled INTEGER,
      group_type INTEGER
    ) STRICT`,
    `CREATE TABLE ${name('entry')} (id INTEGER PRIMARY KEY, packed BLOB NOT NULL) STRICT`,
    `CREATE TABLE ${name('attribute')} (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT`,
    `CREATE TABLE ${name('member')} (id INTEGER PRIMARY KEY, packed BLOB NOT NULL) STRICT`,
    `CREATE TABLE ${name('reference')} (id INTEGER PRIMARY KEY, dn TEXT NOT NULL) STRICT`,
    `CREATE TABLE ${name('columns')} (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      part INTEGER NOT NULL,
      packed BLOB NOT NULL,
      UNIQUE (name, part)
    ) STRICT`,
    `CREATE VIRTUAL TABLE ${name('search')} USING fts5(words, content='', columnsize=0, detail=none, tokenize='ascii')`,
  ];
}
