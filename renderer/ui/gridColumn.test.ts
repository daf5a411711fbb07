import { expect, it } from 'vitest';
import { rowText } from './gridColumn.ts';

it('makes one line of a row, whatever its cells hold', () => {
  const columns = ['a', 'b', 'c'].map((key) => ({
    key,
    title: key,
    width: 100,
    text: (row: Record<string, string>) => row[key] ?? '',
  }));
  expect(rowText(columns, { a: 'CN=x', b: 'two\r\nlines\tand a tab' })).toBe('CN=x\ttwo lines and a tab\t');
});
