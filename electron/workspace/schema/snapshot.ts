/** The tables of one directory snapshot, named after it. They are written once and never changed after completion. */

/** Which of a snapshot's tables; the name of the table is `tableOf(id, which)`. */
export type SnapshotTable = 'entry' | 'overlay' | 'attribute' | 'shared' | 'reference' | 'columns' | 'search';

export const snapshotTables: readonly SnapshotTable[] = [
  'entry',
  'overlay',
  'attribute',
  'shared',
  'reference',
  'columns',
  'search',
];

export function tableOf(snapshotId: number, which: SnapshotTable): string {
  if (!Number.isSafeInteger(snapshotId) || snapshotId < 0) throw new RangeError(`no snapshot ${snapshotId}`);
  return `s${snapshotId}_${which}`;
}

/**
 * - `entry`: all of one object, packed (packed/page.ts). A list's row is computed from it, so nothing is kept twice.
 * - `overlay`: of a refresh, the objects that changed since its base was read, each with the time it was read.
 * - `attribute`: names of attributes as the server spells them, by the number that `entry` uses.
 * - `shared`: values that many entries have (security descriptors), by the number that `entry` uses. A refresh has both
 *   tables whole for what its overlay uses; what its base uses is in the base's.
 * - `reference`: the DN of each member that is no object here. Its number in the columns is negative.
 * - `columns`: whole columns (snapshot/columns.ts): parents, positions, members. As columns of rows they would be known
 *   only at the end, and every row written twice; as an index, row 900,000 of a list would be a long walk.
 * - `search`: what search/build.ts makes, in parts.
 */
export function snapshotDdl(snapshotId: number): readonly string[] {
  const name = (which: SnapshotTable) => tableOf(snapshotId, which);
  return [
    `CREATE TABLE ${name('entry')} (id INTEGER PRIMARY KEY, packed BLOB NOT NULL) STRICT`,
    `CREATE TABLE ${name('overlay')} (id INTEGER PRIMARY KEY, read_at TEXT NOT NULL, packed BLOB NOT NULL) STRICT`,
    `CREATE TABLE ${name('attribute')} (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT`,
    `CREATE TABLE ${name('shared')} (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT`,
    `CREATE TABLE ${name('reference')} (id INTEGER PRIMARY KEY, dn TEXT NOT NULL) STRICT`,
    `CREATE TABLE ${name('columns')} (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      part INTEGER NOT NULL,
      packed BLOB NOT NULL,
      UNIQUE (name, part)
    ) STRICT`,
    `CREATE TABLE ${name('search')} (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      part INTEGER NOT NULL,
      packed BLOB NOT NULL,
      UNIQUE (name, part)
    ) STRICT`,
  ];
}
