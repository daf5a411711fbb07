/**
 * A number of 64 bits for what an object is, by which two readings of it are compared without decoding them: its RDN and every
 * attribute but those whose change means nothing (domain/compare/noise.ts) and its members, which have columns of their own. It
 * depends neither on the order of attributes and values nor on how a snapshot numbers them. The seed is the workspace's, so that
 * nobody who writes into a directory can choose two values that fall together.
 */
import { comparedName } from '#domain/compare/attributeName.ts';
import { isOutsideDigest } from '#domain/compare/noise.ts';
import { baseName } from '#domain/directory/values.ts';
import { EntryCursor } from '#packed/readPacked.ts';
import { valueTags } from '#packed/page.ts';
import { role, roleOf } from './roles.ts';

const first = 0x5bd1e995;
const second = 0x1b873593;
const commaByte = 0x2c;
const escapeByte = 0x5c;

export class Digester {
  readonly #seed: number;
  /** By number of an attribute: 0 = passed over; else what its values' numbers begin with. */
  #attributes = new Int32Array(0);
  #names: readonly string[] = [];
  readonly #sharedOf: (number: number) => Uint8Array;
  readonly #shared = new Map<number, readonly [number, number]>();
  readonly #cursor = new EntryCursor();
  /** Of the last object. */
  low = 0;
  high = 0;
  #low = 0;
  #high = 0;

  /** `sharedOf` reads a value that the snapshot keeps once for many entries. */
  constructor(seed: number, sharedOf: (number: number) => Uint8Array) {
    this.#seed = seed;
    this.#sharedOf = sharedOf;
  }

  /** Attribute n of the entries to come is `names[n - 1]`. */
  take(names: readonly string[]): void {
    if (names === this.#names && this.#attributes.length === names.length + 1) return;
    this.#names = names;
    this.#attributes = new Int32Array(names.length + 1);
    names.forEach((name, at) => {
      const lower = baseName(name).toLowerCase();
      if (isOutsideDigest(lower) || roleOf(lower) === role.member) return;
      const bytes = Buffer.from(comparedName(name));
      this.#hash(bytes, 0, bytes.length, this.#seed);
      this.#attributes[at + 1] = this.#low | 1;
    });
  }

  /** Sets `low` and `high`. Throws `PackedError`. */
  read(bytes: Uint8Array, start: number, end: number): void {
    const cursor = this.#cursor;
    const attributes = this.#attributes;
    cursor.begin(bytes, start, end);
    const { dnAt, dnEnd } = cursor;
    let rdnEnd = dnAt;
    while (rdnEnd < dnEnd && bytes[rdnEnd] !== commaByte) rdnEnd += bytes[rdnEnd] === escapeByte ? 2 : 1;
    this.#hash(bytes, dnAt, Math.min(rdnEnd, dnEnd), this.#seed);
    let low = this.#low;
    let high = this.#high;
    while (cursor.nextAttribute()) {
      const from = attributes[cursor.attribute] ?? 0;
      if (from === 0) continue;
      while (cursor.nextValue()) {
        if (cursor.tag === valueTags.shared) {
          const known = this.#ofShared(cursor.shared);
          low = (low + Math.imul(mixed(known[0] ^ from), first)) | 0;
          high = (high + Math.imul(mixed(known[1] ^ from), second)) | 0;
        } else if (cursor.tag === valueTags.ownDn) {
          low = (low + Math.imul(from, first)) | 0;
          high = (high + Math.imul(from, second)) | 0;
        } else {
          this.#hash(bytes, cursor.valueAt, cursor.valueEnd, this.#seed);
          low = (low + Math.imul(mixed(this.#low ^ from), first)) | 0;
          high = (high + Math.imul(mixed(this.#high ^ from), second)) | 0;
        }
      }
    }
    this.low = low;
    this.high = high;
  }

  #ofShared(number: number): readonly [number, number] {
    let known = this.#shared.get(number);
    if (!known) {
      const bytes = this.#sharedOf(number);
      this.#hash(bytes, 0, bytes.length, this.#seed);
      known = [this.#low, this.#high];
      this.#shared.set(number, known);
    }
    return known;
  }

  #hash(bytes: Uint8Array, start: number, end: number, seed: number): void {
    let low = seed ^ (end - start);
    let high = ~seed;
    let at = start;
    for (const last = end - 4; at <= last; at += 4) {
      const word = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
      low = Math.imul(low ^ word, first);
      low ^= low >>> 15;
      high = Math.imul(high ^ word, second);
      high ^= high >>> 13;
    }
    for (; at < end; at++) {
      low = Math.imul(low ^ bytes[at]!, first);
      low ^= low >>> 15;
      high = Math.imul(high ^ bytes[at]!, second);
      high ^= high >>> 13;
    }
    this.#low = mixed(low);
    this.#high = mixed(high);
  }
}

/** Every bit of the result depends on every bit of the number (Murmur3's finaliser). */
function mixed(number: number): number {
  let one = number;
  one = Math.imul(one ^ (one >>> 16), 0x85ebca6b);
  one = Math.imul(one ^ (one >>> 13), 0xc2b2ae35);
  return one ^ (one >>> 16);
}
