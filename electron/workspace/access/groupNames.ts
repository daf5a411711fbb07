/** The names of a snapshot's groups, out of the texts that searching keeps: a group's entry with all its members is not read. */
import type { SnapshotReader } from '../read/snapshot.ts';
import { kindCode } from '../schema/kinds.ts';
import { boundary, encodeFolded } from '../search/alphabet.ts';
import type { Search } from '../search/search.ts';

const keyOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
const none: readonly number[] = [];

/** What is found has the name when case and marks are left out; the caller looks at the row. */
export class GroupNames {
  /** By folded name, in the order of names. */
  readonly #ids = new Map<string, number[]>();

  constructor(snapshot: SnapshotReader, search: Search) {
    const kinds = snapshot.column('kind');
    const names = snapshot.column('names');
    for (let rank = 0; rank < names.length; rank++) {
      const id = names[rank]!;
      if (kinds[id] !== kindCode.group) continue;
      const text = search.text(rank);
      for (let from = 1, end: number; (end = text.indexOf(boundary, from)) >= 0; from = end + 1) {
        const key = keyOf(text.subarray(from, end));
        const list = this.#ids.get(key);
        if (!list) this.#ids.set(key, [id]);
        else if (list.at(-1) !== id) list.push(id);
      }
    }
  }

  called(name: string): readonly number[] {
    return this.#ids.get(keyOf(encodeFolded(name))) ?? none;
  }

  beginning(prefix: string): number[] {
    const wanted = keyOf(encodeFolded(prefix));
    const found = new Set<number>();
    for (const [key, ids] of this.#ids) if (key.startsWith(wanted)) for (const id of ids) found.add(id);
    return [...found];
  }
}
