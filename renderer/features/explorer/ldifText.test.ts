import { describe, expect, it } from 'vitest';
import { ldifText } from './ldifText.ts';

const attribute = (name: string, text: string, encoding: 'utf8' | 'hex' = 'utf8') => ({
  name,
  syntax: 'text',
  decoded: [{ text }],
  raw: [{ text, encoding }],
  total: 1,
});

describe('LDIF of one object', () => {
  it.each([
    ['plain', attribute('cn', 'Alice'), 'cn: Alice'],
    ['leading space', attribute('cn', ' Alice'), 'cn:: IEFsaWNl'],
    ['trailing space', attribute('cn', 'Alice '), 'cn:: QWxpY2Ug'],
    ['colon first', attribute('cn', ':x'), 'cn:: Ong='],
    ['Korean', attribute('cn', '김'), 'cn:: 6rmA'],
    ['line feed', attribute('info', 'a\nb'), 'info:: YQpi'],
    ['bytes', attribute('objectSid', '0105ff', 'hex'), 'objectSid:: AQX/'],
    ['empty', attribute('info', ''), 'info: '],
  ])('writes %s', (_, each, line) => {
    expect(ldifText('CN=a', [each])).toBe(`version: 1\ndn: CN=a\n${line}\n`);
  });

  it('folds long lines', () => {
    const lines = ldifText('CN=a', [attribute('description', 'x'.repeat(200))]).split('\n');
    expect(Math.max(...lines.map((each) => each.length))).toBe(76);
    expect(
      lines
        .slice(2)
        .map((each) => each.replace(/^ /, ''))
        .join(''),
    ).toBe(`description: ${'x'.repeat(200)}`);
  });
});
