import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  linkEnds,
  linkUntilAttribute,
  mayHoldTtlLinks,
  parseTtlLink,
  readTtlLink,
  splitTtlLinks,
} from './ttlLink.ts';

const numRuns = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);
const utf8 = new TextEncoder();
const noon = Date.parse('2026-11-20T12:00:00Z');

describe('a link with a time to live', () => {
  it.each([
    ['<TTL=86400,CN=Kim,DC=a,DC=b>', { seconds: 86_400, dn: 'CN=Kim,DC=a,DC=b' }],
    ['<TTL=0,CN=a\\,b>c,DC=a>', { seconds: 0, dn: 'CN=a\\,b>c,DC=a' }],
    [utf8.encode('<TTL=5,CN=김>'), { seconds: 5, dn: 'CN=김' }],
    ['CN=Kim,DC=a', null],
    ['<TTL=-5,CN=a>', null],
    ['<TTL=5,CN=a', null],
    ['<GUID=00>;CN=a', null],
    [new Uint8Array([0x3c, 0xff]), null],
  ])('%s', (value, expected) => expect(parseTtlLink(value)).toEqual(expected));

  it('holds from the time of reading on', () => {
    expect(readTtlLink('<TTL=90,CN=a>', '2026-11-20T12:00:00.000Z')).toEqual({
      dn: 'CN=a',
      until: '2026-11-20T12:01:30Z',
    });
    expect(readTtlLink('CN=a', '2026-11-20T12:00:00Z')).toEqual({ dn: 'CN=a', until: null });
  });
});

describe('splitting an entry', () => {
  it('keeps plain links, and their ends beside them', () => {
    const entry = {
      dn: 'CN=g',
      attributes: {
        member: ['CN=a', '<TTL=3600,CN=b c,DC=d>'],
        'member;range=1-2': ['<TTL=1,CN=e>'],
        cn: ['g'],
      },
    };
    const split = splitTtlLinks(entry, noon);
    expect(split.attributes).toEqual({
      member: ['CN=a', 'CN=b c,DC=d'],
      'member;range=1-2': ['CN=e'],
      cn: ['g'],
      [linkUntilAttribute]: ['member 2026-11-20T13:00:00Z CN=b c,DC=d', 'member 2026-11-20T12:00:01Z CN=e'],
    });
    expect(linkEnds(split)).toEqual([
      { attribute: 'member', until: '2026-11-20T13:00:00Z', dn: 'CN=b c,DC=d' },
      { attribute: 'member', until: '2026-11-20T12:00:01Z', dn: 'CN=e' },
    ]);
  });

  it('leaves every other entry as it is', () => {
    const entry = {
      dn: 'CN=g',
      attributes: { member: ['CN=a'], info: ['<TTL'], jpegPhoto: [new Uint8Array(3)] },
    };
    expect(splitTtlLinks(entry, noon)).toBe(entry);
    expect(linkEnds({ attributes: { [linkUntilAttribute]: ['nonsense', 'member 2026 CN=a'] } })).toEqual([]);
  });

  it('is told by the bytes of a page, and never missed', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), fc.boolean(), (before, after, holds) => {
        const value = holds ? utf8.encode('<TTL=7,CN=a>') : new Uint8Array();
        const bytes = Uint8Array.from([...before, ...value, ...after]);
        const text = String.fromCharCode(...bytes);
        expect(mayHoldTtlLinks(bytes)).toBe(text.includes('<TTL='));
      }),
      { numRuns },
    );
  });
});
