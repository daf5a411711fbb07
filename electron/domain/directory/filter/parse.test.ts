import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codePoint } from '#test/support/text.ts';
import { arbitraryFilter } from './fixtures.ts';
import { formatFilter } from './format.ts';
import { parseFilter } from './parse.ts';
import { FilterSyntaxError } from './problem.ts';
import { escapeValue, textValue } from './value.ts';

const runs = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);

describe('text and tree', () => {
  it.each([
    // The examples of RFC 4515 §4.
    ['(cn=Babs Jensen)', '(cn=Babs Jensen)'],
    ['(!(cn=Tim Howes))', '(!(cn=Tim Howes))'],
    ['(&(objectClass=Person)(|(sn=Jensen)(cn=Babs J*)))', '(&(objectClass=Person)(|(sn=Jensen)(cn=Babs J*)))'], // prettier-ignore
    ['(o=univ*of*mich*)', '(o=univ*of*mich*)'],
    ['(seeAlso=)', '(seeAlso=)'],
    ['(cn:caseExactMatch:=Fred Flintstone)', '(cn:caseExactMatch:=Fred Flintstone)'],
    ['(cn:=Betty Rubble)', '(cn:=Betty Rubble)'],
    ['(sn:dn:2.4.6.8.10:=Barney Rubble)', '(sn:dn:2.4.6.8.10:=Barney Rubble)'],
    ['(o:dn:=Ace Industry)', '(o:dn:=Ace Industry)'],
    ['(:1.2.3:=Wilma Flintstone)', '(:1.2.3:=Wilma Flintstone)'],
    ['(:DN:2.4.6.8.10:=Dino)', '(:dn:2.4.6.8.10:=Dino)'],
    [String.raw`(o=Parens R Us \28for all your parenthetical needs\29)`, String.raw`(o=Parens R Us \28for all your parenthetical needs\29)`], // prettier-ignore
    [String.raw`(cn=*\2A*)`, String.raw`(cn=*\2a*)`],
    [String.raw`(filename=C:\5cMyFile)`, String.raw`(filename=C:\5cMyFile)`],
    [String.raw`(bin=\00\00\00\04)`, String.raw`(bin=\00\00\00\04)`],
    [String.raw`(sn=Lu\c4\8di\c4\87)`, '(sn=Lučić)'],
    [String.raw`(1.3.6.1.4.1.1466.0=\04\02\48\69)`, String.raw`(1.3.6.1.4.1.1466.0=\04\02Hi)`],
    // What people paste.
    ['cn=no parentheses', '(cn=no parentheses)'],
    [' ( & ( cn=a ) \n (!( sn >= b)) ) ', '(&(cn=a )(!(sn>= b)))'],
    ['(cn=**)', '(cn=*)'],
    ['(cn=a**b)', '(cn=a*b)'],
    ['(cn=a:=b)', '(cn=a:=b)'],
  ])('%s', (text, canonical) => {
    expect(formatFilter(parseFilter(text))).toBe(canonical);
  });

  it('a tree comes back from its text', () => {
    fc.assert(
      fc.property(arbitraryFilter, (filter) => {
        expect(parseFilter(formatFilter(filter))).toEqual(filter);
      }),
      { numRuns: runs },
    );
  });

  it('a value comes back from its escaped text', () => {
    fc.assert(
      fc.property(fc.string({ unit: codePoint }), (text) => {
        expect(parseFilter(`(a=${escapeValue(text)})`)).toEqual({
          is: 'equal',
          attribute: 'a',
          value: textValue(text),
        });
      }),
      { numRuns: runs },
    );
  });

  it('tells where each rule stands', () => {
    const found: [string, number][] = [];
    parseFilter('(&(a:1.2:=x)(b:dn:caseExactMatch:=y))', { onRule: (...each) => found.push(each) });
    expect(found).toEqual([
      ['1.2', 5],
      ['caseExactMatch', 18],
    ]);
  });
});

describe('mistakes, with their place', () => {
  it.each([
    ['', 'open', 0],
    ['(', 'close', 1],
    ['()', 'operator', 1],
    ['(cn)', 'operator', 1],
    ['cn', 'operator', 0],
    ['(=x)', 'attribute', 1],
    ['(cn=a', 'close', 1],
    ['(cn=a))', 'trailing', 6],
    ['(cn=a)(cn=b)', 'trailing', 6],
    ['(cn=a(b)', 'character', 5],
    ['  (cn=a\\zz)', 'escape', 7],
    [String.raw`(cn=ab\2)`, 'escape', 6],
    [String.raw`(cn=x*y\2*)`, 'escape', 7],
    ['(cn>=a*)', 'character', 6],
    ['(&(cn=a)x)', 'close', 8],
    ['(&)', 'emptyList', 2],
    ['(| )', 'emptyList', 3],
    ['(&x)', 'open', 2],
    ['(!)', 'open', 2],
    ['(c n=a)', 'attribute', 1],
    ['(cn:a:b:=x)', 'rule', 1],
    ['(::=x)', 'rule', 1],
    ['(cn:dn:dn:=x)', 'rule', 1],
    ['(!(cn=a)(cn=b))', 'close', 8],
    [`${'(!'.repeat(200)}(a=b)${')'.repeat(200)}`, 'depth', 202],
  ])('%s', (text, code, position) => {
    expect(() => parseFilter(text)).toThrow(expect.objectContaining({ code, position }));
  });

  it('whatever comes: a tree that its text says again, or a mistake within the text', () => {
    const pieces = fc
      .array(
        fc.oneof(
          fc.constantFrom(
            '(',
            ')',
            '&',
            '|',
            '!',
            '=',
            '*',
            '\\',
            '2a',
            ':',
            '>',
            '~',
            'cn',
            'dn',
            ' ',
            '\0',
          ),
          fc.string({ unit: codePoint, maxLength: 2 }),
        ),
        { maxLength: 30 },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(pieces, (text) => {
        try {
          const filter = parseFilter(text);
          expect(parseFilter(formatFilter(filter))).toEqual(filter);
        } catch (error) {
          if (!(error instanceof FilterSyntaxError)) throw error;
          expect(error.position).toBeGreaterThanOrEqual(0);
          expect(error.position).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: runs * 5 },
    );
  });
});
