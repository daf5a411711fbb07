import { t } from '../../app/i18n/index.ts';
import { word } from '../../app/i18n/words.ts';
import type { ControlRow } from '#contract/security.ts';
import type { GridColumn } from '../../ui/gridColumn.ts';
import { trusteeName } from './trusteeName.ts';

/** By which way a trustee decides, and what lets it take that way. */
export const wayText = (row: ControlRow): string =>
  [
    word('controlWay', row.way),
    ...(row.means === 'right' || row.way === row.means ? [] : [word('controlMeans', row.means)]),
  ].join(', ');

/** Who decides, as a file holds it: with the SIDs and DNs that the cards leave out. */
export function controlColumns(): GridColumn<ControlRow>[] {
  const column = (
    key: string,
    title: string,
    text: (row: ControlRow) => string,
    value?: GridColumn<ControlRow>['value'],
  ): GridColumn<ControlRow> => ({ key, title, width: 0, text, ...(value ? { value } : {}) });
  return [
    column('principal', t('security.principal'), (row) => trusteeName(row.trustee)),
    column('sid', 'SID', (row) => row.trustee.sid),
    column('expected', t('column.status'), (row) =>
      t(row.expected ? 'control.expected' : 'control.unexpected'),
    ),
    column('way', t('security.right'), wayText),
    column('where', t('column.dn'), (row) => row.where.dn),
    column('from', t('security.from'), (row) => row.inheritedFrom?.dn ?? ''),
    column('through', t('column.path'), (row) => row.through.join(' → ')),
    column(
      'people',
      t('control.peopleCount'),
      (row) => String(row.people ?? ''),
      (row) => row.people,
    ),
    column('limited', t('control.limited'), (row) => row.limitedBy.join(' ')),
    column('sddl', 'SDDL', (row) => row.sddl ?? ''),
  ];
}
