/** A regular expression as .NET means it, made safe to run on whatever comes: the time is linear in the text. */

/** Where in the pattern something stands: characters from its start (UTF-16 units). */
export interface PatternPlace {
  readonly offset: number;
  readonly length: number;
}

/** Why a pattern is not run: .NET would refuse it, or we cannot give it the same meaning. Codes under `claimPattern.` */
export interface PatternProblem extends PatternPlace {
  readonly code: PatternProblemCode;
}

export const patternProblems = [
  /** .NET itself refuses it. */
  'syntax',
  /** `\1`, `\k<name>`: what was matched before. */
  'backreference',
  /** `(?=`, `(?!`, `(?<=`, `(?<!` */
  'lookaround',
  /** `(?>…)`, which never gives back what it took. */
  'atomic',
  /** `(?<a-b>…)` */
  'balancing',
  /** `(?(a)…|…)` */
  'conditional',
  /** A block of Unicode (`\p{IsGreek}`) that is not known here, class subtraction, or the like. */
  'unsupported',
  'tooLong',
] as const;
export type PatternProblemCode = (typeof patternProblems)[number];

/** One match: where it stands in the text, and what each group took (`''` is not the same as null, nothing). */
export interface PatternMatch {
  readonly offset: number;
  readonly length: number;
  /** By number, 0 = the whole; numbered as .NET does: named groups come after the unnamed ones. */
  readonly groups: readonly ({ readonly offset: number; readonly length: number } | null)[];
}

export interface ClaimPattern {
  readonly text: string;
  /** Group names by number; null = it has none. Index 0 is the whole. */
  readonly groupNames: readonly (string | null)[];
  /** Whether it matches anywhere in the text, as `=~` asks. */
  matches(text: string): boolean;
  /** From left to right, none overlapping another. */
  all(text: string): PatternMatch[];
  /** Every match replaced, as `RegExReplace` does; `$1`, `${name}`, `$$`, `$&`, `` $` ``, `$'`, `$+`, `$_` as in .NET. */
  replace(text: string, replacement: string): string;
  /** Text that every match holds, in lower case: what lacks it need not be tried. Empty = none is known. */
  readonly needs: string;
}

export type CompiledPattern =
  | { readonly pattern: ClaimPattern; readonly problem: null }
  | { readonly pattern: null; readonly problem: PatternProblem };
