/**
 * A text that some patterns take in and others do not: whether a key can be `dev-*` and yet not `*-old`. The patterns are read
 * together, sign by sign, so that each way they can stand is looked at once, the shortest texts first.
 */
import { anyCharacter, anyRun } from '../pattern/pieces.ts';
import type { Piece } from '../pattern/pieces.ts';

/** A code unit, or what a wildcard takes. */
const run = -1;
const runInside = -2;
const one = -3;
const oneInside = -4;
const colon = 58;

export interface Pattern {
  readonly steps: readonly number[];
  /** Letters are taken in either case. */
  readonly folded: boolean;
}

/** Of pieces without variables: the whole text, or (of an ARN) its six parts, whose wildcards stop at colons but in the last. */
export function patternOf(parts: readonly (readonly Piece[])[], folded: boolean): Pattern {
  const steps: number[] = [];
  parts.forEach((part, index) => {
    if (index > 0) steps.push(colon);
    const last = index === parts.length - 1;
    for (const piece of part)
      if (piece === anyRun) steps.push(last ? run : runInside);
      else if (piece === anyCharacter) steps.push(last ? one : oneInside);
      else if (typeof piece === 'string') {
        const text = folded ? piece.toLowerCase() : piece;
        for (let at = 0; at < text.length; at++) steps.push(text.charCodeAt(at));
      }
  });
  return { steps, folded };
}

/** Places of each pattern after the same text. */
type Places = readonly (readonly number[])[];

export interface Searching {
  /** Steps that may still be taken; counted down. */
  left: number;
}

/**
 * A text of which `wanted` says yes, told which patterns take it in. Null: there is none. Undefined: the steps did not suffice.
 */
export function wordOf(
  patterns: readonly Pattern[],
  wanted: (takenIn: readonly boolean[]) => boolean,
  searching: Searching,
): string | null | undefined {
  const start: Places = patterns.map(({ steps }) => reached([0], steps));
  const seen = new Set([String(start.join(';'))]);
  let border: { readonly text: string; readonly places: Places }[] = [{ text: '', places: start }];
  while (border.length > 0) {
    const next: typeof border = [];
    for (const { text, places } of border) {
      if (wanted(patterns.map(({ steps }, at) => places[at]!.includes(steps.length)))) return text;
      for (const unit of unitsAt(patterns, places)) {
        searching.left -= 1 + places.reduce((sum, some) => sum + some.length, 0);
        if (searching.left < 0) return undefined;
        const after = patterns.map((pattern, at) => passed(pattern, places[at]!, unit));
        const name = after.join(';');
        if (seen.has(name)) continue;
        seen.add(name);
        next.push({ text: text + String.fromCharCode(unit), places: after });
      }
    }
    border = next;
  }
  return null;
}

/** Signs that make a difference here: those that stand next in a pattern, a colon, and one that is none of these. */
function unitsAt(patterns: readonly Pattern[], places: Places): number[] {
  const units = new Set<number>();
  patterns.forEach(({ steps, folded }, at) => {
    for (const place of places[at]!) {
      const step = steps[place];
      if (step === undefined || step < 0) {
        if (step === runInside || step === oneInside) units.add(colon);
        continue;
      }
      units.add(step);
      if (folded) units.add(String.fromCharCode(step).toUpperCase().charCodeAt(0));
    }
  });
  let other = 120;
  while (units.has(other) || units.has(folding(other))) other++;
  return [other, ...units];
}

const folding = (unit: number): number => String.fromCharCode(unit).toLowerCase().charCodeAt(0);

function passed({ steps, folded }: Pattern, places: readonly number[], unit: number): readonly number[] {
  const sign = folded ? folding(unit) : unit;
  const after = new Set<number>();
  for (const place of places) {
    const step = steps[place];
    if (step === run || (step === runInside && unit !== colon)) after.add(place);
    if (step === sign || step === one || (step === oneInside && unit !== colon)) after.add(place + 1);
  }
  return reached([...after], steps);
}

/** A run may also take nothing. */
function reached(from: readonly number[], steps: readonly number[]): readonly number[] {
  const places = new Set(from);
  for (const place of places) if (steps[place] === run || steps[place] === runInside) places.add(place + 1);
  return [...places].toSorted((a, b) => a - b);
}
