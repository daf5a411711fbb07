/** Security descriptors as SDDL text. Their entries as rows, with names, are the security subject's work. */
import { SecurityDescriptorError } from '../security/error.ts';
import { parseSecurityDescriptor } from '../security/parse.ts';
import { formatSddl } from '../security/sddl.ts';
import { decodeBytes } from './syntax.ts';
import type { DecodedValue, Syntax } from './syntax.ts';

function decode(bytes: Uint8Array): DecodedValue {
  try {
    return { text: formatSddl(parseSecurityDescriptor(bytes)) };
  } catch (error) {
    if (error instanceof SecurityDescriptorError) return decodeBytes(bytes);
    throw error;
  }
}

/** `defaultSecurityDescriptor` of the schema is SDDL text already and needs no decoder. */
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
  decode: (value) => (typeof value === 'string' ? null : decode(value)),
};
