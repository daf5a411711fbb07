/** What keeps a text from being LDIF content, as codes; the line is that of the record's or value's first line. */

export const ldifProblems = [
  'separator',
  'name',
  'base64',
  'utf8',
  'url',
  'dnMissing',
  'continuation',
  'change',
  'version',
] as const;
export type LdifProblem = (typeof ldifProblems)[number];

/**
 * `separator`: no colon; `name`: no attribute name before it; `url`: a value kept elsewhere (`<`), which is never
 * fetched; `change`: a record that changes instead of describing (`detail` = modify, delete, …); `version`: not 1.
 */
export class LdifSyntaxError extends Error {
  readonly problem: LdifProblem;
  /** From 1. */
  readonly line: number;
  readonly detail: string;

  constructor(problem: LdifProblem, line: number, detail = '') {
    super(`ldif.${problem}`);
    this.name = 'LdifSyntaxError';
    this.problem = problem;
    this.line = line;
    this.detail = detail;
  }
}
