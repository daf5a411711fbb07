import { describe, expect, it } from 'vitest';
import { accountNotes } from './accountNotes.ts';
import type { AccountState } from './accountNotes.ts';

const readAt = '2026-11-20T08:00:00Z';
/** FILETIME of a time, decimal. */
const filetime = (iso: string) => String(BigInt(Date.parse(iso)) * 10_000n + 116_444_736_000_000_000n);
const normal: AccountState = {
  userAccountControl: 0x200,
  computed: 0,
  accountExpires: '9223372036854775807',
  pwdLastSet: filetime('2026-10-01T00:00:00Z'),
};

// Source of the bits: facts/active-directory.md §6.
describe('an account', () => {
  it.each<[string, Partial<AccountState>, readonly string[]]>([
    ['in order', {}, []],
    [
      'of which nothing was read',
      { userAccountControl: null, computed: null, accountExpires: null, pwdLastSet: null },
      [],
    ],
    ['disabled', { userAccountControl: 0x202 }, ['accountDisabled']],
    [
      'that expired before it was read',
      { accountExpires: filetime('2026-11-20T07:59:59Z') },
      ['accountExpired'],
    ],
    ['that expires as it is read', { accountExpires: filetime(readAt) }, ['accountExpired']],
    ['that expires later', { accountExpires: filetime('2026-11-20T08:00:01Z') }, []],
    ['with expiry 0 never expires', { accountExpires: '0' }, []],
    ['with an expiry that is no number', { accountExpires: 'soon' }, []],
    ['locked out', { computed: 0x10 }, ['lockedOut']],
    ['with the stored lock-out bit, which says nothing', { userAccountControl: 0x210, computed: null }, []],
    ['with an expired password', { computed: 0x80_0000 }, ['passwordExpired']],
    ['that must change its password', { pwdLastSet: '0', computed: 0x80_0000 }, ['passwordMustChange']],
    ['whose password never expires', { pwdLastSet: '0', userAccountControl: 0x1_0200 }, []],
    ['with a smart card', { pwdLastSet: '0', userAccountControl: 0x4_0200 }, []],
    [
      'disabled and locked out',
      { userAccountControl: 0x202, computed: 0x10 },
      ['accountDisabled', 'lockedOut'],
    ],
  ])('%s', (_name, more, codes) => {
    expect(accountNotes({ ...normal, ...more }, readAt).map(({ code }) => code)).toEqual(codes);
  });

  it('says when it expired', () => {
    expect(accountNotes({ ...normal, accountExpires: filetime('2026-01-31T00:00:00Z') }, readAt)).toEqual([
      { code: 'accountExpired', params: { time: '2026-01-31T00:00:00.000Z' } },
    ]);
  });
});
