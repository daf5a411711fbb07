/** EC2 instances with the role that each runs with. */
import { Server } from '@lucide/vue';
import type { InstanceRow } from '#contract/estate/organization.ts';
import { api } from '../../../app/client.ts';
import { t, time } from '../../../app/i18n/index.ts';
import { absence, stateCell, value, warning } from '../facts.ts';
import type { Cell } from '../facts.ts';
import { common, keyBy, list } from './list.ts';

export const roleCell = (row: InstanceRow): Cell =>
  row.roleName !== null
    ? value(row.roleName)
    : row.instanceProfileArn === null
      ? value(null, t('estate.noRole'))
      : absence({ state: 'notReadable', code: 'notAsked' });
export const metadataCell = ({ metadataTokens, roleArn }: InstanceRow): Cell =>
  metadataTokens === null
    ? value(null, t('app.unknown'))
    : metadataTokens === 'optional' && roleArn !== null
      ? warning(t('estate.metadata.optional'))
      : value(t(`estate.metadata.${metadataTokens}`));

export const instances = list<InstanceRow>({
  id: 'instances',
  group: 'compute',
  icon: Server,
  keyOf: (row) => keyBy(row.snapshotId, row.region, row.instanceId),
  columns: [
    { key: 'name', title: () => t('column.name'), width: 140, cell: (row) => value(row.name) },
    { key: 'instance', title: () => t('estate.column.instance'), width: 162, face: 'mono', cell: (row) => value(row.instanceId) },
    { key: 'state', title: () => t('estate.column.state'), width: 84, cell: (row) => (row.state === null ? value(null, t('app.unknown')) : stateCell(row.state)) },
    { key: 'role', title: () => t('estate.column.role'), width: 150, cell: roleCell },
    { key: 'metadata', title: () => t('estate.column.metadata'), width: 120, room: 600, cell: metadataCell },
    { key: 'region', title: () => t('estate.column.region'), width: 118, room: 760, face: 'mono', cell: (row) => value(row.region) },
    { key: 'account', title: () => t('column.account'), width: 110, room: 860, face: 'mono', cell: (row) => value(row.account) },
    { key: 'launch', title: () => t('estate.column.started'), width: 168, room: 1040, cell: (row) => value(row.launchTime && time(row.launchTime), t('app.unknown')), value: (row) => row.launchTime },
  ],
  facetValues: ['role'],
  facet: () => t('estate.withRole'),
  ask: (asked, signal) => api.estate.instances({ ...common(asked), ...(asked.facet ? { withRole: true } : {}) }, { signal }),
}); // prettier-ignore
