/**
 * Syntaxes of attributes: attributeSyntax and oMSyntax together ([MS-ADTS] 3.1.1.2.2.2), and the syntax OIDs of a
 * subschema (RFC 4517 §3.3).
 */
export const attributeSyntaxes = [
  'boolean',
  'enumeration',
  'integer',
  'largeInteger',
  'caseExactString',
  'caseIgnoreString',
  'numericString',
  'printableString',
  'ia5String',
  'unicodeString',
  'octetString',
  'objectIdentifier',
  'generalizedTime',
  'utcTime',
  'dn',
  'dnBinary',
  'dnString',
  'accessPoint',
  'presentationAddress',
  'replicaLink',
  'securityDescriptor',
  'sid',
  'telephoneNumber',
  'jpeg',
  'certificate',
  'uuid',
  'bitString',
  'schemaDescription',
  'postalAddress',
  'unknown',
] as const;
export type AttributeSyntax = (typeof attributeSyntaxes)[number];

/** attributeSyntax:oMSyntax → syntax. 2.5.5.14 and 2.5.5.7 differ by oMObjectClass, which 127 hides. */
const ofDirectory: Readonly<Record<string, AttributeSyntax>> = {
  '2.5.5.8:1': 'boolean',
  '2.5.5.9:10': 'enumeration',
  '2.5.5.9:2': 'integer',
  '2.5.5.16:65': 'largeInteger',
  '2.5.5.3:27': 'caseExactString',
  '2.5.5.4:20': 'caseIgnoreString',
  '2.5.5.6:18': 'numericString',
  '2.5.5.5:19': 'printableString',
  '2.5.5.5:22': 'ia5String',
  '2.5.5.12:64': 'unicodeString',
  '2.5.5.10:4': 'octetString',
  '2.5.5.10:127': 'replicaLink',
  '2.5.5.2:6': 'objectIdentifier',
  '2.5.5.11:24': 'generalizedTime',
  '2.5.5.11:23': 'utcTime',
  '2.5.5.1:127': 'dn',
  '2.5.5.7:127': 'dnBinary',
  '2.5.5.14:127': 'dnString',
  '2.5.5.13:127': 'presentationAddress',
  '2.5.5.15:66': 'securityDescriptor',
  '2.5.5.17:4': 'sid',
};

/** oMObjectClass (BER of an object identifier, in hex) where attributeSyntax and 127 leave two. */
const accessPoint = '2b0c0287731c00853e';

/** The syntax of an attributeSchema object. `omObjectClass` in hex, '' when absent. */
export function directorySyntax(
  attributeSyntax: string,
  omSyntax: number | null,
  omObjectClass: string,
): AttributeSyntax {
  const found = ofDirectory[`${attributeSyntax}:${omSyntax ?? ''}`] ?? 'unknown';
  return found === 'dnString' && omObjectClass === accessPoint ? 'accessPoint' : found;
}

const rfc = '1.3.6.1.4.1.1466.115.121.1.';
const ofSubschema: Readonly<Record<string, AttributeSyntax>> = {
  [`${rfc}3`]: 'schemaDescription',
  [`${rfc}5`]: 'octetString',
  [`${rfc}6`]: 'bitString',
  [`${rfc}7`]: 'boolean',
  [`${rfc}8`]: 'certificate',
  [`${rfc}9`]: 'certificate',
  [`${rfc}10`]: 'certificate',
  [`${rfc}11`]: 'printableString',
  [`${rfc}12`]: 'dn',
  [`${rfc}15`]: 'unicodeString',
  [`${rfc}22`]: 'telephoneNumber',
  [`${rfc}24`]: 'generalizedTime',
  [`${rfc}26`]: 'ia5String',
  [`${rfc}27`]: 'integer',
  [`${rfc}28`]: 'jpeg',
  [`${rfc}30`]: 'schemaDescription',
  [`${rfc}31`]: 'schemaDescription',
  [`${rfc}34`]: 'dnString',
  [`${rfc}36`]: 'numericString',
  [`${rfc}37`]: 'schemaDescription',
  [`${rfc}38`]: 'objectIdentifier',
  [`${rfc}40`]: 'octetString',
  [`${rfc}41`]: 'postalAddress',
  [`${rfc}43`]: 'presentationAddress',
  [`${rfc}44`]: 'printableString',
  [`${rfc}50`]: 'telephoneNumber',
  [`${rfc}53`]: 'utcTime',
  [`${rfc}54`]: 'schemaDescription',
  '1.2.840.113556.1.4.903': 'dnBinary',
  '1.2.840.113556.1.4.904': 'dnString',
  '1.2.840.113556.1.4.905': 'caseIgnoreString',
  '1.2.840.113556.1.4.906': 'largeInteger',
  '1.2.840.113556.1.4.907': 'securityDescriptor',
  '1.2.840.113556.1.4.1221': 'dnString',
  '1.2.840.113556.1.4.1362': 'caseExactString',
  '1.3.6.1.1.16.1': 'uuid',
};

/** The syntax of a subschema's OID, a length in braces aside. */
export function subschemaSyntax(oid: string): AttributeSyntax {
  return ofSubschema[oid.replace(/\{\d+\}$/, '')] ?? 'unknown';
}
