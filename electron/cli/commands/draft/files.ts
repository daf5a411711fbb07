/** `treeline draft export`: a draft as files of several formats, each in a folder of its own. */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Fault } from '#contract/faults.ts';
import type { DraftExport } from '#contract/draftExport.ts';
import { draftExportRemark, draftFormat } from '#contract/words/en/draftExport.ts';
import { fill } from '#contract/words/format.ts';
import { exportFormats } from '#domain/draft/export/codes.ts';
import type { ExportFormat } from '#domain/draft/export/codes.ts';
import { fileSink } from '#engine/exporting/sink.ts';
import { textOption } from '../../command.ts';
import type { Context, Options } from '../../command.ts';
import { draftNamed } from '../../draftTold.ts';
import { counted } from '../../words.ts';
import { openToRead } from '../../workspaces.ts';

export const exportOptions: Options = {
  format: { type: 'string' },
  out: { type: 'string' },
  force: { type: 'boolean' },
};
export const exportHelp: readonly string[] = [
  'export WS NAME --format F,… --out DIR   files for others to apply; what a format cannot carry is told',
  `--format F,…       ${exportFormats.join(', ')}, or all`,
  '--out DIR          each format is written into a folder of its own there',
  '--force            files that are there already are replaced',
];

function formatsOption(text: string | null): ExportFormat[] {
  const names = text?.split(',').map((one) => one.trim()) ?? [];
  if (names.length === 1 && names[0] === 'all') return [...exportFormats];
  return names.map((name) => {
    const found = exportFormats.find((one) => one === name);
    if (found === undefined)
      throw new Fault('usage.invalid', {
        detail: `--format takes ${exportFormats.join(', ')} or all, not "${name}".`,
      });
    return found;
  });
}

const needed = (text: string | null, name: string): string => {
  if (text === null) throw new Fault('usage.invalid', { detail: `--${name} is missing.` });
  return text;
};

async function write(path: string, name: string, text: string): Promise<void> {
  const sink = await fileSink({ path, name });
  try {
    await sink.write(text);
    await sink.finish();
  } catch (error) {
    await sink.abandon();
    throw error;
  }
}

/** `1, 3-5` */
function numbersOf(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const one of numbers) {
    const last = runs.at(-1);
    if (last && one === last[1] + 1) last[1] = one;
    else runs.push([one, one]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}

const said = ({ remarks }: DraftExport) =>
  remarks.map((one) => ({ ...one, message: fill(draftExportRemark[one.code], one.params) }));

export async function exportFiles(context: Context): Promise<void> {
  const { client, out, positionals, values } = context;
  const folder = needed(textOption(values, 'out'), 'out');
  const formats = formatsOption(needed(textOption(values, 'format'), 'format'));
  await openToRead(context);
  const draft = await draftNamed(context, positionals[1]!);
  const { exports } = await client.drafts.export({ draft: { id: draft.id }, formats });
  const files = exports.flatMap(({ format, files: of }) =>
    of.map(({ name, text }) => ({ place: join(format, name), path: resolve(folder, format, name), text })),
  );
  const there = values['force'] === true ? undefined : files.find(({ path }) => existsSync(path));
  if (there)
    throw new Fault('export.notWritable', {
      name: there.place,
      detail: 'it is there already; --force replaces it',
    });
  try {
    for (const { format, files: of } of exports)
      if (of.length > 0) await mkdir(resolve(folder, format), { recursive: true });
  } catch (error) {
    throw new Fault('export.notWritable', {
      name: folder,
      detail: (error as NodeJS.ErrnoException).code ?? 'unknown',
    });
  }
  for (const { place, path, text } of files) await write(path, place, text);
  const told = exports.map((one) => ({
    format: one.format,
    files: one.files.map(({ name }) => join(one.format, name)),
    carried: one.carried,
    remarks: said(one),
  }));
  out.answer<'draftExport'>({ draft, out: folder, exports: told }, function* () {
    for (const { format, files: of, carried, remarks } of told) {
      yield `${draftFormat[format]}: ${carried} of ${counted(draft.changes, 'change')} in ${counted(of.length, 'file')}`;
      for (const [message, same] of Map.groupBy(remarks, (one) => one.message))
        yield `    ${same.length === 1 ? 'change' : 'changes'} ${numbersOf(same.map(({ index }) => index + 1))}: ${message}`;
    }
    if (files.length > 0) yield `Written to ${folder}`;
  });
}
