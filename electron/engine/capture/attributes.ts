/** What a capture asks of every object. */
import type { RawValue } from '#domain/directory/object.ts';
import type { SearchControls } from '#ldap/api.ts';
import { isActiveDirectory } from '../rootDse.ts';

export interface Asked {
  readonly attributes: readonly string[];
  readonly controls: SearchControls;
}

/** All user attributes, and those that AD gives only when named (facts/active-directory.md §6, §7). */
const activeDirectory: Asked = {
  attributes: ['*', 'nTSecurityDescriptor', 'msDS-User-Account-Control-Computed', 'createTimeStamp'],
  controls: { descriptors: true, linkTtl: true },
};
/** RFC 3673: `+` asks for the operational attributes. */
const generic: Asked = { attributes: ['*', '+'], controls: {} };

export function askedOf(dse: Readonly<Record<string, readonly RawValue[]>>): Asked {
  return isActiveDirectory(dse) ? activeDirectory : generic;
}
