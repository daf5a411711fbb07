import { expect, it } from 'vitest';
import { parseMapping } from './mappingFile.ts';

it.each<[string, string, unknown]>([
  ['commas', 'a,b\nkim,"CN=Kim\\, M,DC=b"\n', [{ line: 2, a: 'kim', b: 'CN=Kim\\, M,DC=b' }]],
  [
    'a byte order mark, semicolons, other columns',
    '\uFEFFname;B;A\nx;two;one\n',
    [{ line: 2, a: 'one', b: 'two' }],
  ],
  ['what was not filled in', 'a,b\none,\n,two\none,two\n', [{ line: 4, a: 'one', b: 'two' }]],
  ['our own guard against formulas', "a,b\n'=x,'-y\n", [{ line: 2, a: '=x', b: '-y' }]],
])('reads %s', (_, text, lines) => {
  expect(parseMapping(text, 'm.csv')).toEqual({ lines, issues: [] });
});

it('says that the columns are missing, and where a quote is open', () => {
  expect(parseMapping('from,to\n1,2\n', 'm.csv').issues).toEqual([
    { line: 1, problem: 'columns', text: 'from, to' },
  ]);
  expect(() => parseMapping('a,b\n"one,two\n', 'm.csv')).toThrow('csv.syntax');
});
