/** What a directory is: kind, state, size beside what AWS says fits, and how people reach it. */
import type { DirectoryFacts } from '#contract/estate/directories.ts';
import { number, t } from '../../../app/i18n/index.ts';
import { line, stateCell, timeLine, value, warning } from '../../estate/facts.ts';
import type { Line, Section } from '../../estate/facts.ts';

type Row = DirectoryFacts['row'];

/**
 * How much AWS says fits: approximate, enforced nowhere. Source: Directory Service Administration Guide, what_is and
 * directory_simple_ad.
 */
const guidance: Readonly<Record<string, { objects: number }>> = {
  Standard: { objects: 30_000 },
  Enterprise: { objects: 500_000 },
  'SimpleAD.Small': { objects: 2_000 },
  'SimpleAD.Large': { objects: 20_000 },
};
export const guidanceOf = ({ type, edition, size }: Row): { objects: number } | null =>
  guidance[edition ?? `${type}.${size ?? ''}`] ?? null;

export const kindText = ({ type, edition, size }: Pick<Row, 'type' | 'edition' | 'size'>): string =>
  [t(`directoryType.${type}`), edition ?? size].filter(Boolean).join(' · ');

/** Which quota of GetDirectoryLimits a kind counts against. */
const limitOf: Readonly<Record<Row['type'], string | null>> = {
  MicrosoftAD: 'CloudOnlyMicrosoftAD',
  SharedMicrosoftAD: null,
  SimpleAD: 'CloudOnlyDirectories',
  ADConnector: 'ConnectedDirectories',
};

function stageLines({ row, stageReason, stageChangedAt }: DirectoryFacts): Line[] {
  return [
    line(t('column.state'), stateCell(row.stage), stageReason ? { note: stageReason } : {}),
    timeLine(t('directories.f.stageChanged'), stageChangedAt, t('app.unknown')),
  ];
}

function sizeLines(facts: DirectoryFacts, objects: number | null): Line[] {
  const { row, limits } = facts;
  const fits = guidanceOf(row);
  const lines = [
    line(
      t('directories.edition'),
      value(row.edition ?? row.size),
      fits
        ? { note: t('directories.guidance', { count: fits.objects }) }
        : row.type === 'ADConnector'
          ? { note: t('directories.guidanceConnector') }
          : {},
    ),
  ];
  if (objects !== null)
    lines.push(
      line(
        t('directories.f.objects'),
        fits && objects > fits.objects ? warning(number(objects)) : value(number(objects)),
        fits && objects > fits.objects
          ? { note: t('directories.overGuidance', { count: fits.objects }) }
          : {},
      ),
    );
  const name = limitOf[row.type];
  const limit =
    limits.state === 'read' ? limits.value.find((each) => each.name.startsWith(name ?? ' ')) : undefined;
  if (limit)
    lines.push(
      line(
        t('directories.f.limit'),
        limit.count !== null && limit.limit !== null && limit.count >= limit.limit
          ? warning(t('directories.used', { count: limit.count, limit: limit.limit }))
          : value(t('directories.used', { count: limit.count ?? 0, limit: limit.limit ?? t('app.unknown') })),
        { note: t('directories.limitNote', { account: row.account, region: row.region }) },
      ),
    );
  return lines;
}

export function overview(facts: DirectoryFacts, objects: number | null): Section[] {
  const { row, share, connect } = facts;
  const many = facts.additionalRegions.length > 0;
  const what: Line[] = [
    ...stageLines(facts),
    ...sizeLines(facts, objects),
    line(t('column.directoryId'), value(row.directoryId), { mono: true }),
    line(t('directories.f.shortName'), value(row.shortName)),
    line(t('column.account'), value([row.accountName, row.account].filter(Boolean).join(' · '))),
    line(t('column.region'), value(row.region), { mono: true }),
    ...(many
      ? [
          line(t('directories.f.primaryRegion'), value(facts.primaryRegion), { mono: true }),
          line(t('directories.f.additionalRegions'), value(facts.additionalRegions.join(', ')), {
            mono: true,
          }),
        ]
      : []),
    line(
      t('directories.f.system'),
      value(facts.osVersion?.replace('SERVER_', 'Windows Server ') ?? null, t('app.unknown')),
    ),
    timeLine(t('directories.f.launched'), facts.launchTime, t('app.unknown')),
    line(t('column.description'), value(facts.description)),
  ];
  const reached: Line[] = [
    line(t('column.alias'), value(row.alias)),
    line(t('directories.accessUrl'), value(row.accessUrl), { mono: true }),
    line(
      t('directories.f.delegation'),
      value(t(row.alias ? 'directories.delegationOpen' : 'directories.delegationClosed')),
      { note: t('directories.delegationNote') },
    ),
    line(
      t('directories.f.sso'),
      value(
        facts.ssoEnabled === null ? null : t(facts.ssoEnabled ? 'forest.yes' : 'forest.no'),
        t('app.unknown'),
      ),
      { note: t('directories.ssoNote') },
    ),
  ];
  return [
    { id: 'what', title: t('directories.s.what'), lines: what },
    ...(share
      ? [
          {
            id: 'share',
            title: t('directories.s.share'),
            lines: [
              line(t('directories.f.shareState'), stateCell(share.status)),
              line(t('directories.f.owner'), value(share.ownerAccountId), { mono: true }),
              line(t('directories.f.ownerDirectory'), value(share.ownerDirectoryId), { mono: true }),
              line(
                t('directories.f.shareMethod'),
                value(share.method && t(`directories.method.${share.method}`)),
              ),
              line(t('directories.f.notes'), value(share.notes)),
            ],
          },
        ]
      : []),
    ...(connect
      ? [
          {
            id: 'connect',
            title: t('directories.s.connect'),
            note: t('directories.connectNote'),
            lines: [
              line(t('directories.f.serviceAccount'), value(connect.customerUserName)),
              line(t('directories.f.connectIps'), value(connect.connectIps.join(', ')), { mono: true }),
            ],
          },
        ]
      : []),
    { id: 'reached', title: t('directories.s.reached'), lines: reached },
  ];
}
