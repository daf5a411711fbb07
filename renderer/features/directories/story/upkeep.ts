/** What was done to a directory and for it: schema, shares, snapshots, logs, topics, updates, tags. */
import type { DirectoryFacts } from '#contract/estate/directories.ts';
import { hasMessage, t } from '../../../app/i18n/index.ts';
import { line, listed, stateCell, timeLine, value } from '../../estate/facts.ts';
import type { Entry, Line, Section } from '../../estate/facts.ts';

const at = (name: string, iso: string | null): Line => timeLine(name, iso, t('app.unknown'));

type Update = Extract<
  NonNullable<DirectoryFacts['details']>['updates'],
  { state: 'read' }
>['value']['rows'][number];
const update = (each: Update): Entry => ({
  title: hasMessage(`directories.updateType.${each.type}`)
    ? t(`directories.updateType.${each.type}`)
    : each.type,
  state: stateCell(each.status),
  lines: [
    at(t('directories.f.started'), each.startedAt),
    ...(each.previousValue !== null || each.newValue !== null
      ? [line(t('directories.f.change'), value(`${each.previousValue ?? '–'} → ${each.newValue ?? '–'}`))]
      : []),
    ...(each.region ? [line(t('column.region'), value(each.region), { mono: true })] : []),
  ],
});

export function upkeep(facts: DirectoryFacts): Section[] {
  const { details } = facts;
  return [
    listed('snapshots', t('directories.s.snapshots'), details?.snapshots, (each) => ({
      title: each.name ?? each.snapshotId,
      state: stateCell(each.status),
      lines: [
        line(t('column.kind'), value(each.type && t(`directories.snapshotType.${each.type}`))),
        at(t('directories.f.started'), each.startedAt),
      ],
    })),
    listed(
      'schema',
      t('directories.s.schema'),
      details?.schemaExtensions,
      (each) => ({
        title: each.description ?? each.extensionId,
        state: stateCell(each.status),
        lines: [
          at(t('directories.f.started'), each.startedAt),
          at(t('directories.f.ended'), each.endedAt),
          ...(each.statusReason ? [line(t('directories.f.reason'), value(each.statusReason))] : []),
        ],
      }),
      facts.row.type === 'MicrosoftAD' ? t('directories.schemaNote') : undefined,
    ),
    listed('shares', t('directories.s.shares'), details?.shares, (each) => ({
      title: each.sharedAccountId ?? each.sharedDirectoryId,
      mono: true,
      state: stateCell(each.status),
      lines: [
        line(t('directories.f.sharedAs'), value(each.sharedDirectoryId), { mono: true }),
        line(t('directories.f.shareMethod'), value(each.method && t(`directories.method.${each.method}`))),
        ...(each.notes ? [line(t('directories.f.notes'), value(each.notes))] : []),
      ],
    })),
    listed('updates', t('directories.s.updates'), details?.updates, update),
    ...(facts.row.edition === 'Hybrid'
      ? [
          listed('hybridUpdates', t('directories.s.hybridUpdates'), details?.hybridUpdates, update),
          listed('assessments', t('directories.s.assessments'), details?.assessments, (each) => ({
            title: each.dnsName ?? each.assessmentId,
            state: stateCell(each.status),
            lines: [
              line(t('column.kind'), value(each.reportType)),
              at(t('directories.f.started'), each.startedAt),
            ],
          })),
        ]
      : []),
    listed(
      'logs',
      t('directories.s.logs'),
      details?.logGroups,
      (name) => ({ title: name, mono: true, lines: [] }),
      details?.logGroups.state === 'read' && details.logGroups.value.total === 0
        ? t('directories.noLogs')
        : undefined,
    ),
    listed('topics', t('directories.s.topics'), details?.eventTopics, (each) => ({
      title: each.name,
      state: stateCell(each.status),
      lines: [line('ARN', value(each.arn), { mono: true })],
    })),
    listed('tags', t('directories.s.tags'), details?.tags, (each) => ({
      title: each.key,
      state: value(each.value),
      lines: [],
    })),
  ];
}
