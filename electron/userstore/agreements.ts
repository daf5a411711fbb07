/** What several processes agree on through the user's store: who works on what, and who waits for what. */
import type { DatabaseSync } from 'node:sqlite';
import type { Agreements } from './api.ts';
import { transaction } from './sqlite.ts';

/** Clocks that are put right by a little do not end what holds. */
const graceMs = 60_000;

/** Not over, and not from before the clock was set back. Parameters: now, now and the grace. */
const lives = 'ends > ? AND ends - length <= ?';

export function agreements(
  database: DatabaseSync,
  guarded: <T>(work: () => T) => T,
  clock: () => number,
): Agreements {
  const run = (sql: string, ...values: (string | number)[]) =>
    Number(database.prepare(sql).run(...values).changes);
  const nowAndGrace = (now: number): [number, number] => [now, now + graceMs];
  /** Writes in one transaction; the clock is read once it is our turn, and what is over goes. */
  const write = <T>(table: 'lease' | 'want', work: (now: number) => T): T =>
    guarded(() =>
      transaction(database, () => {
        const now = clock();
        run(`DELETE FROM ${table} WHERE NOT (${lives})`, ...nowAndGrace(now));
        return work(now);
      }),
    );

  return {
    takeLease: (name, owner, milliseconds) =>
      write('lease', (now) => {
        const length = Math.ceil(milliseconds);
        const sql = `INSERT INTO lease (name, owner, ends, length) VALUES (?, ?, ?, ?)
          ON CONFLICT (name) DO UPDATE SET ends = excluded.ends, length = excluded.length WHERE owner = excluded.owner`;
        return run(sql, name, owner, now + length, length) === 1;
      }),
    dropLease: (name, owner) =>
      guarded(() => void run('DELETE FROM lease WHERE name = ? AND owner = ?', name, owner)),
    leaseHolder: (name) =>
      guarded(() => {
        const sql = `SELECT owner FROM lease WHERE name = ? AND ${lives}`;
        const owner = database.prepare(sql).get(name, ...nowAndGrace(clock()))?.['owner'];
        return owner === undefined ? null : String(owner);
      }),
    wantSession: (id, milliseconds) =>
      write('want', (now) => {
        const length = Math.ceil(milliseconds);
        const sql = `INSERT INTO want (id, ends, length) VALUES (?, ?, ?)
          ON CONFLICT (id) DO UPDATE SET ends = excluded.ends, length = excluded.length WHERE excluded.ends > ends`;
        run(sql, id, now + length, length);
      }),
    wantedSessions: () =>
      guarded(() => {
        const sql = `SELECT id FROM want WHERE ${lives} ORDER BY rowid`;
        return database
          .prepare(sql)
          .all(...nowAndGrace(clock()))
          .map((row) => String(row['id']));
      }),
    unwantSession: (id) => guarded(() => void run('DELETE FROM want WHERE id = ?', id)),
    changes: () => guarded(() => Number(database.prepare('PRAGMA data_version').get()?.['data_version'])),
  };
}
