/** The schema naming context: the head, a few attributes and classes with their GUIDs. */
import { guidBytes } from '../encode.ts';
import type { Domain } from './domain.ts';
import { guids } from './groups.ts';

/** A few attributes: cn, lDAPDisplayName, attributeID, attributeSyntax, oMSyntax, single-valued, schemaIDGUID, property set, linkID. */
const attributes: readonly (readonly [
  string,
  string,
  string,
  string,
  number,
  boolean,
  string,
  string?,
  number?,
])[] = [
  ['Member', 'member', '2.5.4.31', '2.5.5.1', 127, false, guids.member, guids.membershipSet, 2],
  [
    'Is-Member-Of-DL',
    'memberOf',
    '1.2.840.113556.1.2.102',
    '2.5.5.1',
    127,
    false,
    'bf967991-0de6-11d0-a285-00aa003049e2',
    guids.membershipSet,
    3,
  ],
  [
    'SAM-Account-Name',
    'sAMAccountName',
    '1.2.840.113556.1.4.221',
    '2.5.5.12',
    64,
    true,
    guids.samAccountName,
    '59ba2f42-79a2-11d0-9020-00c04fc2d3cf',
  ],
  [
    'Object-Sid',
    'objectSid',
    '1.2.840.113556.1.4.146',
    '2.5.5.17',
    4,
    true,
    'bf967a27-0de6-11d0-a285-00aa003049e2',
    '59ba2f42-79a2-11d0-9020-00c04fc2d3cf',
  ],
  [
    'SID-History',
    'sIDHistory',
    '1.2.840.113556.1.4.609',
    '2.5.5.17',
    4,
    false,
    '17eb4278-d167-11d0-b002-0000f80367c1',
  ],
  [
    'User-Account-Control',
    'userAccountControl',
    '1.2.840.113556.1.4.8',
    '2.5.5.9',
    2,
    true,
    'bf967a68-0de6-11d0-a285-00aa003049e2',
    '4c164200-20c0-11d0-a768-00aa006e0529',
  ],
  [
    'Account-Expires',
    'accountExpires',
    '1.2.840.113556.1.4.159',
    '2.5.5.16',
    65,
    true,
    'bf967915-0de6-11d0-a285-00aa003049e2',
    '4c164200-20c0-11d0-a768-00aa006e0529',
  ],
  [
    'Service-Principal-Name',
    'servicePrincipalName',
    '1.2.840.113556.1.4.771',
    '2.5.5.12',
    64,
    false,
    'f3a64788-5306-11d1-a9c5-0000f80367c1',
  ],
  [
    'Group-Type',
    'groupType',
    '1.2.840.113556.1.4.750',
    '2.5.5.9',
    2,
    true,
    '9a9a021e-4a5b-11d1-a9c3-0000f80367c1',
  ],
  [
    'E-mail-Addresses',
    'mail',
    '0.9.2342.19200300.100.1.3',
    '2.5.5.12',
    64,
    true,
    'bf967961-0de6-11d0-a285-00aa003049e2',
  ],
];
/** A few classes: cn, lDAPDisplayName, governsID, schemaIDGUID, superclass. */
const classes: readonly (readonly [string, string, string, string, string])[] = [
  ['Top', 'top', '2.5.6.0', 'bf967ab7-0de6-11d0-a285-00aa003049e2', 'top'],
  ['Person', 'person', '2.5.6.6', 'bf967aa7-0de6-11d0-a285-00aa003049e2', 'top'],
  [
    'Organizational-Person',
    'organizationalPerson',
    '2.5.6.7',
    'bf967aa4-0de6-11d0-a285-00aa003049e2',
    'person',
  ],
  ['User', 'user', '1.2.840.113556.1.5.9', guids.user, 'organizationalPerson'],
  ['Group', 'group', '1.2.840.113556.1.5.8', guids.group, 'top'],
  ['Computer', 'computer', '1.2.840.113556.1.3.30', guids.computer, 'user'],
  ['Organizational-Unit', 'organizationalUnit', '2.5.6.5', 'bf967aa5-0de6-11d0-a285-00aa003049e2', 'top'],
  ['Domain-DNS', 'domainDNS', '1.2.840.113556.1.5.67', '19195a5b-6da0-11d0-afd3-00c04fd930c9', 'domain'],
];

/** The schema naming context, as far as the sample's checks look things up in it. */
export function addSchema(root: Domain, roleOwner: string): void {
  root.add({
    parent: '',
    name: root.schema,
    classes: ['dMD'],
    attributes: { objectVersion: 88, fSMORoleOwner: roleOwner },
  });
  for (const [name, ldapName, id, syntax, om, single, guid, propertySet, linkId] of attributes) {
    root.add({
      parent: root.schema,
      name,
      classes: ['attributeSchema'],
      attributes: {
        lDAPDisplayName: ldapName,
        attributeID: id,
        attributeSyntax: syntax,
        oMSyntax: om,
        isSingleValued: single ? 'TRUE' : 'FALSE',
        isMemberOfPartialAttributeSet: 'TRUE',
        schemaIDGUID: guidBytes(guid),
        attributeSecurityGUID: propertySet === undefined ? undefined : guidBytes(propertySet),
        linkID: linkId,
      },
    });
  }
  for (const [name, ldapName, id, guid, superior] of classes) {
    root.add({
      parent: root.schema,
      name,
      classes: ['classSchema'],
      attributes: {
        lDAPDisplayName: ldapName,
        governsID: id,
        subClassOf: superior,
        schemaIDGUID: guidBytes(guid),
        objectClassCategory: 1,
      },
    });
  }
}
