import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guidOf, guidToBytes, guidToFilter, guidToText } from './guid.ts';
import { fromHex, toHex } from './hex.ts';
import { domainSidOf, ridOf, sidInDomain, sidOf, sidToBytes, sidToFilter, sidToText } from './sid.ts';

const numRuns = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);

describe('GUID', () => {
  // MS-DTYP 2.3.4.2: the first three fields little-endian.
  const hex = '33221100554477668899aabbccddeeff';
  const text = '00112233-4455-6677-8899-aabbccddeeff';

  it('shows its bytes in the order of its fields', () => {
    expect(guidToText(fromHex(hex)!)).toBe(text);
    expect(toHex(guidToBytes(`{${text.toUpperCase()}}`)!)).toBe(hex);
    expect(guidToFilter('bf9679c0-0de6-11d0-a285-00aa003049e2')).toBe(
      '\\c0\\79\\96\\bf\\e6\\0d\\d0\\11\\a2\\85\\00\\aa\\00\\30\\49\\e2',
    );
  });

  it.each([
    ['{BF9679C0-0DE6-11D0-A285-00AA003049E2}', 'bf9679c0-0de6-11d0-a285-00aa003049e2'],
    ['bf9679c0', null],
    [new Uint8Array(15), null],
    [undefined, null],
  ])('%s → %s', (value, expected) => expect(guidOf(value)).toBe(expected));

  it('goes there and back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        expect(guidToBytes(guidToText(bytes)!)).toEqual(bytes);
      }),
      { numRuns },
    );
  });
});

describe('SID', () => {
  // MS-DTYP 2.4.2.
  it.each([
    ['010100000000000100000000', 'S-1-1-0'],
    ['01020000000000052000000020020000', 'S-1-5-32-544'],
    ['0105000000000005150000000100000002000000ffffffff00020000', 'S-1-5-21-1-2-4294967295-512'],
    ['010000000000000f', 'S-1-15'],
    ['010100010000000000000000', 'S-1-0x000100000000-0'],
  ])('%s ↔ %s', (hex, text) => {
    expect(sidToText(fromHex(hex)!)).toBe(text);
    expect(toHex(sidToBytes(text)!)).toBe(hex);
  });

  it.each([
    '',
    'S-1',
    'S-2-5-18',
    'S-1-5-4294967296',
    'S-1-4294967296-1',
    'S-1-5-',
    'S-1-5-1 ',
    `S-1-5${'-1'.repeat(16)}`,
  ])('%j is none', (text) => expect(sidToBytes(text)).toBeNull());

  it('bytes are one SID or none', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc
        .array(fc.nat(0xffff_ffff), { maxLength: 15 })
        .map((parts) => sidToBytes(`S-1-5${parts.map((part) => `-${part}`).join('')}`)!),
    );
    fc.assert(
      fc.property(bytes, (bytes) => {
        const text = sidToText(bytes);
        expect(text === null ? bytes : sidToBytes(text)).toEqual(bytes);
        expect(text !== null || bytes[0] !== 1 || bytes.length !== 8 + 4 * bytes[1]!).toBe(true);
      }),
      { numRuns },
    );
  });

  it('has a domain and a RID', () => {
    expect(domainSidOf('S-1-5-21-1-2-3-512')).toBe('S-1-5-21-1-2-3');
    expect(domainSidOf('S-1-5-21-1-2-3')).toBeNull();
    expect(domainSidOf('S-1-5-32-544')).toBeNull();
    expect(ridOf('S-1-5-21-1-2-3-512')).toBe(512);
    expect(ridOf('S-1-5')).toBeNull();
    expect(sidInDomain('S-1-5-21-1-2-3', 513)).toBe('S-1-5-21-1-2-3-513');
    expect(sidToFilter('S-1-1-0')).toBe('\\01\\01\\00\\00\\00\\00\\00\\01\\00\\00\\00\\00');
    expect(sidOf('s-1-5-18')).toBe('S-1-5-18');
    expect(sidOf(Uint8Array.of(1))).toBeNull();
  });
});
