/** The columns of the list of directories: one line a directory. */
import type { DirectoryRow } from '#contract/estate/directories.ts';
import { number, t } from '../../app/i18n/index.ts';
import { word } from '../../app/i18n/words.ts';
import type { GridColumn } from '../../ui/gridColumn.ts';
import { absence, reading, stateCell, value, warning } from '../estate/facts.ts';
import type { Cell } from '../estate/facts.ts';
import { kindText } from './story/overview.ts';
import { endsCell } from './story/trusts.ts';

const notApplicable = (): Cell => absence({ state: 'notApplicable' });

const mfa = (row: DirectoryRow): Cell =>
  row.type === 'SimpleAD'
    ? notApplicable()
    : row.radiusStatus === null
      ? value(null)
      : row.radiusStatus === 'Completed'
        ? value(t('directories.mfaOn'))
        : stateCell(row.radiusStatus);

function trusts({ trusts: of }: DirectoryRow): Cell {
  if (of.state === 'read' && of.value.failing > 0)
    return warning(t('directories.trustsFailing', { count: of.value.total, failing: of.value.failing }));
  return reading(of, ({ total }) => (total === 0 ? null : number(total)));
}

/** Whether both ends of its trusts say the same, and whether AWS and the directory's own objects do. */
function ends({ trusts: of }: DirectoryRow): Cell {
  if (of.state !== 'read') return absence(of);
  const { total, endsAgree, issues } = of.value;
  const [first] = issues;
  if (first)
    return {
      ...warning(t(`directories.ends.${first.code}`)),
      why: issues
        .map(({ code, remoteDomainName }) => `${remoteDomainName}: ${word('estate', `trustIssue.${code}`)}`)
        .join('\n'),
    };
  return total === 0 ? value(null, '–') : endsCell(endsAgree);
}

const ldaps = ({ ldaps: of }: DirectoryRow): Cell =>
  of.state === 'read' ? (of.value === null ? value(null) : stateCell(of.value)) : absence(of);

const forest = (row: DirectoryRow): Cell => {
  const tie = row.ties[0];
  return tie ? value(`${tie.relation === 'pointsAt' ? '→ ' : ''}${tie.sourceName}`) : value(null);
};

interface DirectoryColumn extends Omit<GridColumn<DirectoryRow>, 'text'> {
  readonly cell: (row: DirectoryRow) => Cell;
}
const columns = (): readonly DirectoryColumn[] => [
  { key: 'name', title: t('column.domain'), width: 176, cell: (row) => value(row.name) },
  { key: 'type', title: t('column.kind'), width: 224, cell: (row) => value(kindText(row)) },
  { key: 'stage', title: t('column.state'), width: 96, cell: (row) => stateCell(row.stage) },
  { key: 'region', title: t('column.region'), width: 122, room: 720, face: 'mono', cell: (row) => value(row.region) },
  { key: 'trusts', title: t('directories.s.trusts'), width: 124, room: 660, cell: trusts },
  { key: 'ends', title: t('directories.column.ends'), width: 128, cell: ends },
  { key: 'mfa', title: t('column.mfa'), width: 122, room: 940, cell: mfa },
  { key: 'ldaps', title: t('directories.column.ldaps'), width: 124, room: 1120, cell: ldaps },
  { key: 'forest', title: t('directories.column.forest'), width: 150, room: 1270, cell: forest },
  { key: 'account', title: t('column.account'), width: 108, room: 1380, face: 'mono', cell: (row) => value(row.account) },
  { key: 'directoryId', title: t('column.directoryId'), width: 118, room: 1500, face: 'mono', cell: (row) => value(row.directoryId) },
]; // prettier-ignore

/** Columns as a grid takes them, and the cell of each. */
export function directoryColumns() {
  const all = columns();
  return {
    columns: all.map(({ cell, ...rest }) => ({ ...rest, text: (row: DirectoryRow) => cell(row).text })),
    cells: new Map(all.map(({ key, cell }) => [key, cell])),
  };
}

/** One directory occurs once in each Region and snapshot. */
export const directoryKey = (row: Pick<DirectoryRow, 'snapshotId' | 'directoryId' | 'region'>): string =>
  `${row.snapshotId}.${row.directoryId}.${row.region}`;
