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
] as const;
export type AccessNoteCode = (typeof accessNotes)[number];

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
