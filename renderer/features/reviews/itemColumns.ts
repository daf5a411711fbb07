/** The columns of a review's items. */
import { t, time } from '../../app/i18n/index.ts';
import { word } from '../../app/i18n/words.ts';
import type { ReviewRow } from '#contract/reviewItem.ts';
import type { ReviewItems } from './useReviewItems.ts';
import type { ItemRow } from './useReviewItems.ts';

export const whoOf = (row: ReviewRow): string => row.person?.name ?? word('review', `gap.${row.gap?.code}`);

const seen = ({ lastSignIn, kind }: ReviewRow): string =>
  kind === 'notReadable'
    ? ''
    : lastSignIn.state === 'known'
      ? time(lastSignIn.at)
      : t(`reviews.inspector.${lastSignIn.state}`);

/** `follows`: there is a review before this one. */
export function itemColumns(items: ReviewItems, follows: boolean, isMarked: (number: number) => boolean) {
  const of =
    (text: (row: ReviewRow) => string) =>
    (row: ItemRow): string =>
      row.of === 'group' ? row.title : text(items.now(row.row));
  const column = (key: string, width: number, room: number | null, text: (row: ReviewRow) => string) => ({
    key,
    title: t(`reviews.column.${key === 'state' ? 'decision' : key}`),
    width,
    ...(room === null ? {} : { room }),
    text: of(text),
  });
  return [
    column('person', 190, null, whoOf),
    ...(items.grouping.value === 'role'
      ? []
      : [
          column('role', 150, null, ({ role }) => role.name),
          column('account', 110, 620, ({ role }) => role.accountName ?? role.account),
        ]),
    column('state', 122, null, (row) => word('review', `state.${row.state}`)),
    column('groups', 190, 520, ({ groups, gap }) => (gap ? (gap.name ?? '') : groups.join(', '))),
    column('reason', 150, 700, ({ reason }) => reason),
    column('lastSignIn', 126, 820, seen),
    ...(follows
      ? [column('since', 150, 900, ({ since }) => (since ? word('review', `since.${since}`) : ''))]
      : []),
    column('reviewer', 150, 980, ({ reviewer }) => reviewer.name),
    column('mark', 52, null, ({ number }) => (isMarked(number) ? '✓' : '')),
  ];
}
