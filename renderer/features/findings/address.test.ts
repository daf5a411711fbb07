import { describe, expect, it } from 'vitest';
import { listOf, listText, readCompare, readFilter, readOff, readSort, sortText } from './address.ts';

const from =
  (query: Readonly<Record<string, string>>) =>
  (key: string): string | undefined =>
    query[key];

it('lists stand in an address and come back', () => {
  for (const values of [['a'], ['', 'CN=Kim\\, Min,OU=R&D', '~'], ['100%']])
    expect(listOf(listText(values))).toEqual(values);
  expect(listText([])).toBeUndefined();
  expect(listOf('%E0%A4%A')).toEqual(['%E0%A4%A']);
});

describe('a filter', () => {
  it.each([
    [{}, { states: ['open'] }],
    [{ st: 'all' }, {}],
    [{ st: 'nonsense' }, { states: ['open'] }],
    [{ sev: 'low,critical,nonsense', st: 'all' }, { severities: ['critical', 'low'] }],
    [{ own: '~', acc: '111122223333,~', st: 'all' }, { owners: [''], accounts: ['111122223333', ''] }],
    [{ dr: 'new,gone', chk: 'wide-group', kind: 'role', q: ' x ', st: 'expired' }, { drift: ['new', 'gone'], checks: ['wide-group'], kinds: ['role'], text: 'x', states: ['expired'] }],
  ])('%j', (query, filter) => expect(readFilter(from(query as Record<string, string>))).toEqual(filter)); // prettier-ignore
});

it.each([
  [{}, { group: 'severity', by: 'severity', descending: false }],
  [
    { g: 'none', s: 'subject.down' },
    { group: null, by: 'subject', descending: true },
  ],
  [
    { g: 'owner', s: 'nonsense' },
    { group: 'owner', by: 'severity', descending: false },
  ],
])('an order %j', (query, sort) => {
  expect(readSort(from(query as Record<string, string>))).toEqual(sort);
});

it('says an order shortly', () => {
  expect(sortText({ by: 'severity', descending: false })).toBeUndefined();
  expect(sortText({ by: 'owner', descending: true })).toBe('owner.down');
});

it('knows what is compared with, and which checks are off', () => {
  expect(readCompare(from({}))).toBe('auto');
  expect(readCompare(from({ cmp: 'none' }))).toBeNull();
  expect(readCompare(from({ cmp: 'baseline' }))).toEqual({ with: 'baseline' });
  expect(readCompare(from({ cmp: '2026-09-30T00:00:00Z' }))).toMatchObject({ with: 'before' });
  expect(readCompare(from({ cmp: '2026-99-30T00:00:00Z' }))).toBeNull();
  expect(readOff(from({ off: 'wide-group,nonsense' }))).toEqual(['wide-group']);
});
