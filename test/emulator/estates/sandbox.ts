/** An account where much is wrong: old and double keys, people without MFA, a root key, every kind of role and policy. */
import type { Account, Role, User, UserCredentials } from '../estate.ts';
import { accountTrust, allow, awsPolicy, created, home, key, managed, other, permissionSetRole, role, sandbox, serviceTrust, statement } from './build.ts'; // prettier-ignore
import { hybridDetails } from './hybridDetails.ts';
import { hybrid, impaired } from './directories.ts';

const user = (name: string, created: string, more: Partial<User> = {}): User => ({
  Path: '/',
  UserName: name,
  UserId: `AIDA7777${name.toUpperCase().replaceAll(/[^A-Z]/g, '')}`.padEnd(21, 'X').slice(0, 21),
  Arn: `arn:aws:iam::${sandbox}:user/${name}`,
  CreateDate: created,
  GroupList: [],
  UserPolicyList: [],
  AttachedManagedPolicies: [],
  ...more,
});

const users: User[] = [
  user('alex', '2019-05-01T00:00:00Z', {
    PasswordLastUsed: '2026-11-20T07:00:00Z',
    AttachedManagedPolicies: [managed('AdministratorAccess')],
  }),
  user('jordan', '2023-02-01T00:00:00Z', { PasswordLastUsed: '2024-12-24T12:00:00Z' }),
  user('sam', '2025-02-01T00:00:00Z', {
    PermissionsBoundary: {
      PermissionsBoundaryType: 'PermissionsBoundaryPolicy',
      PermissionsBoundaryArn: `arn:aws:iam::${sandbox}:policy/SandboxLimits`,
    },
  }),
  user('exporter', '2020-01-01T00:00:00Z', { AttachedManagedPolicies: [managed('ReadOnlyAccess')] }),
  user('quiet', '2026-11-01T00:00:00Z'),
];

const credentials: Readonly<Record<string, UserCredentials>> = {
  alex: { loginProfile: { CreateDate: '2019-05-01T00:00:00Z', PasswordResetRequired: false } },
  jordan: {
    loginProfile: { CreateDate: '2023-02-01T00:00:00Z', PasswordResetRequired: true },
    mfaDevices: [{ SerialNumber: `arn:aws:iam::${sandbox}:mfa/jordan`, EnableDate: '2023-02-01T00:10:00Z' }],
    accessKeys: [
      {
        AccessKeyId: 'AKIAIOSFODNN7EXAMPL4',
        Status: 'Inactive',
        CreateDate: '2023-03-01T00:00:00Z',
        lastUsed: { date: '2023-04-01T00:00:00Z', service: 's3', region: 'ap-northeast-2' },
      },
    ],
  },
  exporter: {
    accessKeys: [
      {
        AccessKeyId: 'AKIAIOSFODNN7EXAMPL5',
        Status: 'Active',
        CreateDate: '2020-01-01T00:00:00Z',
        lastUsed: { date: '2026-11-21T23:00:00Z', service: 's3', region: 'ap-northeast-2' },
      },
      {
        AccessKeyId: 'AKIAIOSFODNN7EXAMPL6',
        Status: 'Active',
        CreateDate: '2022-01-01T00:00:00Z',
        lastUsed: { date: '2022-01-02T00:00:00Z', service: 'sts', region: 'us-east-1' },
      },
    ],
  },
};

const serviceLinked = (service: string, name: string): Role =>
  role(
    sandbox,
    `AWSServiceRoleFor${name}`,
    serviceTrust(service),
    [`aws-service-role/${name}ServiceRolePolicy`],
    {
      Path: `/aws-service-role/${service}/`,
      RoleId: `AROA7777SLR${name.toUpperCase()}`.padEnd(21, 'X').slice(0, 21),
    },
  );

const federated = (provider: string, action: string, condition: object) =>
  statement({ Effect: 'Allow', Principal: { Federated: provider }, Action: action, Condition: condition });

