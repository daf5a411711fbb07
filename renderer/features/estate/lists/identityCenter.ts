/** IAM Identity Center: its instances, permission sets, assignments, and the people of its store. */
import { IdCard, Link2, Building, UserRound, UsersRound } from '@lucide/vue';
import type {
  AssignmentRow,
  IdentityCenterInstance,
  PermissionSetRow,
  StoreGroupRow,
  StoreUserRow,
} from '#contract/estate/identityCenter.ts';
import { api } from '../../../app/client.ts';
import { number, t } from '../../../app/i18n/index.ts';
import { stateCell, value, warning } from '../facts.ts';
import type { Cell } from '../facts.ts';
import type { Asked } from './list.ts';
import { common, keyBy, list } from './list.ts';

const none = { state: 'notApplicable' as const, gaps: [], total: 0, rows: [] };
/** What every list of one instance takes; null where no instance is known. */
function inInstance(asked: Asked) {
  const { page, text, snapshotId, instanceArn } = asked;
  if (snapshotId === undefined || instanceArn === undefined) return null;
  return { snapshotId, instanceArn, page: { ...page }, ...(text ? { text } : {}) };
}
export const sourceText = ({ source, sourceIs }: IdentityCenterInstance): string =>
  sourceIs === 'assumed'
    ? `${t(`estate.source.${source}`)} · ${t('estate.sourceIs.assumed')}`
    : t(`estate.source.${source}`);
const outdated = (count: number): Cell => (count > 0 ? warning(number(count)) : value(null));

/** `PT4H` in words. */
export function durationText(iso: string | null): string | null {
  const found = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(iso ?? '');
  if (!found) return iso;
  const [, hours, minutes] = found;
  return t('estate.hours', { count: Number(hours ?? 0) + Number(minutes ?? 0) / 60 });
}

