/** Values that many entries have: kept once, in a table of the snapshot. Security descriptors above all. */

/** Bytes of values that are held here to be compared with; what comes beyond is kept in its entry. */
const mostBytes = 48 * 1024 * 1024;
/** Values of one sample that are compared before giving up: a stranger may send a million that differ elsewhere. */
const mostAlike = 16;
/** Smaller values are not worth a row. */
const smallest = 64;
const samples = 64;

export class SharedValues {
  readonly #write: (number: number, bytes: Uint8Array) => void;
  readonly #kept = new Map<number, Buffer>();
  readonly #alike = new Map<number, { readonly number: number; readonly bytes: Buffer }[]>();
  #last: number;
  #bytes = 0;

  /** `write` keeps a new value; `last` is the highest number so far. */
  constructor(write: (number: number, bytes: Uint8Array) => void, last = 0) {
    this.#write = write;
    this.#last = last;
  }

  /** A value that was kept. */
  bytesOf(number: number): Uint8Array {
    return this.#kept.get(number) ?? new Uint8Array(0);
  }

  /** The number of the value in `bytes[start … end)`; 0 = it stays where it is. */
  of(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    if (length < smallest) return 0;
    let key = length;
    const step = Math.max(1, Math.floor(length / samples));
    for (let at = start; at < end; at += step) key = Math.imul(key ^ bytes[at]!, 0x5bd1e995) ^ (key >>> 15);
    let alike = this.#alike.get(key);
    if (alike) {
      for (const known of alike) if (known.bytes.compare(bytes, start, end) === 0) return known.number;
      if (alike.length === mostAlike) return 0;
    }
    if (this.#bytes + length > mostBytes) return 0;
    this.#bytes += length;
    if (!alike) this.#alike.set(key, (alike = []));
    const copy = Buffer.from(bytes.slice(start, end).buffer);
    const number = ++this.#last;
    alike.push({ number, bytes: copy });
    this.#kept.set(number, copy);
    this.#write(number, copy);
    return number;
  }
}
