/** Differences as files, and the mapping file to fill. Pages of differences, so that memory is bounded whatever there is. */
import type { CompareFilter, DifferenceRow } from '#contract/compare.ts';
import type { compareProcedures } from '#contract/compare.ts';
import type { z } from 'zod';
import type { Job } from '#contract/shapes.ts';
import { compare as wordsEn } from '#contract/words/en/compare.ts';
import { compare as wordsKo } from '#contract/words/ko/compare.ts';
import { changeRecords } from '#domain/compare/changeRecord.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import type { Workspace } from '#workspace/api.ts';
import type { Engine } from '../engine.ts';
import { csvFormat, jsonFormat, type JsonValue } from '../exporting/formats.ts';
import { fileSink, type Sink } from '../exporting/sink.ts';
import type { JobControl } from '../jobs.ts';
import { html, htmlDocument, htmlTable } from '../reports/html.ts';
import { withComparison } from './questions.ts';

type ExportInput = z.infer<(typeof compareProcedures)['export']['input']>;
type Asked = Omit<ExportInput, 'target'>;

const pageRows = 500;
const mostHtmlRows = 10_000;
const words = { en: wordsEn, ko: wordsKo };
const all: CompareFilter = {
  kinds: null,
  objectKinds: null,
  attribute: null,
  keys: null,
  text: '',
  below: null,
};

async function* pages(
  workspace: Workspace,
  id: string,
  filter: CompareFilter,
  { signal, progress }: JobControl,
): AsyncGenerator<DifferenceRow[], void, void> {
  for (let offset = 0; ;) {
    signal.throwIfAborted();
    const ask = () => workspace.compareDifferences(id, filter, { offset, limit: pageRows });
    const { total, rows } = await withComparison(workspace, id, ask, signal);
    if (rows.length > 0) yield rows;
    offset += rows.length;
    progress('writing', offset, total);
    if (rows.length === 0 || offset >= total) return;
  }
}

const columns = [
  'kinds',
  'objectKind',
  'nameA',
  'dnA',
  'nameB',
  'dnB',
  'matchedBy',
  'confidence',
  'attributes',
];

const cellsOf = (row: DifferenceRow, say: (code: keyof typeof wordsEn) => string): string[] => [
  row.kinds.map((kind) => say(`compareKind.${kind}`)).join('; '),
  (row.a ?? row.b)!.kind,
  row.a?.name ?? '',
  row.a?.dn ?? '',
  row.b?.name ?? '',
  row.b?.dn ?? '',
  row.key === null ? '' : say(`compareKey.${row.key}`),
  row.confidence === null ? '' : say(`compareConfidence.${row.confidence}`),
  row.attributes.join('; '),
];

async function write(workspace: Workspace, asked: Asked, sink: Sink, control: JobControl): Promise<void> {
  const { id, filter, format, locale } = asked;
  const say = (code: keyof typeof wordsEn): string => words[locale][code];
  const rows = pages(workspace, id, filter, control);
  if (format === 'csv') {
    const csv = csvFormat(columns, { guard: true, byteOrderMark: asked.byteOrderMark });
    await sink.write(csv.head);
    for await (const page of rows) await sink.write(csv.rows(page.map((row) => cellsOf(row, say))));
    await sink.write(csv.end());
  } else if (format === 'json') {
    const json = jsonFormat();
    await sink.write(json.head);
    for await (const page of rows)
      await sink.write(json.rows(page as unknown as Record<string, JsonValue>[]));
    await sink.write(json.end());
  } else if (format === 'ldif') await writeChanges(workspace, id, rows, sink, control.signal);
  else await writeHtml(workspace, asked, rows, sink, say, control.signal);
}

async function writeChanges(
  workspace: Workspace,
  id: string,
  rows: AsyncIterable<DifferenceRow[]>,
  sink: Sink,
  signal: AbortSignal,
): Promise<void> {
  const summary = await withComparison(workspace, id, () => workspace.compareSummary(id), signal);
  await sink.write(
    'version: 1\n# For reading, not for applying: what would have to change for A to be like B.\n\n',
  );
  for await (const page of rows) {
    const entries = async (snapshotId: number, of: 'a' | 'b') => {
      const found = await workspace.entries(
        snapshotId,
        page.flatMap((row) => row[of]?.id ?? []),
      );
      return new Map(found.map((entry) => [entry.id, entry as DirectoryEntry]));
    };
    const ofA = await entries(summary.a.snapshotId, 'a');
    const ofB = await entries(summary.b.snapshotId, 'b');
    for (const row of page) {
      signal.throwIfAborted();
      const members = { onlyInA: [] as string[], onlyInB: [] as string[] };
      if (row.kinds.includes('membership'))
        for await (const one of membersOf(workspace, id, row.a!.id, signal))
          members[one.side === 'a' ? 'onlyInA' : 'onlyInB'].push(one.reference);
      await sink.write(
        changeRecords({
          a: ofA.get(row.a?.id ?? 0) ?? null,
          b: ofB.get(row.b?.id ?? 0) ?? null,
          kinds: row.kinds,
          attributes: row.attributes.filter((name) => name.toLowerCase() !== 'member'),
          members,
        }),
      );
    }
  }
}

