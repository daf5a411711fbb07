/** What keeps a text from being CSV of directory objects, as codes. */

export const csvProblems = ['header', 'syntax', 'columns', 'dnMissing', 'utf8', 'tooLong'] as const;
export type CsvProblem = (typeof csvProblems)[number];

/**
 * `header`: a column without a name, or two of one; `syntax`: quotation marks that do not fit; `columns`: a row of another
 * length than the heading; `dnMissing`: a row that names no object; `utf8`: bytes that are no text; `tooLong`: a row beyond
 * any directory's limits.
 */
export class CsvError extends Error {
  readonly code: CsvProblem;
  /** From 1: where the row begins. */
  readonly line: number;

  constructor(code: CsvProblem, line: number) {
    super(`csv.${code}`);
    this.name = 'CsvError';
    this.code = code;
    this.line = line;
  }
}
