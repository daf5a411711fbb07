/** The attributes that a plan looks at, by a number each, so that one pass over packed entries finds them without strings. */
import { mailboxAttributes } from '#domain/compare/fit/products.ts';
import { baseName } from '#domain/directory/values.ts';

export const fields = [
  'objectClass',
  'sAMAccountName',
  'userPrincipalName',
  'mail',
  'userAccountControl',
  'accountExpires',
  'lastLogonTimestamp',
  'servicePrincipalName',
  'msDS-AllowedToDelegateTo',
  'msDS-AllowedToActOnBehalfOfOtherIdentity',
  'msDS-GroupMSAMembership',
  'msDS-HostServiceAccount',
  'sIDHistory',
  'userCertificate',
  'altSecurityIdentities',
  'msDS-KeyCredentialLink',
  'groupType',
  'operatingSystem',
  'managedBy',
  'isCriticalSystemObject',
  'gPLink',
  ...mailboxAttributes,
  'lDAPDisplayName',
  'systemFlags',
  'attributeID',
  'governsID',
] as const;
export type Field = (typeof fields)[number];

/** By attribute number: the number of its field from 1; 0 = of no interest. */
export function fieldNumbers(attributeNames: readonly string[]): Uint8Array {
  const numbers = new Map(fields.map((name, at) => [name.toLowerCase(), at + 1]));
  const found = new Uint8Array(attributeNames.length + 1);
  attributeNames.forEach((name, at) => {
    found[at + 1] = numbers.get(baseName(name).toLowerCase()) ?? 0;
  });
  return found;
}
