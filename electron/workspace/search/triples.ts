/**
 * Runs of three bytes, numbered by the bytes that a text really has: in Latin script there are 40, and 40³ counters stay in the
 * processor's cache where 256³ would not. The order of numbers is the order of bytes.
 */
import { boundary } from './alphabet.ts';

export interface Symbols {
  /** By byte. */
  readonly symbolOf: Uint8Array;
  /** By symbol; the boundary is the first. */
  readonly bytes: readonly number[];
}

/** Every run and how often it is there. */
export interface Triples {
  readonly symbols: Symbols;
  readonly counts: Uint32Array;
}

export function triplesOf(text: Uint8Array): Triples {
  const symbols = symbolsOf(text);
  return { symbols, counts: countTriples(text, symbols) };
}

function symbolsOf(text: Uint8Array): Symbols {
  const present = new Uint8Array(256);
  present[boundary] = 1;
  for (let at = 0; at < text.length; at++) present[text[at]!] = 1;
  const symbolOf = new Uint8Array(256);
  const bytes: number[] = [];
  for (let byte = 0; byte < 256; byte++) if (present[byte] === 1) symbolOf[byte] = bytes.push(byte) - 1;
  return { symbolOf, bytes };
}

/**
 * How often each run is in the text. A run ends at a boundary: what follows one that ends a value is counted as another boundary,
 * and between two texts there is none.
 */
function countTriples(text: Uint8Array, { symbolOf, bytes }: Symbols): Uint32Array {
  const size = bytes.length;
  const counts = new Uint32Array(size ** 3);
  let first = symbolOf[text[0]!]!;
  let second = symbolOf[text[1]!]!;
  for (let at = 2; at < text.length; at++) {
    const third = symbolOf[text[at]!]!;
    if (second !== 0) counts[(first * size + second) * size + third]!++;
    else if (first !== 0) counts[first * size * size]!++;
    first = second;
    second = third;
  }
  return counts;
}

/** A part of the text, the runs looked for, and where the places of each go. */
export interface Collecting {
  /** Where runs may begin: from, and not from here on. */
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
  /** By run: where its next place goes to; moved on. */
  readonly next: Uint32Array;
  readonly places: Uint32Array;
}

/** Writes where runs from `low` to `high` begin. */
export function collectTriples(text: Uint8Array, { symbolOf, bytes }: Symbols, collecting: Collecting): void {
  const { from, low, high, next, places } = collecting;
  const size = bytes.length;
  const end = Math.min(collecting.to, text.length - 2);
  let first = symbolOf[text[from]!]!;
  let second = symbolOf[text[from + 1]!]!;
  for (let at = from; at < end; at++) {
    const third = symbolOf[text[at + 2]!]!;
    const run = second === 0 ? first * size * size : (first * size + second) * size + third;
    if (run >= low && run <= high && run !== 0) places[next[run]!++] = at;
    first = second;
    second = third;
  }
}
