/** What columns of a review are made with. */

/** Equal things as one number. */
export class Numbered<T> {
  readonly all: T[] = [];
  readonly #at = new Map<string, number>();
  of(key: string, make: () => T): number {
    let at = this.#at.get(key);
    if (at === undefined) {
      at = this.all.push(make()) - 1;
      this.#at.set(key, at);
    }
    return at;
  }
}

/** By place: which in the order of names. */
export function ranksOf<T>(rows: readonly T[], name: (row: T) => string): Int32Array {
  const ranks = new Int32Array(rows.length);
  const names = rows.map((row) => name(row).toLowerCase());
  const order = names.map((_, at) => at).toSorted((a, b) => (names[a]! < names[b]! ? -1 : 1));
  for (const [rank, at] of order.entries()) ranks[at] = rank;
  return ranks;
}