export const centers = list<IdentityCenterInstance>({
  id: 'centers',
  group: 'identityCenter',
  icon: Building,
  keyOf: (row) => keyBy(row.snapshotId, row.instanceArn),
  columns: [
    { key: 'name', title: () => t('estate.instance'), width: 240, cell: (row) => value(row.name ?? row.instanceArn.replace(/^.*\//, '')) },
    { key: 'source', title: () => t('estate.column.store'), width: 240, cell: (row) => value(sourceText(row)) },
    { key: 'region', title: () => t('estate.column.region'), width: 120, face: 'mono', cell: (row) => value(row.region) },
    { key: 'owner', title: () => t('estate.fact.owner'), width: 120, room: 620, face: 'mono', cell: (row) => value(row.ownerAccountId, t('app.unknown')) },
    { key: 'sets', title: () => t('estate.view.permissionSets'), width: 110, room: 740, face: 'num', cell: (row) => value(number(row.counts.permissionSets)) },
    { key: 'assignments', title: () => t('estate.column.assignments'), width: 100, room: 820, face: 'num', cell: (row) => value(number(row.counts.assignments)) },
    { key: 'users', title: () => t('estate.column.users'), width: 90, room: 900, face: 'num', cell: (row) => value(number(row.counts.users)) },
    { key: 'groups', title: () => t('estate.column.groups'), width: 80, room: 980, face: 'num', cell: (row) => value(number(row.counts.groups)) },
  ],
  async ask({ text = '' }, signal) {
    const answer = await api.estate.identityCenters({}, { signal });
    const rows = answer.rows.filter((row) => `${row.name ?? ''} ${row.instanceArn}`.toLowerCase().includes(text.toLowerCase()));
    return { ...answer, rows, total: rows.length };
  },
}); // prettier-ignore

export const permissionSets = list<PermissionSetRow>({
  id: 'permissionSets',
  group: 'identityCenter',
  icon: IdCard,
  of: 'instance',
  keyOf: (row) => keyBy(row.snapshotId, row.instanceArn, row.arn),
  columns: [
    { key: 'name', title: () => t('estate.column.permissionSet'), width: 220, cell: (row) => value(row.name) },
    { key: 'duration', title: () => t('estate.column.duration'), width: 80, cell: (row) => value(durationText(row.sessionDuration), t('app.unknown')), value: (row) => row.sessionDuration },
    { key: 'assignments', title: () => t('estate.column.assignments'), width: 96, face: 'num', cell: (row) => value(number(row.assignments)), value: (row) => row.assignments },
    { key: 'provisioned', title: () => t('estate.column.provisionedIn'), width: 110, face: 'num', cell: (row) => row.provisionedIn === null ? { text: t('forest.notRead'), look: 'notRead' } : value(number(row.provisionedIn)), value: (row) => row.provisionedIn },
    { key: 'outdated', title: () => t('estate.column.outdated'), width: 90, cell: (row) => outdated(row.outdatedIn) },
    { key: 'managed', title: () => t('estate.column.managedPolicies'), width: 100, room: 700, face: 'num', cell: (row) => value(number(row.managedPolicies)) },
    { key: 'customer', title: () => t('estate.column.customerPolicies'), width: 120, room: 800, face: 'num', cell: (row) => value(number(row.customerPolicies)) },
    { key: 'inline', title: () => t('estate.column.inline'), width: 80, room: 880, cell: (row) => value(row.hasInlinePolicy ? t('forest.yes') : null) },
    { key: 'boundary', title: () => t('estate.column.boundary'), width: 80, room: 960, cell: (row) => value(row.hasBoundary ? t('forest.yes') : null) },
  ],
  async ask(asked, signal) {
    const at = inInstance(asked);
    return at ? api.estate.permissionSets(at, { signal }) : none;
  },
}); // prettier-ignore

export const principalCell = ({ principalName, principalId }: AssignmentRow): Cell =>
  principalName === null ? { ...warning(t('estate.gone')), why: principalId } : value(principalName);

export const assignments = list<AssignmentRow>({
  id: 'assignments',
  group: 'identityCenter',
  icon: Link2,
  of: 'instance',
  keyOf: (row) => keyBy(row.snapshotId, row.account, row.permissionSetArn, row.principalId),
  columns: [
    { key: 'account', title: () => t('column.account'), width: 134, face: 'mono', cell: (row) => value(row.account) },
    { key: 'accountName', title: () => t('column.accountName'), width: 124, room: 640, cell: (row) => value(row.accountName) },
    { key: 'set', title: () => t('estate.column.permissionSet'), width: 168, cell: (row) => value(row.permissionSetName) },
    { key: 'type', title: () => t('estate.column.principalType'), width: 70, room: 560, cell: (row) => value(t(`estate.principalType.${row.principalType}`)) },
    { key: 'principal', title: () => t('estate.column.principal'), width: 220, cell: principalCell },
    { key: 'members', title: () => t('estate.column.members'), width: 84, room: 800, face: 'num', cell: (row) => row.members === null ? value(null, '–') : value(number(row.members)), value: (row) => row.members },
    { key: 'outdated', title: () => t('estate.column.outdated'), width: 90, room: 880, cell: (row) => (row.outdated ? warning(t('forest.yes')) : value(null, '–')) },
  ],
  async ask(asked, signal) {
    const at = inInstance(asked);
    const accounts = common(asked).accounts;
    return at ? api.estate.assignments({ ...at, ...(accounts ? { accounts } : {}) }, { signal }) : none;
  },
}); // prettier-ignore

export const storeUsers = list<StoreUserRow>({
  id: 'storeUsers',
  group: 'identityCenter',
  icon: UserRound,
  of: 'instance',
  keyOf: (row) => keyBy(row.snapshotId, row.userId),
  columns: [
    { key: 'name', title: () => t('estate.column.user'), width: 270, cell: (row) => value(row.userName) },
    { key: 'display', title: () => t('column.displayName'), width: 180, cell: (row) => value(row.displayName) },
    { key: 'state', title: () => t('estate.column.state'), width: 100, cell: (row) => row.status === null ? value(null, t('app.unknown')) : stateCell(row.status) },
    { key: 'groups', title: () => t('estate.column.groups'), width: 80, face: 'num', cell: (row) => value(number(row.groups)), value: (row) => row.groups },
    { key: 'assignments', title: () => t('estate.column.assignments'), width: 100, face: 'num', cell: (row) => value(number(row.assignments)), value: (row) => row.assignments },
    { key: 'mail', title: () => t('estate.column.mail'), width: 240, room: 940, cell: (row) => value(row.mail) },
  ],
  async ask(asked, signal) {
    const at = inInstance(asked);
    return at ? api.estate.storeUsers(at, { signal }) : none;
  },
}); // prettier-ignore

export const storeGroups = list<StoreGroupRow>({
  id: 'storeGroups',
  group: 'identityCenter',
  icon: UsersRound,
  of: 'instance',
  keyOf: (row) => keyBy(row.snapshotId, row.groupId),
  columns: [
    { key: 'name', title: () => t('estate.column.group'), width: 300, cell: (row) => value(row.displayName) },
    { key: 'members', title: () => t('estate.column.members'), width: 90, face: 'num', cell: (row) => value(number(row.members)), value: (row) => row.members },
    { key: 'assignments', title: () => t('estate.column.assignments'), width: 100, face: 'num', cell: (row) => value(number(row.assignments)), value: (row) => row.assignments },
  ],
  async ask(asked, signal) {
    const at = inInstance(asked);
    return at ? api.estate.storeGroups(at, { signal }) : none;
  },
}); // prettier-ignore
