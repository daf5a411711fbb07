import type { CliDocuments } from '#contract/cli.ts';
import { Fault } from '#contract/faults.ts';
import type { ChecksView, FitView } from '#contract/fit.ts';
import { directoryKinds } from '#domain/compare/fit/model.ts';
import { type Command, type Context, textOption } from '../command.ts';
import { directorySnapshots } from '../find.ts';
import { table } from '../output.ts';
import { fitText, forestText, missingText, structureText, when } from '../words.ts';
import { openToRead } from '../workspaces.ts';

type FitDocument = CliDocuments['fit'];
type FeatureRow = FitDocument['features'][number];

/** Reasons come from the forest, the reading's gaps or the estate: the first that has a sentence says it. */
const whyText = (why: string): string => {
  const tries = [structureText(`why.${why}`), forestText(`notRead.${why}`), missingText(why)];
  return tries.find((text) => !text.endsWith(why)) ?? why;
};

function needMessage({ state, of, count, why }: FitView['features'][number]['need']): string {
  if (state === 'notReadable') return `${fitText('need.notReadable')}: ${whyText(why ?? '')}`;
  if (state === 'needed' && of !== null) return fitText(`count.${of}`, { count: String(count ?? 0) });
  return fitText(`need.${state}`);
}

const documentOf = (source: string, view: FitView, checks: ChecksView | null): FitDocument => ({
  ...view,
  source,
  features: view.features.map((row) => ({
    ...row,
    name: fitText(`feature.${row.feature}`),
    need: { ...row.need, message: needMessage(row.need) },
  })),
  limits: view.limits.map((row) => ({ ...row, name: fitText(`limit.${row.limit}`) })),
  checks: checks && {
    ...checks,
    checks: checks.checks.map((row) => ({
      ...row,
      name: fitText(`check.${row.check}`),
      message: fitText(`reason.${row.reason}`, row.params),
    })),
  },
});

const heads = ['STANDARD', 'ENTERPRISE', 'HYBRID', 'CONNECTOR', 'SIMPLE AD'];

function* featureLines(features: readonly FeatureRow[]): Generator<string> {
  const cells = ({ need, support, verdict }: FeatureRow) =>
    directoryKinds.map((kind) => {
      const offered = fitText(`support.${support[kind].support}`);
      return need.state === 'needed' ? `${offered} · ${fitText(`verdict.${verdict[kind]}`)}` : offered;
    });
  yield* table([
    ['FEATURE', 'THIS FOREST', ...heads],
    ...features.map((row) => [row.name, row.need.message, ...cells(row)]),
  ]);
}

function* lines({ forest, readAt, features, limits, checks }: FitDocument): Generator<string> {
  yield `Forest ${forest}, as of ${when(readAt)}`;
  yield '';
  yield* featureLines(features);
  yield '';
  yield* table([
    ['LIMIT', 'OF', 'AT MOST', 'THERE ARE', 'FROM', ''],
    ...limits.map(({ name, kind, most, have, from, account, region, outcome }) => [
      name,
      fitText(`kind.${kind}`),
      most?.toLocaleString('en-US') ?? '',
      have?.toLocaleString('en-US') ?? 'not known',
      account === null ? fitText(`limitFrom.${from}`) : `${account} ${region ?? ''}`,
      outcome === 'over' ? fitText('limitOutcome.over') : '',
    ]),
  ]);
  if (!checks) return;
  yield '';
  yield `${fitText(`checked.${checks.kind}`)} for ${checks.domain}${checks.connector ? ` (${checks.connector.directoryId})` : ''}`;
  yield* table(
    checks.checks.map(({ name, outcome, message }) => [fitText(`outcome.${outcome}`), name, message]),
  );
}

/** `planned`, or the id of a connector of the estates. */
async function checksAsked({ client, values }: Context, snapshotId: number): Promise<ChecksView | null> {
  const wanted = textOption(values, 'connector');
  if (values['hybrid'] === true) return client.fit.checks({ kind: 'hybrid', snapshotId });
  if (wanted === null) return null;
  if (wanted === 'planned') return client.fit.checks({ kind: 'adConnector', snapshotId });
  const { rows } = await client.fit.connectors();
  const connector = rows.find(({ directoryId }) => directoryId === wanted);
  if (!connector) throw new Fault('object.notFound', { name: wanted });
  return client.fit.checks({ kind: 'adConnector', snapshotId, connector });
}

export const fit: Command = {
  name: 'fit',
  usage: 'WS [--from S] [--connector ID|planned | --hybrid]',
  summary: 'a forest against each kind of AWS directory: what it needs, what they offer',
  help: [
    'Needs are judged as of the time the forest was read. "Not readable" is not "not seen".',
    '',
    '--from S         the source to judge, by name or id; the first one read on the premises otherwise',
    '--connector ID   checks of that AD Connector against the forest too; "planned" for one that is not there yet',
    '--hybrid         checks of what a hybrid directory asks for instead',
  ],
  example: 'treeline fit demo.treeline --connector planned',
  options: { from: { type: 'string' }, connector: { type: 'string' }, hybrid: { type: 'boolean' } },
  takes: [1, 1],
  async run(context) {
    const { client, values, out } = context;
    await openToRead(context);
    const found = await directorySnapshots(context, textOption(values, 'from'));
    const { source, snapshot } = found.find((each) => each.source.origin === 'on-premises') ?? found[0]!;
    const view = await client.fit.features({ snapshotId: snapshot.id });
    const document = documentOf(source.name, view, await checksAsked(context, snapshot.id));
    out.answer<'fit'>(document, () => lines(document));
  },
};
