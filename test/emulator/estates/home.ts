/** The management account of the default estate; fits the test forest corp.example.com and its AWS-<account>-<role> groups. */
import type { Account, Group, Policy, Role, User } from '../estate.ts';
import {
  adfs,
  allow,
  awsPolicy,
  created,
  home,
  key,
  managed,
  role,
  samlTrust,
  serviceTrust,
  statement,
} from './build.ts';
import { managedAdDetails } from './managedAdDetails.ts';
import { connectorDetails, simpleDetails } from './smallDirectoryDetails.ts';
import { connector, managedAd, managedAdAbroad, simple } from './directories.ts';
import { homeInstances } from './instances.ts';

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
    Description: 'Full rights, for the platform team.',
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

export const homeAccount: Account = {
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
  directories: {
    'ap-northeast-2': [managedAd, connector],
    'eu-west-1': [managedAdAbroad],
    'us-east-1': [simple],
  },
  directoryDetails: {
    [managedAd.DirectoryId]: managedAdDetails,
    [connector.DirectoryId]: connectorDetails,
    [simple.DirectoryId]: simpleDetails,
  },
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
  credentials: {
    breakglass: {
      accessKeys: [
        {
          AccessKeyId: 'AKIAIOSFODNN7EXAMPL1',
          Status: 'Active',
          CreateDate: created,
          lastUsed: { date: '2026-01-15T03:12:00Z', service: 'iam', region: 'us-east-1' },
        },
        { AccessKeyId: 'AKIAIOSFODNN7EXAMPL2', Status: 'Active', CreateDate: '2025-12-01T00:00:00Z' },
      ],
      loginProfile: { CreateDate: created, PasswordResetRequired: false },
      passwordChanged: '2026-11-01T07:30:00Z',
    },
    'ci-deployer': {
      accessKeys: [
        { AccessKeyId: 'AKIAIOSFODNN7EXAMPL3', Status: 'Active', CreateDate: '2021-01-05T00:00:00Z' },
      ],
    },
  },
  root: { accessKeys: 0, mfa: true, passwordLastUsed: '2026-02-03T04:05:06Z' },
  passwordPolicy: {
    MinimumPasswordLength: 14,
    RequireSymbols: true,
    RequireNumbers: true,
    RequireUppercaseCharacters: true,
    RequireLowercaseCharacters: true,
    AllowUsersToChangePassword: true,
    ExpirePasswords: true,
    MaxPasswordAge: 90,
    PasswordReusePrevention: 24,
    HardExpiry: false,
  },
  instanceProfiles: [
    {
      Path: '/',
      InstanceProfileName: 'BuildServer',
      InstanceProfileId: 'AIPA1111BUILDSERVERXX',
      Arn: `arn:aws:iam::${home}:instance-profile/BuildServer`,
      CreateDate: created,
      roleNames: ['BuildServer'],
    },
    {
      Path: '/unused/',
      InstanceProfileName: 'Empty',
      InstanceProfileId: 'AIPA1111EMPTYXXXXXXXX',
      Arn: `arn:aws:iam::${home}:instance-profile/unused/Empty`,
      CreateDate: created,
      roleNames: [],
    },
  ],
  openIdProviders: [
    {
      Arn: `arn:aws:iam::${home}:oidc-provider/token.actions.githubusercontent.com`,
      Url: 'token.actions.githubusercontent.com',
      ClientIDList: ['sts.amazonaws.com'],
      ThumbprintList: ['6938fd4d98bab03faadb97b34396831e3780aea1'],
      CreateDate: created,
    },
  ],
  instances: homeInstances,
};
