/** Members of a snapshot that are no object of it, by the key of their name, while a refresh is being completed. */
import { dnKey } from '#domain/directory/dnKey.ts';
import { tableOf } from '../schema/snapshot.ts';
import type { Database } from '../sqlite.ts';

export class References {
  readonly #db: Database;
  readonly #table: string;
  readonly #numbers = new Map<string, number>();
  #last = 0;

  constructor(db: Database, snapshotId: number) {
    this.#db = db;
    this.#table = tableOf(snapshotId, 'reference');
    for (const { id, dn } of db.prepare(`SELECT id, dn FROM ${this.#table}`).all()) {
      this.#numbers.set(dnKey(String(dn)), Number(id));
      this.#last = Math.max(this.#last, Number(id));
    }
  }

  /** The number of a reference; a name that is new gets a row. */
  of(key: string, dn: string): number {
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = ++this.#last;
      this.#numbers.set(key, number);
      this.#db.prepare(`INSERT INTO ${this.#table} (id, dn) VALUES (?, ?)`).run(number, dn);
    }
    return number;
  }

  /** References that have become objects, by number; `idOf` gives the object that has a key, or 0. */
  resolve(idOf: (key: string) => number): Map<number, number> {
    const come = new Map<number, number>();
    for (const [key, number] of this.#numbers) {
      const id = idOf(key);
      if (id !== 0) come.set(number, id);
    }
    return come;
  }
}
