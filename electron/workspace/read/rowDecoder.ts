/** Rows straight from packed entries: what `rowFacts` says of the decoded entry, without decoding it. */
import { classAttribute, rowAttributes, rowFacts, rowFactsOf } from '#domain/directory/row.ts';
import type { RowFacts } from '#domain/directory/row.ts';
import { kindOfClasses } from '#domain/directory/kind.ts';
import type { ObjectKind, RawValue } from '#domain/directory/object.ts';
import { baseName, textsOf } from '#domain/directory/values.ts';
import { PackedError } from '#packed/numbers.ts';
import { valueTags } from '#packed/page.ts';
import { EntryCursor } from '#packed/readPacked.ts';
import { decodeSome } from './decodeSome.ts';

/** By lower-case name, the bit of an attribute that a row is made of: its place among `rowAttributes`, classes behind them. */
const places = new Map([...rowAttributes, classAttribute].map((name, at) => [name.toLowerCase(), at]));
const classPlace = rowAttributes.length;
const notInRows = 255;

/** A directory has some dozens of lists of classes; a file from outside may have as many as objects. */
const keptKinds = 256;
const longestClasses = 1024;

export class RowDecoder {
  readonly #names: readonly string[];
  /** By attribute number: 1 = rows are made of it; and its place. */
  readonly #wanted: Uint8Array;
  readonly #places: Uint8Array;
  /** By the bytes of all objectClass values. */
  readonly #kinds = new Map<string, ObjectKind>();
  readonly #cursor = new EntryCursor();
  readonly #firsts: (RawValue | undefined)[] = rowAttributes.map(() => undefined);

  /** Attribute n is `names[n - 1]`. */
  constructor(names: readonly string[]) {
    this.#names = names;
    this.#wanted = new Uint8Array(names.length + 1);
    this.#places = new Uint8Array(names.length + 1).fill(notInRows);
    names.forEach((name, at) => {
      const place = places.get(baseName(name).toLowerCase());
      if (place === undefined) return;
      this.#wanted[at + 1] = 1;
      this.#places[at + 1] = place;
    });
  }

  /** Throws `PackedError`. */
  decode(packed: Uint8Array): RowFacts {
    const text = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
    const cursor = this.#cursor;
    const firsts = this.#firsts.fill(undefined);
    cursor.begin(packed, 0, packed.length);
    const dn = text.toString('utf8', cursor.dnAt, cursor.dnEnd);
    let kind: ObjectKind = 'other';
    let met = 0;
    while (cursor.nextAttribute()) {
      if (cursor.attribute > this.#names.length) throw new PackedError('attribute');
      const place = this.#places[cursor.attribute]!;
      if (place === notInRows) continue;
      // Under several names (options, ranges) which values count is for `valuesOf` to say.
      if ((met & (1 << place)) !== 0) return this.#whole(packed);
      met |= 1 << place;
      if (place === classPlace) {
        const found = this.#kindOf(text, cursor);
        if (!found) return this.#whole(packed);
        kind = found;
      } else firsts[place] = firstValue(text, cursor, dn);
    }
    return rowFactsOf(dn, kind, firsts);
  }

  #whole(packed: Uint8Array): RowFacts {
    return rowFacts(decodeSome(packed, this.#names, this.#wanted));
  }

  /** Null where more than the bytes of the values tells what they are. */
  #kindOf(text: Buffer, cursor: EntryCursor): ObjectKind | null {
    const from = cursor.at;
    const values: RawValue[] = [];
    const bounds: number[] = [];
    while (cursor.nextValue()) {
      if (cursor.tag === valueTags.ownDn) return null;
      if (cursor.tag !== valueTags.shared) bounds.push(cursor.tag, cursor.valueAt, cursor.valueEnd);
    }
    const key = cursor.at - from > longestClasses ? null : text.toString('latin1', from, cursor.at);
    const known = key === null ? undefined : this.#kinds.get(key);
    if (known) return known;
    for (let at = 0; at < bounds.length; at += 3) {
      const [tag, start, end] = [bounds[at]!, bounds[at + 1]!, bounds[at + 2]!];
      values.push(tag === valueTags.text ? text.toString('utf8', start, end) : text.subarray(start, end));
    }
    const kind = kindOfClasses(textsOf({ attributes: { [classAttribute]: values } }, classAttribute));
    if (key !== null) {
      if (this.#kinds.size === keptKinds) this.#kinds.clear();
      this.#kinds.set(key, kind);
    }
    return kind;
  }
}

/** The first value that is not shared. Bytes are a view. */
function firstValue(text: Buffer, cursor: EntryCursor, dn: string): RawValue | undefined {
  while (cursor.nextValue()) {
    const { tag, valueAt, valueEnd } = cursor;
    if (tag === valueTags.text) return text.toString('utf8', valueAt, valueEnd);
    if (tag === valueTags.bytes) return text.subarray(valueAt, valueEnd);
    if (tag === valueTags.ownDn) return dn;
  }
  return undefined;
}
