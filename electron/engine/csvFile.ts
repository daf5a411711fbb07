/** Reads CSV of directory objects from a stream of bytes: csvde's, or that of the ActiveDirectory cmdlets. */
import { pipeline, Readable } from 'node:stream';
import { CsvError as ParserError, parse } from 'csv-parse';
import { Fault } from '#contract/faults.ts';
import { CmdletRows, type CellLoss } from '#domain/directory/csv/cmdlet.ts';
import { CsvdeRows } from '#domain/directory/csv/csvde.ts';
import type { CsvForm } from '#domain/directory/csv/form.ts';
import { CsvError } from '#domain/directory/csv/problem.ts';
import { ldifEncoding } from '#domain/directory/ldif/bytes.ts';
import { maxLine } from '#domain/directory/ldif/lines.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';

const batch = 200;

interface Row {
  readonly record: string[];
  /** `lines`: where the row ends. */
  readonly info: { readonly lines: number };
}

/** Text as it comes; the first line without the mark or PowerShell's `#TYPE`. Throws `CsvError`. */
async function* texts(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, void> {
  let decoder: TextDecoder | null = null;
  let held: Uint8Array[] = [];
  let first = '';
  let started = false;
  let lines = 1;
  const decode = (bytes: Uint8Array | null): string => {
    try {
      const text = bytes === null ? decoder!.decode() : decoder!.decode(bytes, { stream: true });
      for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
      return text;
    } catch {
      throw new CsvError('utf8', lines);
    }
  };
  const withoutType = (text: string) => text.replace(/^#TYPE [^\r\n]*/, '');
  for await (const chunk of chunks) {
    let bytes = chunk;
    if (decoder === null) {
      held.push(chunk);
      bytes = Buffer.concat(held);
      if (bytes.length < 2) continue;
      held = [];
      decoder = new TextDecoder(ldifEncoding(bytes), { fatal: true });
    }
    const text = decode(bytes);
    if (started) yield text;
    else {
      first += text;
      if (!first.includes('\n') && first.length < maxLine) continue;
      started = true;
      yield withoutType(first);
    }
  }
  const rest = decoder === null ? Buffer.concat(held).toString('latin1') : decode(null);
  if (started) yield rest;
  else yield withoutType(first + rest);
}

/** A row's fault names the line where the row begins; the parser only knows where it stands. */
function asCsvError(error: unknown, record: readonly string[]): unknown {
  if (error instanceof ParserError) {
    const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
    return new CsvError(error.code === 'CSV_MAX_RECORD_SIZE' ? 'tooLong' : 'syntax', line);
  }
  if (!(error instanceof CsvError) || error.code === 'utf8') return error;
  const within = record.reduce((lines, cell) => lines + cell.split('\n').length - 1, 0);
  return new CsvError(error.code, error.line - within);
}

async function* rows(
  chunks: AsyncIterable<Uint8Array>,
  { kind, delimiter }: CsvForm,
  onLoss: (loss: CellLoss, attribute: string) => void,
): AsyncGenerator<DirectoryEntry[], void, void> {
  const parser = parse({
    delimiter,
    info: true,
    max_record_size: maxLine,
    // Told, or the first that comes would be taken for that of the whole file.
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    skip_empty_lines: true,
  });
  // What breaks the reading breaks the parser too, and comes out of it.
  pipeline(Readable.from(texts(chunks)), parser, () => {});
  let reader: CsvdeRows | CmdletRows | null = null;
  let last: readonly string[] = [];
  let entries: DirectoryEntry[] = [];
  try {
    for await (const { record, info } of parser as AsyncIterable<Row>) {
      last = record;
      const line = info.lines;
      if (reader === null)
        reader = kind === 'csvde' ? new CsvdeRows(record, line) : new CmdletRows(record, line, onLoss);
      else entries.push(reader.entry(record, line));
      if (entries.length < batch) continue;
      yield entries;
      entries = [];
    }
  } catch (error) {
    throw asCsvError(error, last);
  }
  yield entries;
}

/** Entries as they come. Throws `csv.*` with the line; `onLoss` as `CmdletRows` has it. */
export async function* readCsv(
  chunks: AsyncIterable<Uint8Array>,
  form: CsvForm,
  name: string,
  onLoss: (loss: CellLoss, attribute: string) => void,
): AsyncGenerator<DirectoryEntry[], void, void> {
  try {
    yield* rows(chunks, form, onLoss);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Fault(`csv.${error.code}`, { name, line: error.line });
  }
}
