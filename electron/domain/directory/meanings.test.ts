import { describe, expect, it } from 'vitest';
import { bitCodes } from './bits.ts';
import { functionalLevel } from './functionalLevel.ts';
import { groupKindCode, groupTypeBits, isSecurityGroup } from './groupType.ts';
import { accountType } from './sAMAccountType.ts';
import { encryptionTypeBits } from './supportedEncryptionTypes.ts';
import { trustDirection, trustKind, trustType } from './trust.ts';
import { userAccountControlBits } from './userAccountControl.ts';
import { wellKnownSid } from './wellKnown.ts';

// facts/active-directory.md §6.
describe('groupType', () => {
  it.each([
    [-2147483646, 'group.global.security'],
    [2, 'group.global.distribution'],
    [-2147483640, 'group.universal.security'],
    [8, 'group.universal.distribution'],
    [-2147483644, 'group.domainLocal.security'],
    [4, 'group.domainLocal.distribution'],
    [-2147483643, 'group.builtin.security'],
    [2147483650, 'group.global.security'],
    [16, 'group.appBasic.distribution'],
    [32, 'group.appQuery.distribution'],
    [0, 'group.unknown.distribution'],
  ])('%d is %s', (value, code) => {
    expect(groupKindCode(value)).toBe(code);
    expect(isSecurityGroup(value)).toBe(code.endsWith('.security'));
  });

  it('has the codes of its bits', () => {
    expect(bitCodes(groupTypeBits, -2147483643)).toEqual([
      'groupType.builtin',
      'groupType.domainLocal',
      'groupType.security',
    ]);
  });
});

describe('bits', () => {
  it.each([
    [512, ['normalAccount']],
    [66050, ['disabled', 'normalAccount', 'passwordNeverExpires']],
    [532480, ['serverTrust', 'trustedForDelegation']],
    [0x1000000 + 0x1000, ['workstationTrust', 'trustedToAuthForDelegation']],
    [0x800010, ['lockedOut', 'passwordExpired']],
    [0, []],
  ])('userAccountControl %d', (value, flags) => {
    expect(bitCodes(userAccountControlBits, value)).toEqual(
      flags.map((flag) => `userAccountControl.${flag}`),
    );
  });

  it('never hides a bit it does not know', () => {
    expect(bitCodes(encryptionTypeBits, 0x40000018)).toEqual([
      'encryption.aes128',
      'encryption.aes256',
      'unknownBits',
    ]);
    expect(bitCodes(encryptionTypeBits, -1)).toHaveLength(encryptionTypeBits.length + 1);
  });
});

describe('trusts', () => {
  it.each([
    [2, 0x20, 'intraForest'],
    [2, 0x28, 'intraForest'],
    [2, 0x8, 'forest'],
    [3, 0x1, 'realm'],
    [2, 0x4, 'external'],
    [1, 0, 'external'],
  ])('type %d, attributes %d: %s', (type, attributes, kind) =>
    expect(trustKind(type, attributes)).toBe(kind),
  );

  it('names directions and types, and nothing beyond', () => {
    expect([-1, 0, 1, 2, 3, 4].map(trustDirection)).toEqual([
      null,
      'disabled',
      'inbound',
      'outbound',
      'both',
      null,
    ]);
    expect([0, 1, 2, 3, 4, 5, 6].map(trustType)).toEqual([
      null,
      'downlevel',
      'uplevel',
      'mit',
      'dce',
      'aad',
      null,
    ]);
  });
});

describe('levels, account types, well-known SIDs', () => {
  it.each([
    [0, '2000'],
    [4, '2008R2'],
    [7, '2016'],
    [8, null],
    [10, '2025'],
  ])('level %d: %s', (value, level) => expect(functionalLevel(value)).toBe(level));

  it.each([
    [0x1000_0000, 'securityGroup'],
    [0x2000_0001, 'localDistributionGroup'],
    [0x3000_0001, 'computer'],
    [0x3000_0003, null],
  ])('account type %d: %s', (value, type) => expect(accountType(value)).toBe(type));

  it.each([
    ['S-1-5-11', 'authenticatedUsers'],
    ['S-1-5-32-544', 'administrators'],
    ['S-1-5-21-1-2-3-512', 'domainAdmins'],
    ['S-1-5-21-1-2-3-1512', null],
    ['S-1-5-21-1-2-512', null],
    ['S-1-5-32-512', null],
  ])('%s: %s', (sid, name) => expect(wellKnownSid(sid)).toBe(name));
});
