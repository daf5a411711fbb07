/** What the policy place shows, into files: asked again, all pages of it, written whole or not at all. */
import type { PolicyExport } from '#contract/policy/export.ts';
import type { Engine } from '../engine.ts';
import { csvFormat } from '../exporting/formats.ts';
import { fileSink } from '../exporting/sink.ts';
import { html, htmlDocument, htmlTable } from '../reports/html.ts';
import { askedAgain } from './exportAsked.ts';
import type { Asked } from './exportAsked.ts';
import { sayings } from './exportSayings.ts';
import type { Locale } from './exportSayings.ts';

/** Throws what the question throws, `handle.unknown`, `export.…`. */
export async function exportPolicy(
  engine: Engine,
  { what, format, locale, target }: PolicyExport,
  signal?: AbortSignal,
): Promise<{ bytes: number }> {
  const { answer, told } = await askedAgain(engine, what, sayings(locale), signal);
  const text = fileText({ answer: { of: what.of, ...answer }, told }, format, locale);
  signal?.throwIfAborted();
  const sink = await fileSink(engine.files.takeTarget(target));
  try {
    await sink.write(text);
    await sink.finish();
  } catch (error) {
    await sink.abandon();
    throw error;
  }
  return { bytes: Buffer.byteLength(text) };
}

/** JSON holds the answer as the contract has it; CSV the first table, for a spreadsheet; HTML all that is told. */
function fileText({ answer, told }: Asked, format: PolicyExport['format'], locale: Locale): string {
  if (format === 'json') return `${JSON.stringify(answer, null, 2)}\n`;
  const [first] = told.tables;
  if (format === 'csv') {
    const csv = csvFormat(first!.head, { guard: true, byteOrderMark: true });
    return csv.head + csv.rows(first!.rows) + csv.end();
  }
  const facts = told.facts.filter(([, value]) => value !== '');
  return htmlDocument(locale, told.title, [
    html`<h1>${told.title}</h1>
<dl>${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>\n`)}</dl>\n`,
    ...told.tables.flatMap(({ title, head, rows }) => [html`<h2>${title}</h2>\n`, htmlTable({ head, rows })]),
  ]); // prettier-ignore
}
