import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { codePoint } from '#test/support/text.ts';
import { safeFileName } from './fileName.ts';

it.each([
  ['users', 'csv', 'users.csv'],
  ['users.CSV', 'csv', 'users.csv'],
  ['corp.example.com', 'ldif', 'corp.example.com.ldif'],
  ['사용자 목록', 'json', '사용자 목록.json'],
  ['../../etc/passwd', 'csv', 'passwd.csv'],
  ['C:\\Windows\\x', 'csv', 'x.csv'],
  ['.bashrc', 'csv', 'bashrc.csv'],
  ['a\u0000b\u202Ec\n', 'csv', 'abc.csv'],
  ['con', 'csv', 'export.csv'],
  ['com1.x', 'csv', 'export.csv'],
  ['', 'json', 'export.json'],
  ['..', 'json', 'export.json'],
  ['x'.repeat(500), 'csv', `${'x'.repeat(120)}.csv`],
] as const)('%j for %s is %j', (suggested, format, name) => {
  expect(safeFileName(suggested, format)).toBe(name);
});

it('is a single name, whatever was suggested', () => {
  fc.assert(
    fc.property(fc.string({ unit: codePoint }), (suggested) => {
      const name = safeFileName(suggested, 'csv');
      expect(name).toMatch(/^[^./\\][^/\\]*\.csv$/su);
      expect(name).not.toMatch(/[\p{Cc}<>:"|?*]/u);
    }),
  );
});
