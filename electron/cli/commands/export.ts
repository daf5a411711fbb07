import { basename, extname, resolve } from 'node:path';
import {
  type ExportColumn,
  type ExportFormat,
  exportRowFields,
  type ExportWhat,
  maxExportColumns,
} from '#contract/exports.ts';
import { exportFormats } from '#contract/exportFormats.ts';
import { Fault } from '#contract/faults.ts';
import { attributeNameSchema } from '#contract/queries.ts';
import type { Snapshot, Source } from '#contract/shapes.ts';
import { startExportTo } from '#engine/exporting/objects.ts';
import { fileSink, streamSink } from '#engine/exporting/sink.ts';
import { choiceOption, textOption } from '../command.ts';
import type { Command, Context } from '../command.ts';
import { checkFilter, directorySnapshots } from '../find.ts';
import { waitFor } from '../jobs.ts';
import { counted, when } from '../words.ts';
import { openToRead } from '../workspaces.ts';

const usage = (detail: string) => new Fault('usage.invalid', { detail });

/** Names of row fields mean those; everything else is an attribute. */
function columnsOption(text: string | null): ExportColumn[] | null {
  if (text === null) return null;
  const names = text.split(',').map((name) => name.trim());
  if (names.length > maxExportColumns) throw usage(`--columns takes at most ${maxExportColumns} columns.`);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw usage(`--columns names "${twice}" twice.`);
  return names.map((name) => {
    const field = exportRowFields.find((each) => each === name);
    if (field !== undefined) return { of: 'row', field };
    if (attributeNameSchema.safeParse(name).success) return { of: 'attribute', attribute: name };
    throw usage(`"${name}" is neither a field nor an attribute.`);
  });
}

function formatFor(file: string, chosen: ExportFormat | null): ExportFormat {
  const ending = extname(file).slice(1).toLowerCase();
  return chosen ?? exportFormats.find((format) => format === ending) ?? (ending === 'ldf' ? 'ldif' : 'csv');
}

/** A file holds one snapshot: where there are several sources, the person says which. */
async function theSnapshot(
  context: Context,
  named: string | null,
): Promise<{ source: Source; snapshot: Snapshot }> {
  const [first, ...more] = await directorySnapshots(context, named);
  if (more.length === 0) return first!;
  const names = [first!, ...more].map(({ source }) => `${source.name} (${source.id})`);
  throw usage(`Say which source with --source, by name or id: ${names.join(', ')}.`);
}

async function whatIsAsked(
  { client }: Context,
  snapshotId: number,
  base: string | null,
  filter: string | null,
): Promise<ExportWhat> {
  if (filter !== null) {
    const resolved = await client.queries.resolve({ filter, at: { of: 'snapshot', snapshotId } });
    return { of: 'list', list: { of: 'query', snapshotId, base, scope: 'sub', filter: resolved.filter } };
  }
  if (base === null) return { of: 'snapshot', snapshotId };
  const { rows } = await client.objects.rows({
    list: { of: 'query', snapshotId, base, scope: 'base', filter: '(objectClass=*)' },
    page: { offset: 0, limit: 1 },
  });
  if (!rows[0]) throw new Fault('object.notFound', { name: base });
  return { of: 'subtree', snapshotId, objectId: rows[0].id };
}

export const exportObjects: Command = {
  name: 'export',
  usage: 'WS --to FILE',
  summary: 'write the objects of a snapshot to CSV, JSON or LDIF',
  help: [
    'The newest snapshot of a source, all of it or a part. The file is there whole or not at all; - is standard output.',
    '',
    '--to FILE          where to; an ending of .json, .ldif or .ldf chooses the format',
    '--format F         csv, json or ldif (csv)',
    '--source S         of this source, by name or id',
    '--base DN          this object and all below it',
    '--filter F         what this LDAP filter finds, as in `treeline query`',
    '--columns A,B      these fields and attributes (CSV: the fields that every object has; JSON: all attributes too)',
    '--raw              values as read instead of decoded',
    '--bom              CSV: begin with a byte order mark, for Excel',
    '',
    `Fields: ${exportRowFields.join(', ')}.`,
    'In CSV a decoded value that begins with = + - @, a tab or a carriage return gets an apostrophe before it, so that no',
    'spreadsheet takes it for a formula; --raw leaves values as they are. LDIF always holds whole entries, as read.',
  ],
  example:
    "treeline export corp.treeline --to users.csv --filter '(objectClass=user)' --columns name,mail,pwdLastSet",
  options: {
    to: { type: 'string' },
    format: { type: 'string' },
    source: { type: 'string' },
    base: { type: 'string' },
    filter: { type: 'string' },
    columns: { type: 'string' },
    raw: { type: 'boolean' },
    bom: { type: 'boolean' },
  },
  takes: [1, 1],
  async run(context) {
    const { engine, values, out } = context;
    const to = textOption(values, 'to');
    if (to === null) throw usage('Say where to with --to FILE.');
    if (to === '-' && out.json) throw usage('--json and --to - both write to standard output.');
    const format = formatFor(to, choiceOption(values, 'format', exportFormats));
    const columns = columnsOption(textOption(values, 'columns'));
    if (format === 'ldif' && columns)
      throw usage('--columns goes with CSV and JSON; LDIF holds whole entries.');
    const filter = textOption(values, 'filter');
    if (filter !== null) await checkFilter(context, filter);
    const base = textOption(values, 'base');
    await openToRead(context);
    const { source, snapshot } = await theSnapshot(context, textOption(values, 'source'));
    const what = await whatIsAsked(context, snapshot.id, base, filter);
    const asked = {
      what,
      format,
      columns,
      values: values['raw'] === true ? 'raw' : 'decoded',
      byteOrderMark: values['bom'] === true,
      locale: 'en',
    } as const;
    const name = to === '-' ? 'standard output' : basename(to);
    const sink = () =>
      to === '-' ? Promise.resolve(streamSink(process.stdout, name)) : fileSink({ path: resolve(to), name });
    const { done } = await waitFor(context, startExportTo(engine, asked, name, sink));
    if (to === '-') return;
    const { id: snapshotId, readAt } = snapshot;
    out.answer<'export'>({ source: source.name, snapshotId, readAt, file: to, format, objects: done }, () => [
      `${to}: ${counted(done, 'object')} of ${source.name}, as of ${when(readAt)}`,
    ]);
  },
};
