/** What counts as membership: each mechanism's own, and that of a claim rule which asks by a search of its own. */
import { mechanisms } from '../mapping/grant.ts';
import type { Grant, Mechanism } from '../mapping/grant.ts';

/**
 * `chain`: `member`, followed through groups of every kind, as LDAP_MATCHING_RULE_IN_CHAIN follows it; `direct`: `member` alone. The
 * search goes to the user's own domain: groups of others are not found, and the chain stops at its edge. Neither counts the primary
 * group nor stand-ins of other domains (facts/group-role-mapping.md §4, 4; notes on traps).
 */
export const countings = [...mechanisms, 'chain', 'direct'] as const;
export type Counting = (typeof countings)[number];

export const countingOf = ({ mechanism, membership }: Pick<Grant, 'mechanism' | 'membership'>): Counting =>
  membership ?? mechanism;

export const isSearch = (counting: Counting | 'anywhere'): counting is 'chain' | 'direct' =>
  counting === 'chain' || counting === 'direct';

/** Only rules of SAML ask by a search. */
export const mechanismOf = (counting: Counting): Mechanism => (isSearch(counting) ? 'saml' : counting);

/** Whether members of a group within a group count. */
export const followsGroups = (counting: Counting): boolean =>
  counting !== 'delegation' && counting !== 'direct';

/** Whether groups on the way must be those that enter tokens. */
export const wantsSecurityGroups = (counting: Counting): boolean => counting === 'saml';
