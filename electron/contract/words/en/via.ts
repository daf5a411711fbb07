import type { MembershipVia } from '../../../domain/access/chain.ts';

/** How one membership is known. */
export const via: Record<MembershipVia, string> = {
  member: 'member',
  primaryGroup: 'primary group',
  foreignPrincipal: 'foreign security principal',
};
