import { t } from '../../app/i18n/index.ts';
import type { LiveRow } from '#contract/index.ts';
import type { ObjectRow } from '#domain/directory/object.ts';
import type { GridColumn } from '../../ui/DataGrid.vue';
import { kindText } from '../shared/objectFace.ts';

export type ListRow = ObjectRow | LiveRow;

/** Every column that a list of objects can show, in order. */
export function objectColumns(): GridColumn<ListRow>[] {
  return [
    { key: 'name', title: t('column.name'), width: 240, text: (row) => row.name },
    { key: 'kind', title: t('column.kind'), width: 170, text: kindText },
    {
      key: 'samAccountName',
      title: 'sAMAccountName',
      width: 150,
      face: 'mono',
      text: (row) => row.samAccountName ?? '',
    },
    {
      key: 'userPrincipalName',
      title: 'userPrincipalName',
      width: 220,
      face: 'mono',
      text: (row) => row.userPrincipalName ?? '',
    },
    { key: 'displayName', title: t('column.displayName'), width: 180, text: (row) => row.displayName ?? '' },
    { key: 'mail', title: t('column.mail'), width: 190, text: (row) => row.mail ?? '' },
    { key: 'description', title: t('column.description'), width: 260, text: (row) => row.description ?? '' },
    { key: 'sid', title: 'SID', width: 320, face: 'mono', text: (row) => row.sid ?? '' },
    { key: 'guid', title: 'GUID', width: 270, face: 'mono', text: (row) => row.guid ?? '' },
    { key: 'dn', title: t('column.dn'), width: 420, face: 'mono', text: (row) => row.dn },
  ];
}

const standard = ['name', 'kind', 'samAccountName', 'description'];
const storageKey = 'treeline.explorer.columns';

export function storedColumns(): string[] {
  const stored = JSON.parse(localStorage.getItem(storageKey) ?? 'null') as unknown;
  return Array.isArray(stored) && stored.length > 0 ? stored.map(String) : standard;
}
export const storeColumns = (keys: readonly string[]): void =>
  localStorage.setItem(storageKey, JSON.stringify(keys));
