/** The columns of the list of sessions. Where there is little room, the inspector says what gives way. */
import { codeText } from '../../../app/faultText.ts';
import { t } from '../../../app/i18n/index.ts';
import type { Session } from '#contract/sessions/session.ts';
import type { SessionState } from '#domain/session/lifetime.ts';
import type { GridColumn } from '../../../ui/gridColumn.ts';
import { clock } from '../countdown.ts';
import type { Grouping, SessionRow } from './sessionRows.ts';

interface Now {
  readonly now: number;
  stateNow(session: Session): SessionState;
}

/** Time left, where there is any that can be used. */
export const leftText = (session: Session, { now, stateNow }: Now): string =>
  ['expired', 'gone'].includes(stateNow(session)) ? '–' : clock(Date.parse(session.expiresAt) - now);

export const accountText = ({ account, accountAlias }: Session): string =>
  accountAlias === null ? account : `${accountAlias} ${account}`;

export function sessionColumns(clockOf: Now, grouping: Grouping): GridColumn<Session>[] {
  const column = (
    key: string,
    title: string,
    width: number,
    room: number,
    text: (session: Session) => string,
    more: Partial<GridColumn<Session>> = {},
  ): GridColumn<Session> => ({
    key,
    title,
    width,
    sortable: true,
    ...(room > 0 ? { room } : {}),
    text,
    ...more,
  });
  return [
    column('name', t('column.name'), 170, 0, ({ name }) => name),
    column('left', t('sessions.expiresIn'), 86, 0, (each) => leftText(each, clockOf), {
      face: 'num',
      order: ({ expiresAt }) => expiresAt,
    }),
    column('state', t('column.state'), 180, 0, (each) => {
      const word = t(`sessions.state.${clockOf.stateNow(each)}`);
      return each.failure === null
        ? word
        : `${word}. ${t('sessions.failed', { why: codeText(each.failure.fault) })}`;
    }),
    column('role', t('column.role'), 140, 500, ({ roleName }) => roleName ?? '', {
      order: ({ roleName }) => roleName,
    }),
    ...(grouping === 'account' ? [] : [column('account', t('column.account'), 230, 560, accountText)]),
    column('origin', t('sessions.origin'), 136, 780, ({ origin }) => origin ?? t('sessions.defaultChain')),
    ...(grouping === 'group'
      ? []
      : [
          column('group', t('sessions.group'), 110, 860, ({ group }) => group ?? '', {
            order: ({ group }) => group,
          }),
        ]),
    column('kept', t('column.kept'), 92, 940, ({ tier }) => t(`sessions.kept.${tier}`)),
  ];
}

/** The same over rows that may be headings. */
export const rowColumns = (columns: readonly GridColumn<Session>[]): GridColumn<SessionRow>[] =>
  columns.map(({ text, order: _order, value: _value, ...rest }) => ({
    ...rest,
    text: (row) => (row.of === 'row' ? text(row.session) : (row.title ?? t('sessions.noGroup'))),
  }));
