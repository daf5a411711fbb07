/** Needs that are counted over a snapshot (facts/active-directory.md §6; schema names). */
import type { NeedCount } from './model.ts';

export interface CountedNeed {
  readonly of: NeedCount;
  /** What tells it: shown of the first ones. */
  readonly fields: readonly string[];
  /** Where no object has any of these, absence proves nothing. Empty: a class, which every object tells of itself. */
  readonly rests: readonly string[];
  /** `configuration`: in that context, where `domains` is in those of domains. */
  readonly in: 'domains' | 'configuration';
}

const account = ['userAccountControl'];
export const countedNeeds = [
  { of: 'smartCardAccounts', fields: account, rests: account, in: 'domains' },
  {
    of: 'delegatingAccounts',
    fields: ['msDS-AllowedToDelegateTo', 'userAccountControl'],
    rests: account,
    in: 'domains',
  },
  { of: 'unconstrainedAccounts', fields: account, rests: account, in: 'domains' },
  { of: 'managedAccounts', fields: ['sAMAccountName'], rests: [], in: 'domains' },
  { of: 'sidHistoryObjects', fields: ['sIDHistory'], rests: [], in: 'domains' },
  { of: 'exchangeObjects', fields: ['objectClass'], rests: [], in: 'configuration' },
  { of: 'certificateAuthorities', fields: ['dNSHostName'], rests: [], in: 'configuration' },
  { of: 'federationServices', fields: ['objectClass'], rests: [], in: 'domains' },
] as const satisfies readonly CountedNeed[];

/** Accounts that a connector cannot sign in: no Kerberos pre-authentication, and not disabled. */
export const withoutPreAuthentication =
  '(&(objectCategory=person)(objectClass=user)(userAccountControl:1.2.840.113556.1.4.803:=4194304)(!(userAccountControl:1.2.840.113556.1.4.803:=2)))';
