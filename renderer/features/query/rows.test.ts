import { describe, expect, it } from 'vitest';
import { formatFilter } from '#domain/directory/filter/format.ts';
import { filterOfRows, unfinished } from '#domain/directory/filter/rows.ts';
import type { FilterGroup, FilterRow } from '#domain/directory/filter/rows.ts';
import { added, emptyQuery, emptyRow, joined, replaced } from './rows.ts';

const row = (attribute: string, value = 'x'): FilterRow => ({
  is: 'row',
  attribute,
  operator: 'equals',
  value,
});
const text = (group: FilterGroup) => formatFilter(filterOfRows(group));

describe('editing conditions', () => {
  const one = replaced(emptyQuery, [0], row('cn'));
  const nested = added(one, [], { is: 'group', join: 'any', items: [row('sn'), row('mail')] });

  it('begins with a row to fill in', () => {
    expect(unfinished(emptyQuery)).toBe(emptyRow);
  });

  it.each([
    ['a row', one, '(cn=x)'],
    ['a row and a group', nested, '(&(cn=x)(|(sn=x)(mail=x)))'],
    ['another row in the group', added(nested, [1], row('title')), '(&(cn=x)(|(sn=x)(mail=x)(title=x)))'],
    ['the group joined otherwise', joined(nested, [1], 'none'), '(&(cn=x)(!(|(sn=x)(mail=x))))'],
    ['all joined otherwise', joined(nested, [], 'any'), '(|(cn=x)(|(sn=x)(mail=x)))'],
    ['a row of the group changed', replaced(nested, [1, 0], row('sn', 'y')), '(&(cn=x)(|(sn=y)(mail=x)))'],
    ['a row of the group gone', replaced(nested, [1, 1], null), '(&(cn=x)(sn=x))'],
    [
      'the last row of a group gone, and the group',
      replaced(replaced(nested, [1, 1], null), [1, 0], null),
      '(cn=x)',
    ],
  ])('%s', (_, group, filter) => {
    expect(text(group)).toBe(filter);
  });

  it('leaves what is not there alone', () => {
    expect(replaced(one, [0, 3], null)).toBe(one);
    expect(added(one, [0], row('sn'))).toBe(one);
    expect(joined(one, [4], 'any')).toBe(one);
  });
});
