import type { ControlCode } from '../../../domain/directory/security/codes.ts';

/** Control flags of a security descriptor. */
export const sdControl: Record<ControlCode, string> = {
  ownerDefaulted: 'owner by default',
  groupDefaulted: 'group by default',
  daclPresent: 'has a DACL',
  daclDefaulted: 'DACL by default',
  saclPresent: 'has a SACL',
  saclDefaulted: 'SACL by default',
  daclTrusted: 'DACL trusted',
  serverSecurity: 'server security',
  daclInheritRequired: 'DACL inheritance requested',
  saclInheritRequired: 'SACL inheritance requested',
  daclAutoInherited: 'DACL inherits automatically',
  saclAutoInherited: 'SACL inherits automatically',
  daclProtected: 'DACL protected: inherits nothing',
  saclProtected: 'SACL protected: inherits nothing',
  resourceManagerValid: 'resource manager bits',
  selfRelative: 'self-relative',
};
