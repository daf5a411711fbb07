import type { Mechanism } from '../../../domain/mapping/grant.ts';

/** How a group reaches a role. */
export const mechanism: Record<Mechanism, string> = {
  saml: 'SAML federation',
  delegation: 'Directory Service console access',
  'identity-center': 'IAM Identity Center',
};
