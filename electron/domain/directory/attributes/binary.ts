/**
 * The attributes whose values are bytes (schema syntaxes Octet String, SID, NT security descriptor, Replica Link;
 * MS-ADTS 3.1.1.2.2.2): an LDAP reader asks for them as buffers, an LDIF reader keeps them undecoded. Compared with the
 * Windows Server 2016 schema; left out are the X.500 octet strings that hold text (telexNumber and its like) and secrets.
 */
import { baseName } from '../values.ts';
import { bytesSyntax } from './bytes.ts';
import { binaryGuidAttributes } from './guid.ts';
import { securityDescriptorSyntax } from './securityDescriptor.ts';
import { sidSyntax } from './sid.ts';

export const binaryAttributes: readonly string[] = [
  ...sidSyntax.attributes,
  ...binaryGuidAttributes,
  ...securityDescriptorSyntax.attributes,
  ...bytesSyntax.attributes,
];

const names = new Set(binaryAttributes.map((name) => name.toLowerCase()));

/** Whether an attribute's values are bytes: by its name, case and options aside, or by its option `binary`. */
export function isBinaryAttribute(name: string): boolean {
  const lower = name.toLowerCase();
  return names.has(baseName(lower)) || /;binary(;|$)/.test(lower);
}
