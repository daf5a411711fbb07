import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codePoint } from '#test/support/text.ts';
import { DnSyntaxError, formatDn, parseDn } from './dn.ts';
import type { Dn } from './dn.ts';
import { dnKey, dnsNameOf, isDescendant, isDescendantKey, parentDn, rdnValue } from './dnKey.ts';

const numRuns = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);
const bytes = (...values: number[]) => Uint8Array.from(values);

describe('parse and format', () => {
  // RFC 4514 §4, RFC 2253 §5, and what Active Directory writes.
  it.each<[string, Dn, string?]>([
    ['', []],
    ['CN=Ann', [[{ type: 'CN', value: 'Ann' }]]],
    [
      'UID=jsmith,DC=example,DC=net',
      [
        [{ type: 'UID', value: 'jsmith' }],
        [{ type: 'DC', value: 'example' }],
        [{ type: 'DC', value: 'net' }],
      ],
    ],
    [
      'OU=Sales+CN=J.  Smith,DC=net',
      [
        [
          { type: 'OU', value: 'Sales' },
          { type: 'CN', value: 'J.  Smith' },
        ],
        [{ type: 'DC', value: 'net' }],
      ],
    ],
    ['CN=James \\"Jim\\" Smith\\, III', [[{ type: 'CN', value: 'James "Jim" Smith, III' }]]],
    ['CN=Before\\0dAfter', [[{ type: 'CN', value: 'Before\rAfter' }]], 'CN=Before\\0DAfter'],
    ['1.3.6.1.4.1.1466.0=#04024869', [[{ type: '1.3.6.1.4.1.1466.0', value: bytes(4, 2, 0x48, 0x69) }]]],
    ['CN=Lu\\C4\\8Di\\C4\\87', [[{ type: 'CN', value: 'Lučić' }]], 'CN=Lučić'],
    ['CN = a , DC = b', [[{ type: 'CN', value: 'a' }], [{ type: 'DC', value: 'b' }]], 'CN=a,DC=b'],
    [
      'O="Acme, Inc.";C=US',
      [[{ type: 'O', value: 'Acme, Inc.' }], [{ type: 'C', value: 'US' }]],
      'O=Acme\\, Inc.,C=US',
    ],
    ['CN=\\ a\\ ', [[{ type: 'CN', value: ' a ' }]]],
    ['CN=\\ ', [[{ type: 'CN', value: ' ' }]]],
    ['CN=\\#1', [[{ type: 'CN', value: '#1' }]]],
    ['CN=a#1', [[{ type: 'CN', value: 'a#1' }]]],
    ['CN=', [[{ type: 'CN', value: '' }]]],
    ['CN=a=b', [[{ type: 'CN', value: 'a=b' }]]],
    ['CN=a\\=b', [[{ type: 'CN', value: 'a=b' }]], 'CN=a=b'],
    ['CN=x\\0ADEL:1', [[{ type: 'CN', value: 'x\nDEL:1' }]]],
    ['CN=백두산,OU=팀', [[{ type: 'CN', value: '백두산' }], [{ type: 'OU', value: '팀' }]]],
  ])('%s', (text, dn, formatted = text) => {
    expect(parseDn(text)).toEqual(dn);
    expect(formatDn(dn)).toBe(formatted);
  });

  it.each([
    ['Ann', 'equals', 3],
    ['=a', 'type', 0],
    ['CN=a,', 'type', 5],
    ['CN=a,,DC=b', 'type', 5],
    ['CN=a+', 'type', 5],
    ['CN=a\\', 'escape', 4],
    ['CN=a\\zz', 'escape', 4],
    ['CN=\\ff', 'utf8', 3],
    ['CN=#0', 'hex', 4],
    ['CN=#', 'hex', 4],
    ['CN=#04 x', 'hex', 4],
    ['CN="a', 'quote', 3],
    ['CN="a"b', 'quote', 6],
    ['CN=a"b', 'quote', 4],
    ['<GUID=0>', 'type', 0],
  ])('%s is refused: %s', (text, problem, at) => {
    expect(() => parseDn(text)).toThrow(expect.objectContaining({ name: 'DnSyntaxError', problem, at }));
  });

  const value = fc.oneof(
    fc.string({ unit: codePoint }),
    fc.string(),
    fc.uint8Array({ minLength: 1, maxLength: 8 }),
  );
  const rdn = fc.array(fc.record({ type: fc.constantFrom('CN', 'ou', 'dc', '2.5.4.3', 'x-y'), value }), {
    minLength: 1,
    maxLength: 2,
  });

  it('parsing what was formatted gives the same name', () => {
    const same = (dn: Dn) => {
      expect(parseDn(formatDn(dn))).toEqual(dn);
    };
    fc.assert(fc.property(fc.array(rdn, { maxLength: 5 }), same), { numRuns });
  });

  const parsed = (text: string): Dn | null => {
    try {
      return parseDn(text);
    } catch (error) {
      if (error instanceof DnSyntaxError && error.at <= text.length) return null;
      throw error;
    }
  };

  it('any text is a name or a typed error, and walking it never fails otherwise', () => {
    const text = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'CN=,;+\\"# <a0f') }),
      fc.string({ unit: codePoint }),
    );
    fc.assert(
      fc.property(text, (text) => {
        const key = dnKey(text);
        const parent = parentDn(key);
        const dn = parsed(text);
        if (dn === null) return;
        expect(dnKey(formatDn(dn))).toBe(key);
        expect(dnKey(key)).toBe(key);
        expect(parent).toBe(dn.length < 2 ? null : dnKey(formatDn(dn.slice(1))));
        expect(rdnValue(text) === null).toBe(dn.length === 0);
      }),
      { numRuns: numRuns * 5 },
    );
  });
});

