/** Bytes that lie in a snapshot's `search` table in parts, read as they are needed. */
import { SearchDamage } from './lists.ts';

/** Bytes of every part but the last. */
export const partSize = 1 << 18;

export class StoredBytes {
  readonly length: number;
  readonly #read: (part: number) => Uint8Array | null;
  readonly #parts = new Map<number, Uint8Array>();
  #whole: Uint8Array<ArrayBuffer> | null = null;

  /** `read` gives a part's bytes, null when it is not there. */
  constructor(length: number, read: (part: number) => Uint8Array | null) {
    this.length = length;
    this.#read = read;
  }

  /** All of it, kept. Throws `SearchDamage`. */
  whole(): Uint8Array<ArrayBuffer> {
    if (!this.#whole) {
      const whole = new Uint8Array(this.length);
      for (let part = 0; part * partSize < this.length; part++)
        whole.set(this.#parts.get(part) ?? this.#load(part), part * partSize);
      this.#whole = whole;
      this.#parts.clear();
    }
    return this.#whole;
  }

  /** From `start`, not including `end`; the parts touched are kept. Throws `SearchDamage`. */
  slice(start: number, end: number): Uint8Array {
    if (!(start >= 0 && start <= end && end <= this.length)) throw new SearchDamage('place');
    if (this.#whole) return this.#whole.subarray(start, end);
    const first = Math.floor(start / partSize);
    const from = start - first * partSize;
    if (end <= (first + 1) * partSize) return this.part(first).subarray(from, from + end - start);
    const bytes = new Uint8Array(end - start);
    for (let part = first; part * partSize < end; part++) {
      const begin = part * partSize;
      const piece = this.part(part).subarray(Math.max(0, start - begin), Math.min(partSize, end - begin));
      bytes.set(piece, Math.max(0, begin - start));
    }
    return bytes;
  }

  /** The bytes from `part * partSize` on, as many as a part has; kept. Throws `SearchDamage`. */
  part(part: number): Uint8Array {
    let bytes = this.#parts.get(part);
    if (!bytes) this.#parts.set(part, (bytes = this.#load(part)));
    return bytes;
  }

  #load(part: number): Uint8Array {
    const bytes = this.#read(part);
    if (bytes?.length !== Math.min(partSize, this.length - part * partSize)) throw new SearchDamage('part');
    return bytes;
  }
}
