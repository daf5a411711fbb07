/** What a file of claim rules has to do with AWS, by what it says of itself. */
import { isAwsTrust } from '../claims/parse/trusts.ts';
import type { ClaimTrust } from '../claims/parse/trusts.ts';
import type { RuleUse } from './settings.ts';

export function useOf(trusts: readonly ClaimTrust[]): RuleUse {
  if (trusts.some(reachesAws)) return 'issuance';
  return trusts.some(({ kind }) => kind === 'claimsProvider') ? 'acceptance' : 'none';
}

/** A trust that is switched off gives nobody a token. */
export const reachesAws = (trust: ClaimTrust): boolean =>
  trust.kind !== 'claimsProvider' && trust.enabled !== false && isAwsTrust(trust);
