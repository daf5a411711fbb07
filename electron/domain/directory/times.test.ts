import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accountExpiresAt,
  filetimeToMs,
  isoTime,
  msToFiletime,
  parseInt64,
  spanSeconds,
} from './filetime.ts';
import { generalizedTimeToIso } from './generalizedTime.ts';

const numRuns = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);

describe('FILETIME', () => {
  it.each([
    ['0', '1601-01-01T00:00:00Z'],
    ['116444736000000000', '1970-01-01T00:00:00Z'],
    ['116444735999999999', '1969-12-31T23:59:59.999Z'],
    ['133500000000000000', '2024-01-17T21:20:00Z'],
    ['9223372036854775806', '+030828-09-14T02:48:05.477Z'],
    ['9223372036854775807', null],
    ['-1', null],
    ['-9223372036854775808', null],
  ])('%s: %s', (text, iso) => {
    const ms = filetimeToMs(parseInt64(text)!);
    expect(ms === null ? null : isoTime(ms)).toBe(iso);
  });

  it.each(['', '1.0', '0x1', '9223372036854775808', '-9223372036854775809', ' 1', '12345678901234567890'])(
    '%j is no int64',
    (text) => expect(parseInt64(text)).toBeNull(),
  );

  it('goes to milliseconds and back', () => {
    const same = (ms: number) => {
      expect(filetimeToMs(msToFiletime(ms))).toBe(ms);
    };
    fc.assert(fc.property(fc.integer({ min: -11644473600000, max: 8.64e14 }), same), { numRuns });
  });

  it.each([
    ['0', 'never'],
    ['9223372036854775807', 'never'],
    ['116444736010000000', 1000],
    [null, null],
    ['x', null],
  ])('an account with accountExpires %s expires: %s', (text, at) => expect(accountExpiresAt(text)).toBe(at));

  it.each([
    [-36288000000000n, 3628800],
    [36288000000000n, 3628800],
    [0n, 0],
    [-0x8000_0000_0000_0000n, 'endless'],
  ])('a span of %s is %s s', (value, seconds) => expect(spanSeconds(value)).toBe(seconds));
});

// RFC 4517 §3.3.13, and AD's `.0Z`.
describe('GeneralizedTime', () => {
  it.each([
    ['20241122101500.0Z', '2024-11-22T10:15:00Z'],
    ['20241122101500Z', '2024-11-22T10:15:00Z'],
    ['16010101000000.0Z', '1601-01-01T00:00:00Z'],
    ['20241122101500.123456Z', '2024-11-22T10:15:00.123Z'],
    ['199412161032Z', '1994-12-16T10:32:00Z'],
    ['199412160532-0500', '1994-12-16T10:32:00Z'],
    ['1994121610.5Z', '1994-12-16T10:30:00Z'],
    ['199412161032,5+01', '1994-12-16T09:32:30Z'],
    ['20240229000000Z', '2024-02-29T00:00:00Z'],
    ['20161231235960Z', '2017-01-01T00:00:00Z'],
    ['00010101000000Z', '0001-01-01T00:00:00Z'],
    ['20230229000000Z', null],
    ['20241322101500Z', null],
    ['20241122241500Z', null],
    ['20241122101500', null],
    ['20241100101500Z', null],
    ['', null],
  ])('%s: %s', (text, iso) => expect(generalizedTimeToIso(text)).toBe(iso));
});
