import { attributeNamePattern, maxColumns, maxFilterLength, scopes } from '#contract/limits.ts';
import type { ListSort, Query, QueryPlace } from '#contract/queries.ts';

/** A query that was run, as the query part of its address. */
export interface QueryAddress {
  readonly place: QueryPlace | null;
  /** Null: nothing has run. */
  readonly query: Query | null;
}

const isAttribute = (name: string) => attributeNamePattern.test(name);

function sortOf(text: string | undefined): ListSort | null {
  if (!text) return null;
  const attribute = text.replace(/^-/, '');
  return isAttribute(attribute) ? { attribute, descending: text.startsWith('-') } : null;
}

export function readQuery(get: (key: string) => string | undefined): QueryAddress {
  const snapshot = get('s');
  const profileId = get('live');
  const place: QueryPlace | null =
    snapshot && /^\d{1,15}$/.test(snapshot)
      ? { of: 'snapshot', snapshotId: Number(snapshot) }
      : profileId
        ? { of: 'live', profileId }
        : null;
  const filter = get('f');
  if (!filter || filter.length > maxFilterLength) return { place, query: null };
  const columns = (get('col') ?? '').split(',').filter(isAttribute).slice(0, maxColumns);
  return {
    place,
    query: {
      filter,
      base: get('b') ?? null,
      scope: scopes.find((each) => each === get('sc')) ?? 'sub',
      columns,
      sort: sortOf(get('sort')),
    },
  };
}

export function writeQuery(place: QueryPlace, query: Query): Record<string, string | undefined> {
  return {
    s: place.of === 'snapshot' ? String(place.snapshotId) : undefined,
    live: place.of === 'live' ? place.profileId : undefined,
    f: query.filter,
    b: query.base ?? undefined,
    sc: query.scope === 'sub' ? undefined : query.scope,
    col: query.columns.join(',') || undefined,
    sort: query.sort ? `${query.sort.descending ? '-' : ''}${query.sort.attribute}` : undefined,
  };
}
