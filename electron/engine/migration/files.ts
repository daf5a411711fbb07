/** Reports and mapping templates into files that are there whole or not at all. */
import { mappingColumns } from '#contract/migration.ts';
import type { Paged, TemplateRow } from '#workspace/migration/request.ts';
import { csvFormat } from '../exporting/formats.ts';
import { fileSink, type Sink } from '../exporting/sink.ts';
import type { Deposit } from '../files.ts';
import { templateCells } from './mappingFile.ts';
import { reportHtml, reportRows, reportTitles } from './report.ts';
import type { Locale, Reported } from './told.ts';

async function into(deposit: Deposit, write: (sink: Sink) => Promise<void>): Promise<void> {
  const sink = await fileSink(deposit);
  try {
    await write(sink);
    await sink.finish();
  } catch (error) {
    await sink.abandon();
    throw error;
  }
}

/** CSV begins with a byte order mark: change boards open it in a spreadsheet, and Korean needs it there. */
export function reportText(reported: Reported, format: 'html' | 'csv', locale: Locale): string {
  if (format === 'html') return reportHtml(reported, locale);
  const csv = csvFormat(reportTitles(locale), { guard: true, byteOrderMark: true });
  return csv.head + csv.rows([...reportRows(reported, locale)]) + csv.end();
}

export async function writeReport(
  deposit: Deposit,
  reported: Reported,
  format: 'html' | 'csv',
  locale: Locale,
): Promise<number> {
  const text = reportText(reported, format, locale);
  await into(deposit, (sink) => sink.write(text));
  return Buffer.byteLength(text);
}

export async function writeTemplate(
  deposit: Deposit,
  rows: (offset: number) => Promise<Paged<TemplateRow>>,
  signal?: AbortSignal,
): Promise<number> {
  const csv = csvFormat(mappingColumns, { guard: true, byteOrderMark: true });
  let written = 0;
  await into(deposit, async (sink) => {
    await sink.write(csv.head);
    for (;;) {
      signal?.throwIfAborted();
      const page = await rows(written);
      if (page.rows.length === 0) break;
      await sink.write(csv.rows(page.rows.map(templateCells)));
      written += page.rows.length;
      if (written >= page.total) break;
    }
    await sink.write(csv.end());
  });
  return written;
}
