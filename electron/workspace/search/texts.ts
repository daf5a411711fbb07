/**
 * The searched text of every object, by object id, collected while entries arrive: boundary, name, boundary, value, … boundary, mark
 * of the RDN's type, boundary. Each distinct folded value once; the name stands first even where nothing of it is left. In chunks,
 * so that growing copies nothing.
 */
import {
  asciiCodes,
  boundary,
  encodeFolded,
  maxValueBytes,
  otherType,
  space,
  typeMarks,
} from './alphabet.ts';
import { maxFolded } from './fold.ts';
import { foldedCharacter, unitAt } from './foldedCharacters.ts';

const chunkSize = 1 << 20;
/** Values of one object beyond these are not searched; five attributes are single-valued in a directory. */
const maxValues = 16;

/** Where `buildSearch` takes texts from. */
export interface TextSource {
  /** Bytes of an object's text; 0 = it has none. */
  length(objectId: number): number;
  copy(objectId: number, into: Uint8Array, at: number): void;
}

export class SearchTexts implements TextSource {
  readonly #chunks: Uint8Array[] = [];
  #used = chunkSize;
  /** By object id: its chunk's beginning plus its place there; and its length. */
  #starts = new Float64Array(1024);
  #lengths = new Uint32Array(1024);
  readonly #draft = new Uint8Array((maxValueBytes + 1) * maxValues + 3);
  #length = 0;
  readonly #values = new Int32Array(maxValues + 1);
  #count = 0;
  #type = otherType;

  /** Begins the text of an object whose DN's UTF-8 begins at `dnAt`; its values follow, the name first, then `end`. */
  begin(bytes: Uint8Array, dnAt: number): void {
    this.#length = 0;
    this.#count = 0;
    this.#draft[this.#length++] = boundary;
    this.#type = typeMarkOf(bytes, dnAt);
  }

  value(text: string | null | undefined): void {
    if (this.#count < maxValues) {
      const encoded = encodeFolded(text ?? '');
      this.#draft.set(encoded, this.#length);
      this.#close(this.#length + encoded.length);
    }
  }

  /** The same for a value's UTF-8, without making a string of it where each character folds alone. */
  bytes(from: Uint8Array, start: number, end: number): void {
    if (this.#count === maxValues) return;
    const draft = this.#draft;
    let length = this.#length;
    const stop = Math.min(end, start + maxFolded);
    let before = space;
    for (let at = start; at < end; at++) {
      const code = asciiCodes[from[at]!]!;
      if (code === 0) {
        const unit = end - start > maxFolded ? 0 : unitAt(from, at, end);
        const character = foldedCharacter(unit);
        if (character === null)
          return this.value(Buffer.from(from.buffer, from.byteOffset + start, end - start).toString());
        for (const one of character.codes) {
          if (one !== space || before !== space) draft[length++] = one;
          before = one;
        }
        at += unit < 0x800 ? 1 : 2;
        continue;
      }
      if (at >= stop || (code === space && before === space)) continue;
      draft[length++] = code;
      before = code;
    }
    if (length > this.#length && draft[length - 1] === space) length--;
    this.#close(length);
  }

  /** Keeps the text as the object's; one that the object had before is forgotten. */
  end(objectId: number): void {
    this.#draft[this.#length++] = this.#type;
    this.#draft[this.#length++] = boundary;
    this.put(objectId, this.#draft.subarray(0, this.#length));
  }

  /** An object's text as `copy` gives it, of an older snapshot say. */
  put(objectId: number, text: Uint8Array): void {
    if (this.#used + text.length > chunkSize) {
      this.#chunks.push(new Uint8Array(chunkSize));
      this.#used = 0;
    }
    this.#chunks.at(-1)!.set(text, this.#used);
    this.#reserve(objectId);
    this.#starts[objectId] = (this.#chunks.length - 1) * chunkSize + this.#used;
    this.#lengths[objectId] = text.length;
    this.#used += text.length;
  }

  length(objectId: number): number {
    return this.#lengths[objectId] ?? 0;
  }

  copy(objectId: number, into: Uint8Array, at: number): void {
    const start = this.#starts[objectId]!;
    const chunk = this.#chunks[Math.floor(start / chunkSize)]!;
    const from = start % chunkSize;
    for (let n = 0; n < this.#lengths[objectId]!; n++) into[at + n] = chunk[from + n]!;
  }

  /** Ends the value that lies in the draft up to `end`, unless it is empty or was there before. */
  #close(end: number): void {
    const draft = this.#draft;
    const start = this.#length;
    if (end === start && this.#count > 0) return;
    for (let n = 0; n < this.#count; n++) {
      const other = this.#values[n]!;
      const next = n + 1 < this.#count ? this.#values[n + 1]! : start;
      if (next - 1 - other !== end - start) continue;
      let at = 0;
      while (start + at < end && draft[start + at] === draft[other + at]) at++;
      if (start + at === end) return;
    }
    this.#values[this.#count++] = start;
    draft[end] = boundary;
    this.#length = end + 1;
  }

  #reserve(objectId: number): void {
    if (objectId < this.#lengths.length) return;
    const size = Math.max(this.#lengths.length * 2, objectId + 1);
    const starts = new Float64Array(size);
    starts.set(this.#starts);
    this.#starts = starts;
    const lengths = new Uint32Array(size);
    lengths.set(this.#lengths);
    this.#lengths = lengths;
  }
}

const types = Object.entries(typeMarks).map(([name, mark]) => ({ letters: [...Buffer.from(name)], mark }));
const equals = 0x3d;

function typeMarkOf(bytes: Uint8Array, dnAt: number): number {
  for (const { letters, mark } of types) {
    let at = 0;
    while (at < letters.length && (bytes[dnAt + at]! | 0x20) === letters[at]) at++;
    if (at === letters.length && bytes[dnAt + at] === equals) return mark;
  }
  return otherType;
}
