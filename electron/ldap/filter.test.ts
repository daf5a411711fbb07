import fc from 'fast-check';
import { BerWriter, FilterParser } from 'ldapts';
import { describe, expect, it } from 'vitest';
import { Fault } from '#contract/faults.ts';
import { encodeFilter } from './filter.ts';

/** The same filter by ldapts, for values that it writes right: those below 0x80. */
function byLdapts(text: string): string {
  const writer = new BerWriter();
  FilterParser.parseString(text).write(writer);
  return writer.buffer.toString('hex');
}

describe('writes the same bytes as ldapts', () => {
  it.each([
    '(cn=Babs Jensen)',
    '(!(cn=Tim Howes))',
    '(&(objectClass=Person)(|(sn=Jensen)(cn=Babs J*)))',
    '(o=univ*of*mich*)',
    '(cn=*end)',
    '(cn=*a*b*)',
    '(seeAlso=*)',
    '(a>=1)',
    '(a<=z)',
    '(a~=near)',
    '(cn:caseExactMatch:=Fred Flintstone)',
    '(cn:=Betty Rubble)',
    '(sn:dn:2.4.6.8.10:=Barney Rubble)',
    '(o:dn:=Ace Industry)',
    '(:1.2.3:=Wilma Flintstone)',
    '(:DN:2.4.6.8.10:=Dino)',
    '(userAccountControl:1.2.840.113556.1.4.803:=2)',
    String.raw`(o=Parens R Us \28for all your parenthetical needs\29)`,
    String.raw`(cn=*\2a*)`,
    String.raw`(filename=C:\5cMyFile)`,
    'cn=no parentheses',
  ])('%s', (text) => {
    expect(encodeFilter(text).toString('hex')).toBe(byLdapts(text));
  });
});

describe('values are bytes', () => {
  it.each([
    // RFC 4515, section 4, and a GUID's bytes.
    [String.raw`(bin=\00\00\00\04)`, '040362696e040400000004'],
    [String.raw`(sn=Lu\c4\8di\c4\87)`, '0402736e04074c75c48d69c487'],
    ['(sn=Lučić)', '0402736e04074c75c48d69c487'],
    [String.raw`(objectGUID=\ff\80\00)`, '040a6f626a656374475549440403ff8000'],
  ])('%s', (text, content) => {
    const length = (content.length / 2).toString(16).padStart(2, '0');
    expect(encodeFilter(text).toString('hex')).toBe(`a3${length}${content}`);
  });

  it('of every kind', () => {
    const runs = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const escaped = [...bytes].map((byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('');
        const encoded = encodeFilter(`(a=${escaped})`);
        expect(encoded.subarray(encoded.length - bytes.length).equals(Buffer.from(bytes))).toBe(true);
      }),
      { numRuns: runs },
    );
  });
});

describe('refuses with the place of the mistake', () => {
  it.each([
    ['', '1'],
    ['(', '2'],
    ['()', '2'],
    ['(cn)', '2'],
    ['(=x)', '2'],
    ['(cn=a', '2'],
    ['(cn=a))', '7'],
    ['(cn=a)(cn=b)', '7'],
    ['(cn=a(b)', '6'],
    [String.raw`(cn=\zz)`, '5'],
    [String.raw`(cn=ab\2)`, '7'],
    ['(&(cn=a)x)', '9'],
    ['(c n=a)', '2'],
    ['(cn:a:b:=x)', '2'],
    ['(::=x)', '2'],
    ['(!(cn=a)(cn=b))', '9'],
    [`${'(!'.repeat(200)}(a=b)${')'.repeat(200)}`, '203'],
  ])('%s', (text, place) => {
    try {
      encodeFilter(text);
    } catch (cause) {
      expect(cause).toBeInstanceOf(Fault);
      expect((cause as Fault).code).toBe('input.invalid');
      expect(String((cause as Fault<'input.invalid'>).params.detail).split(':')[0]).toBe(place);
      return;
    }
    throw new Error('taken');
  });

  it('whatever comes: bytes or a fault', () => {
    const runs = 500 * Number(process.env['TREELINE_FUZZ'] ?? 1);
    const pieces = fc.array(
      fc.constantFrom('(', ')', '&', '|', '!', '=', '*', '\\', '2a', ':', '>', '~', 'cn', ' ', '가', '\0'),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        try {
          expect(encodeFilter(parts.join('')).length).toBeGreaterThan(1);
        } catch (cause) {
          expect(cause).toBeInstanceOf(Fault);
        }
      }),
      { numRuns: runs },
    );
  });
});
