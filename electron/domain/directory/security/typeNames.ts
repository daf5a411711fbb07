/**
 * What the type GUIDs of entries name, for when no schema was read. Source: facts/active-directory.md §7, MS-ADTS
 * 5.1.3.2.1 (extended rights, property sets, validated writes), MS-ADA1–3 and MS-ADSC (schemaIDGUID).
 */
import type { SubjectKind } from './codes.ts';

export interface TypeName {
  readonly kind: SubjectKind;
  /** lDAPDisplayName or the right's name. */
  readonly name: string;
}
/** All that a GUID (lower-case text) names: `member` is an attribute and a validated write at once. */
export type NameType = (guid: string) => readonly TypeName[];

/** GUIDs that the product's own questions are about. */
export const typeGuids = {
  groupClass: 'bf967a9c-0de6-11d0-a285-00aa003049e2',
  domainClass: '19195a5b-6da0-11d0-afd3-00c04fd930c9',
  /** Also the validated write Self-Membership, which shares the attribute's GUID. */
  member: 'bf9679c0-0de6-11d0-a285-00aa003049e2',
  membershipSet: 'bc0ac240-79a9-11d0-9020-00c04fc2d4cf',
  samAccountName: '3e0abfd0-126a-11d0-a060-00aa006c33ed',
  generalInformationSet: '59ba2f42-79a2-11d0-9020-00c04fc2d3cf',
  cn: 'bf96793f-0de6-11d0-a285-00aa003049e2',
  /** The attribute RDN, `name` in LDAP. */
  name: 'bf967a0e-0de6-11d0-a285-00aa003049e2',
  publicInformationSet: 'e48d0154-bcf8-11d1-8702-00c04fb96050',
  getChanges: '1131f6aa-9c07-11d1-f79f-00c04fc2dcd2',
  getChangesAll: '1131f6ad-9c07-11d1-f79f-00c04fc2dcd2',
} as const;

