/** Sets that join, with their sizes (Tarjan's union-find): near-linear over millions of links. */
export class DisjointSets {
  readonly #parent: Int32Array;
  readonly #size: Int32Array;

  constructor(length: number) {
    this.#parent = Int32Array.from({ length }, (_, at) => at);
    this.#size = new Int32Array(length).fill(1);
  }

  /** The set that a place is in, named by one of its places. */
  find(place: number): number {
    const parent = this.#parent;
    let at = place;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  }

  sizeOf(place: number): number {
    return this.#size[this.find(place)]!;
  }

  join(a: number, b: number): void {
    let [x, y] = [this.find(a), this.find(b)];
    if (x === y) return;
    if (this.#size[x]! < this.#size[y]!) [x, y] = [y, x];
    this.#parent[y] = x;
    this.#size[x]! += this.#size[y]!;
  }
}
