import { t } from '../../app/i18n/index.ts';
import type { LiveRow } from '#contract/index.ts';
import type { ExportColumn, ExportRowField } from '#contract/exports.ts';
import { maxColumns } from '#contract/limits.ts';
import type { Cell } from '#contract/queries.ts';
import type { ObjectRow } from '#domain/directory/object.ts';
import type { GridColumn } from '../../ui/gridColumn.ts';
import { kindText } from '../shared/objectFace.ts';
import { cellText } from './cellText.ts';

/** A row of objects, with the values of columns that are none of its own facts, by attribute in lower case. */
export type ListRow = (ObjectRow | LiveRow) & { readonly cells?: ReadonlyMap<string, Cell | null> };

interface RowField {
  readonly key: ExportRowField;
  /** What a list is sorted by, and a filter asks for. */
  readonly attribute: string;
  readonly title: () => string;
  readonly width: number;
  readonly mono?: boolean;
  readonly text: (row: ListRow) => string;
}
const fact =
  (key: 'samAccountName' | 'userPrincipalName' | 'displayName' | 'mail' | 'description' | 'sid' | 'guid') =>
  (row: ListRow) =>
    row[key] ?? '';

/** The facts that every row has, in the order offered. */
const rowFields: readonly RowField[] = [
  { key: 'name', attribute: 'name', title: () => t('column.name'), width: 240, text: (row) => row.name },
  { key: 'kind', attribute: 'kind', title: () => t('column.kind'), width: 170, text: kindText },
  {
    key: 'samAccountName',
    attribute: 'sAMAccountName',
    title: () => 'sAMAccountName',
    width: 150,
    mono: true,
    text: fact('samAccountName'),
  },
  {
    key: 'userPrincipalName',
    attribute: 'userPrincipalName',
    title: () => 'userPrincipalName',
    width: 220,
    mono: true,
    text: fact('userPrincipalName'),
  },
  {
    key: 'displayName',
    attribute: 'displayName',
    title: () => t('column.displayName'),
    width: 180,
    text: fact('displayName'),
  },
  { key: 'mail', attribute: 'mail', title: () => t('column.mail'), width: 190, text: fact('mail') },
  {
    key: 'description',
    attribute: 'description',
    title: () => t('column.description'),
    width: 260,
    text: fact('description'),
  },
  { key: 'sid', attribute: 'objectSid', title: () => 'SID', width: 320, mono: true, text: fact('sid') },
  { key: 'guid', attribute: 'objectGUID', title: () => 'GUID', width: 270, mono: true, text: fact('guid') },
  {
    key: 'dn',
    attribute: 'dn',
    title: () => t('column.dn'),
    width: 420,
    mono: true,
    text: (row) => row.dn,
  },
];
const byKey = new Map<string, RowField>(rowFields.map((field) => [field.key, field]));
const byAttribute = new Map<string, RowField>([
  ...rowFields.map((field) => [field.attribute.toLowerCase(), field] as const),
  ['distinguishedname', byKey.get('dn')!],
]);

/** The key of a column: a fact of the row where it is one, else the attribute as written. */
export const columnKey = (name: string): string => byAttribute.get(name.toLowerCase())?.key ?? name;
/** The attribute behind a column. */
export const columnAttribute = (key: string): string => byKey.get(key)?.attribute ?? key;
export const columnTitle = (key: string): string => byKey.get(key)?.title() ?? key;
export const rowFieldKeys: readonly string[] = rowFields.map(({ key }) => key);

/** Those of the columns whose values have to be fetched beside the rows. */
export const beyondRow = (keys: readonly string[]): string[] =>
  keys.filter((key) => !byKey.has(key)).slice(0, maxColumns);

/** The columns, name first. `sortable`: the list can be put in their order. */
export function objectColumns(keys: readonly string[], sortable: boolean): GridColumn<ListRow>[] {
  return [...new Set(['name', ...keys])].map((key): GridColumn<ListRow> => {
    const field = byKey.get(key);
    if (!field)
      return {
        key,
        title: key,
        width: 180,
        sortable,
        text: (row) => cellText(row.cells?.get(key.toLowerCase())),
      };
    return {
      key,
      title: field.title(),
      width: field.width,
      sortable,
      ...(field.mono ? { face: 'mono' as const } : {}),
      text: field.text,
    };
  });
}

/** The columns as an export names them. */
export const exportColumns = (columns: readonly GridColumn<ListRow>[]): ExportColumn[] =>
  columns.map(({ key, title }): ExportColumn => {
    const field = byKey.get(key);
    return field ? { of: 'row', field: field.key, title } : { of: 'attribute', attribute: key, title };
  });
