/** Where the values of one entry's attributes stand in its bytes; a value becomes text or bytes only when it is asked for. */
import type { RawValue } from '#domain/directory/object.ts';
import { EntryCursor } from '#packed/readPacked.ts';
import { PackedError } from '#packed/numbers.ts';
import { valueTags } from '#packed/page.ts';
import type { CompareSide } from './side.ts';

interface Run {
  readonly start: number;
  readonly count: number;
}

/** Values kept once for many entries, mostly security descriptors of a kilobyte or two. */
const keptShared = 10_000;

/** One end's entry at hand; the same object is filled anew for each. */
export class Places {
  /** By number of an attribute: its bytes, and how many values it has. */
  readonly start: number[] = [];
  readonly end: number[] = [];
  readonly count: number[] = [];
  /** Whether a value stands elsewhere, so that equal bytes say nothing. */
  readonly elsewhere: boolean[] = [];
  /** Attributes that the entry has. */
  readonly numbers: number[] = [];
  bytes: Uint8Array = new Uint8Array(0);
  readonly #side: CompareSide;
  /** By number of an attribute in the snapshot, that by which it is compared. */
  readonly #numberOf: readonly number[];
  readonly #isPassedOver: (number: number) => boolean;
  readonly #cursor = new EntryCursor();
  readonly #shared = new Map<number, Uint8Array>();
  /** Further runs of values, under another option of the transfer. */
  readonly #more = new Map<number, Run[]>();
  /** In which entry an attribute was met last. */
  readonly #met: number[] = [];
  #entry = 0;
  #dnAt = 0;
  #dnEnd = 0;

  constructor(side: CompareSide, numberOf: readonly number[], isPassedOver: (number: number) => boolean) {
    this.#side = side;
    this.#numberOf = numberOf;
    this.#isPassedOver = isPassedOver;
  }

  has(number: number): boolean {
    return this.#met[number] === this.#entry;
  }

  /** Takes down where attributes stand; answers with the first RDN, as it is written. Throws `workspace.damaged`. */
  read(id: number, bytes: Uint8Array, from: number, to: number): string {
    const cursor = this.#cursor;
    const entry = ++this.#entry;
    this.bytes = bytes;
    this.numbers.length = 0;
    if (this.#more.size > 0) this.#more.clear();
    try {
      cursor.begin(bytes, from, to);
      const { dnAt, dnEnd } = cursor;
      this.#dnAt = dnAt;
      this.#dnEnd = dnEnd;
      while (cursor.nextAttribute()) {
        const number = this.#numberOf[cursor.attribute];
        if (number === undefined || number < 0) throw new PackedError('attribute');
        if (this.#isPassedOver(number)) continue;
        const start = cursor.at;
        let elsewhere = false;
        while (cursor.nextValue()) if (cursor.tag === valueTags.shared) elsewhere = true;
        if (this.#met[number] === entry) this.#again(number, { start, count: cursor.valueCount });
        else {
          this.numbers.push(number);
          this.#met[number] = entry;
          this.start[number] = start;
          this.end[number] = cursor.at;
          this.count[number] = cursor.valueCount;
          this.elsewhere[number] = elsewhere;
        }
      }
      let end = dnAt;
      while (end < dnEnd && bytes[end] !== 0x2c) end += bytes[end] === 0x5c ? 2 : 1;
      return textAt(bytes, dnAt, Math.min(end, dnEnd));
    } catch (error) {
      if (error instanceof PackedError) throw this.#side.snapshot.damaged(`values of object ${id}`);
      throw error;
    }
  }

  /** Under another option a second time: its values stand elsewhere, and the comparison takes the long way. */
  #again(number: number, run: Run): void {
    this.#more.set(number, [...(this.#more.get(number) ?? []), run]);
    this.count[number]! += run.count;
    this.elsewhere[number] = true;
  }

  values(number: number): RawValue[] {
    const values: RawValue[] = [];
    const more = this.#more.get(number) ?? [];
    const count = more.reduce((left, run) => left - run.count, this.count[number]!);
    this.#take({ start: this.start[number]!, count }, values);
    for (const run of more) this.#take(run, values);
    return values;
  }

  #take({ start, count }: Run, values: RawValue[]): void {
    const { bytes } = this;
    let at = start;
    for (let n = count; n > 0; n--) {
      let head = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = bytes[at++]!;
        head |= (byte & 0x7f) << shift;
        if (byte < 0x80) break;
      }
      head >>>= 0;
      const tag = head & 3;
      const length = head >>> 2;
      if (tag === valueTags.shared) values.push(this.#sharedValue(length));
      else if (tag === valueTags.ownDn) values.push(textAt(bytes, this.#dnAt, this.#dnEnd));
      else {
        const end = at + length;
        values.push(tag === valueTags.text ? textAt(bytes, at, end) : bytes.slice(at, end));
        at = end;
      }
    }
  }

  /** The same bytes for the same number, as long as they are kept. */
  #sharedValue(number: number): Uint8Array {
    let value = this.#shared.get(number);
    if (!value) {
      if (this.#shared.size >= keptShared) this.#shared.clear();
      this.#shared.set(number, (value = this.#side.snapshot.shared(number)));
    }
    return value;
  }
}

const textAt = (bytes: Uint8Array, start: number, end: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8');
