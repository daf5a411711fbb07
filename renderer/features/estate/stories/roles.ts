/** A role: what it is for, who may take it and when, what it may do, and what runs with it. */
import type { RoleFacts, RoleRow } from '#contract/estate/roles.ts';
import { api } from '../../../app/client.ts';
import { number, t } from '../../../app/i18n/index.ts';
import { word } from '../../../app/i18n/words.ts';
import { rolePlace } from '../../access/links.ts';
import { policyPlace } from '../../policy/address.ts';
import { line, listed, stateCell, timeLine, value, warning } from '../facts.ts';
import type { Line, Section } from '../facts.ts';
import { kindsText, lastUsed } from '../lists/iam.ts';
import { keyBy } from '../lists/list.ts';
import { accountText, inView } from './story.ts';
import type { Story, Tab } from './story.ts';

type Trust = RoleFacts['trust'][number];
const conditionText = ({ operator, key, values }: Trust['conditions'][number]): string =>
  `${operator} ${key} = ${values.join(' | ')}`;

function overview(facts: RoleFacts): Section[] {
  const { row } = facts;
  const lines: Line[] = [
    line('ARN', value(row.arn), { mono: true }),
    line(t('column.account'), value(accountText(row.account, row.accountName))),
    line(t('column.description'), value(facts.description)),
    line(t('estate.column.lastUsed'), lastUsed(row), facts.lastUsedRegion ? { note: `${t('estate.fact.lastUsedRegion')}: ${facts.lastUsedRegion}` } : {}),
    line(t('estate.fact.maxSession'), value(row.maxSessionDuration === null ? null : t('estate.hours', { count: row.maxSessionDuration / 3600 }), t('app.unknown'))),
    timeLine(t('estate.fact.created'), facts.createDate, t('app.unknown')),
    line(t('estate.fact.path'), value(row.path), { mono: true }),
    line(t('estate.fact.userId'), value(facts.roleId), { mono: true }),
  ]; // prettier-ignore
  return [
    {
      id: 'kind',
      title: t('estate.section.kind'),
      entries: row.kinds.map((kind) => ({ title: word('estate', `roleKind.${kind}`), lines: [line('', value(word('estate', `roleKindMeans.${kind}`)))] })),
    },
    ...(row.advice.length > 0
      ? [{ id: 'advice', title: t('estate.section.advice'), entries: row.advice.map((code) => ({ title: word('estate', `roleAdvice.${code}`), lines: [] })) }]
      : []),
    { id: 'what', title: t('estate.section.what'), lines },
    { id: 'tags', title: t('estate.section.tags'), ...(facts.tags.length > 0 ? { entries: facts.tags.map(({ key, value: text }) => ({ title: key, state: value(text), lines: [] })) } : { absence: value(null) }) },
  ]; // prettier-ignore
}

const trust = (facts: RoleFacts): Section[] => [
  {
    id: 'trusted',
    title: t('estate.section.trusted'),
    ...(facts.trust.length > 0
      ? {
          entries: facts.trust.map((each) => ({
            title: each.principal,
            mono: true,
            state: each.kind === 'anyone' ? warning(word('trustedBy', each.kind)) : value(word('trustedBy', each.kind)),
            lines: [
              ...(each.accountName ? [line(t('column.accountName'), value(each.accountName))] : []),
              ...each.conditions.map((condition) => line(t('estate.allowedIf'), value(conditionText(condition)), { mono: true })),
            ],
          })),
        }
      : { absence: value(null) }),
  },
  ...(facts.trustProblems.length > 0
    ? [{ id: 'problems', title: t('column.issues'), entries: facts.trustProblems.map(({ code, path }) => ({ title: word('estate', `trustProblem.${code}`), lines: [line(t('evidence.field'), value(path), { mono: true })] })) }]
    : []),
  { id: 'document', title: t('estate.section.trustDocument'), document: facts.trustPolicy },
]; // prettier-ignore

const permissions = ({ row, attached, inline, boundary }: RoleFacts): Section[] => [
  {
    id: 'attached',
    title: t('estate.section.attached'),
    ...(attached.length > 0
      ? {
          entries: attached.map((each) => ({
            title: each.name,
            state: value(t(each.awsManaged ? 'estate.boundary.aws' : 'estate.boundary.customer')),
            lines: [line('ARN', value(each.arn), { mono: true, to: inView('policies', { i: keyBy(row.snapshotId, each.arn) }) })],
          })),
        }
      : { absence: value(null) }),
  },
  {
    id: 'inline',
    title: t('estate.section.inline'),
    note: t('estate.inlineNote'),
    ...(inline.length > 0
      ? { entries: inline.map(({ name, document }) => ({ title: name, lines: [], document })) }
      : { absence: value(null) }),
  },
  {
    id: 'boundary',
    title: t('estate.section.boundary'),
    ...(boundary
      ? { lines: [line('ARN', value(boundary), { mono: true, to: inView('policies', { i: keyBy(row.snapshotId, boundary) }) })] }
      : { absence: value(null) }),
  },
]; // prettier-ignore

const use = ({ row, instanceProfiles, instances }: RoleFacts): Section[] => [
  listed('profiles', t('estate.section.profiles'), instanceProfiles, ({ name, arn }) => ({ title: name, lines: [line('ARN', value(arn), { mono: true })] })),
  listed('instances', t('estate.section.instances'), instances, (each) => ({
    title: each.name ?? each.instanceId,
    ...(each.state ? { state: stateCell(each.state) } : {}),
    lines: [
      line(t('estate.column.instance'), value(each.instanceId), { mono: true, to: inView('instances', { i: keyBy(row.snapshotId, each.region, each.instanceId) }) }),
      line(t('column.account'), value(accountText(each.account, each.accountName))),
      line(t('column.region'), value(each.region), { mono: true }),
    ],
  })),
]; // prettier-ignore

export async function roleStory(
  row: Pick<RoleRow, 'snapshotId' | 'arn'>,
  signal: AbortSignal,
): Promise<Story> {
  const facts = await api.estate.role({ snapshotId: row.snapshotId, arn: row.arn }, { signal });
  const { name, arn, advice } = facts.row;
  const running = facts.instances.state === 'read' ? facts.instances.value.total : 0;
  return {
    title: name,
    kind: kindsText(facts.row),
    warnings: advice.map((code) => word('estate', `roleAdvice.${code}`)).slice(0, 1),
    readAt: facts.readAt,
    actions: [
      { id: 'whatItCanDo', to: policyPlace({ kind: 'principal', snapshotId: row.snapshotId, arn }) },
      { id: 'copyArn', copy: arn },
      { id: 'whoReaches', to: rolePlace(arn) },
      { id: 'takeRole', to: { path: '/sessions', query: { take: arn } } },
    ],
    tabs: (): Tab[] => [
      { id: 'overview', sections: overview(facts) },
      { id: 'trust', sections: trust(facts) },
      {
        id: 'permissions',
        sections: permissions(facts),
        count: number(facts.attached.length + facts.inline.length),
      },
      { id: 'use', sections: use(facts), ...(running > 0 ? { count: number(running) } : {}) },
    ],
  };
}
