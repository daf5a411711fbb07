import { t } from '../../app/i18n/index.ts';
import { word } from '../../app/i18n/words.ts';
import type { boardGroups } from '#contract/auditChoices.ts';
import type { AuditFinding } from '#contract/audit.ts';
import type { GridColumn } from '../../ui/gridColumn.ts';
import { findingText, nameText } from './says.ts';
import type { BoardRow } from './useBoard.ts';

/** Columns of the board: what the headings or the filters say already is none. */
export function boardColumns(shown: {
  readonly group: (typeof boardGroups)[number] | null;
  readonly compared: boolean;
  readonly openAlone: boolean;
  readonly isMarked: (key: string) => boolean;
}): GridColumn<BoardRow>[] {
  const by = (group: (typeof boardGroups)[number]) => shown.group === group;
  return [
    ...(by('severity') ? [] : [{ key: 'severity', title: word('auditReport', 'severity'), width: 98, sortable: true, text: of((row) => word('auditSeverity', row.severity)) }]),
    { key: 'subject', title: word('auditReport', 'subject'), width: 180, sortable: true, text: of((row) => nameText(row.subject.name)) },
    { key: 'finding', title: word('auditReport', 'finding'), width: 320, text: of((row) => findingText(row)) },
    ...(shown.compared ? [{ key: 'drift', title: t('findings.facet.drift'), width: 134, room: 520, sortable: true, text: of((row) => row.drift === null ? '' : word('auditDrift', row.drift)) }] : []),
    ...(shown.openAlone ? [] : [{ key: 'state', title: t('findings.facet.state'), width: 112, room: 520, text: of((row) => row.suppression === null ? '' : t(`findings.state.${row.suppression.state === 'active' ? 'suppressed' : 'expired'}`)) }]),
    ...(by('owner') ? [] : [{ key: 'owner', title: word('auditReport', 'owner'), width: 130, room: 660, sortable: true, text: of((row) => row.owner?.name ?? '') }]),
    { key: 'account', title: word('auditReport', 'account'), width: 116, room: 820, sortable: true, face: 'mono' as const, text: of((row) => row.subject.account ?? '') },
    ...(by('check') ? [] : [{ key: 'check', title: word('auditReport', 'check'), width: 220, room: 1000, sortable: true, text: of((row) => word('auditTitle', row.check)) }]),
    { key: 'mark', title: t('findings.mark'), width: 52, text: of((row) => shown.isMarked(row.key) ? '✓' : '') },
  ];
} // prettier-ignore

/** A heading's cells are one. */
const of =
  (text: (row: AuditFinding) => string) =>
  (row: BoardRow): string =>
    row.of === 'group' ? row.title : text(row.row);