async function* membersOf(workspace: Workspace, id: string, objectId: number, signal: AbortSignal) {
  for (let offset = 0; ;) {
    const asked = { side: 'a' as const, objectId, effective: false, page: { offset, limit: 1000 } };
    const ask = () => workspace.compareMembers(id, asked);
    const { total, rows } = await withComparison(workspace, id, ask, signal);
    yield* rows;
    offset += rows.length;
    if (rows.length === 0 || offset >= total) return;
  }
}

const headings = {
  en: { title: 'Differences of two directories', a: 'A', b: 'B', objects: 'objects', differences: 'Differences', ambiguous: 'Ambiguous', kind: 'Difference', matched: 'Matched by', attributes: 'Attributes', more: 'The first rows of all differences are listed:' },
  ko: { title: '두 디렉터리의 차이', a: 'A', b: 'B', objects: '개체', differences: '차이', ambiguous: '모호함', kind: '차이', matched: '짝지은 근거', attributes: '특성', more: '전체 차이 가운데 앞의 행만 나열합니다:' },
} as const; // prettier-ignore

async function writeHtml(
  workspace: Workspace,
  { id, locale }: Asked,
  rows: AsyncIterable<DifferenceRow[]>,
  sink: Sink,
  say: (code: keyof typeof wordsEn) => string,
  signal: AbortSignal,
): Promise<void> {
  const summary = await withComparison(workspace, id, () => workspace.compareSummary(id), signal);
  const head = headings[locale];
  const shown: string[][] = [];
  for await (const page of rows) {
    for (const row of page) {
      const [kinds, , , a, , b, key, confidence, attributes] = cellsOf(row, say) as [string, string, string, string, string, string, string, string, string]; // prettier-ignore
      shown.push([kinds, a, b, key === '' ? '' : `${key} (${confidence})`, attributes]);
    }
    if (shown.length >= mostHtmlRows) break;
  }
  const end = (of: typeof summary.a) => html`${of.source}${of.base === null ? '' : ` · ${of.base}`} · ${of.readAt} · ${of.objects} ${head.objects}`; // prettier-ignore
  await sink.write(
    htmlDocument(locale, head.title, [
      html`<h1>${head.title}</h1>
        <dl>
          <dt>${head.a}</dt>
          <dd>${end(summary.a)}</dd>
          <dt>${head.b}</dt>
          <dd>${end(summary.b)}</dd>
          <dt>${head.differences}</dt>
          <dd>${summary.differences}</dd>
          <dt>${head.ambiguous}</dt>
          <dd>${summary.ambiguous}</dd>
        </dl>`,
      ...(shown.length < summary.differences ? [html`<p class="quiet">${head.more} ${shown.length} / ${summary.differences}</p>`] : []), // prettier-ignore
      htmlTable({ head: [head.kind, head.a, head.b, head.matched, head.attributes], rows: shown.slice(0, mostHtmlRows) }), // prettier-ignore
    ]),
  );
}

function writing(
  engine: Engine,
  target: string,
  work: (workspace: Workspace, sink: Sink, control: JobControl) => Promise<void>,
): Job {
  const deposit = engine.files.takeTarget(target);
  const hold = engine.workspace.keep();
  return engine.jobs.start('export', deposit.name, async (control) => {
    try {
      const sink = await fileSink(deposit);
      try {
        await work(hold.workspace, sink, control);
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

export const startDifferences = (engine: Engine, { target, ...asked }: ExportInput): Job =>
  writing(engine, target, (workspace, sink, control) => write(workspace, asked, sink, control));

/** Objects without a partner: the ambiguous ones first, with a candidate where there is one. */
export const startTemplate = (engine: Engine, id: string, target: string): Job =>
  writing(engine, target, async (workspace, sink, control) => {
    const csv = csvFormat(['a', 'b', 'nameA', 'nameB', 'candidates'], { guard: true, byteOrderMark: true });
    await sink.write(csv.head);
    for (let offset = 0; ;) {
      const ask = () => workspace.compareAmbiguous(id, { offset, limit: pageRows });
      const { total, rows } = await withComparison(workspace, id, ask, control.signal);
      const ofA = rows.filter(({ side }) => side === 'a');
      await sink.write(csv.rows(ofA.map(({ object, candidates }) => [object.dn, '', object.name, '', candidates.map(({ dn }) => dn).join(' | ')]))); // prettier-ignore
      offset += rows.length;
      if (rows.length === 0 || offset >= total) break;
    }
    for await (const page of pages(workspace, id, { ...all, kinds: ['onlyInA', 'onlyInB'] }, control))
      await sink.write(csv.rows(page.map(({ a, b }) => [a?.dn ?? '', b?.dn ?? '', a?.name ?? '', b?.name ?? '', '']))); // prettier-ignore
    await sink.write(csv.end());
  });
