/** The heading of a CSV file: names of columns, checked. */
import { CsvError } from './problem.ts';

/** Throws `CsvError` for a name that is empty or comes twice, case aside. */
export function checkHeading(names: readonly string[], line: number): void {
  const lower = names.map((name) => name.trim().toLowerCase());
  if (lower.includes('') || new Set(lower).size !== lower.length) throw new CsvError('header', line);
}

/** The cells of a row, as many as the heading has; empty ones beyond are the tool's slip. Throws `CsvError`. */
export function checkRow(cells: readonly string[], columns: number, line: number): void {
  if (cells.length < columns || cells.slice(columns).some((cell) => cell !== ''))
    throw new CsvError('columns', line);
}
