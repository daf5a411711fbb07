/** What keeps a text from being LDIF content, as codes; the line is that of the record's or value's first line. */

export const ldifProblems = [
  'separator',
  'name',
  'base64',
  'utf8',
  'url',
  'dnMissing',
  'dnRepeated',
  'continuation',
  'change',
  'version',
  'tooLong',
] as const;
export type LdifProblem = (typeof ldifProblems)[number];

/**
 * `separator`: no colon; `name`: no attribute name before it; `url`: a value kept elsewhere (`<`), which is never
 * fetched; `dnMissing`, `dnRepeated`: a record with no name, or with two (a blank line is missing); `continuation`: a
 * line that continues nothing; `change`: a record that changes instead of describing (`detail` = modify, delete, …);
 * `version`: not 1; `tooLong`: a value beyond any directory's limits.
 */
export class LdifError extends Error {
  readonly code: LdifProblem;
  /** From 1. */
  readonly line: number;
  readonly detail: string;

  constructor(code: LdifProblem, line: number, detail = '') {
    super(`ldif.${code}`);
    this.name = 'LdifError';
    this.code = code;
    this.line = line;
    this.detail = detail;
  }
}
