/**
 * Objects by name. Whatever names an object (its own entry, a member value, a child's name) gives the name a number when
 * it is first met, so entries may arrive in any order. Objects are numbered on their own, in order of arrival: rows
 * are then written one after the other, where numbers given by the first mention would scatter them over the file.
 * About 24 bytes a name, and the name.
 */
import { Arena } from './arena.ts';
import { GrowingColumn } from './columns.ts';
import { DnScan, foldByte } from './dnHash.ts';

/** Deeper names hang on their 256th ancestor; no directory nests so far, a hostile file might. */
const maxDepth = 256;

export class DnIndex {
  readonly #scan: DnScan;
  /** The names as they were spelled first; where case is not all that the key changes, the key. */
  readonly #arena = new Arena();
  readonly #starts = new GrowingColumn();
  readonly #lengths = new GrowingColumn();
  readonly #hashes = new GrowingColumn();
  /** By name: name of the parent + 1; 1 = there is none, 0 = not looked at. */
  readonly #parents = new GrowingColumn();
  /** By name: the object, 0 = none so far. */
  readonly #objects = new GrowingColumn();
  /** By name, how it was spelled, where that is not in the arena. */
  readonly #spelled = new Map<number, string>();
  /** Open addressing: numbers of names, 0 = free; never more than half full. */
  #slots = new Int32Array(1 << 12);
  #names = 0;

  constructor(seed: number) {
    this.#scan = new DnScan(seed);
  }

  get seed(): number {
    return this.#scan.seed;
  }

  /** The number of the name in `bytes[start … end)`, a new one when it is met first. */
  reference(bytes: Uint8Array, start: number, end: number): number {
    const scan = this.#scan;
    scan.read(bytes, start, end);
    const known = this.#find();
    if (known !== 0) return known;
    const name = this.#add(scan.plain ? bytes : scan.key, scan.plain ? start : 0);
    if (!scan.plain) this.#spelled.set(name, text(bytes, start, end));
    return name;
  }

  /** As `reference`, for a name whose parent will be asked for. */
  entry(bytes: Uint8Array, start: number, end: number): number {
    const name = this.reference(bytes, start, end);
    if (this.#parents.get(name) === 0) this.#link(name, bytes, end);
    return name;
  }

  objectOf(name: number): number {
    return this.#objects.get(name);
  }

  setObject(name: number, objectId: number): void {
    this.#objects.set(name, objectId);
  }

  /** The object of the name's parent, or of its nearest ancestor that is one; 0 = none is. */
  parentObjectOf(name: number): number {
    let above = name;
    do above = this.#parents.get(above) - 1;
    while (above > 0 && this.#objects.get(above) === 0);
    return above > 0 ? this.#objects.get(above) : 0;
  }

  hashOf(name: number): number {
    return this.#hashes.get(name);
  }

  /** A name as it was first spelled. */
  spelling(name: number): string {
    const start = this.#starts.get(name) >>> 0;
    const at = this.#arena.at(start);
    return this.#spelled.get(name) ?? text(this.#arena.piece(start), at, at + this.#lengths.get(name));
  }

  /** Makes the ancestors of the name just read known. */
  #link(name: number, bytes: Uint8Array, end: number): void {
    const scan = this.#scan;
    let child = name;
    for (let depth = 0; this.#parents.get(child) === 0; depth++) {
      if (scan.parentAt < 0 || depth === maxDepth) {
        this.#parents.set(child, 1);
        return;
      }
      scan.up();
      const parent =
        this.#find() || (scan.plain ? this.#add(bytes, end - scan.length) : this.#add(scan.key, 0));
      this.#parents.set(child, parent + 1);
      child = parent;
    }
  }

  /** The number of the name just read; 0 = it is new. */
  #find(): number {
    const { key, length, hash } = this.#scan;
    const slots = this.#slots;
    const mask = slots.length - 1;
    const hashes = this.#hashes.values;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const name = slots[slot]!;
      if (name === 0) return 0;
      if (hashes[name] === hash && this.#lengths.get(name) === length && this.#isKey(name, key, length))
        return name;
    }
  }

  #isKey(name: number, key: Uint8Array, length: number): boolean {
    const start = this.#starts.get(name) >>> 0;
    const piece = this.#arena.piece(start);
    const from = this.#arena.at(start);
    for (let at = 0; at < length; at++) if (foldByte[piece[from + at]!] !== key[at]) return false;
    return true;
  }

  #add(bytes: Uint8Array, start: number): number {
    const { length, hash } = this.#scan;
    const name = ++this.#names;
    if (name * 2 > this.#slots.length) this.#grow();
    this.#starts.set(name, this.#arena.add(bytes, start, start + length));
    this.#lengths.set(name, length);
    this.#hashes.set(name, hash);
    this.#place(name, hash);
    return name;
  }

  #place(name: number, hash: number): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = hash & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = name;
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 4);
    for (let name = 1; name < this.#names; name++) this.#place(name, this.#hashes.get(name));
  }
}

const text = (bytes: Uint8Array, start: number, end: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8');
