/**
 * Entries of several streams under one numbering of attributes: that of the snapshot. The first stream's numbers are the
 * snapshot's as they stand, so its entries are kept as they came; others are renumbered on the way. Values that many
 * entries have are taken out here too.
 */
import { numberSize, writeNumber } from '#packed/numbers.ts';
import { AttributeNumbers } from '#packed/pack.ts';
import { valueTags } from '#packed/page.ts';
import type { PackedPage } from '#packed/page.ts';
import { EntryCursor, takeNames } from '#packed/readPacked.ts';
import { role, roleOf } from './roles.ts';
import type { SharedValues } from './sharedValues.ts';

/** Added to the role of an attribute whose name has options. */
const options = 128;

interface Stream {
  readonly names: string[];
  /** By the stream's number, the snapshot's. */
  numbers: number[];
  /** Whether both are the same. */
  same: boolean;
}

export class Streams {
  /** By the snapshot's number (snapshot/roles.ts, and 128 where the name has options). */
  roles = new Uint8Array(256);
  readonly #numbers = new AttributeNumbers();
  readonly #streams: Stream[] = [];
  readonly #shared: SharedValues;
  readonly #added: (number: number, name: string) => void;
  readonly #cursor = new EntryCursor();
  #hasShared = false;
  readonly #names: string[] = [];
  #out = new Uint8Array(64 * 1024);
  #length = 0;

  /** `added` is told every attribute's number, once; `known`: the names that have theirs already. */
  constructor(
    shared: SharedValues,
    added: (number: number, name: string) => void,
    known: readonly string[] = [],
  ) {
    this.#shared = shared;
    this.#added = () => undefined;
    for (const name of known) this.#number(name);
    this.#added = added;
  }

  /** Takes up the names of a page of the stream; call it before `entry` for the page's entries. Throws `PackedError`. */
  page(stream: number, page: Pick<PackedPage, 'names' | 'firstName'>): void {
    const one = (this.#streams[stream] ??= { names: [], numbers: [0], same: true });
    takeNames(one.names, page);
    if (page.firstName === 1) {
      one.numbers = [0];
      one.same = true;
    }
    for (const name of page.names) {
      const number = this.#number(name);
      if (number !== one.numbers.length) one.same = false;
      one.numbers.push(number);
    }
  }

  /** Calls `use` with the entry as the snapshot keeps it; the bytes are the callee's until it returns. Throws `PackedError`. */
  entry<T>(
    stream: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    use: (bytes: Uint8Array, start: number, end: number) => T,
  ): T {
    const one = this.#streams[stream]!;
    if (one.same && !this.#hasShared) return use(bytes, start, end);
    this.#rewrite(one.numbers, bytes, start, end);
    return use(this.#out, 0, this.#length);
  }

  /** By the snapshot's number, from 1. The same list, growing. */
  get names(): readonly string[] {
    return this.#names;
  }

  #number(name: string): number {
    const before = this.#numbers.count;
    const number = this.#numbers.of(name);
    if (number > before) {
      this.#names.push(name);
      if (number >= this.roles.length) {
        const grown = new Uint8Array(this.roles.length * 2);
        grown.set(this.roles);
        this.roles = grown;
      }
      const what = roleOf(name);
      this.roles[number] = what === role.none ? 0 : what + (name.includes(';') ? options : 0);
      if (what === role.descriptor) this.#hasShared = true;
      this.#added(number, name);
    }
    return number;
  }

  #rewrite(numbers: readonly number[], bytes: Uint8Array, start: number, end: number): void {
    const cursor = this.#cursor;
    this.#length = 0;
    cursor.begin(bytes, start, end);
    let copied = start;
    for (;;) {
      while (cursor.nextValue());
      const before = cursor.at;
      if (!cursor.nextAttribute()) break;
      const number = numbers[cursor.attribute] ?? 0;
      if (number !== cursor.attribute) {
        this.#copy(bytes, copied, before);
        this.#write(number);
        copied = before + numberSize(cursor.attribute);
      }
      if ((this.roles[number]! & 127) !== role.descriptor) continue;
      for (;;) {
        const head = cursor.at;
        if (!cursor.nextValue()) break;
        if (cursor.tag !== valueTags.bytes && cursor.tag !== valueTags.text) continue;
        const shared =
          cursor.tag === valueTags.bytes ? this.#shared.of(bytes, cursor.valueAt, cursor.valueEnd) : 0;
        if (shared === 0) continue;
        this.#copy(bytes, copied, head);
        this.#write(shared * 4 + valueTags.shared);
        copied = cursor.at;
      }
    }
    this.#copy(bytes, copied, end);
  }

  #copy(bytes: Uint8Array, start: number, end: number): void {
    const length = end - start;
    this.#reserve(length);
    this.#out.set(bytes.subarray(start, end), this.#length);
    this.#length += length;
  }

  #write(number: number): void {
    this.#reserve(8);
    this.#length = writeNumber(this.#out, this.#length, number);
  }

  #reserve(length: number): void {
    if (this.#length + length <= this.#out.length) return;
    const grown = new Uint8Array(Math.max(this.#out.length * 2, this.#length + length));
    grown.set(this.#out.subarray(0, this.#length));
    this.#out = grown;
  }
}