const table: Readonly<Record<SubjectKind, Readonly<Record<string, string>>>> = {
  class: {
    'bf967a86-0de6-11d0-a285-00aa003049e2': 'computer',
    '5cb41ed0-0e4c-11d0-a286-00aa003049e2': 'contact',
    'bf967a8b-0de6-11d0-a285-00aa003049e2': 'container',
    [typeGuids.domainClass]: 'domainDNS',
    [typeGuids.groupClass]: 'group',
    'f30e3bc2-9ff0-11d1-b603-0000f80367c1': 'groupPolicyContainer',
    '4828cc14-1437-45bc-9b07-ad6f015e5f28': 'inetOrgPerson',
    '7b8b558a-93a5-4af7-adca-c017e67f1057': 'msDS-GroupManagedServiceAccount',
    'ce206244-5827-4a86-ba1c-1c0c386c1b64': 'msDS-ManagedServiceAccount',
    'bf967aa5-0de6-11d0-a285-00aa003049e2': 'organizationalUnit',
    'bf967aa8-0de6-11d0-a285-00aa003049e2': 'printQueue',
    'bf967aba-0de6-11d0-a285-00aa003049e2': 'user',
    'bf967abb-0de6-11d0-a285-00aa003049e2': 'volume',
    '89e31c12-8530-11d0-afda-00c04fd930c9': 'foreignSecurityPrincipal',
  },
  attribute: {
    '3f78c3e5-f79a-46bd-a0b8-9d18116ddc79': 'msDS-AllowedToActOnBehalfOfOtherIdentity',
    '5b47d60f-6090-40b2-9f37-2a4de88f3063': 'msDS-KeyCredentialLink',
    [typeGuids.member]: 'member',
    [typeGuids.samAccountName]: 'sAMAccountName',
    [typeGuids.cn]: 'cn',
    [typeGuids.name]: 'name',
    'bf967953-0de6-11d0-a285-00aa003049e2': 'displayName',
    'bf967950-0de6-11d0-a285-00aa003049e2': 'description',
    'bf967a0a-0de6-11d0-a285-00aa003049e2': 'pwdLastSet',
    '28630ebf-41d5-11d1-a9c1-0000f80367c1': 'lockoutTime',
    'bf967a68-0de6-11d0-a285-00aa003049e2': 'userAccountControl',
    'f30e3bbe-9ff0-11d1-b603-0000f80367c1': 'gPLink',
    'f30e3bbf-9ff0-11d1-b603-0000f80367c1': 'gPOptions',
    '46a9b11d-60ae-405a-b7e8-ff8a58d456d2': 'tokenGroupsGlobalAndUniversal',
    'b7c69e6d-2cc7-11d2-854e-00a0c983f608': 'tokenGroups',
    'bf967a7f-0de6-11d0-a285-00aa003049e2': 'userCertificate',
    '6db69a1c-9422-11d1-aebd-0000f80367c1': 'terminalServer',
    'ea1b7b93-5e48-46d5-bc6c-4df4fda78a35': 'msTPM-TpmInformationForComputer',
    '0296c120-40da-11d1-a9c0-0000f80367c1': 'managedBy',
  },
  propertySet: {
    'c7407360-20bf-11d0-a768-00aa006e0529': 'Domain-Password',
    [typeGuids.generalInformationSet]: 'General-Information',
    '4c164200-20c0-11d0-a768-00aa006e0529': 'User-Account-Restrictions',
    '5f202010-79a5-11d0-9020-00c04fc2d4cf': 'User-Logon',
    [typeGuids.membershipSet]: 'Membership',
    'e45795b2-9455-11d1-aebd-0000f80367c1': 'Email-Information',
    '77b5b886-944a-11d1-aebd-0000f80367c1': 'Personal-Information',
    'e45795b3-9455-11d1-aebd-0000f80367c1': 'Web-Information',
    [typeGuids.publicInformationSet]: 'Public-Information',
    '037088f8-0ae1-11d2-b422-00a0c968f939': 'RAS-Information',
    'b8119fd0-04f6-4762-ab7a-4986c76b3f9a': 'Domain-Other-Parameters',
    '72e39547-7b18-11d1-adef-00c04fd8d5cd': 'DNS-Host-Name-Attributes',
    'ffa6f046-ca4b-4feb-b40d-04dfee722543': 'MS-TS-GatewayAccess',
    '91e647de-d96f-4b70-9557-d63ff4f3ccd8': 'Private-Information',
    '5805bc62-bdc9-4428-a5e2-856a0f4c185e': 'Terminal-Server-License-Server',
  },
  extendedRight: {
    [typeGuids.getChanges]: 'DS-Replication-Get-Changes',
    [typeGuids.getChangesAll]: 'DS-Replication-Get-Changes-All',
    '89e95b76-444d-4c62-991a-0facbeda640c': 'DS-Replication-Get-Changes-In-Filtered-Set',
    '1131f6ab-9c07-11d1-f79f-00c04fc2dcd2': 'DS-Replication-Synchronize',
    '1131f6ac-9c07-11d1-f79f-00c04fc2dcd2': 'DS-Replication-Manage-Topology',
    '1131f6ae-9c07-11d1-f79f-00c04fc2dcd2': 'Read-Only-Replication-Secret-Synchronization',
    'f98340fb-7c5b-4cdb-a00b-2ebdfa115a96': 'DS-Replication-Monitor-Topology',
    '00299570-246d-11d0-a768-00aa006e0529': 'User-Force-Change-Password',
    'ab721a53-1e2f-11d0-9819-00aa0040529b': 'User-Change-Password',
    'ab721a54-1e2f-11d0-9819-00aa0040529b': 'Send-As',
    'ab721a56-1e2f-11d0-9819-00aa0040529b': 'Receive-As',
    'ab721a55-1e2f-11d0-9819-00aa0040529b': 'Send-To',
    '0e10c968-78fb-11d2-90d4-00c04f79dc55': 'Certificate-Enrollment',
    'a05b8cc2-17bc-4802-a710-e7c15ab866a2': 'Certificate-AutoEnrollment',
    'edacfd8f-ffb3-11d1-b41d-00a0c968f939': 'Apply-Group-Policy',
    '68b1d179-0d15-4d4f-ab71-46152e79a7bc': 'Allowed-To-Authenticate',
    '280f369c-67c7-438e-ae98-1d46f3c6f541': 'Update-Password-Not-Required-Bit',
    'ccc2dc7d-a6ad-4a7a-8846-c04e3cc53501': 'Unexpire-Password',
    '05c74c5e-4deb-43b4-bd9f-86664c2a7fd5': 'Enable-Per-User-Reversibly-Encrypted-Password',
    'e2a36dc9-ae17-47c3-b58b-be34c55ba633': 'Create-Inbound-Forest-Trust',
    'ba33815a-4f93-4c76-87f3-57574bff8109': 'Migrate-SID-History',
    '45ec5156-db7e-47bb-b53f-dbeb2d03c40f': 'Reanimate-Tombstones',
    '014bf69c-7b3b-11d1-85f6-08002be74fab': 'Change-Domain-Master',
    'cc17b1fb-33d9-11d2-97d4-00c04fd8d5cd': 'Change-Infrastructure-Master',
    'bae50096-4752-11d1-9052-00c04fc2d4cf': 'Change-PDC',
    'd58d5f36-0a98-11d1-adbb-00c04fd8d5cd': 'Change-Rid-Master',
    'e12b56b6-0a95-11d1-adbb-00c04fd8d5cd': 'Change-Schema-Master',
    '3e0f7e18-2c7a-4c10-ba82-4d926db99a3e': 'DS-Clone-Domain-Controller',
    '084c93a2-620d-4879-a836-f0ae47de0e89': 'DS-Read-Partition-Secrets',
    '94825a8d-b171-4116-8146-1e34d8f54401': 'DS-Write-Partition-Secrets',
    '1a60ea8d-58a6-4b20-bcdc-fb71eb8a9ff8': 'Reload-SSL-Certificate',
    'b7b1b3dd-ab09-4242-9e30-9980e5d322f7': 'Generate-RSoP-Planning',
    'b7b1b3de-ab09-4242-9e30-9980e5d322f7': 'Generate-RSoP-Logging',
    '9923a32a-3607-11d2-b9be-0000f87a36b2': 'DS-Install-Replica',
    '4ecc03fe-ffc0-4947-b630-eb672a8a9dbc': 'DS-Query-Self-Quota',
  },
  validatedWrite: {
    '72e39547-7b18-11d1-adef-00c04fd8d5cd': 'Validated-DNS-Host-Name',
    '80863791-dbe9-4eb8-837e-7f0ab55d9ac7': 'Validated-MS-DS-Additional-DNS-Host-Name',
    'd31a8757-2447-4545-8081-3bb610cacbf2': 'Validated-MS-DS-Behavior-Version',
    'f3a64788-5306-11d1-a9c5-0000f80367c1': 'Validated-SPN',
    [typeGuids.member]: 'Self-Membership',
    '9b026da6-0d3c-465c-8bee-5199d7165cba': 'DS-Validated-Write-Computer',
  },
  unknown: {},
};

