/** Security descriptors: bytes and their size; reading their entries is the access subject's work. */
import { decodeBytes } from './syntax.ts';
import type { Syntax } from './syntax.ts';

export const securityDescriptorSyntax: Syntax<'securityDescriptor'> = {
  name: 'securityDescriptor',
  attributes: [
    'nTSecurityDescriptor',
    'msDS-AllowedToActOnBehalfOfOtherIdentity',
    'msDS-GroupMSAMembership',
    'msDFS-LinkSecurityDescriptorv2',
    'msDS-UserAllowedToAuthenticateTo',
    'msDS-UserAllowedToAuthenticateFrom',
    'msDS-ComputerAllowedToAuthenticateTo',
    'msDS-ServiceAllowedToAuthenticateTo',
    'msDS-ServiceAllowedToAuthenticateFrom',
    'msExchMailboxSecurityDescriptor',
    'fRSRootSecurity',
    'pKIEnrollmentAccess',
  ],
  decode: (value) => (typeof value === 'string' ? null : decodeBytes(value)),
};
