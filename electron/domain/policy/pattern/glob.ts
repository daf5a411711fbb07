/**
 * Matching a whole text with `*` and `?`, in time that grows with text × pattern / 32 at worst: between two `*` the leftmost
 * place is always right, so nothing is ever tried twice.
 */
import { anyCharacter, anyRun } from './pieces.ts';
import type { Piece } from './pieces.ts';

export type Matcher = (text: string) => boolean;

/** What stands between two `*`, of a fixed length: plain text, or code units of which -1 is any. */
type Segment =
  | { readonly length: number; readonly plain: string }
  | { readonly length: number; readonly plain: null; readonly units: Int32Array };

const always: Matcher = () => true;

/** A matcher of pieces that hold no variable. */
export function globOf(pieces: readonly Piece[]): Matcher {
  if (pieces.length === 0) return (text) => text === '';
  if (pieces.length === 1 && pieces[0] === anyRun) return always;
  const segments = segmentsOf(pieces);
  const first = segments[0]!;
  if (segments.length === 1) {
    const { plain } = first;
    if (plain !== null) return (text) => text === plain;
    return (text) => text.length === first.length && fitsAt(first, text, 0);
  }
  const last = segments.at(-1)!;
  const between = segments.slice(1, -1);
  if (between.length === 0 && last.length === 0 && first.plain !== null) {
    const start = first.plain;
    return (text) => text.startsWith(start);
  }
  const least = first.length + last.length;
  return (text) => {
    if (text.length < least || !fitsAt(first, text, 0) || !fitsAt(last, text, text.length - last.length))
      return false;
    const end = text.length - last.length;
    let at = first.length;
    for (const segment of between) {
      const found = find(segment, text, at, end);
      if (found < 0) return false;
      at = found + segment.length;
    }
    return true;
  };
}

/** The segments between the runs; the first and the last are anchored (and empty where the pattern begins or ends with `*`). */
function segmentsOf(pieces: readonly Piece[]): Segment[] {
  const segments: Segment[] = [];
  let between: (string | typeof anyCharacter)[] = [];
  let run = false;
  for (const piece of pieces) {
    if (piece === anyRun) {
      if (!run) {
        segments.push(segmentOf(between));
        between = [];
      }
      run = true;
      continue;
    }
    run = false;
    if (piece === anyCharacter || typeof piece === 'string') between.push(piece);
  }
  segments.push(segmentOf(between));
  return segments;
}

/** Plain texts are kept as they are: documents have many of them, and few `?`. */
function segmentOf(pieces: readonly (string | typeof anyCharacter)[]): Segment {
  if (!pieces.includes(anyCharacter)) {
    const plain = pieces.join('');
    return { length: plain.length, plain };
  }
  const units = pieces.flatMap((piece) => (piece === anyCharacter ? [-1] : unitsOf(piece)));
  return { length: units.length, plain: null, units: Int32Array.from(units) };
}

function unitsOf(text: string): number[] {
  const units: number[] = [];
  for (let at = 0; at < text.length; at++) units.push(text.charCodeAt(at));
  return units;
}

function fitsAt(segment: Segment, text: string, at: number): boolean {
  if (segment.plain !== null) return text.startsWith(segment.plain, at);
  const { units, length } = segment;
  for (let index = 0; index < length; index++) {
    const unit = units[index]!;
    if (unit !== -1 && unit !== text.charCodeAt(at + index)) return false;
  }
  return true;
}

/** Above this many steps the careful search pays; below it the plain one is the quicker. */
const many = 1 << 16;

function find(segment: Segment, text: string, from: number, end: number): number {
  const { length, plain } = segment;
  const room = end - from - length;
  if (room < 0) return -1;
  if (room * length > many) return findByBits(segment, text, from, end);
  if (plain !== null) {
    const found = text.indexOf(plain, from);
    return found >= 0 && found + length <= end ? found : -1;
  }
  for (let at = from; at <= from + room; at++) if (fitsAt(segment, text, at)) return at;
  return -1;
}

/** Shift-and: one bit a unit of the segment, all advanced by each unit of the text. */
function findByBits(segment: Segment, text: string, from: number, end: number): number {
  const { length, plain } = segment;
  const units = plain === null ? [...segment.units] : unitsOf(plain);
  const words = Math.ceil(length / 32);
  const masks = new Map<number, Int32Array>();
  const anyMask = new Int32Array(words);
  const mark = (mask: Int32Array, index: number): void => {
    mask[index >> 5]! |= 1 << (index & 31);
  };
  units.forEach((unit, index) => {
    if (unit === -1) mark(anyMask, index);
  });
  units.forEach((unit, index) => {
    if (unit === -1) return;
    let mask = masks.get(unit);
    if (!mask) masks.set(unit, (mask = anyMask.slice()));
    mark(mask, index);
  });
  const state = new Int32Array(words);
  const lastWord = (length - 1) >> 5;
  const lastBit = 1 << ((length - 1) & 31);
  for (let at = from; at < end; at++) {
    const mask = masks.get(text.charCodeAt(at)) ?? anyMask;
    let carry = 1;
    for (let word = 0; word < words; word++) {
      const before = state[word]!;
      state[word] = ((before << 1) | carry) & mask[word]!;
      carry = before >>> 31;
    }
    if ((state[lastWord]! & lastBit) !== 0) return at - length + 1;
  }
  return -1;
}
