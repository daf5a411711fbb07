import { describe, expect, it } from 'vitest';
import { groupedRows } from './groupedRows.ts';

const rows = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name }));
const wishes: [number, number][] = [];
const inner = {
  total: rows.length,
  error: null,
  at: (index: number) => rows[index],
  want: (first: number, last: number) => void wishes.push([first, last]),
  reload: () => undefined,
  stop: () => undefined,
};
const group = (value: string, count: number) => ({ value, title: value, count });
const said = (source: ReturnType<typeof groupedRows<{ name: string }>>) =>
  Array.from({ length: source.total! }, (_, index) => {
    const row = source.at(index)!;
    return row.of === 'group' ? `[${row.title} ${row.count}]` : row.row.name;
  }).join(' ');

describe('rows under headings', () => {
  it.each([
    [[], 'a b c d e'],
    [[group('x', 2), group('y', 0), group('z', 3)], '[x 2] a b [z 3] c d e'],
    // More than the groups know of.
    [[group('x', 1)], '[x 1] a b c d e'],
  ])('%j', (groups, expected) => {
    const source = groupedRows(inner, groups);
    expect(said(source)).toBe(expected);
    const text = expected
      .split(' [')
      .join(' [')
      .match(/\[[^\]]+\]|\w+/g)!;
    for (const [offset, { name }] of rows.entries()) expect(text[source.indexOf(offset)]).toBe(name);
  });

  it('asks for what is seen alone, and keeps a row what it is', () => {
    const source = groupedRows(inner, [group('x', 2), group('z', 3)]);
    source.want(0, 3);
    source.want(3, 6);
    source.want(0, 1);
    expect(wishes).toEqual([[0, 2], [2, 4], [0, 1]]); // prettier-ignore
    expect(source.at(1)).toBe(source.at(1));
  });
});
