/** Sessions as the list shows them: filtered, in order, and under headings that can be closed. */
import type { Session } from '#contract/sessions/session.ts';
import { roleArnOf } from '#domain/session/request.ts';
import { orderOf } from '../../../ui/gridOrder.ts';
import type { GridSort, OrderColumn } from '../../../ui/gridOrder.ts';

export const groupings = ['none', 'group', 'account'] as const;
export type Grouping = (typeof groupings)[number];

export interface SessionHeading {
  readonly of: 'group';
  /** Of the closed ones: what is grouped by, and its value. */
  readonly key: string;
  /** Null: they have none. */
  readonly title: string | null;
  readonly count: number;
  readonly closed: boolean;
}
export type SessionRow = SessionHeading | { readonly of: 'row'; readonly session: Session };

/** What the text above the list looks in. */
const looked = ({ name, roleName, account, accountAlias, origin, group, region, request, arn }: Session) =>
  [name, roleName, account, accountAlias, origin, group, region, roleArnOf(request), arn]
    .map((text) => text ?? '')
    .join('\n')
    .toLowerCase();

/** Words in any order: each of them is to be found. */
export function fitting(sessions: readonly Session[], text: string): readonly Session[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return sessions;
  return sessions.filter((session) => {
    const hay = looked(session);
    return words.every((word) => hay.includes(word));
  });
}

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Without a header that leads: favourites first, then by name. Expiry moves with each refresh, names do not. */
const usual = (a: Session, b: Session): number =>
  Number(b.favourite) - Number(a.favourite) || byName.compare(a.name, b.name) || a.id.localeCompare(b.id);

const groupOf: Record<Exclude<Grouping, 'none'>, (session: Session) => string | null> = {
  group: ({ group }) => group,
  account: ({ account, accountAlias }) => (accountAlias === null ? account : `${accountAlias} ${account}`),
};

export function sessionRows(
  sessions: readonly Session[],
  asked: {
    readonly text: string;
    readonly sort: GridSort | null;
    readonly columns: readonly OrderColumn<Session>[];
    readonly grouping: Grouping;
    readonly closed: ReadonlySet<string>;
  },
): SessionRow[] {
  const kept = fitting(sessions, asked.text).toSorted(usual);
  const rows = orderOf(kept, asked.columns, asked.sort, '').map((at) => kept[at]!);
  const { grouping } = asked;
  if (grouping === 'none') return rows.map((session) => ({ of: 'row', session }));
  const groups = Map.groupBy(rows, groupOf[grouping]);
  return [...groups]
    .toSorted(([a], [b]) => Number(a === null) - Number(b === null) || byName.compare(a ?? '', b ?? ''))
    .flatMap(([title, members]): SessionRow[] => {
      const key = `${grouping}/${title ?? ''}`;
      // What was looked for is not hidden.
      const closed = asked.closed.has(key) && asked.text.trim() === '';
      return [
        { of: 'group', key, title, count: members.length, closed },
        ...(closed ? [] : members.map((session): SessionRow => ({ of: 'row', session }))),
      ];
    });
}
