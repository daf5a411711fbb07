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
  /** Takes in whatever the pattern does, whatever its variables are filled with. */
  readonly atMost: Matcher;
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
  if (text === '*') return { matches: always, atMost: always, parts: [[anyRun]] };
  const parts = splitArn(text).map((part, index) =>
    piecesOf(part, { wildcards: true, variables: options.variables && index === partCount - 1 }),
  );
  if (options.completed) while (parts.length < partCount) parts.push([anyRun]);
  const last = parts.at(-1)!;
  if (last.some(isVariable))
    return { matches: null, atMost: matcherOf([...parts.slice(0, -1), widened(last)]), parts };
  const matches = matcherOf(parts);
  return { matches, atMost: matches, parts };
}
const always: Matcher = () => true;

/** With anything in the place of variables. No run follows upon a run. */
function widened(pieces: readonly Piece[]): Piece[] {
  const wide = pieces.map((piece) => (isVariable(piece) ? anyRun : piece));
  return wide.filter((piece, at) => piece !== anyRun || wide[at - 1] !== anyRun);
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
  return byBits(steps);
}

/** One bit a step, 32 of them advanced at a time. No run follows upon a run: a colon stands between parts. */
function byBits(steps: readonly number[]): Matcher {
  const words = (steps.length >> 5) + 1;
  const marked = (takes: (step: number) => boolean): Int32Array => {
    const mask = new Int32Array(words);
    steps.forEach((step, at) => {
      if (takes(step)) mask[at >> 5]! |= 1 << (at & 31);
    });
    return mask;
  };
  const runs = marked((step) => step === run || step === runInside);
  /** Steps that a code unit passes, and those at which it stays. */
  const passes = new Map<number, Int32Array>();
  for (const unit of new Set([colon, ...steps.filter((step) => step >= 0)]))
    passes.set(
      unit,
      marked((step) => step === unit || step === one || (step === oneInside && unit !== colon)),
    );
  const passesOther = marked((step) => step === one || step === oneInside);
  const staysAtColon = marked((step) => step === run);
  return (text) => {
    const places = new Int32Array(words);
    places[0] = 1 | ((runs[0]! & 1) << 1);
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      const passing = passes.get(unit) ?? passesOther;
      const staying = unit === colon ? staysAtColon : runs;
      let alive = 0;
      let carry = 0;
      let carryRun = 0;
      for (let word = 0; word < words; word++) {
        const before = places[word]!;
        const passed = before & passing[word]!;
        const reached = (passed << 1) | carry | (before & staying[word]!);
        carry = passed >>> 31;
        // A run may also take nothing.
        const atRun = reached & runs[word]!;
        const now = reached | (atRun << 1) | carryRun;
        carryRun = atRun >>> 31;
        places[word] = now;
        alive |= now;
      }
      if (alive === 0) return false;
    }
    return ((places[steps.length >> 5]! >>> (steps.length & 31)) & 1) === 1;
  };
}