describe('keys', () => {
  it.each([
    ['CN=Ann,DC=Corp', 'cn=ann,dc=corp'],
    ['cn = ANN , dc=corp', 'cn=ann,dc=corp'],
    ['CN=A  B,DC=x', 'cn=a b,dc=x'],
    ['CN=\\ A\\20,DC=x', 'cn=a,dc=x'],
    ['CN="A, B",DC=x', 'cn=a\\, b,dc=x'],
    ['CN=A\\2c B,DC=x', 'cn=a\\, b,dc=x'],
    ['UID=1+CN=b,DC=x', 'cn=b+uid=1,dc=x'],
    ['CN=É', 'cn=é'],
    ['not a name', 'not a name'],
  ])('%s', (text, key) => expect(dnKey(text)).toBe(key));

  it.each([
    ['CN=a,DC=x', 'dc=X', true],
    ['CN=a,OU=b,DC=x', 'DC=x', true],
    ['DC=x', 'DC=x', false],
    ['CN=a\\,DC=x', 'DC=x', false],
    ['CN=a\\\\,DC=x', 'DC=x', true],
    ['DC=yx', 'x', false],
    ['DC=x', '', true],
    ['', '', false],
  ])('%s below %s: %s', (dn, ancestor, below) => expect(isDescendant(dn, ancestor)).toBe(below));

  it('a name lies below its parent', () => {
    const part = fc.string({ unit: codePoint, maxLength: 6 });
    fc.assert(
      fc.property(part, part, (a, b) => {
        const dn = formatDn([
          [{ type: 'CN', value: a }],
          [{ type: 'OU', value: b }],
          [{ type: 'DC', value: 'x' }],
        ]);
        expect(isDescendantKey(dnKey(dn), dnKey(parentDn(dn)!))).toBe(true);
      }),
      { numRuns },
    );
  });
});

describe('parts', () => {
  it.each([
    ['CN=a,DC=x', 'DC=x', 'a'],
    ['CN=a\\,b, DC=x,DC=y', 'DC=x,DC=y', 'a,b'],
    ['CN="a,b";DC=x', 'DC=x', 'a,b'],
    ['DC=x', null, 'x'],
    ['', null, null],
    ['CN=#0401,DC=x', 'DC=x', '#0401'],
    ['CN=a+UID=b,DC=x', 'DC=x', 'a'],
  ])('%s', (dn, parent, value) => {
    expect(parentDn(dn)).toBe(parent);
    expect(rdnValue(dn)).toBe(value);
  });

  it.each([
    ['CN=Users,DC=corp,DC=example,DC=com', 'corp.example.com'],
    ['dc=eu,dc=corp', 'eu.corp'],
    ['CN=x', null],
    ['DC=a,O=b', null],
  ])('DNS name of %s', (dn, name) => expect(dnsNameOf(dn)).toBe(name));
});
