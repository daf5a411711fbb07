import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInQueries } from './builtIn.ts';
import { compileFilter } from './compile.ts';
import { arbitraryFilter } from './fixtures.ts';
import { formatFilter } from './format.ts';
import { parseFilter } from './parse.ts';
import { filterOfRows, rowOperators, rowsOf, unfinished } from './rows.ts';
import type { FilterGroup, FilterRow } from './rows.ts';

const runs = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);
const row = (attribute: string, operator: FilterRow['operator'], value = ''): FilterRow => ({
  is: 'row',
  attribute,
  operator,
  value,
});

describe('rows of a filter', () => {
  it.each<[string, FilterGroup | null]>([
    ['(cn=a)', { is: 'group', join: 'all', items: [row('cn', 'equals', 'a')] }],
    [
      String.raw`(&(cn=*\2a*)(!(mail=*))(|(a>=1)(b<=2))(!(|(c=x*)(d=*y))))`,
      {
        is: 'group',
        join: 'all',
        items: [
          row('cn', 'contains', '*'),
          row('mail', 'absent'),
          { is: 'group', join: 'any', items: [row('a', 'atLeast', '1'), row('b', 'atMost', '2')] },
          { is: 'group', join: 'none', items: [row('c', 'begins', 'x'), row('d', 'ends', 'y')] },
        ],
      },
    ],
    [
      '(|(u:1.2.840.113556.1.4.803:=2)(!(u:1.2.840.113556.1.4.804:=3))(m:1.2.840.113556.1.4.1941:=CN=x))',
      {
        is: 'group',
        join: 'any',
        items: [row('u', 'allBits', '2'), row('u', 'noBits', '3'), row('m', 'inChain', 'CN=x')],
      },
    ],
    // No words for these: the text stays.
    ['(cn=a*b)', null],
    ['(cn~=a)', null],
    ['(cn:dn:=a)', null],
    ['(cn:caseExactMatch:=a)', null],
    [String.raw`(objectGUID=\ff\fe)`, null],
    ['(!(&(a=1)(b=2)))', null],
    ['(&(a=1)(!(!(b=2))))', null],
  ])('%s', (text, rows) => {
    const filter = parseFilter(text);
    expect(rowsOf(filter)).toEqual(rows);
    if (rows) expect(formatFilter(filterOfRows(rows))).toBe(formatFilter(filter));
  });

  it('what they say is true of the same entries, whenever they say it', () => {
    const entry = { dn: 'CN=a', attributes: { cn: ['a', 'é'], sAMAccountName: ['*'], 'a-b': ['9'] } };
    fc.assert(
      fc.property(arbitraryFilter, (filter) => {
        const rows = rowsOf(filter);
        const same = rows ? filterOfRows(rows) : filter;
        expect(compileFilter(same)(entry)).toBe(compileFilter(filter)(entry));
      }),
      { numRuns: runs },
    );
  });

  it('rows come back from their filter', () => {
    const arbitraryRow = fc.record({
      is: fc.constant('row' as const),
      attribute: fc.constantFrom('cn', 'member', '2.5.4.3'),
      operator: fc.constantFrom(...rowOperators),
      value: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5 }),
    });
    const arbitraryGroup = fc.letrec<{ group: FilterGroup }>((tie) => ({
      group: fc.record({
        is: fc.constant('group' as const),
        join: fc.constantFrom('all', 'any', 'none'),
        items: fc.array(fc.oneof({ maxDepth: 3 }, arbitraryRow, tie('group')), {
          minLength: 2,
          maxLength: 3,
        }),
      }),
    })).group;
    const valueless = (item: FilterRow | FilterGroup): FilterRow | FilterGroup =>
      item.is === 'group'
        ? { ...item, items: item.items.map(valueless) }
        : item.operator === 'present' || item.operator === 'absent'
          ? { ...item, value: '' }
          : item;
    fc.assert(
      fc.property(arbitraryGroup, (group) => {
        const rows = valueless(group) as FilterGroup;
        expect(unfinished(rows)).toBeNull();
        expect(rowsOf(parseFilter(formatFilter(filterOfRows(rows))))).toEqual(rows);
      }),
      { numRuns: runs },
    );
  });

  it.each<[FilterRow | FilterGroup, boolean]>([
    [row('cn', 'equals', ''), true],
    [row('cn', 'contains', ''), false],
    [row('', 'present'), false],
    [row('a b', 'equals', 'x'), false],
    [{ is: 'group', join: 'all', items: [] }, false],
  ])('%j is finished: %s', (item, finished) => {
    expect(unfinished(item) === null).toBe(finished);
  });
});

describe('built-in queries', () => {
  const domains = {
    domainSids: ['S-1-5-21-1-2-3'],
    privilegedGroups: ['CN=Domain Admins,CN=Users,DC=corp,DC=example', 'CN=Odd (x)*\\,,DC=corp,DC=example'],
    lockoutMinutes: 30,
  };
  it.each(Object.entries(builtInQueries))('%s is a filter', (_, { filter, columns }) => {
    const text = typeof filter === 'string' ? filter : filter(domains);
    expect(formatFilter(parseFilter(text!))).toBe(text);
    expect(columns.length).toBeGreaterThan(0);
    expect(columns.length).toBeLessThanOrEqual(20);
  });
  it.each(['privilegedMembers'] as const)('%s cannot be asked where no domain is', (id) => {
    const { filter } = builtInQueries[id];
    expect(typeof filter === 'function' && filter({ ...domains, privilegedGroups: [] })).toBeNull();
  });
});
