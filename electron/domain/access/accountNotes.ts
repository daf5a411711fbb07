import { accountExpiresAt } from '../directory/filetime.ts';
import { userAccountControl as flag } from '../directory/userAccountControl.ts';

/** What keeps an account from signing in, or an answer from being whole; codes under `accessNote.` */
export const accessNotes = [
  'accountDisabled',
  'accountExpired',
  'lockedOut',
  'passwordExpired',
  'passwordMustChange',
  'primaryGroupUnknown',
  'foreignPrincipalUnknown',
  'foreignPrincipalDropped',
  'domainLocalElsewhere',
  'searchMisses',
  'roleNotSent',
  'noFurtherRole',
] as const;
export type AccessNoteCode = (typeof accessNotes)[number];

/** The parameters of each code; the notes on memberships name the group, the role and its account, those on claim rules the rules. */
export const accessNoteParams: Readonly<Record<AccessNoteCode, readonly string[]>> = {
  accountDisabled: [],
  accountExpired: ['time'],
  lockedOut: [],
  passwordExpired: [],
  passwordMustChange: [],
  primaryGroupUnknown: ['group', 'role', 'account'],
  foreignPrincipalUnknown: ['group', 'role', 'account'],
  foreignPrincipalDropped: ['group', 'role', 'account'],
  domainLocalElsewhere: ['group', 'role', 'account'],
  searchMisses: ['group', 'role', 'account'],
  roleNotSent: ['rules', 'role', 'account'],
  noFurtherRole: ['rules'],
};

export interface AccessNote {
  readonly code: AccessNoteCode;
  readonly params: Readonly<Record<string, string>>;
}

/** The attributes that decide whether an account may sign in, as LDAP prints them; null = not there or not read. */
export interface AccountState {
  /** userAccountControl, decimal. */
  readonly userAccountControl: number | null;
  /** msDS-User-Account-Control-Computed, decimal: alone tells of lock-out and password expiry. */
  readonly computed: number | null;
  /** accountExpires: FILETIME, decimal; 0 and 9223372036854775807 = never. */
  readonly accountExpires: string | null;
  /** pwdLastSet: FILETIME, decimal; 0 = must change at next sign-in. */
  readonly pwdLastSet: string | null;
}

/**
 * What keeps the account from signing in, as of `readAt` (ISO 8601 UTC). The stored lock-out and expiry bits are not to be
 * trusted, so without the computed attribute nothing is said of them (facts/active-directory.md §6).
 */
export function accountNotes(account: AccountState, readAt: string): AccessNote[] {
  const notes: AccessNote[] = [];
  const note = (code: AccessNoteCode, params: AccessNote['params'] = {}) => void notes.push({ code, params });
  const control = account.userAccountControl ?? 0;
  const computed = account.computed ?? 0;
  if (control & flag.disabled) note('accountDisabled');
  const expires = accountExpiresAt(account.accountExpires);
  if (typeof expires === 'number' && expires <= Date.parse(readAt))
    note('accountExpired', { time: new Date(expires).toISOString() });
  if (computed & flag.lockedOut) note('lockedOut');
  const mayExpire = (control & (flag.passwordNeverExpires | flag.smartcardRequired)) === 0;
  if (account.pwdLastSet === '0' && mayExpire) note('passwordMustChange');
  else if (computed & flag.passwordExpired) note('passwordExpired');
  return notes;
}
