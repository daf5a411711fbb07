/** Exporting objects of a snapshot as a job: a page at a time, in bounded memory. */
import { type ExportColumn, type ExportInput, exportRowFields } from '#contract/exports.ts';
import { Fault } from '#contract/faults.ts';
import { ldifHeader, writeEntry } from '#domain/directory/ldif/write.ts';
import type { DirectoryEntry, ObjectRow } from '#domain/directory/object.ts';
import type { Job } from '#contract/shapes.ts';
import type { Workspace } from '#workspace/api.ts';
import type { Engine } from '../engine.ts';
import type { JobControl } from '../jobs.ts';
import { csvFormat, jsonFormat } from './formats.ts';
import { fileSink, type Sink } from './sink.ts';
import { csvCell, jsonAttributes, jsonCell, titleOf } from './values.ts';
import { walk } from './walk.ts';

/** What is asked for, wherever it goes. */
export type Asked = Omit<ExportInput, 'target'>;

/** Entries of big groups hold millions of values: so much text at a time, and pages shrink to it. */
const batchCharacters = 8 * 1024 * 1024;
const largestBatch = 500;

const rowColumns: readonly ExportColumn[] = exportRowFields.map((field) => ({ of: 'row', field }));

interface ObjectFormat {
  readonly head: string;
  readonly wantsEntries: boolean;
  objects(rows: readonly ObjectRow[], entries: readonly DirectoryEntry[]): string;
  end(): string;
}

function formatOf(asked: Asked): ObjectFormat {
  if (asked.format === 'ldif') {
    return {
      head: ldifHeader(),
      wantsEntries: true,
      objects: (_, entries) => entries.map((entry) => writeEntry(entry)).join(''),
      end: () => '',
    };
  }
  const columns = asked.columns ?? rowColumns;
  const titles = columns.map(titleOf);
  if (new Set(titles).size !== titles.length)
    throw new Fault('input.invalid', { path: 'columns', detail: 'two columns of one title' });
  const wantsEntries = columns.some(({ of }) => of === 'attribute');
  if (asked.format === 'csv') {
    const csv = csvFormat(titles, { guard: asked.values === 'decoded', byteOrderMark: asked.byteOrderMark });
    return {
      head: csv.head,
      wantsEntries,
      objects: (rows, entries) =>
        csv.rows(rows.map((row, n) => columns.map((column) => csvCell(column, row, entries[n] ?? null, asked)))),
      end: csv.end,
    }; // prettier-ignore
  }
  const json = jsonFormat();
  const whole = asked.columns === null;
  const object = (row: ObjectRow, entry: DirectoryEntry | null) => {
    const cells = columns.map((column, n) => [titles[n]!, jsonCell(column, row, entry, asked)] as const);
    const rest = whole && entry ? [['attributes', jsonAttributes(entry, asked)] as const] : [];
    return Object.fromEntries([...cells, ...rest]);
  };
  return {
    head: json.head,
    wantsEntries: wantsEntries || whole,
    objects: (rows, entries) => json.rows(rows.map((row, n) => object(row, entries[n] ?? null))),
    end: json.end,
  };
}

async function writeObjects(
  workspace: Workspace,
  asked: Asked,
  sink: Sink,
  { signal, progress }: JobControl,
): Promise<void> {
  const format = formatOf(asked);
  const snapshotId = asked.what.of === 'list' ? asked.what.list.snapshotId : asked.what.snapshotId;
  let done = 0;
  let size = largestBatch;
  progress('writing', 0, null);
  await sink.write(format.head);
  for await (const { total, rows } of walk(workspace, asked.what, signal)) {
    for (let at = 0; at < rows.length;) {
      signal.throwIfAborted();
      const some = rows.slice(at, at + size);
      const ids = some.map(({ id }) => id);
      const entries = format.wantsEntries ? await workspace.entries(snapshotId, ids) : [];
      if (format.wantsEntries && entries.length !== ids.length)
        throw new Fault('snapshot.notFound', { id: snapshotId });
      const text = format.objects(some, entries);
      await sink.write(text);
      at += some.length;
      done += some.length;
      size = nextBatch(some.length, text.length);
      progress('writing', done, total);
    }
  }
  await sink.write(format.end());
}

/** As many objects as the last ones' length lets expect to fit. */
function nextBatch(objects: number, characters: number): number {
  const each = Math.max(1, characters / objects);
  return Math.max(1, Math.min(largestBatch, Math.floor(batchCharacters / each)));
}

/** Starts the job; it writes to what `openSink` opens, which holds all of it or nothing. */
export function startExportTo(
  engine: Engine,
  asked: Asked,
  subject: string,
  openSink: () => Promise<Sink>,
): Job {
  // Before the job: what cannot be written at all is said at once.
  formatOf(asked);
  const hold = engine.workspace.keep();
  return engine.jobs.start('export', subject, async (control) => {
    try {
      const sink = await openSink();
      try {
        await writeObjects(hold.workspace, asked, sink, control);
        control.signal.throwIfAborted();
        await sink.finish();
      } catch (error) {
        await sink.abandon();
        throw error;
      }
      return null;
    } finally {
      await hold.release();
    }
  });
}

/** The contract's `jobs.export`: to a target that the shell deposited. */
export function startExport(engine: Engine, { target, ...asked }: ExportInput): Job {
  formatOf(asked);
  const deposit = engine.files.takeTarget(target);
  return startExportTo(engine, asked, deposit.name, () => fileSink(deposit));
}
