/** Packing entries that are JavaScript objects already, and the page that every packer fills. */
import type { DirectoryEntry, RawValue } from '../domain/directory/object.ts';
import { longestNumber, writeNumber } from './numbers.ts';
import { valueTags, type PackedPage } from './page.ts';

/** Value lengths are kept times four below 2^32. */
const longestValue = 2 ** 30 - 1;

/** The numbers of attributes in one stream of pages: the first name met is 1, and each keeps its number. */
export class AttributeNumbers {
  readonly #numbers = new Map<string, number>();
  #fresh: string[] = [];

  of(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const number = this.#numbers.size + 1;
    this.#numbers.set(name, number);
    this.#fresh.push(name);
    return number;
  }

  get count(): number {
    return this.#numbers.size;
  }

  /** What the next page has to say of names: those met since the last one. */
  take(): Pick<PackedPage, 'names' | 'firstName'> {
    const names = this.#fresh;
    this.#fresh = [];
    return { names, firstName: this.#numbers.size - names.length + 1 };
  }
}

/**
 * A page being filled. Who packs makes room with `reserve`, writes into `bytes` from `at` on, sets `at`, and marks the
 * entry's end with `endEntry`.
 */
export class PageBuilder {
  readonly #numbers: AttributeNumbers;
  readonly #firstSize: number;
  bytes = fresh(0);
  at = 0;
  #ends = new Uint32Array(1024);
  #entries = 0;

  /** `firstSize`: bytes that a page begins with, once it has an entry; it grows as needed. */
  constructor(numbers: AttributeNumbers, firstSize: number) {
    this.#numbers = numbers;
    this.#firstSize = firstSize;
  }

  get entries(): number {
    return this.#entries;
  }

  /** Room for `size` bytes behind `at`; `bytes` may be another buffer afterwards. */
  reserve(size: number): void {
    const needed = this.at + size;
    if (needed <= this.bytes.length) return;
    const larger = fresh(Math.max(needed, this.bytes.length * 2, this.#firstSize));
    larger.set(this.bytes.subarray(0, this.at));
    this.bytes = larger;
  }

  endEntry(): void {
    if (this.#entries === this.#ends.length) {
      const larger = new Uint32Array(this.#ends.length * 2);
      larger.set(this.#ends);
      this.#ends = larger;
    }
    this.#ends[this.#entries] = this.at;
    this.#entries += 1;
  }

  add(entry: DirectoryEntry): void {
    this.#text(entry.dn, 1, 0);
    const names = Object.keys(entry.attributes);
    this.#number(names.length);
    for (const name of names) {
      const values = entry.attributes[name]!;
      this.#number(this.#numbers.of(name));
      this.#number(values.length);
      for (const value of values) this.#value(value, entry.dn);
    }
    this.endEntry();
  }

  /** The page as it stands; another one begins. */
  take(): PackedPage {
    const page: PackedPage = {
      bytes: new Uint8Array(this.bytes.buffer, 0, this.at),
      ends: this.#ends.slice(0, this.#entries),
      ...this.#numbers.take(),
    };
    // A buffer of its own even without a byte: what is handed over is gone from here.
    this.bytes = fresh(0);
    this.discard();
    return page;
  }

  /** Forgets the entries; names that they brought are told with the next page. */
  discard(): void {
    this.at = 0;
    this.#entries = 0;
  }

  #value(value: RawValue, dn: string): void {
    if (value === dn) this.#number(valueTags.ownDn);
    else if (typeof value === 'string') this.#text(value, 4, valueTags.text);
    else {
      const { length } = value;
      this.#number(checked(length) * 4 + valueTags.bytes);
      this.reserve(length);
      this.bytes.set(value, this.at);
      this.at += length;
    }
  }

  /** The text behind its length in bytes times `factor` plus `tag`. */
  #text(text: string, factor: 1 | 4, tag: number): void {
    const length = checked(Buffer.byteLength(text));
    this.#number(length * factor + tag);
    this.reserve(length);
    this.bytes.write(text, this.at, 'utf8');
    this.at += length;
  }

  #number(value: number): void {
    this.reserve(longestNumber);
    this.at = writeNumber(this.bytes, this.at, value);
  }
}

/** Memory of its own: a page is transferred, and must not take others along. */
const fresh = (size: number): Buffer<ArrayBuffer> => Buffer.from(new ArrayBuffer(size));

function checked(length: number): number {
  if (length > longestValue) throw new RangeError('a value of a gigabyte');
  return length;
}

/** Packs lists of entries as the pages of one stream. */
export class EntryPacker {
  readonly #page = new PageBuilder(new AttributeNumbers(), 256 * 1024);

  pack(entries: readonly DirectoryEntry[]): PackedPage {
    for (const entry of entries) this.#page.add(entry);
    return this.#page.take();
  }
}
