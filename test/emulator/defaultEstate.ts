/** A small estate of two accounts that fits the test forest corp.example.com and its AWS-<account>-<role> groups. */
import type {
  Account,
  Attached,
  DirectoryDescription,
  Document,
  Estate,
  Group,
  Policy,
  Role,
  SamlProvider,
  User,
} from './estate.ts';

const home = '111122223333';
const other = '444455556666';
const created = '2024-03-01T09:00:00Z';

const statement = (...statements: Document[]): Document => ({ Version: '2012-10-17', Statement: statements });
const allow = (action: string | string[], resource = '*'): Document => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
});

const samlTrust = (account: string): Document =>
  statement({
    Effect: 'Allow',
    Principal: { Federated: `arn:aws:iam::${account}:saml-provider/ADFS` },
    Action: 'sts:AssumeRoleWithSAML',
    Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
  });
const serviceTrust = (service: string): Document =>
  statement({ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' });
const accountTrust = (account: string, externalId?: string): Document =>
  statement({
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action: 'sts:AssumeRole',
    ...(externalId === undefined ? {} : { Condition: { StringEquals: { 'sts:ExternalId': externalId } } }),
  });

const managed = (name: string): Attached => ({
  PolicyName: name,
  PolicyArn: `arn:aws:iam::aws:policy/${name}`,
});

const role = (
  account: string,
  name: string,
  trust: Document,
  policies: string[],
  more: Partial<Role> = {},
): Role => ({
  Path: '/',
  RoleName: name,
  RoleId: `AROA${account.slice(0, 4)}${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}`
    .padEnd(21, 'X')
    .slice(0, 21),
  Arn: `arn:aws:iam::${account}:role${more.Path ?? '/'}${name}`,
  CreateDate: created,
  AssumeRolePolicyDocument: trust,
  MaxSessionDuration: 3600,
  RolePolicyList: [],
  AttachedManagedPolicies: policies.map(managed),
  Tags: [],
  ...more,
});

const awsPolicy = (name: string, document: Document): Policy => ({
  PolicyName: name,
  PolicyId: `ANPA${name.toUpperCase()}`.padEnd(21, 'X').slice(0, 21),
  Arn: `arn:aws:iam::aws:policy/${name}`,
  Path: '/',
  DefaultVersionId: 'v1',
  AttachmentCount: 1,
  IsAttachable: true,
  PolicyVersionList: [
    { Document: document, VersionId: 'v1', IsDefaultVersion: true, CreateDate: '2015-02-06T18:39:46Z' },
  ],
});

const metadata = (account: string): string =>
  `<?xml version="1.0"?><EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" ID="_${account}" ` +
  `entityID="http://adfs.corp.example.com/adfs/services/trust"><IDPSSODescriptor ` +
  `protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><SingleSignOnService ` +
  `Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://adfs.corp.example.com/adfs/ls/"/>` +
  `</IDPSSODescriptor></EntityDescriptor>`;

const adfs = (account: string): SamlProvider => ({
  Arn: `arn:aws:iam::${account}:saml-provider/ADFS`,
  CreateDate: created,
  ValidUntil: '2027-03-01T09:00:00Z',
  SAMLMetadataDocument: metadata(account),
});

const users: User[] = [
  {
    Path: '/break-glass/',
    UserName: 'breakglass',
    UserId: 'AIDA1111BREAKGLASSXXX',
    Arn: `arn:aws:iam::${home}:user/break-glass/breakglass`,
    CreateDate: created,
    PasswordLastUsed: '2026-01-15T03:12:00Z',
    GroupList: ['Operators'],
    UserPolicyList: [],
    AttachedManagedPolicies: [],
  },
  {
    Path: '/',
    UserName: 'ci-deployer',
    UserId: 'AIDA1111CIDEPLOYERXXX',
    Arn: `arn:aws:iam::${home}:user/ci-deployer`,
    CreateDate: created,
    GroupList: [],
    UserPolicyList: [
      {
        PolicyName: 'deploy',
        PolicyDocument: statement(allow(['s3:PutObject'], 'arn:aws:s3:::releases/a%2Fb+c/*')),
      },
    ],
    AttachedManagedPolicies: [],
  },
];

const groups: Group[] = [
  {
    Path: '/',
    GroupName: 'Operators',
    GroupId: 'AGPA1111OPERATORSXXXX',
    Arn: `arn:aws:iam::${home}:group/Operators`,
    CreateDate: created,
    GroupPolicyList: [
      {
        PolicyName: 'start-stop',
        PolicyDocument: statement(allow(['ec2:StartInstances', 'ec2:StopInstances'])),
      },
    ],
    AttachedManagedPolicies: [managed('ReadOnlyAccess')],
  },
];

const roles: Role[] = [
  role(home, 'Admin', samlTrust(home), ['AdministratorAccess'], {
    MaxSessionDuration: 14_400,
    RoleLastUsed: { LastUsedDate: '2026-11-20T08:30:00Z', Region: 'ap-northeast-2' },
    Tags: [{ Key: 'owner', Value: 'platform & identity' }],
  }),
  role(home, 'PowerUser', samlTrust(home), [], {
    RolePolicyList: [
      {
        PolicyName: 'most',
        PolicyDocument: statement({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }),
      },
    ],
    PermissionsBoundary: {
      PermissionsBoundaryType: 'PermissionsBoundaryPolicy',
      PermissionsBoundaryArn: `arn:aws:iam::${home}:policy/boundaries/PowerUserBoundary`,
    },
  }),
  role(home, 'ReadOnly', samlTrust(home), ['ReadOnlyAccess']),
  role(home, 'DirectoryHelpdesk', serviceTrust('ds.amazonaws.com'), ['ReadOnlyAccess']),
  role(home, 'AWSReservedSSO_ReadOnly_0123456789abcdef', samlTrust(home), ['ReadOnlyAccess'], {
    Path: '/aws-reserved/sso.amazonaws.com/ap-northeast-2/',
    MaxSessionDuration: 43_200,
  }),
  role(home, 'BuildServer', serviceTrust('ec2.amazonaws.com'), []),
];

const boundary: Policy = {
  PolicyName: 'PowerUserBoundary',
  PolicyId: 'ANPA1111BOUNDARYXXXXX',
  Arn: `arn:aws:iam::${home}:policy/boundaries/PowerUserBoundary`,
  Path: '/boundaries/',
  DefaultVersionId: 'v2',
  AttachmentCount: 0,
  IsAttachable: true,
  PolicyVersionList: [
    {
      Document: statement(allow(['s3:*', 'ec2:*'])),
      VersionId: 'v2',
      IsDefaultVersion: true,
      CreateDate: '2025-05-05T05:05:05Z',
    },
    { Document: statement(allow('*')), VersionId: 'v1', IsDefaultVersion: false, CreateDate: created },
  ],
};

const stage = {
  Stage: 'Active',
  StageLastUpdatedDateTime: 1_717_200_000,
  LaunchTime: 1_709_283_600.123,
  SsoEnabled: false,
};

const managedAd: DirectoryDescription = {
  ...stage,
  DirectoryId: 'd-9a67000001',
  Name: 'corp.example.com',
  ShortName: 'CORP',
  Type: 'MicrosoftAD',
  Edition: 'Enterprise',
  Alias: 'corp-example',
  AccessUrl: 'corp-example.awsapps.com',
  DnsIpAddrs: ['10.20.1.10', '10.20.2.10'],
  VpcSettings: {
    VpcId: 'vpc-0a1b2c3d',
    SubnetIds: ['subnet-0aa', 'subnet-0bb'],
    SecurityGroupId: 'sg-0cc',
    AvailabilityZones: ['ap-northeast-2a', 'ap-northeast-2c'],
  },
  RadiusSettings: {
    RadiusServers: ['10.20.3.5'],
    RadiusPort: 1812,
    RadiusTimeout: 10,
    RadiusRetries: 3,
    SharedSecret: 'radius-secret-never-kept',
    AuthenticationProtocol: 'MS-CHAPv2',
    DisplayLabel: 'MFA',
    UseSameUsername: true,
  },
  RadiusStatus: 'Completed',
  DesiredNumberOfDomainControllers: 2,
  OsVersion: 'SERVER_2019',
  RegionsInfo: { PrimaryRegion: 'ap-northeast-2', AdditionalRegions: [] },
};

const connector: DirectoryDescription = {
  ...stage,
  DirectoryId: 'd-9a67000002',
  Name: 'partner.example.net',
  ShortName: 'PARTNER',
  Type: 'ADConnector',
  Size: 'Small',
  Alias: 'd-9a67000002',
  AccessUrl: 'd-9a67000002.awsapps.com',
  DnsIpAddrs: ['192.168.10.10', '192.168.10.11'],
  ConnectSettings: {
    VpcId: 'vpc-0a1b2c3d',
    SubnetIds: ['subnet-0aa', 'subnet-0bb'],
    CustomerUserName: 'svc-adconnector',
    SecurityGroupId: 'sg-0dd',
    AvailabilityZones: ['ap-northeast-2a', 'ap-northeast-2c'],
    ConnectIps: ['10.20.1.50', '10.20.2.50'],
  },
};

const simple: DirectoryDescription = {
  ...stage,
  DirectoryId: 'd-9067000003',
  Name: 'lab.example.org',
  ShortName: 'LAB',
  Type: 'SimpleAD',
  Size: 'Large',
  Alias: 'd-9067000003',
  AccessUrl: 'd-9067000003.awsapps.com',
  DnsIpAddrs: ['10.30.1.10', '10.30.2.10'],
  VpcSettings: {
    VpcId: 'vpc-0e0e0e0e',
    SubnetIds: ['subnet-0ee', 'subnet-0ff'],
    SecurityGroupId: 'sg-0ee',
    AvailabilityZones: ['us-east-1a', 'us-east-1b'],
  },
};

const shared: DirectoryDescription = {
  ...stage,
  DirectoryId: 'd-9a67000004',
  Name: 'corp.example.com',
  ShortName: 'CORP',
  Type: 'SharedMicrosoftAD',
  Edition: 'Enterprise',
  Alias: 'd-9a67000004',
  ShareStatus: 'Shared',
  ShareMethod: 'ORGANIZATIONS',
  OwnerDirectoryDescription: {
    DirectoryId: 'd-9a67000001',
    AccountId: home,
    DnsIpAddrs: ['10.20.1.10', '10.20.2.10'],
  },
};

const key = (account: string, user: string, id: string, more: object = {}) => ({
  account,
  arn: `arn:aws:iam::${account}:user/${user}`,
  userId: `AIDA${account.slice(0, 4)}${user.toUpperCase()}`,
  accessKeyId: id,
  secretAccessKey: `emulator-only-secret-of-${user}`.padEnd(40, '0').slice(0, 40),
  ...more,
});

const homeAccount: Account = {
  id: home,
  alias: 'example-corp',
  keys: [
    key(home, 'auditor', 'AKIAEMULATORAUDITOR1'),
    key(home, 'directory-only', 'AKIAEMULATORDIRONLY1', { denied: ['iam:*'] }),
    key(home, 'iam-only', 'AKIAEMULATORIAMONLY1', { denied: ['ds:*'] }),
    key(home, 'yesterday', 'ASIAEMULATORYESTERDY', {
      sessionToken: 'an-old-session-token',
      expiresAt: '2025-01-01T00:00:00Z',
    }),
  ],
  directories: { 'ap-northeast-2': [managedAd, connector], 'us-east-1': [simple] },
  users,
  groups,
  roles,
  policies: [
    boundary,
    awsPolicy('AdministratorAccess', statement(allow('*'))),
    awsPolicy(
      'ReadOnlyAccess',
      statement(allow(['ec2:Describe*', 'iam:Get*', 'iam:List*', 's3:Get*', 's3:List*'])),
    ),
  ],
  samlProviders: [adfs(home)],
};

const otherAccount: Account = {
  id: other,
  alias: null,
  keys: [key(other, 'auditor', 'AKIAEMULATORAUDITOR2')],
  directories: { 'ap-northeast-2': [shared] },
  users: [],
  groups: [],
  roles: [
    role(other, 'ReadOnly', samlTrust(other), ['ReadOnlyAccess']),
    role(other, 'Admin', samlTrust(other), ['AdministratorAccess']),
    role(other, 'Audit', accountTrust(home), ['ReadOnlyAccess'], { MaxSessionDuration: 7200 }),
    role(other, 'Chained', accountTrust(other), [], { MaxSessionDuration: 43_200 }),
    role(other, 'Vendor', accountTrust(home, 'treeline-4711'), ['ReadOnlyAccess']),
  ],
  policies: [
    awsPolicy('AdministratorAccess', statement(allow('*'))),
    awsPolicy('ReadOnlyAccess', statement(allow('s3:Get*'))),
  ],
  samlProviders: [adfs(other)],
};

export const defaultEstate: Estate = {
  accounts: [homeAccount, otherAccount],
  disabledRegions: ['me-south-1'],
};
