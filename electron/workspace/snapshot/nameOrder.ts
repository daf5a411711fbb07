/**
 * What lists are ordered by: names without case, accents and width (search/fold.ts), kept as bytes whose order is
 * that of the text's UTF-16 code units: UTF-8, with surrogates as three bytes each.
 */
import { fold } from '../search/fold.ts';
import { Arena } from './arena.ts';
import { sortByBytes } from './byteOrder.ts';
import { GrowingColumn } from './columns.ts';

/** ASCII as `fold` leaves it; 0 = becomes a space, 1 = not ASCII. */
const folded = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x80) return 1;
  const text = fold(String.fromCharCode(byte));
  return text === ' ' ? 0 : text.charCodeAt(0);
});
/** `fold` takes no more of a text. */
const maxFolded = 2048;

export class NameOrder {
  readonly #arena = new Arena();
  readonly #starts = new GrowingColumn();

  /** The name of an object, instead of the one before. */
  set(id: number, bytes: Uint8Array, start: number, end: number): void {
    const room = Math.min(end - start, maxFolded);
    const offset = this.#arena.reserve(room + 1);
    const piece = this.#arena.piece(offset);
    let to = this.#arena.at(offset);
    let isSpace = false;
    for (let at = start; at < start + room; at++) {
      const byte = folded[bytes[at]!]!;
      if (byte === 1)
        return this.setText(
          id,
          Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8'),
        );
      if (byte !== 0) piece[to++] = byte;
      else if (!isSpace) piece[to++] = 0x20;
      isSpace = byte === 0;
    }
    piece[to] = 0;
    this.#starts.set(id, offset);
  }

  setText(id: number, name: string): void {
    const bytes = orderBytes(fold(name));
    this.#starts.set(id, this.#arena.add(bytes, 0, bytes.length));
  }

  /** Sorts ids that have names; equal names keep their order. */
  sort(ids: Int32Array): void {
    const arena = this.#arena;
    const starts = this.#starts.values;
    const wordOf = (id: number, depth: number): number => {
      const start = starts[id]! >>> 0;
      const piece = arena.piece(start);
      let at = arena.at(start) + depth * 4;
      let word = 0;
      let left = 4;
      for (; left > 0; left--) {
        const byte = piece[at++]!;
        if (byte === 0) break;
        word = word * 256 + byte;
      }
      return word * 256 ** left;
    };
    // A name's bytes hold no zero: where the word has one, the name has ended.
    sortByBytes(ids, wordOf, (word) => word % 256 === 0);
  }
}

/** The bytes of a folded text, ended by a zero. */
export function orderBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3 + 1);
  let to = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) bytes[to++] = unit;
    else if (unit < 0x800) {
      bytes[to++] = 0xc0 | (unit >> 6);
      bytes[to++] = 0x80 | (unit & 0x3f);
    } else {
      bytes[to++] = 0xe0 | (unit >> 12);
      bytes[to++] = 0x80 | ((unit >> 6) & 0x3f);
      bytes[to++] = 0x80 | (unit & 0x3f);
    }
  }
  return bytes.subarray(0, to + 1);
}
