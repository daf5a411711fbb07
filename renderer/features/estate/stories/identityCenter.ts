/** IAM Identity Center: an instance, a permission set, an assignment, and the people and groups of the store. */
import type {
  AssignmentRow,
  IdentityCenterInstance,
  PermissionSetRow,
  StoreGroupRow,
  StoreUserRow,
} from '#contract/estate/identityCenter.ts';
import { api } from '../../../app/client.ts';
import { number, t } from '../../../app/i18n/index.ts';
import { hasWord, word } from '../../../app/i18n/words.ts';
import { policyPlace } from '../../policy/address.ts';
import { absence, line, listed, reading, stateCell, timeLine, value, warning } from '../facts.ts';
import type { Section } from '../facts.ts';
import { durationText, principalCell, sourceText } from '../lists/identityCenter.ts';
import { keyBy } from '../lists/list.ts';
import { accountText, inView } from './story.ts';
import type { Story, Tab } from './story.ts';

const most = 200;
const page = { offset: 0, limit: most };
const what = (lines: Section['lines']): Section => ({
  id: 'what',
  title: t('estate.section.what'),
  lines: lines ?? [],
});

export const centerStory = (row: IdentityCenterInstance): Story => ({
  title: row.name ?? row.instanceArn.replace(/^.*\//, ''),
  kind: sourceText(row),
  actions: [{ id: 'copyArn', copy: row.instanceArn }],
  tabs: () => [
    {
      id: 'overview',
      sections: [
        what([
          line(t('estate.column.store'), row.source === 'unknown' ? value(null, t('app.unknown')) : value(t(`estate.source.${row.source}`))),
          line(t('estate.fact.sourceIs'), value(t(`estate.sourceIs.${row.sourceIs}`)), row.sourceEvidence !== 'told' && hasWord('estate', `sourceEvidence.${row.sourceEvidence}`) ? { note: word('estate', `sourceEvidence.${row.sourceEvidence}`) } : {}),
          line(t('estate.fact.providerFilter'), reading(row.providerFilter, (text) => text)),
          ...(row.directoryId ? [line(t('column.directoryId'), value(row.directoryId), { mono: true, to: { path: '/directories', query: { q: row.directoryId } } })] : []),
          line(t('estate.fact.owner'), value(row.ownerAccountId, t('app.unknown')), { mono: true }),
          line(t('column.region'), value(row.region), { mono: true }),
          line(t('estate.fact.status'), row.status === null ? value(null, t('app.unknown')) : stateCell(row.status)),
          line(t('estate.fact.storeId'), value(row.identityStoreId), { mono: true }),
          line('ARN', value(row.instanceArn), { mono: true }),
        ]),
        {
          id: 'counts',
          title: t('estate.section.counts'),
          lines: (['permissionSets', 'assignments', 'users', 'groups'] as const).map((of) =>
            line(t(`estate.view.${of}`), value(number(row.counts[of])), { to: inView(of === 'users' ? 'storeUsers' : of === 'groups' ? 'storeGroups' : of) }),
          ),
        },
        listed('accessControl', t('estate.fact.accessControl'), row.accessControlAttributes, ({ key, source }) => ({ title: key, mono: true, state: value(source.join(', ')), lines: [] })),
      ],
    },
  ],
}); // prettier-ignore

export async function permissionSetStory(row: PermissionSetRow, signal: AbortSignal): Promise<Story> {
  const { snapshotId, instanceArn, arn } = row;
  const [facts, held] = await Promise.all([
    api.estate.permissionSet({ snapshotId, instanceArn, arn }, { signal }),
    api.estate.assignments({ snapshotId, instanceArn, permissionSetArn: arn, page }, { signal }),
  ]);
  const overview = (): Section[] => [
    what([
      line(t('column.description'), value(facts.row.description)),
      line(t('estate.column.duration'), value(durationText(facts.row.sessionDuration), t('app.unknown'))),
      line(t('estate.fact.relayState'), value(facts.relayState), { mono: true }),
      timeLine(t('estate.fact.created'), facts.createDate, t('app.unknown')),
      line('ARN', value(arn), { mono: true }),
    ]),
    { id: 'tags', title: t('estate.section.tags'), ...(facts.tags === null ? { absence: absence(undefined) } : facts.tags.length === 0 ? { absence: value(null) } : { entries: facts.tags.map((tag) => ({ title: tag.key, state: value(tag.value), lines: [] })) }) },
  ]; // prettier-ignore
  const permissions = (): Section[] => [
    listed('managed', t('estate.section.managedPolicies'), { state: 'read', value: facts.managedPolicies }, (each) => ({ title: each.name, lines: [line('ARN', value(each.arn), { mono: true })] })),
    listed('customer', t('estate.section.customerPolicies'), { state: 'read', value: facts.customerPolicies }, (each) => ({
      title: `${each.path}${each.name}`,
      mono: true,
      ...(each.missingIn.length > 0 ? { state: warning(t('estate.column.outdated')) } : {}),
      lines: each.missingIn.length > 0 ? [line(t('estate.missingIn'), warning(each.missingIn.join(', ')), { mono: true })] : [],
    })),
    { id: 'inline', title: t('estate.section.inline'), ...(facts.inlinePolicy === null ? { absence: value(null) } : { document: facts.inlinePolicy }) },
    { id: 'boundary', title: t('estate.section.boundary'), ...(facts.boundary === null ? { absence: value(null) } : { lines: ['arn' in facts.boundary ? line(t('estate.boundary.aws'), value(facts.boundary.arn), { mono: true }) : line(t('estate.boundary.customer'), value(`${facts.boundary.path}${facts.boundary.name}`), { mono: true })] }) },
  ]; // prettier-ignore
  const provisioned = (): Section[] => [
    listed('provisioned', t('estate.section.provisioned'), facts.provisionedIn === null ? undefined : { state: 'read', value: facts.provisionedIn }, (each) => ({
      title: accountText(each.account, each.accountName),
      ...(each.outdated ? { state: warning(t('estate.column.outdated')) } : {}),
      lines: [],
    })),
  ]; // prettier-ignore
  return {
    title: facts.row.name,
    kind: t('estate.column.permissionSet'),
    readAt: facts.readAt,
    ...(facts.row.outdatedIn > 0
      ? { warnings: [t('estate.outdatedIn', { count: facts.row.outdatedIn })] }
      : {}),
    actions: [
      {
        id: 'whatItCanDo',
        to: policyPlace({
          kind: 'permissionSet',
          snapshotId: facts.row.snapshotId,
          instanceArn: facts.row.instanceArn,
          arn,
          account: null,
        }),
      },
      { id: 'copyArn', copy: arn },
    ],
    tabs: (): Tab[] => [
      { id: 'overview', sections: overview() },
      { id: 'permissions', sections: permissions() },
      { id: 'assignments', sections: [assignmentSection(held)], count: number(held.total) },
      { id: 'provisioned', sections: provisioned() },
    ],
  };
}

/** Assignments as entries, by account. */
function assignmentSection(of: { state: 'read' | 'notReadable' | 'notApplicable'; total: number; rows: readonly AssignmentRow[] }): Section {
  const title = t('estate.section.assignments');
  if (of.state !== 'read') return { id: 'assignments', title, absence: absence(of.state === 'notReadable' ? { state: 'notReadable', code: 'aws.accessDenied' } : { state: 'notApplicable' }) };
  return listed('assignments', title, { state: 'read', value: { total: of.total, rows: of.rows } }, (each) => ({
    title: accountText(each.account, each.accountName),
    state: value(t(`estate.principalType.${each.principalType}`)),
    lines: [
      line(t('estate.column.permissionSet'), value(each.permissionSetName)),
      line(t('estate.column.principal'), principalCell(each)),
    ],
  }));
} // prettier-ignore

export const assignmentStory = (row: AssignmentRow, instanceArn: string): Story => ({
  title: row.principalName ?? row.principalId,
  kind: `${row.permissionSetName} · ${accountText(row.account, row.accountName)}`,
  ...(row.outdated ? { warnings: [t('estate.outdatedHere')] } : {}),
  actions: [
    { id: 'showSet', to: inView('permissionSets', { i: keyBy(row.snapshotId, instanceArn, row.permissionSetArn) }) },
    { id: 'showPrincipal', to: inView(row.principalType === 'GROUP' ? 'storeGroups' : 'storeUsers', { i: keyBy(row.snapshotId, row.principalId) }) },
  ],
  tabs: () => [
    {
      id: 'overview',
      sections: [
        what([
          line(t('column.account'), value(accountText(row.account, row.accountName))),
          line(t('estate.column.permissionSet'), value(row.permissionSetName)),
          line(t('estate.column.principalType'), value(t(`estate.principalType.${row.principalType}`))),
          line(t('estate.column.principal'), principalCell(row)),
          ...(row.members === null ? [] : [line(t('estate.column.members'), value(number(row.members)))]),
          line(t('estate.fact.userId'), value(row.principalId), { mono: true }),
        ]),
      ],
    },
  ],
}); // prettier-ignore

const externalIds = (of: StoreUserRow | StoreGroupRow): Section =>
  listed(
    'external',
    t('estate.fact.externalIds'),
    { state: 'read', value: of.externalIds },
    ({ issuer, id }) => ({ title: id, mono: true, state: value(issuer), lines: [] }),
  );

export async function storeUserStory(row: StoreUserRow, instanceArn: string, signal: AbortSignal): Promise<Story> {
  const at = { snapshotId: row.snapshotId, instanceArn, page };
  const [groups, held] = await Promise.all([
    api.estate.storeGroups({ ...at, userId: row.userId }, { signal }),
    api.estate.assignments({ ...at, principalId: row.userId }, { signal }),
  ]);
  return {
    title: row.userName,
    kind: t('estate.column.user'),
    actions: [],
    tabs: () => [
      { id: 'overview', sections: [what([
        line(t('column.displayName'), value(row.displayName)),
        line(t('estate.column.mail'), value(row.mail)),
        line(t('estate.fact.status'), row.status === null ? value(null, t('app.unknown')) : stateCell(row.status)),
        line(t('estate.fact.userId'), value(row.userId), { mono: true }),
      ]), externalIds(row)] },
      { id: 'groups', count: number(groups.total), sections: [listed('groups', t('estate.section.groups'), { state: 'read', value: groups }, (each) => ({ title: each.displayName, lines: [] }))] },
      { id: 'assignments', count: number(held.total), sections: [assignmentSection(held)] },
    ],
  };
} // prettier-ignore

export async function storeGroupStory(row: StoreGroupRow, instanceArn: string, signal: AbortSignal): Promise<Story> {
  const at = { snapshotId: row.snapshotId, instanceArn, page };
  const [users, held] = await Promise.all([
    api.estate.storeUsers({ ...at, groupId: row.groupId }, { signal }),
    api.estate.assignments({ ...at, principalId: row.groupId }, { signal }),
  ]);
  return {
    title: row.displayName,
    kind: t('estate.column.group'),
    actions: [{ id: 'whoReaches', to: { path: '/mapping', query: { q: row.displayName.replace(/@.*$/, '') } } }],
    tabs: () => [
      { id: 'overview', sections: [what([line(t('estate.fact.userId'), value(row.groupId), { mono: true })]), externalIds(row)] },
      { id: 'members', count: number(users.total), sections: [listed('members', t('estate.section.members'), { state: 'read', value: users }, (each) => ({ title: each.userName, ...(each.displayName ? { state: value(each.displayName) } : {}), lines: [] }))] },
      { id: 'assignments', count: number(held.total), sections: [assignmentSection(held)] },
    ],
  };
} // prettier-ignore
