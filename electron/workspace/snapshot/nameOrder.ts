/**
 * What lists are ordered by: names without case, accents and width (search/fold.ts), kept as bytes whose order is
 * that of the text's UTF-16 code units: UTF-8, with surrogates as three bytes each.
 */
import { fold } from '../search/fold.ts';
import { foldedCharacter, unitAt } from '../search/foldedCharacters.ts';
import { orderBytes } from '../search/orderBytes.ts';
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
  /** A character of two bytes becomes 24 at most (search/foldedCharacters.ts). */
  readonly #draft = new Uint8Array(maxFolded * 12 + 1);

  /** The name of an object, instead of the one before. */
  set(id: number, bytes: Uint8Array, start: number, end: number): void {
    const draft = this.#draft;
    const stop = Math.min(end, start + maxFolded);
    let to = 0;
    let isSpace = false;
    for (let at = start; at < stop; at++) {
      const byte = folded[bytes[at]!]!;
      if (byte === 1) {
        const unit = end - start > maxFolded ? 0 : unitAt(bytes, at, end);
        const character = foldedCharacter(unit);
        if (character === null) return this.setText(id, text(bytes, start, end));
        for (const one of character.order) {
          if (one !== 0x20 || !isSpace) draft[to++] = one;
          isSpace = one === 0x20;
        }
        at += unit < 0x800 ? 1 : 2;
        continue;
      }
      if (byte !== 0) draft[to++] = byte;
      else if (!isSpace) draft[to++] = 0x20;
      isSpace = byte === 0;
    }
    draft[to] = 0;
    this.#starts.set(id, this.#arena.add(draft, 0, to + 1));
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

const text = (bytes: Uint8Array, start: number, end: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8');
