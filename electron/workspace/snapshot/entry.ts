/**
 * All values of one entry as one blob:
 * entry = count { attribute number, value count { length · 4 + tag, bytes } }, numbers as LEB128.
 * Tags: 0 text (UTF-8), 1 bytes, 2 the entry's own DN (distinguishedName repeats it in every entry of a directory).
 */
import type { DirectoryEntry, RawValue } from '#domain/directory/object.ts';

const tagText = 0;
const tagBytes = 1;
const tagOwnDn = 2;

/** Packs entries into one growing buffer that is used again; the answer is a copy. */
export class EntryPacker {
  readonly #numberOf: (attribute: string) => number;
  #buffer = Buffer.allocUnsafe(64 * 1024);
  #length = 0;

  /** `numberOf` gives each attribute name its number, the same for the same spelling. */
  constructor(numberOf: (attribute: string) => number) {
    this.#numberOf = numberOf;
  }

  pack(entry: DirectoryEntry): Uint8Array {
    this.#length = 0;
    const names = Object.keys(entry.attributes);
    this.#number(names.length);
    for (const name of names) {
      const values = entry.attributes[name]!;
      this.#number(this.#numberOf(name));
      this.#number(values.length);
      for (const value of values) this.#value(value, entry.dn);
    }
    return new Uint8Array(this.#buffer.subarray(0, this.#length));
  }

  #value(value: RawValue, dn: string): void {
    if (typeof value !== 'string') {
      this.#number(value.length * 4 + tagBytes);
      this.#reserve(value.length);
      this.#buffer.set(value, this.#length);
      this.#length += value.length;
    } else if (value === dn) this.#number(tagOwnDn);
    else {
      const length = Buffer.byteLength(value);
      this.#number(length * 4 + tagText);
      this.#reserve(length);
      this.#length += this.#buffer.write(value, this.#length);
    }
  }

  #number(value: number): void {
    this.#reserve(8);
    let rest = value;
    while (rest > 0x7f) {
      this.#buffer[this.#length++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.#buffer[this.#length++] = rest;
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#buffer.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#length + bytes));
    this.#buffer.copy(grown, 0, 0, this.#length);
    this.#buffer = grown;
  }
}

/** The blob is not what `EntryPacker` writes. */
export class PackedEntryError extends Error {
  constructor() {
    super('packed entry');
    this.name = 'PackedEntryError';
  }
}

/** Unpacks what `EntryPacker` packed; `nameOf` gives the name of an attribute's number. Throws `PackedEntryError`. */
export function unpackEntry(
  packed: Uint8Array,
  dn: string,
  nameOf: (attribute: number) => string | undefined,
): DirectoryEntry {
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  let at = 0;
  const number = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = bytes[at++];
      if (byte === undefined || scale > 2 ** 42) throw new PackedEntryError();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  };
  const value = (): RawValue => {
    const head = number();
    const tag = head % 4;
    const end = at + Math.floor(head / 4);
    if (tag > tagOwnDn || end > bytes.length) throw new PackedEntryError();
    const start = at;
    at = end;
    if (tag === tagOwnDn) return dn;
    return tag === tagText ? bytes.toString('utf8', start, end) : new Uint8Array(bytes.subarray(start, end));
  };
  // `__proto__` is a name like any other in a file from outside.
  const attributes = Object.create(null) as Record<string, RawValue[]>;
  for (let left = number(); left > 0; left--) {
    const name = nameOf(number());
    if (name === undefined) throw new PackedEntryError();
    const values: RawValue[] = [];
    for (let count = number(); count > 0; count--) values.push(value());
    attributes[name] = values;
  }
  if (at !== bytes.length) throw new PackedEntryError();
  return { dn, attributes };
}
