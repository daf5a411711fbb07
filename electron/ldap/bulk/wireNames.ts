/**
 * Attribute descriptions off the wire → what the packer has to know of them. A few hundred come millions of times, mostly in
 * the order in which they came the last time: then no more is done than to compare the bytes. A name is believed only
 * when every byte agrees.
 */
import { isBinaryAttribute } from '#domain/directory/attributes/binary.ts';
import { isSecretAttribute } from '#domain/directory/attributes/secret.ts';
import { BerError } from '../ber.ts';
import { parseRange } from '../ranges.ts';

export interface WireName {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly binary: boolean;
  readonly secret: boolean;
  /** A piece of an attribute: `member;range=0-1499`. */
  readonly ranged: boolean;
  /** Its number in the stream of pages; 0 until a page has need of it. */
  number: number;
  /** The last entry that had it. */
  entry: number;
  /** What came behind it the last time. */
  next: WireName | null;
}

/** No schema has as many; a server that names more invents them. */
export const maxNames = 16_384;
/** A power of two, well above the number of attributes in any schema; names that meet in a slot take turns. */
const slotCount = 8192;

export class WireNames {
  readonly #byName = new Map<string, WireName>();
  // oxlint-disable-next-line unicorn/no-new-array -- filled at once; Array.from calls a function 8,192 times a packer
  readonly #slots: (WireName | null)[] = new Array<WireName | null>(slotCount).fill(null);

  /** The name that stands in `bytes` from `at` to `end`; `before` is the one that came before it. Throws `BerError`. */
  find(bytes: Buffer, at: number, end: number, before: WireName | null): WireName {
    if (before !== null && before.next !== null && same(before.next.bytes, bytes, at, end))
      return before.next;
    let hash = end - at;
    for (let i = at; i < end; i += 1) hash = Math.imul(hash, 31) + bytes[i]!;
    const slot = hash & (slotCount - 1);
    let found = this.#slots[slot]!;
    if (found === null || !same(found.bytes, bytes, at, end)) {
      found = this.#named(bytes, at, end);
      this.#slots[slot] = found;
    }
    if (before !== null) before.next = found;
    return found;
  }

  #named(bytes: Buffer, at: number, end: number): WireName {
    const name = bytes.toString('utf8', at, end);
    const known = this.#byName.get(name);
    // Bytes that are no UTF-8 may read like another name: that one's bytes are then not these, and it is found here each time.
    if (known !== undefined) return known;
    if (this.#byName.size === maxNames) throw new BerError('attribute names');
    const fresh: WireName = {
      name,
      bytes: Uint8Array.from(bytes.subarray(at, end)),
      binary: isBinaryAttribute(name),
      secret: isSecretAttribute(name),
      ranged: parseRange(name) !== null,
      number: 0,
      entry: 0,
      next: null,
    };
    this.#byName.set(name, fresh);
    return fresh;
  }
}

function same(name: Uint8Array, bytes: Buffer, at: number, end: number): boolean {
  const { length } = name;
  if (length !== end - at) return false;
  for (let i = 0; i < length; i += 1) if (name[i] !== bytes[at + i]) return false;
  return true;
}
