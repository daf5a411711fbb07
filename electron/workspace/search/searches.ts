/** The searches of one connection's snapshots, those last used at hand. */
import type { SnapshotReader } from '../read/snapshot.ts';
import { tableOf } from '../schema/snapshot.ts';
import type { Database } from '../sqlite.ts';
import { searchParts } from './build.ts';
import type { SearchPart } from './build.ts';
import { GramIndex } from './gramIndex.ts';
import { SearchDamage } from './lists.ts';
import { Search } from './search.ts';
import { StoredBytes } from './stored.ts';

/** What those at hand may have in memory; the one last used may have more. */
const keptBytes = 256 * 1024 * 1024;

export class Searches {
  readonly #db: Database;
  readonly #kept = new Map<SnapshotReader, { readonly search: Search; readonly bytes: number }>();

  constructor(db: Database) {
    this.#db = db;
  }

  /** The search of a complete snapshot. Throws `workspace.damaged`. */
  of(snapshot: SnapshotReader): Search {
    const kept = this.#kept.get(snapshot) ?? this.#open(snapshot);
    this.#kept.delete(snapshot);
    this.#kept.set(snapshot, kept);
    let bytes = 0;
    for (const one of this.#kept.values()) bytes += one.bytes;
    for (const [oldest, one] of this.#kept) {
      if (bytes <= keptBytes || oldest === snapshot) break;
      this.#kept.delete(oldest);
      bytes -= one.bytes;
    }
    return kept.search;
  }

  #open(snapshot: SnapshotReader): { readonly search: Search; readonly bytes: number } {
    const table = tableOf(snapshot.id, 'search');
    const length = this.#db.prepare(`SELECT total(length(packed)) AS bytes FROM ${table} WHERE name = ?`);
    const select = this.#db.prepare(`SELECT packed FROM ${table} WHERE name = ? AND part = ?`);
    const stored = (name: SearchPart) =>
      new StoredBytes(Number(length.get(name)?.['bytes']), (part) => {
        const row = select.get(name, part);
        return row ? (row['packed'] as Uint8Array) : null;
      });
    const parts = new Map(searchParts.map((name) => [name, stored(name)]));
    const size = snapshot.column('names').length;
    try {
      const index = new GramIndex(size, (name) => parts.get(name)!);
      const bytes = [...parts.values()].reduce((sum, part) => sum + part.length, 0);
      return { search: new Search(snapshot, index), bytes };
    } catch (error) {
      if (error instanceof SearchDamage) throw snapshot.damaged(error.message);
      throw error;
    }
  }
}
