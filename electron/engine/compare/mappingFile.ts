/** A mapping file: CSV with the columns `a` and `b`, in any order and among others. */
import { readFile, stat } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse/sync';
import { Fault } from '#contract/faults.ts';
import type { MappingIssue, MappingLine } from '#workspace/compare/question.ts';
import type { Deposit } from '../files.ts';

/** Pairs for a million objects, named by DN. */
const maxBytes = 512 * 1024 * 1024;

export async function readMapping({
  path,
  name,
}: Deposit): Promise<{ lines: MappingLine[]; issues: MappingIssue[] }> {
  let text: string;
  try {
    if ((await stat(path)).size > maxBytes)
      throw new Fault('import.unreadable', { name, detail: `more than ${maxBytes} bytes` });
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault('import.unreadable', {
      name,
      detail: (error as NodeJS.ErrnoException).code ?? 'unknown',
    });
  }
  return parseMapping(text, name);
}

/** The lines of a mapping, and what is wrong with its heading. Throws `csv.syntax`. */
export function parseMapping(text: string, name: string): { lines: MappingLine[]; issues: MappingIssue[] } {
  let rows: { record: string[]; info: { lines: number } }[];
  try {
    rows = parse(text, {
      bom: true,
      info: true,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
      // A German or Korean Excel separates by other characters.
      delimiter: [',', ';', '\t'],
    }) as unknown as typeof rows;
  } catch (error) {
    if (error instanceof CsvError)
      throw new Fault('csv.syntax', { name, line: Number((error as { lines?: number }).lines ?? 1) });
    throw error;
  }
  const heading = rows[0]?.record.map((title) => title.toLowerCase()) ?? [];
  const [atA, atB] = [heading.indexOf('a'), heading.indexOf('b')];
  if (atA < 0 || atB < 0)
    return { lines: [], issues: [{ line: 1, problem: 'columns', text: heading.join(', ').slice(0, 200) }] };
  const lines = rows
    .slice(1)
    .map(({ record, info }) => ({
      line: info.lines,
      a: withoutGuard(record[atA] ?? ''),
      b: withoutGuard(record[atB] ?? ''),
    }))
    // A template that was not filled in says nothing of the object.
    .filter(({ a, b }) => a !== '' && b !== '');
  return { lines, issues: [] };
}

/** The apostrophe that our own files have before what a spreadsheet would take for a formula. */
const withoutGuard = (cell: string): string => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);
