/** Positions by the hash of a name: a table of numbers, because a million names are too many for a Map. */
export class NameTable {
  readonly #names: Float64Array;
  /** Position + 1; 0 = free. At most half of it is taken. */
  readonly #slots: Int32Array;

  /** 0 is no name. */
  constructor(names: Float64Array) {
    this.#names = names;
    let size = 16;
    while (size < names.length * 2) size *= 2;
    this.#slots = new Int32Array(size);
    for (let at = 0; at < names.length; at++) {
      if (names[at] === 0) continue;
      let slot = this.#slotOf(names[at]!);
      while (this.#slots[slot] !== 0) slot = (slot + 1) & (size - 1);
      this.#slots[slot] = at + 1;
    }
  }

  /** In rising order. */
  find(name: number): number[] {
    const found: number[] = [];
    const last = this.#slots.length - 1;
    for (let slot = this.#slotOf(name); this.#slots[slot] !== 0; slot = (slot + 1) & last) {
      const at = this.#slots[slot]! - 1;
      if (this.#names[at] === name) found.push(at);
    }
    return found.sort((a, b) => a - b);
  }

  #slotOf(name: number): number {
    const low = name % 0x1_0000_0000;
    return (Math.imul(low ^ Math.floor(name / 0x1_0000_0000), 0x9e37_79b1) >>> 7) & (this.#slots.length - 1);
  }
}
