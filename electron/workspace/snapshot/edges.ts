/** Members of groups while they arrive, and as compressed rows at the end. */
import { GrowingColumn } from './columns.ts';

export class Edges {
  /** Runs of numbers of names; `#first` and `#count` by group say which run is a group's. */
  readonly #names = new GrowingColumn();
  readonly #first = new GrowingColumn();
  readonly #count = new GrowingColumn();
  #length = 0;
  #begun = 0;

  /** Begins the members of the next group. */
  begin(): void {
    this.#begun = this.#length;
  }

  add(name: number): void {
    this.#names.set(this.#length++, name);
  }

  /** What was added since `begin` is the group's, instead of what was. */
  end(group: number): void {
    const count = this.#length - this.#begun;
    if (count === 0 && this.#count.get(group) === 0) return;
    this.#first.set(group, this.#begun);
    this.#count.set(group, count);
  }

  clear(group: number): void {
    if (this.#count.get(group) !== 0) this.#count.set(group, 0);
  }

  /**
   * The columns `memberFirst` and `member` of ids below `size`: `idOf` gives the id of a name, negative when it is no object.
   * Ids of one group in rising order, each once.
   */
  columns(size: number, idOf: (name: number) => number): { memberFirst: Int32Array; member: Int32Array } {
    const counts = this.#count.first(size);
    const firsts = this.#first.first(size);
    const names = this.#names.values;
    const memberFirst = new Int32Array(size + 1);
    const member = new Int32Array(counts.reduce((sum, one) => sum + one, 0));
    let to = 0;
    for (let group = 0; group < size; group++) {
      memberFirst[group] = to;
      const count = counts[group]!;
      if (count === 0) continue;
      const from = to;
      for (let at = firsts[group]!; at < firsts[group]! + count; at++) member[to++] = idOf(names[at]!);
      to = from + sortOnce(member.subarray(from, to));
    }
    memberFirst[size] = to;
    return { memberFirst, member: member.subarray(0, to) };
  }
}

/** Sorts the ids, each once, to the beginning; answers how many there are. */
export function sortOnce(ids: Int32Array): number {
  ids.sort();
  let length = 0;
  for (let at = 0; at < ids.length; at++) if (at === 0 || ids[at] !== ids[at - 1]) ids[length++] = ids[at]!;
  return length;
}