const byGuid = new Map<string, TypeName[]>();
for (const [kind, names] of Object.entries(table) as [SubjectKind, Readonly<Record<string, string>>][])
  for (const [guid, name] of Object.entries(names))
    byGuid.set(guid, [...(byGuid.get(guid) ?? []), { kind, name }]);

/** The built-in table alone. */
export const builtInType: NameType = (guid) => byGuid.get(guid) ?? [];

/** schemaIDGUID of a class by its name; null for one that the built-in table has not. */
export function builtInClass(name: string): string | null {
  const wanted = name.toLowerCase();
  return Object.entries(table.class).find(([, each]) => each.toLowerCase() === wanted)?.[0] ?? null;
}

/** The class that a GUID names. */
export function classNameOf(guid: string, nameType: NameType): string | null {
  const all = [...nameType(guid), ...builtInType(guid)];
  return all.find(({ kind }) => kind === 'class')?.name ?? null;
}

const typed = 0x1 | 0x2 | 0x8 | 0x10 | 0x20 | 0x100;
const validatedWrite = 0x8;

/** What an entry is about: its type GUID by name, taken for a validated write where its mask allows nothing else. */
export function subjectOf(
  guid: string,
  mask: number,
  nameType: NameType,
): { kind: SubjectKind; name: string | null; guid: string } {
  const all = [...nameType(guid), ...builtInType(guid)];
  const validates = (mask & typed) === validatedWrite;
  const named = all.find(({ kind }) => (kind === 'validatedWrite') === validates) ?? all[0];
  if (validates) return { kind: 'validatedWrite', name: named?.name ?? null, guid };
  return named ? { ...named, guid } : { kind: 'unknown', name: null, guid };
}
