/**
 * Addresses of the reviews place.
 *
 *   #/reviews                 all reviews
 *   #/reviews?r=ID            one: `g` groups, `st`, `rev`, `role`, `acc`, `since`, `q` filter, `i` = the chosen item
 */
import type { ReviewFilter, ReviewOrder } from '#contract/reviewItem.ts';
import { itemStates, sinceStates } from '#domain/review/codes.ts';

type Get = (key: string) => string | undefined;
export const groupings = ['role', 'person', 'none'] as const;
export type Grouping = (typeof groupings)[number];

export const numberOf = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : null;

export const readGrouping = (get: Get): Grouping => groupings.find((each) => each === get('g')) ?? 'role';
export const orderOf = (grouping: Grouping): ReviewOrder => (grouping === 'none' ? 'number' : grouping);

/** Values that hold commas (DNs) are written as JSON. */
export const listText = (values: readonly string[]): string | undefined =>
  values.length === 0 ? undefined : JSON.stringify(values);
export function readList(text: string | undefined): string[] {
  if (text === undefined) return [];
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.filter((each) => typeof each === 'string').slice(0, 1000) : [];
  } catch {
    return [];
  }
}

export const filterKeys = {
  states: 'st',
  reviewers: 'rev',
  roles: 'role',
  accounts: 'acc',
  since: 'since',
} as const;
export type FacetName = keyof typeof filterKeys;

export function readFilter(get: Get): ReviewFilter {
  const known = <T extends string>(all: readonly T[], values: readonly string[]) =>
    all.filter((each) => values.includes(each));
  const states = known(itemStates, readList(get('st')));
  const since = known(sinceStates, readList(get('since')));
  const lists = { reviewers: readList(get('rev')), roles: readList(get('role')), accounts: readList(get('acc')) };
  const text = (get('q') ?? '').slice(0, 256);
  return {
    ...(states.length > 0 ? { states } : {}),
    ...(since.length > 0 ? { since } : {}),
    ...Object.fromEntries(Object.entries(lists).filter(([, values]) => values.length > 0)),
    ...(text === '' ? {} : { text }),
  };
} // prettier-ignore
