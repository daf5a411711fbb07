/**
 * Resource patterns: six parts, split at the first five colons. A `*` that ends a part may run past colons, one within a part
 * may not; `?` never stands for a colon but in the last part. Source: facts/iam-policy-evaluation.md §3.
 */
import { globOf } from './glob.ts';
import type { Matcher } from './glob.ts';
import { anyCharacter, anyRun, filled, isVariable, piecesOf } from './pieces.ts';
import type { Piece } from './pieces.ts';

export interface ResourcePattern {
  /** Null where variables must be filled first. */
  readonly matches: Matcher | null;
  /** The rest of the pattern with its variables; the parts before hold none. */
  readonly parts: readonly (readonly Piece[])[];
}

const partCount = 6;

/** At the first five colons; the sixth part keeps its own. */
export function splitArn(text: string): string[] {
  const parts: string[] = [];
  let from = 0;
  while (parts.length < partCount - 1) {
    const colon = text.indexOf(':', from);
    if (colon < 0) break;
    parts.push(text.slice(from, colon));
    from = colon + 1;
  }
  parts.push(text.slice(from));
  return parts;
}

/** `completed`: a pattern of fewer parts is one of `*` for those that lack (identity policies). */
export function resourcePattern(
  text: string,
  options: { variables: boolean; completed: boolean },
): ResourcePattern {
  if (text === '*') return { matches: () => true, parts: [[anyRun]] };
  const parts = splitArn(text).map((part, index) =>
    piecesOf(part, { wildcards: true, variables: options.variables && index === partCount - 1 }),
  );
  if (options.completed) while (parts.length < partCount) parts.push([anyRun]);
  return { matches: parts.at(-1)!.some(isVariable) ? null : matcherOf(parts), parts };
}

/** Null: a variable has no value; `undefined`: one is not known. */
export function filledResource(
  { parts }: ResourcePattern,
  valueOf: (key: string) => string | null | undefined,
): Matcher | null | undefined {
  const last = filled(parts.at(-1)!, valueOf);
  return last && matcherOf([...parts.slice(0, -1), last]);
}

function matcherOf(parts: readonly (readonly Piece[])[]): Matcher {
  const before = parts.slice(0, partCount - 1);
  const kept = before.some((part) => part.some((piece, index) => staysInside(piece, index, part)));
  if (!kept) return globOf(joined(parts));
  return byParts(parts);
}

/** Whether a wildcard may not stand for a colon. */
const staysInside = (piece: Piece, index: number, part: readonly Piece[]): boolean =>
  piece === anyCharacter || (piece === anyRun && index < part.length - 1);

function joined(parts: readonly (readonly Piece[])[]): Piece[] {
  const all: Piece[] = [];
  const add = (piece: Piece): void => {
    const last = all.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') all[all.length - 1] = last + piece;
    else if (piece !== anyRun || last !== anyRun) all.push(piece);
  };
  parts.forEach((part, index) => {
    if (index > 0) add(':');
    part.forEach(add);
  });
  return all;
}

/** One step of the pattern: a code unit, or what a wildcard takes. */
const run = -1;
const runInside = -2;
const one = -3;
const oneInside = -4;
const colon = 58;

/** The rare pattern with wildcards that stop at colons: all places the pattern may stand at, advanced together. */
function byParts(parts: readonly (readonly Piece[])[]): Matcher {
  const steps: number[] = [];
  parts.forEach((part, index) => {
    if (index > 0) steps.push(colon);
    // The last of six: a pattern of fewer has none in which wildcards run free.
    const last = index === partCount - 1;
    part.forEach((piece, at) => {
      if (piece === anyRun) steps.push(last || at === part.length - 1 ? run : runInside);
      else if (piece === anyCharacter) steps.push(last ? one : oneInside);
      else if (typeof piece === 'string')
        for (let unit = 0; unit < piece.length; unit++) steps.push(piece.charCodeAt(unit));
    });
  });
  return (text) => {
    let places = new Uint8Array(steps.length + 1);
    let next = new Uint8Array(steps.length + 1);
    reach(places, 0, steps);
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      let alive = false;
      next.fill(0);
      for (let place = 0; place < steps.length; place++) {
        if (places[place] === 0) continue;
        const step = steps[place]!;
        const stays = step === run || (step === runInside && unit !== colon);
        const passes = step === unit || step === one || (step === oneInside && unit !== colon);
        if (stays) reach(next, place, steps);
        if (passes) reach(next, place + 1, steps);
        alive ||= stays || passes;
      }
      if (!alive) return false;
      [places, next] = [next, places];
    }
    return places[steps.length] === 1;
  };
}

/** A run may also take nothing. */
function reach(places: Uint8Array, from: number, steps: readonly number[]): void {
  let place = from;
  places[place] = 1;
  while (place < steps.length && (steps[place] === run || steps[place] === runInside)) places[++place] = 1;
}
