/** Accounts that were read, and the control policies of an organization. */
import { CircleUser, ShieldBan } from '@lucide/vue';
import type { OrganizationPolicyRow, ReachRow } from '#contract/estate/organization.ts';
import { api } from '../../../app/client.ts';
import { number, t, time } from '../../../app/i18n/index.ts';
import { whyNot } from '../../shared/whyNot.ts';
import { absence, reading, value, warning } from '../facts.ts';
import type { Cell } from '../facts.ts';
import { common, keyBy, list } from './list.ts';

export const reachCell = ({ state, code }: Pick<ReachRow, 'state' | 'code'>): Cell =>
  state === 'read'
    ? value(t('estate.reach.read'))
    : state === 'failed'
      ? { ...warning(t('estate.reach.failed')), why: whyNot(code ?? '') }
      : { text: t('estate.reach.notAsked'), look: 'notRead', why: whyNot('notAsked') };

export const reach = list<ReachRow>({
  id: 'reach',
  group: 'accounts',
  icon: CircleUser,
  keyOf: (row) => keyBy(row.snapshotId, row.account),
  columns: [
    { key: 'account', title: () => t('column.account'), width: 136, face: 'mono', cell: (row) => value(row.account) },
    { key: 'name', title: () => t('column.accountName'), width: 140, cell: (row) => value(row.accountName ?? row.alias) },
    { key: 'state', title: () => t('estate.column.state'), width: 176, cell: (row) => row.state === 'failed' ? { ...reachCell(row), text: `${t('estate.reach.failed')}: ${whyNot(row.code ?? '')}` } : reachCell(row), value: (row) => row.code ?? row.state },
    { key: 'mfa', title: () => t('estate.fact.rootMfa'), width: 94, cell: (row) => row.root === null ? absence(undefined) : row.root.mfaEnabled ? value(t('forest.yes')) : warning(t('forest.no')) },
    { key: 'keys', title: () => t('estate.fact.rootKeys'), width: 120, cell: (row) => row.root === null ? absence(undefined) : row.root.accessKeys > 0 ? warning(number(row.root.accessKeys)) : value(null) },
    { key: 'rootUsed', title: () => t('estate.column.rootUsed'), width: 168, room: 720, cell: ({ rootReport }) => reading(rootReport, (of) => (of.passwordLastUsed ? time(of.passwordLastUsed) : t('estate.never'))), value: ({ rootReport }) => rootReport.state === 'read' ? rootReport.value.passwordLastUsed : rootReport.state },
    { key: 'read', title: () => t('estate.fact.read'), width: 166, room: 940, cell: (row) => value(time(row.readAt)), value: (row) => row.readAt },
    { key: 'source', title: () => t('estate.column.source'), width: 150, room: 1100, cell: (row) => value(row.source) },
  ],
  async ask(asked, signal) {
    const answer = await api.estate.reach(common(asked), { signal });
    return {
      ...answer,
      notes: [
        t(answer.allAccounts ? 'estate.reachAll' : 'estate.reachNotAll'),
        answer.regions.length > 0
          ? t('estate.reachRegions', { regions: answer.regions })
          : t('estate.reachNoRegions'),
      ],
    };
  },
}); // prettier-ignore

export const controls = list<OrganizationPolicyRow>({
  id: 'controls',
  group: 'accounts',
  icon: ShieldBan,
  of: 'organization',
  keyOf: (row) => keyBy(row.snapshotId, row.id),
  columns: [
    { key: 'policy', title: () => t('estate.column.policy'), width: 220, cell: (row) => value(row.name) },
    { key: 'type', title: () => t('estate.column.type'), width: 200, cell: (row) => value(t(row.type === 'SERVICE_CONTROL_POLICY' ? 'estate.chain.scp' : 'estate.chain.rcp')) },
    { key: 'managed', title: () => t('estate.column.managedBy'), width: 100, cell: (row) => value(t(`estate.managedBy.${row.awsManaged ? 'aws' : 'customer'}`)) },
    { key: 'targets', title: () => t('estate.column.targets'), width: 240, cell: (row) => value(row.targets.map(({ name, id }) => name ?? id).join(', ')) },
    { key: 'description', title: () => t('column.description'), width: 260, room: 860, cell: (row) => value(row.description) },
  ],
  facetValues: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'],
  facet: (type) => t(type === 'SERVICE_CONTROL_POLICY' ? 'estate.chain.scp' : 'estate.chain.rcp'),
  async ask({ page, text, snapshotId, facet }, signal) {
    if (snapshotId === undefined) return { state: 'notApplicable', gaps: [], total: 0, rows: [] };
    const types = facet ? { types: [facet as OrganizationPolicyRow['type']] } : {};
    return api.estate.organizationPolicies({ snapshotId, page: { ...page }, ...(text ? { text } : {}), ...types }, { signal });
  },
}); // prettier-ignore
