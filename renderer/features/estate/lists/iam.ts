/** Roles by what they are for, policies by kind, users, groups and providers. */
import { Fingerprint, FileLock2, ShieldUser, UserRound, UsersRound } from '@lucide/vue';
import type { PolicyRow } from '#contract/estate/policies.ts';
import type { RoleRow } from '#contract/estate/roles.ts';
import type { IamGroupRow, ProviderRow, UserRow } from '#contract/estate/users.ts';
import { api } from '../../../app/client.ts';
import { number, t, time } from '../../../app/i18n/index.ts';
import { word } from '../../../app/i18n/words.ts';
import { absence, reading, value, warning } from '../facts.ts';
import type { Cell } from '../facts.ts';
import { common, keyBy, list } from './list.ts';

const names = (all: readonly string[]): string => all.join(', ');
export const kindsText = ({ kinds }: Pick<RoleRow, 'kinds'>): string =>
  names(kinds.map((kind) => word('estate', `roleKind.${kind}`)));

export const lastUsed = ({ lastUsed: at, lastUsedState }: RoleRow): Cell =>
  at ? value(time(at)) : lastUsedState === 'never' ? value(null, t('estate.never')) : absence(undefined);

export const roles = list<RoleRow>({
  id: 'roles',
  group: 'iam',
  icon: ShieldUser,
  keyOf: (row) => keyBy(row.snapshotId, row.arn),
  columns: [
    { key: 'name', title: () => t('estate.column.role'), width: 230, cell: (row) => value(row.name) },
    { key: 'kinds', title: () => t('estate.column.type'), width: 200, cell: (row) => (row.advice.length > 0 ? warning(kindsText(row)) : value(kindsText(row))) },
    { key: 'account', title: () => t('column.account'), width: 110, face: 'mono', cell: (row) => value(row.account) },
    { key: 'accountName', title: () => t('column.accountName'), width: 120, room: 860, cell: (row) => value(row.accountName) },
    { key: 'trustedBy', title: () => t('column.trustedBy'), width: 160, room: 1020, cell: (row) => value(names(row.trustedBy.map((each) => word('trustedBy', each)))) },
    { key: 'lastUsed', title: () => t('column.lastUsed'), width: 168, cell: lastUsed, value: (row) => row.lastUsed ?? row.lastUsedState },
    { key: 'arn', title: () => 'ARN', width: 360, room: 1240, face: 'mono', cell: (row) => value(row.arn) },
  ],
  facet: (kind) => word('estate', `roleKind.${kind}`),
  async ask(asked, signal) {
    const kinds = asked.facet ? { kinds: [asked.facet as RoleRow['kinds'][number]] } : {};
    const answer = await api.estate.roles({ ...common(asked), ...kinds }, { signal });
    return { ...answer, facets: answer.kinds };
  },
}); // prettier-ignore

export const policies = list<PolicyRow>({
  id: 'policies',
  group: 'iam',
  icon: FileLock2,
  keyOf: (row) => (row.arn ? keyBy(row.snapshotId, row.arn) : keyBy(row.snapshotId, '', row.holder?.arn ?? '', row.name)),
  columns: [
    { key: 'name', title: () => t('estate.column.policy'), width: 250, cell: (row) => value(row.name) },
    { key: 'kind', title: () => t('estate.column.type'), width: 150, cell: (row) => value(word('estate', `policyKind.${row.kind}`)) },
    { key: 'account', title: () => t('column.account'), width: 110, face: 'mono', cell: (row) => row.account === null ? value(null, 'AWS') : value(row.account) },
    { key: 'holder', title: () => t('estate.column.holder'), width: 160, room: 820, cell: (row) => row.kind === 'inline' ? value(row.holder?.name ?? null) : absence({ state: 'notApplicable' }) },
    { key: 'attachedTo', title: () => t('estate.column.attachedTo'), width: 100, face: 'num', cell: (row) => value(number(row.attachedTo)), value: (row) => row.attachedTo },
    { key: 'versions', title: () => t('estate.column.versions'), width: 90, face: 'num', cell: (row) => row.versions === null ? absence({ state: 'notApplicable' }) : value(number(row.versions)), value: (row) => row.versions },
    { key: 'default', title: () => t('estate.column.version'), width: 104, room: 820, cell: (row) => row.defaultVersionId === null ? absence({ state: 'notApplicable' }) : value(row.defaultVersionId) },
    { key: 'boundary', title: () => t('estate.column.boundary'), width: 80, room: 920, face: 'num', cell: (row) => value(row.boundaryOf > 0 ? number(row.boundaryOf) : null) },
  ],
  facet: (kind) => word('estate', `policyKind.${kind}`),
  async ask(asked, signal) {
    const kinds = asked.facet ? { kinds: [asked.facet as PolicyRow['kind']] } : {};
    const answer = await api.estate.policies({ ...common(asked), ...kinds }, { signal });
    return { ...answer, facets: answer.kinds };
  },
}); // prettier-ignore

