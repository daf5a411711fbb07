import { describe, expect, it } from 'vitest';
import { objectKinds } from '#domain/directory/object.ts';
import { parseFilter } from '#domain/directory/filter/parse.ts';
import { filteredList, holdsText } from './filterRows.ts';

describe('a line above a list', () => {
  it('is a filter whatever is typed', () => {
    for (const text of ['kim', '(', '*', '\\', ')(cn=*', '김'])
      expect(parseFilter(holdsText(text))).toMatchObject({ is: 'or' });
    expect(holdsText('a*b')).toContain('(name=*a\\2ab*)');
  });

  it('asks below the container, of the kind, and besides the query', () => {
    const list = { of: 'children', snapshotId: 1, parentId: 8 } as const;
    expect(filteredList(list, ' ', 'OU=a')).toBe(list);
    expect(filteredList(list, 'x', null)).toBe(list);
    expect(filteredList(list, ' x ', 'OU=a')).toEqual({
      of: 'query',
      snapshotId: 1,
      base: 'OU=a',
      scope: 'one',
      filter: holdsText('x'),
    });
    const sort = { attribute: 'mail', descending: true };
    for (const kind of objectKinds) {
      const of = filteredList({ of: 'kind', snapshotId: 1, kinds: [kind], sort }, 'x', null);
      expect(of).toMatchObject({ of: 'query', scope: 'sub', base: null, sort });
      expect(parseFilter((of as { filter: string }).filter)).toMatchObject({ is: 'and' });
    }
    const query = { of: 'query', snapshotId: 1, base: 'DC=b', scope: 'sub', filter: '(cn=a)' } as const;
    expect(filteredList(query, 'x', null)).toEqual({ ...query, filter: `(&(cn=a)${holdsText('x')})` });
  });
});
