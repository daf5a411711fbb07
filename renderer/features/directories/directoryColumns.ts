/** The columns of the list of directories: one line a directory. */
import type { DirectoryFacts, DirectoryRow } from '#contract/estate/directories.ts';
import { number, t } from '../../app/i18n/index.ts';
import type { GridColumn } from '../../ui/gridColumn.ts';
import { absence, stateCell, value, warning } from '../estate/facts.ts';
import type { Cell } from '../estate/facts.ts';
import { kindText } from './story/overview.ts';

type FactsOf = (row: DirectoryRow) => DirectoryFacts | undefined;
const waiting: Cell = { text: '…', look: 'none' };
const notApplicable = (): Cell => absence({ state: 'notApplicable' });

const mfa = (row: DirectoryRow): Cell =>
  row.type === 'SimpleAD'
    ? notApplicable()
    : row.radiusStatus === null
      ? value(null)
      : row.radiusStatus === 'Completed'
        ? value(t('directories.mfaOn'))
        : stateCell(row.radiusStatus);

function trusts(facts: DirectoryFacts | undefined): Cell {
  if (!facts) return waiting;
  const of = facts.details?.trusts;
  if (of?.state !== 'read') return absence(of);
  const bad = of.value.rows.filter(({ state }) => stateCell(state).look === 'warning').length;
  if (bad > 0) return warning(t('directories.trustsFailing', { count: of.value.total, failing: bad }));
  return of.value.total === 0 ? value(null) : value(number(of.value.total));
}

function ldaps(facts: DirectoryFacts | undefined): Cell {
  if (!facts) return waiting;
  const of = facts.details?.ldaps;
  if (of?.state !== 'read') return absence(of);
  const status = of.value.rows.find(({ type }) => type === 'Client')?.status ?? of.value.rows[0]?.status;
  return status ? stateCell(status) : value(null);
}

const forest = (row: DirectoryRow): Cell => {
  const tie = row.ties[0];
  return tie ? value(`${tie.relation === 'pointsAt' ? '→ ' : ''}${tie.sourceName}`) : value(null);
};

interface DirectoryColumn extends Omit<GridColumn<DirectoryRow>, 'text'> {
  readonly cell: (row: DirectoryRow) => Cell;
}
const columns = (factsOf: FactsOf): readonly DirectoryColumn[] => [
  { key: 'name', title: t('column.domain'), width: 185, cell: (row) => value(row.name) },
  { key: 'type', title: t('column.kind'), width: 195, cell: (row) => value(kindText(row)) },
  { key: 'stage', title: t('column.state'), width: 84, cell: (row) => stateCell(row.stage) },
  { key: 'region', title: t('column.region'), width: 116, face: 'mono', cell: (row) => value(row.region) },
  { key: 'trusts', title: t('directories.s.trusts'), width: 104, cell: (row) => trusts(factsOf(row)) },
  { key: 'mfa', title: t('column.mfa'), width: 110, cell: mfa },
  { key: 'ldaps', title: t('directories.column.ldaps'), width: 110, room: 890, cell: (row) => ldaps(factsOf(row)) },
  { key: 'forest', title: t('directories.column.forest'), width: 150, room: 1040, cell: forest },
  { key: 'account', title: t('column.account'), width: 108, room: 1150, face: 'mono', cell: (row) => value(row.account) },
  { key: 'directoryId', title: t('column.directoryId'), width: 118, room: 1270, face: 'mono', cell: (row) => value(row.directoryId) },
]; // prettier-ignore

/** Columns as a grid takes them, and the cell of each. */
export function directoryColumns(factsOf: FactsOf) {
  const all = columns(factsOf);
  return {
    columns: all.map(({ cell, ...rest }) => ({ ...rest, text: (row: DirectoryRow) => cell(row).text })),
    cells: new Map(all.map(({ key, cell }) => [key, cell])),
  };
}