const password = (row: UserRow): Cell =>
  row.hasConsolePassword === null
    ? absence(undefined)
    : row.hasConsolePassword
      ? value(t('estate.password.yes'))
      : value(null);
const mfa = (row: UserRow): Cell =>
  row.mfaDevices === null
    ? absence(undefined)
    : row.mfaDevices > 0
      ? value(number(row.mfaDevices))
      : row.hasConsolePassword
        ? warning(t('app.none'))
        : value(null);

export const users = list<UserRow>({
  id: 'users',
  group: 'iam',
  icon: UserRound,
  keyOf: (row) => keyBy(row.snapshotId, row.arn),
  columns: [
    { key: 'name', title: () => t('estate.column.user'), width: 180, cell: (row) => value(row.name) },
    { key: 'account', title: () => t('column.account'), width: 110, face: 'mono', cell: (row) => value(row.account) },
    { key: 'password', title: () => t('estate.column.password'), width: 100, cell: password },
    { key: 'mfa', title: () => t('estate.column.mfa'), width: 80, cell: mfa },
    { key: 'keys', title: () => t('estate.column.keys'), width: 96, cell: (row) => row.accessKeys === null ? absence(undefined) : value(row.accessKeys.length > 0 ? number(row.accessKeys.length) : null) },
    { key: 'issues', title: () => t('estate.column.issue'), width: 260, cell: (row) => row.issues.length > 0 ? warning(names(row.issues.map((code) => word('estate', `credentialIssue.${code}`)))) : value(null) },
    { key: 'passwordChanged', title: () => t('estate.fact.passwordChanged'), width: 168, room: 1020, cell: ({ report, hasConsolePassword }) => hasConsolePassword === false ? value(null, '–') : reading(report, (of) => of.passwordLastChanged && time(of.passwordLastChanged)), value: ({ report }) => report.state === 'read' ? report.value.passwordLastChanged : report.state },
    { key: 'groups', title: () => t('estate.column.groups'), width: 160, room: 860, cell: (row) => value(names(row.groups)) },
  ],
  facetValues: ['issues'],
  facet: () => t('estate.withIssues'),
  async ask(asked, signal) {
    const only = asked.facet ? { onlyWithIssues: true } : {};
    const answer = await api.estate.users({ ...common(asked), ...only }, { signal });
    return answer;
  },
}); // prettier-ignore

export const groups = list<IamGroupRow>({
  id: 'groups',
  group: 'iam',
  icon: UsersRound,
  keyOf: (row) => keyBy(row.snapshotId, row.arn),
  columns: [
    { key: 'name', title: () => t('estate.column.group'), width: 200, cell: (row) => value(row.name) },
    { key: 'account', title: () => t('column.account'), width: 110, face: 'mono', cell: (row) => value(row.account) },
    { key: 'members', title: () => t('estate.column.members'), width: 90, face: 'num', cell: (row) => row.memberCount === null ? absence(undefined) : value(number(row.memberCount)), value: (row) => row.memberCount },
    { key: 'policies', title: () => t('estate.column.policies'), width: 260, cell: (row) => value(names([...row.attached.map(({ name }) => name), ...row.inline])) },
  ],
  ask: (asked, signal) => api.estate.groups(common(asked), { signal }),
}); // prettier-ignore

export const providers = list<ProviderRow>({
  id: 'providers',
  group: 'iam',
  icon: Fingerprint,
  keyOf: (row) => keyBy(row.snapshotId, row.arn),
  columns: [
    { key: 'name', title: () => t('estate.column.provider'), width: 260, cell: (row) => value(row.name) },
    { key: 'kind', title: () => t('estate.column.type'), width: 90, cell: (row) => value(row.kind === 'saml' ? 'SAML' : 'OpenID') },
    { key: 'account', title: () => t('column.account'), width: 110, face: 'mono', cell: (row) => value(row.account) },
    { key: 'roles', title: () => t('estate.column.roles'), width: 70, room: 600, face: 'num', cell: (row) => value(number(row.roles)), value: (row) => row.roles },
    { key: 'valid', title: () => t('estate.column.validUntil'), width: 168, cell: (row) => row.kind === 'oidc' ? absence({ state: 'notApplicable' }) : row.validUntil ? value(time(row.validUntil)) : value(null, t('app.unknown')), value: (row) => row.validUntil },
  ],
  facetValues: ['saml', 'oidc'],
  facet: (kind) => (kind === 'saml' ? 'SAML' : 'OpenID'),
  ask: (asked, signal) =>
    api.estate.providers({ ...common(asked), ...(asked.facet ? { kinds: [asked.facet as ProviderRow['kind']] } : {}) }, { signal }),
}); // prettier-ignore
