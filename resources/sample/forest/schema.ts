/** The schema naming context: the head, a few attributes and classes with their GUIDs. */
import { guidBytes } from '../encode.ts';
import { hanbit } from '../plan.ts';
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
/** The company's own, in its forest alone (the number is IANA's for examples, RFC 5612). */
const badgeNumber: (typeof attributes)[number] = [
  'Hanbit-Badge-Number',
  'hanbitBadgeNumber',
  '1.3.6.1.4.1.32473.7.1',
  '2.5.5.12',
  64,
  true,
  '5d1c7a40-93be-4f0e-8a6d-2f6e7b1c9d35',
];
interface Class {
  readonly cn: string;
  readonly name: string;
  readonly id: string;
  readonly guid: string;
  readonly above: string;
  /** 1 structural, 2 abstract, 3 auxiliary. */
  readonly category?: 2 | 3;
  readonly auxiliary?: readonly string[];
  readonly lies?: readonly string[];
  readonly must?: readonly string[];
  readonly may?: readonly string[];
}

/** A few classes, with what of them stands in the sample ([MS-ADSC]). */
const classes: readonly Class[] = [
  {
    cn: 'Top',
    name: 'top',
    id: '2.5.6.0',
    guid: 'bf967ab7-0de6-11d0-a285-00aa003049e2',
    above: 'top',
    category: 2,
    must: ['instanceType', 'nTSecurityDescriptor', 'objectCategory', 'objectClass'],
    may: ['cn', 'description', 'displayName', 'memberOf', 'name', 'objectGUID', 'whenChanged', 'whenCreated'],
  },
  {
    cn: 'Person',
    name: 'person',
    id: '2.5.6.6',
    guid: 'bf967aa7-0de6-11d0-a285-00aa003049e2',
    above: 'top',
    must: ['cn'],
    may: ['sn', 'telephoneNumber'],
  },
  {
    cn: 'Organizational-Person',
    name: 'organizationalPerson',
    id: '2.5.6.7',
    guid: 'bf967aa4-0de6-11d0-a285-00aa003049e2',
    above: 'person',
    lies: ['organizationalUnit', 'container'],
    may: ['company', 'department', 'employeeID', 'givenName', 'l', 'mail', 'manager', 'title'],
  },
  {
    cn: 'Security-Principal',
    name: 'securityPrincipal',
    id: '1.2.840.113556.1.5.6',
    guid: 'bf967ab0-0de6-11d0-a285-00aa003049e2',
    above: 'top',
    category: 3,
    must: ['objectSid', 'sAMAccountName'],
    may: ['sAMAccountType', 'sIDHistory', 'tokenGroups'],
  },
  {
    cn: 'Mail-Recipient',
    name: 'mailRecipient',
    id: '1.2.840.113556.1.3.46',
    guid: 'bf967aa6-0de6-11d0-a285-00aa003049e2',
    above: 'top',
    category: 3,
    may: ['showInAddressBook'],
  },
  {
    cn: 'User',
    name: 'user',
    id: '1.2.840.113556.1.5.9',
    guid: guids.user,
    above: 'organizationalPerson',
    auxiliary: ['securityPrincipal', 'mailRecipient'],
    lies: ['builtinDomain', 'organizationalUnit', 'domainDNS'],
    may: [
      'accountExpires',
      'pwdLastSet',
      'primaryGroupID',
      'servicePrincipalName',
      'userAccountControl',
      'userPrincipalName',
    ],
  },
  {
    cn: 'Group',
    name: 'group',
    id: '1.2.840.113556.1.5.8',
    guid: guids.group,
    above: 'top',
    auxiliary: ['securityPrincipal', 'mailRecipient'],
    lies: ['container', 'builtinDomain', 'organizationalUnit', 'domainDNS'],
    must: ['groupType'],
    may: ['managedBy', 'member'],
  },
  {
    cn: 'Computer',
    name: 'computer',
    id: '1.2.840.113556.1.3.30',
    guid: guids.computer,
    above: 'user',
    lies: ['container', 'organizationalUnit', 'domainDNS'],
    may: ['dNSHostName', 'operatingSystem', 'operatingSystemVersion'],
  },
  {
    cn: 'Organizational-Unit',
    name: 'organizationalUnit',
    id: '2.5.6.5',
    guid: 'bf967aa5-0de6-11d0-a285-00aa003049e2',
    above: 'top',
    lies: ['organizationalUnit', 'domainDNS'],
    must: ['ou'],
    may: ['gPLink', 'managedBy'],
  },
  {
    cn: 'Domain-DNS',
    name: 'domainDNS',
    id: '1.2.840.113556.1.5.67',
    guid: '19195a5b-6da0-11d0-afd3-00c04fd930c9',
    above: 'domain',
    may: ['msDS-Behavior-Version'],
  },
];

/** The schema naming context, as far as the sample's checks look things up in it. */
export function addSchema(root: Domain, roleOwner: string): void {
  root.add({
    parent: '',
    name: root.schema,
    classes: ['dMD'],
    attributes: { objectVersion: 88, fSMORoleOwner: roleOwner },
  });
  for (const [name, ldapName, id, syntax, om, single, guid, propertySet, linkId] of [
    ...attributes,
    ...(root.plan === hanbit ? [badgeNumber] : []),
  ]) {
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
        searchFlags: ldapName === 'sAMAccountName' || ldapName === 'mail' ? 1 | 4 : undefined,
        schemaIDGUID: guidBytes(guid),
        attributeSecurityGUID: propertySet === undefined ? undefined : guidBytes(propertySet),
        linkID: linkId,
      },
    });
  }
  for (const { cn, name, id, guid, above, category = 1, auxiliary, lies, must, may } of classes) {
    root.add({
      parent: root.schema,
      name: cn,
      classes: ['classSchema'],
      attributes: {
        lDAPDisplayName: name,
        governsID: id,
        subClassOf: above,
        schemaIDGUID: guidBytes(guid),
        objectClassCategory: category,
        systemAuxiliaryClass: auxiliary,
        systemPossSuperiors: lies,
        systemMustContain: must,
        systemMayContain: may,
      },
    });
  }
}
