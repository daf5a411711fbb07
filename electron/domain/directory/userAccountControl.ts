/**
 * userAccountControl (facts/active-directory.md §6; MS-ADTS 2.2.16). Locked out and password expired are true only in
 * msDS-User-Account-Control-Computed; cannot-change-password is really an access control entry.
 */
import type { BitTable } from './bits.ts';

export const userAccountControl = {
  script: 0x1,
  disabled: 0x2,
  homeDirectoryRequired: 0x8,
  lockedOut: 0x10,
  passwordNotRequired: 0x20,
  passwordCannotChange: 0x40,
  encryptedTextPassword: 0x80,
  temporaryDuplicate: 0x100,
  normalAccount: 0x200,
  interdomainTrust: 0x800,
  workstationTrust: 0x1000,
  serverTrust: 0x2000,
  passwordNeverExpires: 0x1_0000,
  majorityNodeSet: 0x2_0000,
  smartcardRequired: 0x4_0000,
  trustedForDelegation: 0x8_0000,
  notDelegated: 0x10_0000,
  desKeyOnly: 0x20_0000,
  preauthNotRequired: 0x40_0000,
  passwordExpired: 0x80_0000,
  trustedToAuthForDelegation: 0x100_0000,
  noAuthData: 0x200_0000,
  partialSecrets: 0x400_0000,
  useAesKeys: 0x800_0000,
} as const;
export type UserAccountControlFlag = keyof typeof userAccountControl;
export type UserAccountControlCode = `userAccountControl.${UserAccountControlFlag}`;

export const userAccountControlBits: BitTable<UserAccountControlCode> = Object.entries(
  userAccountControl,
).map(([flag, bit]) => [bit, `userAccountControl.${flag as UserAccountControlFlag}`] as const);
