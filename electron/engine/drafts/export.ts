/** Drafts as files, and files read back. */
import { parse } from 'csv-parse/sync';
import type { z } from 'zod';
import { changeSchema, mostChanges } from '#contract/draft.ts';
import type { draftExportProcedures, DraftExport } from '#contract/draftExport.ts';
import { Fault } from '#contract/faults.ts';
import type { DraftChange } from '#domain/draft/change.ts';
import { exportRemarks } from '#domain/draft/export/codes.ts';
import type { ExportFormat } from '#domain/draft/export/codes.ts';
import { ReadBackError } from '#domain/draft/export/exported.ts';
import type { ExportedFile } from '#domain/draft/export/exported.ts';
import { readBack } from '#domain/draft/export/readBack/readBack.ts';
import { readRows, rowColumns } from '#domain/draft/export/rows.ts';
import type { FormatExport } from '#workspace/draft/exportAsked.ts';
import type { Engine } from '../engine.ts';
import { csvFormat } from '../exporting/formats.ts';
import { fileSink } from '../exporting/sink.ts';
import { zipOf } from '../exporting/zip.ts';
import { draftOf } from './keeping.ts';

type Procedures = typeof draftExportProcedures;
type Input<P extends keyof Procedures> = z.infer<Procedures[P]['input']>;
type Output<P extends keyof Procedures> = z.infer<Procedures[P]['output']>;

export const csvFile = 'changes.csv';

function told({ format, files, rows, carried, remarks }: FormatExport): DraftExport {
  const csv = csvFormat(rowColumns, { guard: true, byteOrderMark: true });
  return {
    format,
    files: rows.length === 0 ? [...files] : [{ name: csvFile, text: csv.head + csv.rows(rows) + csv.end() }],
    carried,
    remarks: remarks.map(({ index, code, params }) => ({
      index,
      code,
      state: exportRemarks[code],
      params: { ...params },
    })),
  };
}

export async function exportDraft(
  engine: Engine,
  { draft, formats }: Input<'export'>,
): Promise<Output<'export'>> {
  const workspace = engine.workspace.current;
  const { changes, changedAt } =
    'id' in draft
      ? await draftOf(workspace, draft.id)
      : { changes: draft.changes, changedAt: new Date().toISOString() };
  const made = await workspace.drafts.ask('draftExport', changes, changedAt, [...new Set(formats)]);
  return { changes: changes.length, exports: made.map(told) };
}

/** Throws `input.invalid` where the format has no such file, `handle.unknown`, `export.…`. */
export async function saveDraftFiles(
  engine: Engine,
  { draft, format, file, target }: Input<'saveFiles'>,
): Promise<Output<'saveFiles'>> {
  const { exports } = await exportDraft(engine, { draft, formats: [format] });
  const files = exports[0]!.files;
  const chosen = file === null ? files : files.filter(({ name }) => name === file);
  if (chosen.length === 0) throw new Fault('input.invalid', { path: 'file', detail: file ?? format });
  const bytes = file === null ? zipOf(chosen) : Buffer.from(chosen[0]!.text);
  const sink = await fileSink(engine.files.takeTarget(target));
  try {
    await sink.write(bytes);
    await sink.finish();
  } catch (error) {
    await sink.abandon();
    throw error;
  }
  return { bytes: bytes.byteLength };
}

function readCsv({ name, text }: ExportedFile): DraftChange[] {
  let rows: string[][];
  try {
    rows = parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true });
  } catch (error) {
    throw new ReadBackError('notCsv', name, error instanceof Error ? error.message : '');
  }
  const [heading = [], ...rest] = rows;
  return readRows(name, heading, rest);
}

export const readFiles = (format: ExportFormat, files: readonly ExportedFile[]): DraftChange[] =>
  format === 'csv' ? files.flatMap(readCsv) : readBack(format, files);

/** What is read is of a stranger: each change is held to the contract. */
export async function readDraftFiles(
  _engine: Engine,
  { format, files }: Input<'readBack'>,
): Promise<Output<'readBack'>> {
  try {
    const changes = readFiles(format, files);
    if (changes.length > mostChanges)
      return { changes: [], problem: { code: 'tooMany', file: files[0]!.name, place: '' } };
    const wrong = changes.findIndex((change) => !changeSchema.safeParse(change).success);
    if (wrong >= 0)
      return { changes: [], problem: { code: 'missing', file: files[0]!.name, place: String(wrong + 1) } };
    return { changes, problem: null };
  } catch (error) {
    if (!(error instanceof ReadBackError)) throw error;
    const { code, file, place } = error;
    return { changes: [], problem: { code, file, place } };
  }
}
