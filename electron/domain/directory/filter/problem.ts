/** What is wrong with a filter's text, and where. */

export const filterProblems = [
  /** `(` was expected. */
  'open',
  /** `)` was expected. */
  'close',
  /** Something follows the end of the filter. */
  'trailing',
  /** `(&)` or `(|)`: nothing to join (RFC 4526 gives it a meaning that domain controllers do not share). */
  'emptyList',
  /** No `=`, `>=`, `<=`, `~=` or `:=`. */
  'operator',
  /** What stands before the operator is no attribute description. */
  'attribute',
  /** What stands between the colons is no matching rule. */
  'rule',
  /** `\` without two hexadecimal digits. */
  'escape',
  /** `(`, `*` or NUL in a value, where it has to be escaped. */
  'character',
  /** Nested deeper than `maxDepth`. */
  'depth',
] as const;
export type FilterProblem = (typeof filterProblems)[number];

/** `position` counts UTF-16 units from 0 in the text given. */
export class FilterSyntaxError extends Error {
  readonly code: FilterProblem;
  readonly position: number;

  constructor(code: FilterProblem, position: number) {
    super(`${code} at ${position}`);
    this.name = 'FilterSyntaxError';
    this.code = code;
    this.position = position;
  }
}
