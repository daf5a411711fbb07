/** What is wrong with a text of rules. Sentences stand in the contract's words under `claimRule`. */
import type { Place } from './place.ts';

/**
 * `error`: AD FS refuses it, or it cannot be read here. `security`: it lets in more than it should. `warning`: it does not do
 * what it seems to say. `suggestion`: it works, and could be safer or plainer.
 */
export const ruleSeverities = ['error', 'security', 'warning', 'suggestion'] as const;
export type RuleSeverity = (typeof ruleSeverities)[number];

/** Found while reading; those of `check` stand in `check/codes.ts`. */
export const parseCodes = {
  /** A character that no part of the language begins with. `{text}` */
  character: 'error',
  /** A string without its closing `"` on the same line. */
  stringNotClosed: 'error',
  /** `“…”` for `"…"`: read as meant, refused by AD FS. */
  typographicQuotes: 'error',
  /** A string that the console cut into lines when it was exported: put together as it was cut. */
  wrapped: 'warning',
  /** A comment without its end. */
  commentNotClosed: 'error',
  /** Something else was expected: `{expected}`; there is `{found}`. */
  unexpected: 'error',
  /** The text ends within a rule; `{expected}` was expected. */
  unexpectedEnd: 'error',
  /** A claim has no such part: `{name}`. */
  unknownPart: 'error',
  /** Calls within calls, deeper than any administrator writes. */
  tooDeep: 'error',
  /** More conditions in one rule than are read. */
  tooMany: 'error',
  /** No `;` after the rule: read as meant. */
  semicolonMissing: 'warning',
  /** Microsoft's descriptions of the language know no comments. */
  comment: 'suggestion',
  /** As many problems again as `{count}` are not told one by one. */
  moreProblems: 'error',
  /** The text is longer than is read. */
  tooLong: 'error',
} as const satisfies Record<string, RuleSeverity>;
export type ParseCode = keyof typeof parseCodes;

export interface RuleProblem {
  readonly code: string;
  readonly severity: RuleSeverity;
  readonly place: Place;
  /** Index of the rule; null: between rules. */
  readonly rule: number | null;
  /** What fills the sentence's places. */
  readonly params: Readonly<Record<string, string>>;
}

export interface ParseProblem extends RuleProblem {
  readonly code: ParseCode;
}
