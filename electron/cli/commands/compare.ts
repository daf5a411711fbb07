import { basename, extname, resolve } from 'node:path';
import type { CliDocuments } from '#contract/cli.ts';
import { compareExportFormats, type CompareFilter, type CompareSummary, type DifferenceRow } from '#contract/compare.ts'; // prettier-ignore
import { exitCodes, Fault } from '#contract/faults.ts';
import type { Snapshot, Source } from '#contract/shapes.ts';
import { compare as words } from '#contract/words/en/compare.ts';
import { differenceKinds } from '#domain/compare/codes.ts';
import { choiceOption, type Command, type Context, numberOption, textOption } from '../command.ts';
import { directorySnapshots } from '../find.ts';
import { waitFor } from '../jobs.ts';
import { table } from '../output.ts';
import { counted, when } from '../words.ts';
import { openToRead } from '../workspaces.ts';

type Document = CliDocuments['compare'];

const usage = (detail: string) => new Fault('usage.invalid', { detail });
const most = 1_000_000;
const page = 1000;

/** `S` is the newest snapshot of a source, `S@previous` the one before, `S@ID` that one. */
async function snapshotNamed(
  context: Context,
  text: string,
): Promise<{ source: Source; snapshot: Snapshot }> {
  const at = text.lastIndexOf('@');
  const which = at > 0 ? text.slice(at + 1) : '';
  if (!/^(?:previous|\d{1,9})$/.test(which)) {
    const [first, ...more] = await directorySnapshots(context, text);
    if (more.length > 0)
      throw usage(
        `Several sources are called "${text}": name one by its id: ${more.map(({ source }) => source.id).join(', ')}.`,
      );
    return first!;
  }
  const [found] = await directorySnapshots(context, text.slice(0, at));
  const { source } = found!;
  const complete = source.snapshots.filter((one) => one.complete);
  const snapshot = which === 'previous' ? complete.at(-2) : complete.find(({ id }) => String(id) === which);
  if (snapshot) return { source, snapshot };
  throw usage(
    `${source.name} has no snapshot "${which}"; there are: ${complete.map(({ id }) => id).join(', ')}.`,
  );
}

/** `--below DN` for both ends, `--below-a`, `--below-b` for one. */
function basesOf(values: Context['values']): { a: string | null; b: string | null } {
  const both = textOption(values, 'below');
  return { a: textOption(values, 'below-a') ?? both, b: textOption(values, 'below-b') ?? both };
}

function filterOf(values: Context['values']): CompareFilter {
  const text = textOption(values, 'kinds');
  const kinds = text?.split(',').map((each) => {
    const kind = differenceKinds.find((one) => one.toLowerCase() === each.trim().toLowerCase());
    if (kind === undefined) throw usage(`--kinds takes ${differenceKinds.join(', ')}; not "${each}".`);
    return kind;
  });
  return { kinds: kinds ?? null, objectKinds: null, attribute: textOption(values, 'attribute'), keys: null, text: '', below: null }; // prettier-ignore
}

const said = <P extends string, C extends string>(prefix: P, code: C & (`${P}.${C}` extends keyof typeof words ? C : never)) => ({ code, message: words[`${prefix}.${code}` as keyof typeof words] }); // prettier-ignore

const saidDifference = ({ kinds, key, ...row }: DifferenceRow): Document['differences'][number] => ({
  ...row,
  kinds: kinds.map((kind) => said('compareKind', kind)),
  matchedBy: key && said('compareKey', key),
});

const place = ({ source, base, readAt }: CompareSummary['a']): string =>
  `${source}${base === null ? '' : `, ${base}`}, as of ${when(readAt)}`;

function* lines({ summary, total, differences, ambiguous, written }: Document): Generator<string> {
  yield `A: ${place(summary.a)} (${counted(summary.a.objects, 'object')})`;
  yield `B: ${place(summary.b)} (${counted(summary.b.objects, 'object')})`;
  yield `${counted(summary.pairs, 'pair')}, ${counted(summary.differences, 'difference')}`;
  if (summary.ambiguous > 0) yield `Ambiguous, and matched with nothing: ${summary.ambiguous}`;
  const { attributes, objects } = summary.notReadable;
  if (attributes + objects > 0) yield `Not readable at one end: ${counted(objects, 'object')}, ${counted(attributes, 'attribute')}`; // prettier-ignore
  for (const [side, { notCarried }] of Object.entries({ A: summary.a, B: summary.b }))
    if (notCarried.length > 0) yield `Not carried by ${side}, so not compared: ${notCarried.join(', ')}`;
  for (const { line, problem, text } of summary.mapping?.issues ?? [])
    yield `Mapping, line ${line}: ${words[`compareMappingProblem.${problem}`]}: ${text}`;
  if (written) yield `${written.file}: ${counted(written.differences, 'difference')}`;
  if (differences.length > 0) {
    yield '';
    yield* table([
      ['DIFFERENCE', 'A', 'B', 'ATTRIBUTES', 'MATCHED BY'],
      ...differences.map((row) => [
        row.kinds.map(({ message }) => message).join(', '),
        row.a?.dn ?? '',
        row.b?.dn ?? '',
        row.attributes.join(', '),
        row.matchedBy?.message ?? '',
      ]),
    ]);
    if (total > differences.length) yield `… ${total - differences.length} more; see --limit`;
  }
  if (ambiguous.length === 0) return;
  yield '';
  yield* table([
    ['AMBIGUOUS', 'SHARED BY', 'CANDIDATES'],
    ...ambiguous.map((row) => [
      `${row.side.toUpperCase()}: ${row.object.dn}`,
      `${row.sharedBy.message} (${row.value})`,
      row.candidates.map(({ dn }) => dn).join(' | '),
    ]),
  ]);
}

