import { describe, expect, it } from 'vitest';
import type { Query, QueryPlace } from '#contract/queries.ts';
import { readQuery, writeQuery } from './address.ts';

const query: Query = { filter: '(cn=a)', base: null, scope: 'sub', columns: [], sort: null };
const read = (of: Record<string, string | undefined>) => readQuery((key) => of[key]);

describe('the address of a query', () => {
  it.each<[string, QueryPlace, Query]>([
    ['of a snapshot', { of: 'snapshot', snapshotId: 3 }, query],
    ['live', { of: 'live', profileId: 'p1' }, { ...query, base: 'OU=a,DC=b', scope: 'one' }],
    [
      'with columns and an order',
      { of: 'snapshot', snapshotId: 3 },
      { ...query, columns: ['mail', 'pwdLastSet'], sort: { attribute: 'mail', descending: true } },
    ],
  ])('%s is read as it was written', (_, place, one) => {
    expect(read(writeQuery(place, one))).toEqual({ place, query: one });
  });

  it('is of strangers: what makes no sense is left out', () => {
    expect(read({ s: 'x', f: '' })).toEqual({ place: null, query: null });
    expect(read({ s: '1', f: '(cn=a)', sc: 'all', col: 'a b,mail,(', sort: '-(' })).toEqual({
      place: { of: 'snapshot', snapshotId: 1 },
      query: { ...query, columns: ['mail'] },
    });
  });
});
