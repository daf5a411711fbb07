import type { TrustKind } from '../../../domain/mapping/trustKinds.ts';

/** Who may take a role, by kind of trust. */
export const trustedBy: Record<TrustKind, string> = {
  saml: 'SAML provider',
  ds: 'Directory Service',
  'identity-center': 'IAM Identity Center',
  account: 'AWS account',
  service: 'AWS service',
  'web-identity': 'Web identity',
  anyone: 'Anyone',
};