export const compare: Command = {
  name: 'compare',
  usage: 'WS A B [--below DN] [--limit N]',
  summary: 'how two directories differ: objects, places, members, attributes',
  help: [
    'A and B name sources; the newest snapshot counts. S@previous is the one before it, S@ID that snapshot.',
    'Exit code 1 says that there are differences or ambiguous objects, 0 that there are none.',
    '',
    '--below DN         compare below this object, at both ends; --below-a and --below-b for one end',
    '--mapping FILE     CSV with columns a and b: which object is which, over everything else',
    '--with-noise       what follows from use and replication, too',
    "--with-reserved    AWS's own units and accounts, too",
    '--kinds A,B        these differences only, as the codes of --json',
    '--attribute A      differences in this attribute only',
    '--limit N          list the first N (100)',
    '--to FILE          write them: CSV, JSON, LDIF change records for reading, or HTML, by the ending',
    '--format F         csv, json, ldif or html',
    '--template FILE    write a mapping file to fill',
  ],
  example:
    'treeline compare corp.treeline corp.example cloud.corp.example --below-b OU=CORP,DC=cloud,DC=corp,DC=example',
  options: {
    below: { type: 'string' },
    'below-a': { type: 'string' },
    'below-b': { type: 'string' },
    mapping: { type: 'string' },
    'with-noise': { type: 'boolean' },
    'with-reserved': { type: 'boolean' },
    kinds: { type: 'string' },
    attribute: { type: 'string' },
    limit: { type: 'string' },
    to: { type: 'string' },
    format: { type: 'string' },
    template: { type: 'string' },
  },
  takes: [3, 3],
  async run(context) {
    const { engine, client, positionals, values, out } = context;
    const filter = filterOf(values);
    const limit = numberOption(values, 'limit', { least: 0, most, otherwise: 100 });
    const mapping = textOption(values, 'mapping');
    const to = textOption(values, 'to');
    const chosen = choiceOption(values, 'format', compareExportFormats);
    const template = textOption(values, 'template');
    const bases = basesOf(values);
    await openToRead(context);
    const [a, b] = [
      await snapshotNamed(context, positionals[1]!),
      await snapshotNamed(context, positionals[2]!),
    ];
    const stop = new AbortController();
    const cancel = () => stop.abort();
    process.once('SIGINT', cancel);
    let id = '';
    try {
      const steps = await client.compare.run(
        {
          a: { snapshotId: a.snapshot.id, base: bases.a },
          b: { snapshotId: b.snapshot.id, base: bases.b },
          mapping: mapping === null ? null : engine.files.deposit(resolve(mapping)),
          withNoise: values['with-noise'] === true,
          withReserved: values['with-reserved'] === true,
        },
        { signal: stop.signal },
      );
      for await (const step of steps) id = step.id ?? id;
    } finally {
      process.off('SIGINT', cancel);
    }
    if (stop.signal.aborted) throw new Fault('job.cancelled', {});
    const { id: _, ...summary } = await client.compare.summary({ id });
    const differences: DifferenceRow[] = [];
    let total = 0;
    do {
      const at = {
        offset: differences.length,
        limit: Math.max(1, Math.min(page, limit - differences.length)),
      };
      const next = await client.compare.differences({ id, filter, page: at });
      total = next.total;
      if (next.rows.length === 0) break;
      differences.push(...next.rows);
    } while (differences.length < Math.min(limit, total));
    const ambiguous = await client.compare.ambiguous({ id, page: { offset: 0, limit: page } });
    if (to !== null) {
      const ending = extname(to).slice(1).toLowerCase();
      const format =
        chosen ?? compareExportFormats.find((one) => one === ending) ?? (ending === 'ldf' ? 'ldif' : 'csv');
      const target = engine.files.target(resolve(to), basename(to));
      await waitFor(
        context,
        await client.compare.export({ id, filter, format, byteOrderMark: false, locale: 'en', target }),
      );
    }
    if (template !== null)
      await waitFor(
        context,
        await client.compare.template({
          id,
          target: engine.files.target(resolve(template), basename(template)),
        }),
      );
    const document: Document = {
      summary,
      total,
      differences: differences.slice(0, limit).map(saidDifference),
      ambiguous: ambiguous.rows.map(({ key, ...row }) => ({ ...row, sharedBy: said('compareKey', key) })),
      written: to === null ? null : { file: to, differences: total },
    };
    out.answer<'compare'>(document, () => lines(document));
    if (summary.differences + summary.ambiguous > 0) process.exitCode = exitCodes.findings;
  },
};
