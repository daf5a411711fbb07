/** What a search found: groups of objects, the best first, each in the order of names. Pages come out without listing them all. */
import { countOf, listTo } from './set.ts';
import type { RankSet } from './set.ts';

export class SearchHits {
  readonly length: number;
  readonly #groups: readonly RankSet[];
  readonly #counts: readonly number[];
  readonly #names: Int32Array;

  /** `groups` have no rank in common; `names`: ids by rank. */
  constructor(groups: readonly RankSet[], names: Int32Array) {
    this.#groups = groups;
    this.#counts = groups.map(countOf);
    this.length = this.#counts.reduce((sum, count) => sum + count, 0);
    this.#names = names;
  }

  get groupCount(): number {
    return this.#groups.length;
  }

  /** Ids from place `offset` of one group, or of all one behind the other, at most `limit`. */
  page(offset: number, limit: number, group?: number): Int32Array {
    const from = group ?? 0;
    const behind = group === undefined ? this.#groups.length : group + 1;
    let available = 0;
    for (let at = from; at < behind; at++) available += this.#counts[at] ?? 0;
    const ids = new Int32Array(Math.max(0, Math.min(limit, available - offset)));
    let skip = offset;
    for (let at = from, length = 0; at < behind && length < ids.length; at++) {
      const count = this.#counts[at] ?? 0;
      if (skip < count) {
        const room = ids.subarray(length, length + count - skip);
        listTo(this.#groups[at]!, room, skip);
        length += room.length;
      }
      skip = Math.max(0, skip - count);
    }
    for (let at = 0; at < ids.length; at++) ids[at] = this.#names[ids[at]!]!;
    return ids;
  }

  ids(): Int32Array {
    return this.page(0, this.length);
  }
}
