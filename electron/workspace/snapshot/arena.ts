/** Many short runs of bytes in a few large pieces that never move: no copying as it grows, no object a run. */

const pieceBits = 20;
const pieceSize = 1 << pieceBits;
const inPiece = pieceSize - 1;
/** Offsets are 32 bits. */
const mostPieces = 4000;

export class Arena {
  /** The piece that holds offset `o` is `pieces[o >>> 20]`, at `o & 0xfffff`. A run never goes over into the next. */
  readonly pieces: Uint8Array[] = [];
  #free = pieceSize;

  /** Copies `bytes[start … end)` and answers with its offset, an unsigned 32-bit number. */
  add(bytes: Uint8Array, start: number, end: number): number {
    const offset = this.reserve(end - start);
    const piece = this.pieces[offset >>> pieceBits]!;
    let to = offset & inPiece;
    for (let at = start; at < end; at++) piece[to++] = bytes[at]!;
    return offset;
  }

  /** Room for a run of `length` bytes, to be written at `piece(offset)`. */
  reserve(length: number): number {
    if (this.pieces.length > mostPieces) throw new RangeError('four gigabytes of names');
    if (length > pieceSize) {
      // It has a piece of its own, under several numbers.
      const first = this.pieces.length;
      const long = new Uint8Array(length);
      for (let left = length; left > 0; left -= pieceSize) this.pieces.push(long);
      this.#free = pieceSize;
      return first * pieceSize;
    }
    if (this.#free + length >= pieceSize) {
      this.pieces.push(new Uint8Array(pieceSize));
      this.#free = 0;
    }
    const offset = (this.pieces.length - 1) * pieceSize + this.#free;
    this.#free += length;
    return offset;
  }

  piece(offset: number): Uint8Array {
    return this.pieces[offset >>> pieceBits]!;
  }

  at(offset: number): number {
    return offset & inPiece;
  }
}
