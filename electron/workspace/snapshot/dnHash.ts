/**
 * Names as they are compared (domain/directory/dnKey.ts), over bytes. A million names and millions of references to them
 * pass through here, so the plain form is folded and hashed in one pass without a string; whatever is not plain goes the
 * long way through `dnKey`. The hash runs from the end to the beginning: on the way it is that of every ancestor's name.
 */
import { dnKey, parentDn } from '#domain/directory/dnKey.ts';

const plain = 0;
const comma = 1;
const equals = 2;
const space = 3;
const lookAround = 4;
const reject = 5;
const ofTwo = 6;
const code = (text: string): number => text.charCodeAt(0);
const commaByte = code(',');
const equalsByte = code('=');
const spaceByte = code(' ');
const hashByte = code('#');

/** What `isPlainDn` says of a character, by UTF-8 byte. Scripts without case need no folding: CJK, Hangul, kana. */
const classOf = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x80) {
    if (byte < 0xc0) return plain;
    if (byte >= 0xc2 && byte <= 0xdf) return ofTwo;
    if (byte === 0xea) return lookAround;
    return byte >= 0xe3 && byte <= 0xed ? plain : reject;
  }
  if (byte === commaByte) return comma;
  if (byte === equalsByte) return equals;
  if (byte === spaceByte) return space;
  return byte < 0x20 || byte === 0x7f || '\\"+;<>'.includes(String.fromCharCode(byte)) ? reject : plain;
});

/** By the first byte of a character of two, less 0xc2, and six bits of the second: whether folding leaves it as it is: é, not É. */
const isFolded = Uint8Array.from({ length: 30 * 64 }, (_, place) => {
  const character = String.fromCharCode(0x80 + place);
  return character.toLowerCase() === character ? 1 : 0;
});

/** ASCII without case. */
export const foldByte = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte,
);

const multiplier = 0x5bd1e995;

/** The key of one name at a time, with its hash and its parent's. */
export class DnScan {
  /** Makes it hard to choose names that fall together. */
  readonly seed: number;
  /** The key is `key[0 … length)`. */
  key = new Uint8Array(1024);
  length = 0;
  hash = 0;
  /** Where the parent's key begins; -1 = there is none. */
  parentAt = -1;
  parentHash = 0;
  /** Whether the key differs from the name in ASCII case alone. */
  plain = true;

  constructor(seed: number) {
    this.seed = seed | 0;
  }

  /** Takes up the name in `bytes[start … end)`. */
  read(bytes: Uint8Array, start: number, end: number): void {
    const length = end - start;
    if (length > this.key.length) this.key = new Uint8Array(length * 2);
    const { key } = this;
    let hash = this.seed;
    let parentAt = -1;
    let parentHash = 0;
    for (let at = length - 1; at >= 0; at--) {
      const byte = bytes[start + at]!;
      const kind = classOf[byte]!;
      if (kind !== plain) {
        const next = at + 1 < length ? bytes[start + at + 1]! : commaByte;
        if (kind === comma) {
          if (next === spaceByte) return this.#long(bytes, start, end);
          parentAt = at + 1;
          parentHash = hash;
        } else if (kind === equals) {
          if (next === spaceByte || next === hashByte) return this.#long(bytes, start, end);
        } else if (kind === space) {
          if (at === 0 || next === spaceByte || next === commaByte || next === equalsByte)
            return this.#long(bytes, start, end);
        } else if (kind === ofTwo) {
          if ((next & 0xc0) !== 0x80 || isFolded[(byte - 0xc2) * 64 + (next & 0x3f)] === 0)
            return this.#long(bytes, start, end);
        } else if (kind === reject || next < 0xb0) return this.#long(bytes, start, end);
      }
      const folded = foldByte[byte]!;
      key[at] = folded;
      hash = Math.imul(hash ^ folded, multiplier);
      hash ^= hash >>> 15;
    }
    this.length = length;
    this.hash = hash;
    this.parentAt = parentAt;
    this.parentHash = parentHash;
    this.plain = true;
  }

  /** Goes on to the parent's name, which is what `key[parentAt …]` holds. Only when there is one. */
  up(): void {
    const { key, parentAt } = this;
    const length = this.length - parentAt;
    const hash = this.parentHash;
    key.copyWithin(0, parentAt, this.length);
    this.length = length;
    this.hash = hash;
    if (this.plain) {
      const at = key.subarray(0, length).indexOf(commaByte);
      this.parentAt = at < 0 ? -1 : at + 1;
    } else this.parentAt = parentOfKey(key, length);
    this.parentHash = this.parentAt < 0 ? 0 : this.#hashFrom(this.parentAt);
  }

  #long(bytes: Uint8Array, start: number, end: number): void {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8');
    const key = Buffer.from(dnKey(text), 'utf8');
    if (key.length > this.key.length) this.key = new Uint8Array(key.length * 2);
    this.key.set(key);
    this.length = key.length;
    this.plain = false;
    this.hash = this.#hashFrom(0);
    this.parentAt = parentOfKey(this.key, this.length);
    this.parentHash = this.parentAt < 0 ? 0 : this.#hashFrom(this.parentAt);
  }

  #hashFrom(from: number): number {
    const { key } = this;
    let hash = this.seed;
    for (let at = this.length - 1; at >= from; at--) {
      hash = Math.imul(hash ^ key[at]!, multiplier);
      hash ^= hash >>> 15;
    }
    return hash;
  }
}

function parentOfKey(key: Uint8Array, length: number): number {
  const parent = parentDn(Buffer.from(key.buffer, key.byteOffset, length).toString('utf8'));
  return parent === null ? -1 : length - Buffer.byteLength(parent);
}
