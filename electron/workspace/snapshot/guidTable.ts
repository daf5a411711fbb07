/** objectGUIDs as 16 bytes by object id, and the object of a GUID. Zeros are none. */
import { sortByBytes } from './byteOrder.ts';

export const guidBytes = 16;

export class GuidTable {
  #guids: Uint8Array<ArrayBuffer>;
  /** Open addressing: object ids, 0 = free. An id whose GUID has changed since stands where nobody finds it. */
  #slots = new Int32Array(1 << 12);
  #used = 0;
  readonly #seed: number;

  constructor(seed: number, guids: Uint8Array<ArrayBuffer> = new Uint8Array(1024 * guidBytes)) {
    this.#seed = seed;
    this.#guids = guids;
    for (let id = 1; id < guids.length / guidBytes; id++) if (!this.#isNone(id)) this.#insert(id);
  }

  /** The object with the GUID in `bytes` at `at`; 0 = there is none. */
  find(bytes: Uint8Array, at: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = this.#hash(bytes, at) & mask; ; slot = (slot + 1) & mask) {
      const id = this.#slots[slot]!;
      if (id === 0) return 0;
      if (this.#isAt(id, bytes, at)) return id;
    }
  }

  set(id: number, bytes: Uint8Array, at: number): void {
    this.#reserve(id);
    if (this.#isAt(id, bytes, at)) return;
    for (let n = 0; n < guidBytes; n++) this.#guids[id * guidBytes + n] = bytes[at + n]!;
    if (!this.#isNone(id)) this.#insert(id);
  }

  clear(id: number): void {
    this.#reserve(id);
    this.#guids.fill(0, id * guidBytes, (id + 1) * guidBytes);
  }

  /** Of ids below `size`. Shares memory. */
  first(size: number): Uint8Array<ArrayBuffer> {
    this.#reserve(size - 1);
    return this.#guids.subarray(0, size * guidBytes);
  }

  #isNone(id: number): boolean {
    const at = id * guidBytes;
    for (let n = 0; n < guidBytes; n++) if (this.#guids[at + n] !== 0) return false;
    return true;
  }

  #isAt(id: number, bytes: Uint8Array, at: number): boolean {
    const own = id * guidBytes;
    for (let n = 0; n < guidBytes; n++) if (this.#guids[own + n] !== bytes[at + n]) return false;
    return true;
  }

  /** GUIDs are random, save those that somebody made up. */
  #hash(bytes: Uint8Array, at: number): number {
    let hash = this.#seed;
    for (let n = 0; n < guidBytes; n++) {
      hash = Math.imul(hash ^ bytes[at + n]!, 0x5bd1e995);
      hash ^= hash >>> 15;
    }
    return hash;
  }

  #insert(id: number): void {
    if (++this.#used * 2 > this.#slots.length) this.#grow();
    this.#place(id);
  }

  #place(id: number): void {
    const mask = this.#slots.length - 1;
    let slot = this.#hash(this.#guids, id * guidBytes) & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = id;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(old.length * 4);
    for (const id of old) if (id !== 0 && !this.#isNone(id)) this.#place(id);
  }

  #reserve(id: number): void {
    if ((id + 1) * guidBytes <= this.#guids.length) return;
    const grown = new Uint8Array(Math.max(this.#guids.length * 2, (id + 1) * guidBytes));
    grown.set(this.#guids);
    this.#guids = grown;
  }
}

/** Ids below `size` that have a GUID in `guids`, in the order of its bytes. */
export function orderOfGuids(guids: Uint8Array, size: number): Int32Array {
  const view = new DataView(guids.buffer, guids.byteOffset, guids.byteLength);
  const wordOf = (id: number, depth: number) => view.getUint32(id * guidBytes + depth * 4);
  const ids = new Int32Array(size);
  let count = 0;
  for (let id = 1; id < size; id++)
    if ((wordOf(id, 0) | wordOf(id, 1) | wordOf(id, 2) | wordOf(id, 3)) !== 0) ids[count++] = id;
  const sorted = ids.subarray(0, count);
  sortByBytes(sorted, wordOf, (_, depth) => depth === 3);
  return sorted;
}
