/** A packed entry as a filter looks at it: only the values that the filter asks about are found, and few become strings. */
import { slotTakes } from '#domain/directory/filter/compile.ts';
import type { Candidate, Slot, Truth } from '#domain/directory/filter/compile.ts';
import type { ValueTest } from '#domain/directory/filter/match.ts';
import { dnKey } from '#domain/directory/dnKey.ts';
import type { RawValue } from '#domain/directory/object.ts';
import { valueTags } from '#packed/page.ts';
import { EntryCursor, PackedError } from '#packed/readPacked.ts';

export type SharedOf = (number: number) => Uint8Array;
/** Whether an object is in a chain: by the chain's place and the object's id. */
export type ChainOf = (chain: number, id: number) => Truth;

/** The slot whose value is the entry's own name, also where no attribute says it. */
const ownName = 'distinguishedname';

export class PackedCandidate implements Candidate {
  readonly #cursor = new EntryCursor();
  /** By attribute number: the slots that take it. */
  readonly #slotsOf: (readonly number[] | undefined)[];
  readonly #wanted: number;
  readonly #names: number;
  readonly #isOwnName: readonly boolean[];
  readonly #shared: SharedOf;
  readonly #chain: ChainOf;
  /** Values found: by slot the last one, and before each the one before. 0 = none. */
  readonly #last: Int32Array;
  #before = new Int32Array(64);
  #tags = new Int32Array(64);
  #ats = new Int32Array(64);
  #ends = new Int32Array(64);
  #values = 0;
  #bytes: Uint8Array = new Uint8Array(0);
  #text: Buffer = Buffer.alloc(0);
  #id = 0;

  constructor(slots: readonly Slot[], attributeNames: readonly string[], shared: SharedOf, chain: ChainOf) {
    const slotsOf: (number[] | undefined)[] = [];
    attributeNames.forEach((name, at) => {
      const taken = slots.flatMap((slot, n) => (slot.name !== ownName && slotTakes(slot, name) ? [n] : []));
      if (taken.length > 0) slotsOf[at + 1] = taken;
    });
    this.#slotsOf = slotsOf;
    this.#wanted = slotsOf.filter((each) => each !== undefined).length;
    this.#names = attributeNames.length;
    this.#isOwnName = slots.map(({ name }) => name === ownName);
    this.#last = new Int32Array(slots.length);
    this.#shared = shared;
    this.#chain = chain;
  }

  /** Looks at another entry. Throws `PackedError`. */
  begin(id: number, bytes: Uint8Array, at: number, end: number): this {
    const cursor = this.#cursor;
    this.#id = id;
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    this.#last.fill(0);
    this.#values = 0;
    cursor.begin(bytes, at, end);
    let left = this.#wanted;
    while (left > 0 && cursor.nextAttribute()) {
      if (cursor.attribute > this.#names) throw new PackedError('attribute');
      const slots = this.#slotsOf[cursor.attribute];
      if (!slots) continue;
      left -= 1;
      while (cursor.nextValue()) for (const slot of slots) this.#add(slot);
    }
    return this;
  }

  has(slot: number): boolean {
    return this.#last[slot] !== 0 || this.#isOwnName[slot]!;
  }

  some(slot: number, test: ValueTest): boolean {
    if (this.#isOwnName[slot]) {
      const { dnAt, dnEnd } = this.#cursor;
      return test.text?.(this.#bytes, dnAt, dnEnd) ?? test.value(this.dn());
    }
    for (let value = this.#last[slot]!; value !== 0; value = this.#before[value]!) {
      if (this.#passes(value, test)) return true;
    }
    return false;
  }

  inChain(chain: number): Truth {
    return this.#chain(chain, this.#id);
  }

  dn(): string {
    return this.#text.toString('utf8', this.#cursor.dnAt, this.#cursor.dnEnd);
  }

  dnKey(): string {
    return dnKey(this.dn());
  }

  /** The first value of a slot as it was read; undefined without one. */
  first(slot: number): RawValue | undefined {
    if (this.#isOwnName[slot]) return this.dn();
    let value = this.#last[slot]!;
    if (value === 0) return undefined;
    while (this.#before[value] !== 0) value = this.#before[value]!;
    return this.#value(value);
  }

  /** How many values a slot has. */
  count(slot: number): number {
    let count = this.#isOwnName[slot] ? 1 : 0;
    for (let value = this.#last[slot]!; value !== 0; value = this.#before[value]!) count++;
    return count;
  }

  /** Every value of a slot, the last one first. */
  *values(slot: number): Generator<RawValue, void> {
    if (this.#isOwnName[slot]) yield this.dn();
    for (let value = this.#last[slot]!; value !== 0; value = this.#before[value]!) yield this.#value(value);
  }

  #add(slot: number): void {
    const cursor = this.#cursor;
    const at = ++this.#values;
    if (at === this.#before.length) this.#grow();
    this.#before[at] = this.#last[slot]!;
    this.#last[slot] = at;
    this.#tags[at] = cursor.tag;
    this.#ats[at] = cursor.tag === valueTags.shared ? cursor.shared : cursor.valueAt;
    this.#ends[at] = cursor.valueEnd;
  }

  #passes(value: number, test: ValueTest): boolean {
    const tag = this.#tags[value];
    const quick =
      tag === valueTags.bytes
        ? test.bytes?.(this.#bytes, this.#ats[value]!, this.#ends[value]!)
        : tag === valueTags.shared
          ? undefined
          : test.text?.(this.#bytes, this.#ats[value]!, this.#ends[value]!);
    return quick ?? test.value(this.#value(value));
  }

  #value(value: number): RawValue {
    const at = this.#ats[value]!;
    switch (this.#tags[value]) {
      case valueTags.bytes:
        return new Uint8Array(this.#text.subarray(at, this.#ends[value]));
      case valueTags.shared:
        return this.#shared(at);
      default:
        return this.#text.toString('utf8', at, this.#ends[value]);
    }
  }

  #grow(): void {
    const larger = (old: Int32Array<ArrayBuffer>) => {
      const grown = new Int32Array(old.length * 4);
      grown.set(old);
      return grown;
    };
    this.#before = larger(this.#before);
    this.#tags = larger(this.#tags);
    this.#ats = larger(this.#ats);
    this.#ends = larger(this.#ends);
  }
}

/** Slots of plain names, for reading values rather than testing them. */
export const slotsFor = (names: readonly string[]): Slot[] =>
  names.map((name) => {
    const [base = '', ...options] = name.toLowerCase().split(';');
    return { name: base, options };
  });
