/** What Directory Service Data reads of the Managed AD corp.example.com: a few users and groups, nested, and a trusted realm. */
import type { DataGroup, DataMember, DataUser, DirectoryData } from '../estate/directory.ts';

const domain = 'S-1-5-21-1111111111-2222222222-3333333333';
const trusted = 'S-1-5-21-4444444444-5555555555-6666666666';

const user = (
  rid: number,
  name: string,
  given: string,
  sur: string,
  more: Partial<DataUser> = {},
): DataUser => ({
  SAMAccountName: name,
  SID: `${domain}-${rid}`,
  Enabled: true,
  GivenName: given,
  Surname: sur,
  EmailAddress: `${name}@example.com`,
  UserPrincipalName: `${name}@corp.example.com`,
  DistinguishedName: `CN=${given} ${sur},OU=Users,OU=CORP,DC=corp,DC=example,DC=com`,
  ...more,
});

const memberUser = ({ SAMAccountName, SID }: DataUser): DataMember => ({
  MemberType: 'USER',
  SAMAccountName,
  SID,
});

const group = (
  rid: number,
  name: string,
  members: readonly DataMember[],
  more: Partial<DataGroup> = {},
): DataGroup => ({
  SAMAccountName: name,
  SID: `${domain}-${rid}`,
  GroupScope: 'Global',
  GroupType: 'Security',
  DistinguishedName: `CN=${name},OU=Users,OU=CORP,DC=corp,DC=example,DC=com`,
  members,
  ...more,
});
const memberGroup = ({ SAMAccountName, SID }: DataGroup): DataMember => ({
  MemberType: 'GROUP',
  SAMAccountName,
  SID,
});

const kim = user(1105, 'kim', 'Minji', 'Kim', {
  OtherAttributes: {
    department: { S: 'Platform' },
    proxyAddresses: { SS: ['SMTP:kim@example.com', 'smtp:minji@example.com'] },
    logonCount: { N: 4711 },
    isCriticalSystemObject: { BOOL: false },
  },
});
const lee = user(1106, 'lee', 'Jun', 'Lee', { OtherAttributes: { department: { S: 'Sales' } } });
const oldHand = user(1107, 'oldhand', 'Old', 'Hand', { Enabled: false });
const bot: DataUser = {
  SAMAccountName: 'svc-backup',
  SID: `${domain}-1108`,
  Enabled: true,
  UserPrincipalName: 'svc-backup@corp.example.com',
  DistinguishedName: 'CN=svc-backup,OU=Users,OU=CORP,DC=corp,DC=example,DC=com',
};

const pat: DataUser = {
  SAMAccountName: 'pat',
  SID: `${trusted}-1201`,
  Enabled: true,
  GivenName: 'Pat',
  Surname: 'Moore',
  UserPrincipalName: 'pat@partner.example.net',
  DistinguishedName: 'CN=Pat Moore,CN=Users,DC=partner,DC=example,DC=net',
};

const admins = group(1201, 'AWS-111122223333-Admin', [memberUser(kim)]);
const readers = group(
  1202,
  'AWS-111122223333-ReadOnly',
  [
    memberUser(lee),
    memberUser(oldHand),
    memberGroup(admins),
    { ...memberUser(pat), realm: 'partner.example.net' },
  ],
  { GroupScope: 'DomainLocal' },
);
const news = group(1203, 'news', [memberUser(kim), memberUser(lee)], {
  GroupType: 'Distribution',
  GroupScope: 'Universal',
  OtherAttributes: { description: { S: 'What is new' } },
});
const servers = group(1204, 'servers', [
  { MemberType: 'COMPUTER', SAMAccountName: 'FILES1$', SID: `${domain}-1301` },
]);
const empty = group(1205, 'empty', []);

export const managedAdData: DirectoryData = {
  users: [kim, lee, oldHand, bot],
  groups: [admins, readers, news, servers, empty],
  trusted: {
    'partner.example.net': {
      users: [pat],
      groups: [
        {
          SAMAccountName: 'partners',
          SID: `${trusted}-1301`,
          GroupScope: 'Global',
          GroupType: 'Security',
          DistinguishedName: 'CN=partners,CN=Users,DC=partner,DC=example,DC=net',
          members: [memberUser(pat)],
        },
      ],
    },
  },
};
