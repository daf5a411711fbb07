import type { ForestView, TrustRow } from '#contract/forest.ts';
import type { CliDocuments } from '#contract/cli.ts';
import type { Known } from '#domain/forest/known.ts';
import { type Command, textOption } from '../command.ts';
import { directorySnapshots } from '../find.ts';
import { table } from '../output.ts';
import { counted, forestText, valueText, when } from '../words.ts';
import { openToRead } from '../workspaces.ts';

/** Everything that was not read, with its sentence. */
function said<T>(value: T): T {
  if (Array.isArray(value)) return value.map(said) as T;
  if (typeof value !== 'object' || value === null) return value;
  const each = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, said(inner)]));
  return (
    each['state'] === 'notRead' ? { ...each, message: forestText(`notRead.${String(each['reason'])}`) } : each
  ) as T;
}

type SaidTrust = CliDocuments['forest']['forests'][number]['trusts'][number];

const saidTrust = (trust: TrustRow): SaidTrust => {
  const { domain, partner, direction, sidFiltering, otherEnd } = trust;
  const disagreements = otherEnd.state === 'found' ? otherEnd.disagreements : [];
  const end = otherEnd.state !== 'found' ? otherEnd.state : disagreements.length > 0 ? 'disagrees' : 'agrees';
  return {
    ...said(trust),
    message: direction === null ? '' : forestText(`direction.${direction}`, { domain, partner }),
    sidFiltering: { ...sidFiltering, message: forestText(`sidFiltering.${sidFiltering.code}`) },
    otherEnd: {
      state: otherEnd.state,
      message: forestText(`otherEnd.${end}`),
      disagreements: disagreements.map((code) => ({ code, message: forestText(`disagreement.${code}`) })),
    },
  };
};

/** A fact in a table's cell; what was not read says so there. */
const cell = <T>(known: Known<T>, tell: (value: T) => string): string =>
  known.state === 'read' ? tell(known.value) : 'not read';
const level = ({ value, level: named }: { value: number; level: string | null }) =>
  named === null ? String(value) : valueText(`functionalLevel.${named}`);
const yes = (value: boolean) => (value ? 'yes' : 'no');

type Listed<T> = Known<{ total: number; rows: T[] }>;

/** A part of the page under its heading: its table, "none", or why it was not read. */
function* section<T>(
  heading: string,
  known: Listed<T>,
  head: readonly string[],
  row: (one: T) => string[],
): Generator<string> {
  yield '';
  if (known.state === 'notRead') {
    yield `${heading}: ${forestText(`notRead.${known.reason}`)} (${known.where})`;
    return;
  }
  const { total, rows } = known.value;
  yield `${heading}: ${total === 0 ? 'none' : total.toLocaleString('en-US')}`;
  if (rows.length > 0) yield* table([head, ...rows.map(row)]);
  if (total > rows.length) yield `and ${counted(total - rows.length, 'more', 'more')}`;
}

const whole = <T>(rows: T[]): Listed<T> => ({ state: 'read', value: { total: rows.length, rows } });

function* trustLines(trusts: readonly SaidTrust[], view: ForestView): Generator<string> {
  yield* section('Trusts', whole([...trusts]), ['HELD BY', 'PARTNER', 'KIND', 'DIRECTION'], (one) => [
    one.domain,
    one.partner,
    forestText(`trustKind.${one.kind}`),
    one.direction ?? 'unreadable',
  ]);
  for (const one of trusts) {
    yield `  ${one.domain} – ${one.partner}: ${one.message}`;
    yield `    ${one.sidFiltering.message}`;
    if (one.selectiveAuthentication) yield '    Selective authentication';
    yield `    ${one.otherEnd.message}`;
    for (const { message } of one.otherEnd.disagreements) yield `      ${message}`;
  }
  for (const { domain, why } of view.trustsNotRead)
    yield `  Trusts of ${domain}: ${forestText(`notRead.${why.reason}`)}`;
}

function* lines(view: ForestView): Generator<string> {
  yield `Forest ${view.id}`;
  for (const { sourceName, readAt } of view.sources) yield `as of ${when(readAt)}: ${sourceName ?? 'live'}`;
  yield `Functional level: ${cell(view.level, level)} · Recycle Bin: ${cell(view.recycleBin, (on) => (on ? 'on' : 'off'))}`;
  const days = ({ days: count, byDefault }: { days: number; byDefault: boolean }) =>
    `${counted(count, 'day')}${byDefault ? ' by default' : ''}`;
  yield `Tombstones: ${cell(view.tombstoneLifetime, days)} · deleted objects: ${cell(view.deletedObjectLifetime, days)}`;
  yield* section('Domains', whole(view.domains), ['DOMAIN', 'NETBIOS', 'LEVEL', 'TREE', 'SID'], (one) => [
    one.dns,
    cell(one.netbios, (name) => name),
    cell(one.level, level),
    one.tree,
    cell(one.sid, (sid) => sid),
  ]);
  yield* trustLines(view.trusts.map(saidTrust), view);
  yield* section(
    'Controllers',
    view.controllers,
    ['NAME', 'DOMAIN', 'SITE', 'CATALOG', 'READ-ONLY', 'SYSTEM'],
    (one) => [
      one.name,
      one.domain ?? 'not read',
      cell(one.site, (site) => site),
      cell(one.globalCatalog, yes),
      cell(one.readOnly, yes),
      cell(one.operatingSystem, (system) => system),
    ],
  );
  yield* section('Roles', whole(view.roles), ['ROLE', 'HELD BY', 'FOR'], (one) => [
    forestText(`role.${one.role}`),
    cell(one.holder, ({ controller, dn }) => controller ?? dn),
    one.domain ?? one.context,
  ]);
  yield* section('Sites', view.sites, ['SITE', 'SUBNETS', 'CONTROLLERS', 'LOCATION'], (one) => [
    one.name,
    String(one.subnets),
    String(one.controllers),
    one.location ?? '',
  ]);
  yield* section('Subnets', view.subnets, ['SUBNET', 'SITE', ''], (one) => [
    one.name,
    one.site ?? '(none)',
    one.problem === null ? '' : forestText(`subnet.${one.problem}`),
  ]);
  yield* section('Site links', view.siteLinks, ['LINK', 'COST', 'EVERY', 'SITES'], (one) => [
    one.name,
    one.cost === null ? 'not set' : String(one.cost),
    `${one.intervalMinutes} min`,
    one.sites.join(', '),
  ]);
}

export const forest: Command = {
  name: 'forest',
  usage: 'WS [--source S]',
  summary: 'the forests: domains, trusts with both ends, sites, controllers and roles',
  help: [
    'Sources of one forest are shown as one. "not read" is not "none": its reason stands in the document of --json.',
    '',
    '--source S   this source alone, by name or id; the other ends of its trusts are then not looked for',
  ],
  example: 'treeline forest demo.treeline',
  options: { source: { type: 'string' } },
  takes: [1, 1],
  async run(context) {
    const { client, values, out } = context;
    await openToRead(context);
    const snapshots = await directorySnapshots(context, textOption(values, 'source'));
    const snapshotIds = snapshots.map(({ snapshot }) => snapshot.id);
    const { forests } = await client.forest.view({ snapshotIds });
    const documents = forests.map((each) => ({ ...said(each), trusts: each.trusts.map(saidTrust) }));
    out.answer<'forest'>({ forests: documents }, () =>
      forests.length === 0
        ? ['No source of this workspace was read from an Active Directory.']
        : forests.flatMap((each, at) => [...(at > 0 ? ['', ''] : []), ...lines(each)]),
    );
  },
};