const roles: Role[] = [
  role(sandbox, 'Audit', accountTrust(home), ['ReadOnlyAccess'], {
    Description: 'read by the security team',
  }),
  role(sandbox, 'Everybody', statement({ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } } }), []), // prettier-ignore
  role(sandbox, 'FromConsumer', statement({ Effect: 'Allow', Principal: { AWS: [`arn:aws:iam::${other}:role/Chained`, `arn:aws:iam::${other}:role/Admin`] }, Action: ['sts:AssumeRole', 'sts:TagSession'] }), []), // prettier-ignore
  role(sandbox, 'LambdaWorker', serviceTrust('lambda.amazonaws.com'), [], {
    RolePolicyList: [{ PolicyName: 'pass', PolicyDocument: statement(allow('iam:PassRole')) }],
  }),
  role(sandbox, 'GitHubDeploy', federated(`arn:aws:iam::${sandbox}:oidc-provider/token.actions.githubusercontent.com`, 'sts:AssumeRoleWithWebIdentity', { StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' } }), ['AdministratorAccess']), // prettier-ignore
  role(sandbox, 'Cognito_AppAuth_Role', federated('cognito-identity.amazonaws.com', 'sts:AssumeRoleWithWebIdentity', { 'StringEquals': { 'cognito-identity.amazonaws.com:aud': 'ap-northeast-2:0f0f0f0f-0000-4000-8000-000000000001' }, 'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' } }), []), // prettier-ignore
  role(sandbox, 'Cognito_AppUnauth_Role', federated('cognito-identity.amazonaws.com', 'sts:AssumeRoleWithWebIdentity', { 'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'unauthenticated' } }), ['ReadOnlyAccess']), // prettier-ignore
  serviceLinked('organizations.amazonaws.com', 'Organizations'),
  serviceLinked('sso.amazonaws.com', 'SSO'),
  permissionSetRole(sandbox, 'PowerUser', '00112233445566aa', ['PowerUserAccess']),
];

export const sandboxAccount: Account = {
  id: sandbox,
  alias: 'example-sandbox',
  keys: [key(sandbox, 'auditor', 'AKIAEMULATORAUDITOR3')],
  directories: { 'ap-northeast-2': [hybrid], 'us-east-1': [impaired] },
  directoryDetails: { [hybrid.DirectoryId]: hybridDetails },
  users,
  credentials,
  root: { accessKeys: 1, mfa: false },
  groups: [],
  roles,
  policies: [
    {
      PolicyName: 'SandboxLimits',
      PolicyId: 'ANPA7777SANDBOXLIMITS',
      Arn: `arn:aws:iam::${sandbox}:policy/SandboxLimits`,
      Path: '/',
      DefaultVersionId: 'v3',
      AttachmentCount: 0,
      IsAttachable: true,
      PolicyVersionList: [
        { Document: statement(allow(['s3:*', 'ec2:*', 'lambda:*'])), VersionId: 'v3', IsDefaultVersion: true, CreateDate: '2026-01-01T00:00:00Z' }, // prettier-ignore
        { Document: statement(allow(['s3:*', 'ec2:*'])), VersionId: 'v2', IsDefaultVersion: false, CreateDate: '2025-06-01T00:00:00Z' }, // prettier-ignore
        { Document: statement(allow('s3:*')), VersionId: 'v1', IsDefaultVersion: false, CreateDate: created },
      ],
    },
    awsPolicy('AdministratorAccess', statement(allow('*'))),
    awsPolicy('PowerUserAccess', statement({ Effect: 'Allow', NotAction: ['iam:*', 'organizations:*'], Resource: '*' })), // prettier-ignore
    awsPolicy('ReadOnlyAccess', statement(allow(['ec2:Describe*', 'iam:Get*', 'iam:List*', 's3:Get*', 's3:List*']))), // prettier-ignore
  ],
  samlProviders: [],
  openIdProviders: [
    {
      Arn: `arn:aws:iam::${sandbox}:oidc-provider/token.actions.githubusercontent.com`,
      Url: 'token.actions.githubusercontent.com',
      ClientIDList: ['sts.amazonaws.com'],
      ThumbprintList: [],
      CreateDate: created,
    },
  ],
};
