/** A policy: its kind, its versions and their difference, and who holds it. */
import type { PolicyFacts, PolicyRow } from '#contract/estate/policies.ts';
import { api } from '../../../app/client.ts';
import { number, t, time, timeTitle } from '../../../app/i18n/index.ts';
import { word } from '../../../app/i18n/words.ts';
import { absence, line, timeLine, value } from '../facts.ts';
import type { Section } from '../facts.ts';
import { policyPlace } from '../../policy/address.ts';
import type { Opened } from '../../policy/address.ts';
import { keyBy } from '../lists/list.ts';
import { accountText, inView } from './story.ts';
import type { Story, Tab } from './story.ts';

const viewOf = { user: 'users', group: 'groups', role: 'roles' } as const;

function documents({ row, versions }: PolicyFacts): Section[] {
  return versions.map((version) => ({
    id: version.versionId || 'inline',
    title: version.versionId
      ? t(version.isDefault ? 'estate.versionDefault' : 'estate.version', { id: version.versionId })
      : t('estate.section.document'),
    lines: version.createDate
      ? [
          line(t('estate.fact.created'), value(time(version.createDate)), {
            title: timeTitle(version.createDate),
          }),
        ]
      : [],
    ...(version.document === null
      ? {
          absence: absence({
            state: 'notReadable',
            code: row.kind === 'aws-managed' ? 'notAsked' : 'notIncluded',
          }),
        }
      : { document: version.document }),
  }));
}

function overview({ row, path }: PolicyFacts): Section[] {
  return [
    {
      id: 'what',
      title: t('estate.section.what'),
      lines: [
        line(t('estate.column.type'), value(word('estate', `policyKind.${row.kind}`)), { note: word('estate', `policyKindMeans.${row.kind}`) }),
        ...(row.arn ? [line('ARN', value(row.arn), { mono: true })] : []),
        line(t('column.account'), value(accountText(row.account, row.accountName))),
        ...(row.holder
          ? [line(t('estate.column.holder'), value(row.holder.name), { to: inView(viewOf[row.holder.type], { i: keyBy(row.snapshotId, row.holder.arn) }) })]
          : []),
        ...(path ? [line(t('estate.fact.path'), value(path), { mono: true })] : []),
        timeLine(t('estate.fact.created'), row.createDate, t('app.unknown')),
        line(t('estate.column.attachedTo'), value(number(row.attachedTo))),
        ...(row.boundaryOf > 0 ? [line(t('estate.section.boundary'), value(number(row.boundaryOf)))] : []),
        ...(row.versions === null
          ? [line(t('estate.column.versions'), absence({ state: 'notApplicable' }))]
          : [
              line(t('estate.column.versions'), value(number(row.versions))),
              line(t('estate.column.version'), value(row.defaultVersionId, t('app.unknown'))),
            ]),
      ],
    },
  ]; // prettier-ignore
}

const holders = (facts: PolicyFacts): Section[] => [
  {
    id: 'holders',
    title: t('estate.section.holders'),
    ...(facts.holders.length > 0
      ? {
          entries: facts.holders.map((each) => ({
            title: each.name,
            state: value(t(`estate.section.${each.as === 'attached' ? 'attached' : each.as}`)),
            lines: [line('ARN', value(each.arn), { mono: true, to: inView(viewOf[each.type], { i: keyBy(facts.row.snapshotId, each.arn) }) })],
          })),
        }
      : { absence: value(null) }),
  },
]; // prettier-ignore

const openedOf = ({ snapshotId, arn, name, holder }: PolicyRow): Opened | null =>
  arn !== null
    ? { kind: 'policy', snapshotId, arn, versionId: null }
    : holder && { kind: 'inline', snapshotId, holderArn: holder.arn, name };

type PolicyId = Pick<PolicyRow, 'snapshotId' | 'arn' | 'name'> & { holder: { arn: string } | null };
export async function policyStory(row: PolicyId, signal: AbortSignal): Promise<Story> {
  const { snapshotId, arn, name, holder } = row;
  const facts = await api.estate.policy(
    arn === null ? { snapshotId, holderArn: holder?.arn ?? '', name } : { snapshotId, arn },
    { signal },
  );
  const allows = facts.versions.some(({ document }) => document !== null) ? openedOf(facts.row) : null;
  return {
    title: facts.row.name,
    kind: word('estate', `policyKind.${facts.row.kind}`),
    readAt: facts.readAt,
    actions: [
      ...(allows ? [{ id: 'whatItAllows', to: policyPlace(allows) }] : []),
      ...(facts.row.arn ? [{ id: 'copyArn', copy: facts.row.arn }] : []),
    ],
    tabs: (): Tab[] => [
      { id: 'overview', sections: overview(facts) },
      { id: 'document', sections: documents(facts), count: number(facts.versions.length) },
      ...(facts.row.arn ? [{ id: 'difference', sections: [], difference: facts }] : []),
      { id: 'holders', sections: holders(facts), count: number(facts.holders.length) },
    ],
  };
}
