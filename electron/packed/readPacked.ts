/**
 * Reading packed entries: the one decoder. Every read is checked against the entry's bounds, since the bytes may come from a
 * workspace file made by somebody else. Throws `PackedError`.
 */
import type { DirectoryEntry, RawValue } from '../domain/directory/object.ts';
import { PackedError } from './numbers.ts';
import { valueTags, type PackedPage } from './page.ts';

export { PackedError } from './numbers.ts';

/** The value that a workspace keeps under a number (tag 3). */
export type SharedOf = (number: number) => RawValue;

/**
 * Adds a page's names to those of its stream: attribute n is `names[n - 1]`. A page whose first name is number 1 begins a
 * stream, and what stood there before is forgotten.
 */
export function takeNames(names: string[], page: Pick<PackedPage, 'names' | 'firstName'>): void {
  const known = page.firstName - 1;
  if (known !== 0 && known !== names.length) throw new PackedError('names');
  names.length = known;
  for (const name of page.names) names.push(name);
}

/**
 * Visits one entry after another without decoding anything:
 * `begin`, then `nextAttribute` until it says no, and within one `nextValue` until it says no, or not at all.
 */
export class EntryCursor {
  bytes: Uint8Array = empty;
  /** Where the DN stands in `bytes`. */
  dnAt = 0;
  dnEnd = 0;
  /** Number of the attribute at hand. */
  attribute = 0;
  /** How many values it has. */
  valueCount = 0;
  /** Of the value at hand; see `valueTags`. */
  tag = 0;
  /** Where the value's bytes stand in `bytes`; of the own DN, where the DN stands; of a shared value, nowhere. */
  valueAt = 0;
  valueEnd = 0;
  /** Number of a shared value. */
  shared = 0;
  #at = 0;
  #end = 0;
  #attributesLeft = 0;
  #valuesLeft = 0;

  begin(bytes: Uint8Array, at: number, end: number): void {
    if (at < 0 || end > bytes.length || at > end) throw new PackedError('bounds');
    this.bytes = bytes;
    this.#at = at;
    this.#end = end;
    this.#valuesLeft = 0;
    const length = this.#number();
    this.dnAt = this.#at;
    this.dnEnd = this.#skip(length);
    this.#attributesLeft = this.#number();
  }

  nextAttribute(): boolean {
    while (this.nextValue());
    if (this.#attributesLeft === 0) {
      if (this.#at !== this.#end) throw new PackedError('length');
      return false;
    }
    this.#attributesLeft -= 1;
    this.attribute = this.#number();
    this.valueCount = this.#number();
    this.#valuesLeft = this.valueCount;
    return true;
  }

  nextValue(): boolean {
    if (this.#valuesLeft === 0) return false;
    this.#valuesLeft -= 1;
    const head = this.#number();
    this.tag = head & 3;
    switch (this.tag) {
      case valueTags.ownDn:
        this.valueAt = this.dnAt;
        this.valueEnd = this.dnEnd;
        break;
      case valueTags.shared:
        this.shared = head >>> 2;
        this.valueAt = this.#at;
        this.valueEnd = this.#at;
        break;
      default:
        this.valueAt = this.#at;
        this.valueEnd = this.#skip(head >>> 2);
    }
    return true;
  }

  /** Where the next thing begins: after `nextAttribute` or `nextValue` has said yes, what they told ends here. */
  get at(): number {
    return this.#at;
  }

  #skip(length: number): number {
    const to = this.#at + length;
    if (to > this.#end) throw new PackedError('length');
    this.#at = to;
    return to;
  }

  #number(): number {
    const { bytes } = this;
    const end = this.#end;
    let at = this.#at;
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      if (at >= end) throw new PackedError('number');
      const byte = bytes[at]!;
      at += 1;
      if (shift === 28 && byte > 0x0f) break;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) {
        this.#at = at;
        return value >>> 0;
      }
    }
    throw new PackedError('number');
  }
}

const empty = new Uint8Array(0);

/** Node's own view of the bytes, which makes strings fastest. */
const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const cursor = new EntryCursor();

/**
 * The entry that stands in `bytes` from `at` to `end`. Attribute n is `names[n - 1]`. `sharedOf` for entries out of a workspace;
 * without it a shared value is a damage.
 */
export function decodeEntry(
  bytes: Uint8Array,
  at: number,
  end: number,
  names: readonly string[],
  sharedOf?: SharedOf,
): DirectoryEntry {
  const text = asBuffer(bytes);
  cursor.begin(bytes, at, end);
  const dn = text.toString('utf8', cursor.dnAt, cursor.dnEnd);
  const attributes: Record<string, RawValue[]> = {};
  while (cursor.nextAttribute()) {
    const name = names[cursor.attribute - 1];
    if (name === undefined) throw new PackedError('attribute');
    const values: RawValue[] = [];
    while (cursor.nextValue()) values.push(valueOf(text, dn, sharedOf));
    // A server may name an attribute as it likes: `__proto__` must become a property like any other.
    if (name === '__proto__')
      Object.defineProperty(attributes, name, { value: values, enumerable: true, configurable: true, writable: true }); // prettier-ignore
    else attributes[name] = values;
  }
  return { dn, attributes };
}

/** The value at the cursor. */
function valueOf(text: Buffer, dn: string, sharedOf: SharedOf | undefined): RawValue {
  switch (cursor.tag) {
    case valueTags.text:
      return text.toString('utf8', cursor.valueAt, cursor.valueEnd);
    case valueTags.bytes:
      return new Uint8Array(text.subarray(cursor.valueAt, cursor.valueEnd));
    case valueTags.ownDn:
      return dn;
    default:
      if (!sharedOf) throw new PackedError('shared');
      return sharedOf(cursor.shared);
  }
}

/** All entries of a page; `names` are those of its stream, this page's among them. */
export function decodePage(page: PackedPage, names: readonly string[]): DirectoryEntry[] {
  const bytes = asBuffer(page.bytes);
  let at = 0;
  return Array.from(page.ends, (end) => {
    const entry = decodeEntry(bytes, at, end, names);
    at = end;
    return entry;
  });
}
