/**
 * Strings of bytes that come again and again (sets of classes, suffixes, systems), each known by a number from its first coming on,
 * so that a million entries make some hundred strings. Equal bytes have the same number, and others never have it.
 */
export class DistinctBytes {
  readonly #byHash = new Map<number, number[]>();
  readonly #values: Uint8Array[] = [];

  /** Numbers are given from 0; one that is `size` before the call is new. */
  numberOf(bytes: Uint8Array, from: number, to: number): number {
    let hash = 0x811c_9dc5;
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at]!, 0x0100_0193);
    const known = this.#byHash.get(hash);
    const found = known?.find((number) => isEqual(this.#values[number]!, bytes, from, to));
    if (found !== undefined) return found;
    const number = this.#values.length;
    this.#values.push(bytes.slice(from, to));
    if (known) known.push(number);
    else this.#byHash.set(hash, [number]);
    return number;
  }

  get size(): number {
    return this.#values.length;
  }
}

function isEqual(value: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (value.length !== to - from) return false;
  for (let at = 0; at < value.length; at++) if (value[at] !== bytes[from + at]) return false;
  return true;
}

/** Counts texts by their bytes. */
export class TextCounts {
  readonly #distinct = new DistinctBytes();
  readonly #texts: string[] = [];
  readonly #counts: number[] = [];

  /** The number of the text; see `DistinctBytes`. */
  add(bytes: Buffer, from: number, to: number): number {
    const number = this.#distinct.numberOf(bytes, from, to);
    if (number === this.#texts.length) {
      this.#texts.push(bytes.toString('utf8', from, to));
      this.#counts.push(0);
    }
    this.#counts[number]!++;
    return number;
  }

  textOf(number: number): string {
    return this.#texts[number]!;
  }

  /** By what `fold` makes of each text. */
  counts(fold: (text: string) => string = (text) => text): Map<string, number> {
    const found = new Map<string, number>();
    this.#texts.forEach((text, number) => {
      const name = fold(text);
      found.set(name, (found.get(name) ?? 0) + this.#counts[number]!);
    });
    return found;
  }
}

/** A whole number in decimal digits, as attributes of integer syntax have it; 0 for anything else. Beyond 2^53 it is near. */
export function integerAt(bytes: Uint8Array, from: number, to: number): number {
  const negative = bytes[from] === 0x2d;
  let value = 0;
  for (let at = negative ? from + 1 : from; at < to; at++) {
    const digit = bytes[at]! - 0x30;
    if (digit < 0 || digit > 9) return 0;
    value = value * 10 + digit;
  }
  return negative ? -value : value;
}
