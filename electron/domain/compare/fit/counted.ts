/** Needs that are counted by filters over a snapshot (facts/active-directory.md §6; schema names). */
import type { NeedCount } from './model.ts';

const all = '1.2.840.113556.1.4.803';
const control = (bit: number): string => `(userAccountControl:${all}:=${bit})`;

export interface CountedNeed {
  readonly of: NeedCount;
  readonly filter: string;
  /** What tells it: shown of the first ones. */
  readonly fields: readonly string[];
  /** Where no object has any of these, absence proves nothing. Empty: a class, which every object tells of itself. */
  readonly rests: readonly string[];
  /** `configuration`: in that context, where `domains` is in those of domains. */
  readonly in: 'domains' | 'configuration';
}

const account = ['userAccountControl'];
export const countedNeeds: readonly CountedNeed[] = [
  {
    of: 'smartCardAccounts',
    filter: `(&(objectCategory=person)(objectClass=user)${control(0x4_0000)})`,
    fields: account,
    rests: account,
    in: 'domains',
  },
  {
    of: 'delegatingAccounts',
    filter: `(|(msDS-AllowedToDelegateTo=*)(msDS-AllowedToActOnBehalfOfOtherIdentity=*)${control(0x100_0000)})`,
    fields: ['msDS-AllowedToDelegateTo', 'userAccountControl'],
    rests: account,
    in: 'domains',
  },
  {
    // Controllers are always trusted so.
    of: 'unconstrainedAccounts',
    filter: `(&${control(0x8_0000)}(!${control(0x2000)}))`,
    fields: account,
    rests: account,
    in: 'domains',
  },
  {
    of: 'managedAccounts',
    filter:
      '(|(objectClass=msDS-GroupManagedServiceAccount)(objectClass=msDS-ManagedServiceAccount)(objectClass=msDS-DelegatedManagedServiceAccount))',
    fields: ['sAMAccountName'],
    rests: [],
    in: 'domains',
  },
  {
    of: 'sidHistoryObjects',
    filter: '(sIDHistory=*)',
    fields: ['sIDHistory'],
    rests: [],
    in: 'domains',
  },
  {
    of: 'exchangeObjects',
    filter: '(|(objectClass=msExchExchangeServer)(objectClass=msExchOrganizationContainer))',
    fields: ['objectClass'],
    rests: [],
    in: 'configuration',
  },
  {
    of: 'certificateAuthorities',
    filter: '(objectClass=pKIEnrollmentService)',
    fields: ['dNSHostName'],
    rests: [],
    in: 'configuration',
  },
];

/** Members, through groups, of these groups; the one account that every domain begins with (RID 500) aside. */
export const administratorRids = [512, 518, 519] as const;
/** Accounts that a connector cannot sign in: no Kerberos pre-authentication, and not disabled. */
export const withoutPreAuthentication = `(&(objectCategory=person)(objectClass=user)${control(0x40_0000)}(!${control(0x2)}))`;
