/** What the lists of a role are of, beside its people. */
import type { RoleView } from '#contract/access.ts';
import type { api } from '../../../app/client.ts';
import { number, t } from '../../../app/i18n/index.ts';
import { word } from '../../../app/i18n/words.ts';
import type { GridColumn } from '../../../ui/gridColumn.ts';
import { mechanismText } from '../says.ts';

export type RolePerson = Awaited<ReturnType<typeof api.access.rolePeople>>['rows'][number];
export type Way = RoleView['grants'][number];
export type Other =
  | { readonly of: 'trusted'; readonly one: RoleView['trusted'][number] }
  | { readonly of: 'taken'; readonly one: RoleView['takenBy'][number] };

export const othersOf = (view: RoleView | null): Other[] => [
  ...(view?.trusted ?? []).map((one): Other => ({ of: 'trusted', one })),
  ...(view?.takenBy ?? []).map((one): Other => ({ of: 'taken', one })),
];
export const otherName = ({ of, one }: Other): string => (of === 'trusted' ? one.principal : one.arn);
export const otherKind = ({ of, one }: Other): string =>
  of === 'trusted' ? word('trustedBy', one.kind) : 'sts:AssumeRole';

export const wayColumns = (): GridColumn<Way>[] => [
  {
    key: 'name',
    title: t('column.principal'),
    width: 210,
    text: (row) => row.principal?.name ?? t('mapping.anyone'),
  },
  { key: 'mechanism', title: t('column.mechanism'), width: 130, text: (row) => mechanismText(row.mechanism) },
  { key: 'status', title: t('column.status'), width: 96, text: (row) => t(`grantStatus.${row.status}`) },
  {
    key: 'users',
    title: t('access.column.people'),
    width: 84,
    face: 'num',
    text: (row) => (row.status === 'works' ? number(row.users) : ''),
    value: (row) => (row.status === 'works' ? row.users : null),
    order: (row) => row.users,
  },
  {
    key: 'issues',
    title: t('column.issues'),
    width: 240,
    room: 640,
    text: (row) => row.issues.map((issue) => word('grantIssue', issue)).join(' '),
  },
];
export const otherColumns = (): GridColumn<Other>[] => [
  { key: 'name', title: t('column.trustedBy'), width: 320, face: 'mono', text: otherName },
  { key: 'kind', title: t('column.kind'), width: 150, text: otherKind },
  { key: 'decision', title: t('access.column.decision'), width: 130, text: ({ one }) => t(`access.decision.${one.decision}`) },
]; // prettier-ignore
