/** Rows of cells as CSV (RFC 4180) or JSON text: what every export that is no LDIF is written by. */
import { stringify } from 'csv-stringify/sync';

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue }; // prettier-ignore

export interface RowFormat<Row> {
  readonly head: string;
  rows(rows: readonly Row[]): string;
  end(): string;
}

/** One cell of CSV: several values are joined before. */
export type CsvCell = string | number | null;

const mark = '\uFEFF';

/** `guard`: a leading apostrophe before what a spreadsheet would take for a formula. */
export function csvFormat(
  titles: readonly string[],
  { guard, byteOrderMark }: { readonly guard: boolean; readonly byteOrderMark: boolean },
): RowFormat<readonly CsvCell[]> {
  const text = (rows: readonly (readonly CsvCell[])[]) =>
    stringify(rows as CsvCell[][], { record_delimiter: '\r\n', escape_formulas: guard });
  return {
    head: (byteOrderMark ? mark : '') + text([titles]),
    rows: text,
    end: () => '',
  };
}

/** One array of objects, one a line. */
export function jsonFormat(): RowFormat<Readonly<Record<string, JsonValue>>> {
  let first = true;
  return {
    head: '[',
    rows(rows) {
      let text = '';
      for (const row of rows) {
        text += `${first ? '\n' : ',\n'}${JSON.stringify(row)}`;
        first = false;
      }
      return text;
    },
    end: () => '\n]\n',
  };
}

/** Values in one cell: `; ` between those that people read; raw ones as csvde has them, `;` with `\` before `;` and `\`. */
export function joined(values: readonly string[], raw: boolean): string {
  if (!raw) return values.join('; ');
  return values.length === 1
    ? values[0]!
    : values.map((value) => value.replaceAll(/[\\;]/g, '\\$&')).join(';');
}
