/** An AWS estate with one of everything that the window shows, and each kind of absence. */
import type { CredentialReport } from '#domain/estate/credentialReport.ts';
import type { AwsDirectory, DirectoryDetails } from '#domain/estate/directory.ts';
import type { EstateFacts } from '#domain/estate/facts.ts';
import { unread } from '#domain/estate/facts.ts';
import type { IamRole, IamUser, ManagedPolicy } from '#domain/estate/iam.ts';
import type { Reading } from '#domain/estate/reading.ts';

const read = <T>(value: T): Reading<T> => ({ state: 'read', value });
const denied = { state: 'notReadable', code: 'aws.accessDenied' } as const;
const never = { state: 'notApplicable' } as const;
export const accounts: readonly [string, string | null][] = [
  ['111122223333', 'production'],
  ['444455556666', 'sandbox'],
  ['777788889999', null],
];

const details: DirectoryDetails = {
  trusts: read([
    { trustId: 't-1', remoteDomainName: 'corp.example.com', type: 'Forest', direction: 'Two-Way', state: 'Verified', stateReason: null, selectiveAuth: false, createdAt: '2023-03-01T09:00:00Z', changedAt: null },
    { trustId: 't-2', remoteDomainName: 'old.example.org', type: 'External', direction: 'One-Way: Outgoing', state: 'VerifyFailed', stateReason: 'The remote domain did not answer.', selectiveAuth: true, createdAt: '2022-01-10T09:00:00Z', changedAt: null },
  ]),
  controllers: read([
    { controllerId: 'dc-1', dnsIpAddr: '10.0.1.10', subnetId: 'subnet-1', availabilityZone: 'eu-central-1a', status: 'Active', statusReason: null, launchTime: '2023-02-04T09:11:00Z' },
  ]),
  ldaps: read([{ type: 'Client', status: 'Enabled', statusReason: null, changedAt: '2024-05-01T00:00:00Z' }]),
  clientAuthentication: never,
  settings: read([
    { type: 'Protocol', name: 'TLS_1_0', appliedValue: 'Enable', requestedValue: 'Disable', status: 'Requested' },
    { type: 'Cipher', name: 'RC4_128_128', appliedValue: 'Disable', requestedValue: 'Disable', status: 'Default' },
  ]),
  forwarders: read([{ remoteDomainName: 'corp.example.com', dnsIpAddrs: ['10.9.0.2'], replicationScope: 'Domain' }]),
  certificates: read([
    { certificateId: 'c-1', commonName: 'CN=Corp Root CA', state: 'Registered', type: 'ClientLDAPS', expiresAt: '2026-12-01T00:00:00Z' },
    { certificateId: 'c-2', commonName: 'CN=Old Root CA', state: 'Registered', type: 'ClientLDAPS', expiresAt: '2026-10-01T00:00:00Z' },
  ]),
  ipRoutes: read([]),
  schemaExtensions: denied,
  shares: read([{ sharedDirectoryId: 'd-926715ffee', ownerAccountId: '111122223333', sharedAccountId: '777788889999', method: 'HANDSHAKE', status: 'Shared', notes: null }]),
  regions: read([]),
  snapshots: read([{ snapshotId: 's-1', name: null, type: 'Auto', status: 'Completed', startedAt: '2026-11-20T02:00:00Z' }]),
  logGroups: read([]),
  eventTopics: read([{ name: 'directory-state', arn: 'arn:aws:sns:eu-central-1:111122223333:directory-state', status: 'Registered' }]),
  updates: read([{ type: 'OS', region: 'eu-central-1', status: 'Updated', startedAt: '2025-01-01T00:00:00Z', previousValue: 'SERVER_2012', newValue: 'SERVER_2019' }]),
  tags: read({ owner: 'identity' }),
  dataAccess: read('Enabled'),
}; // prettier-ignore
const unsupported = Object.fromEntries(
  Object.keys(details).map((part) => [part, never]),
) as unknown as DirectoryDetails;

const directory = (of: Partial<AwsDirectory> & Pick<AwsDirectory, 'directoryId' | 'name' | 'type'>): AwsDirectory => ({
  account: '111122223333', region: 'eu-central-1', shortName: null, edition: null, size: null, alias: null,
  accessUrl: null, stage: 'Active', stageReason: null, dnsIpAddrs: [], vpcId: null, subnetIds: [],
  availabilityZones: [], connect: null, radius: null, ssoEnabled: false, desiredNumberOfDomainControllers: null,
  osVersion: null, launchTime: '2023-02-04T09:11:00Z', ownerAccountId: null, shareStatus: null, ...of,
}); // prettier-ignore

const directories: AwsDirectory[] = [
  directory({
    directoryId: 'd-926714a1b2', name: 'aws.corp.example.com', type: 'MicrosoftAD', edition: 'Enterprise',
    shortName: 'AWSCORP', alias: 'corp-aws', accessUrl: 'corp-aws.awsapps.com', vpcId: 'vpc-0a1b2c3d',
    dnsIpAddrs: ['10.0.1.10', '10.0.2.10'], subnetIds: ['subnet-1', 'subnet-2'],
    availabilityZones: ['eu-central-1a', 'eu-central-1b'], desiredNumberOfDomainControllers: 4, osVersion: 'SERVER_2019',
    radius: { status: 'Completed', servers: ['10.0.9.5'], port: 1812, protocol: 'PAP' }, details,
  }),
  directory({
    directoryId: 'd-9067f9e8d7', name: 'corp.example.com', type: 'ADConnector', size: 'Small', region: 'us-east-1',
    alias: 'corp-connector', accessUrl: 'corp-connector.awsapps.com', dnsIpAddrs: ['10.9.0.2'],
    connect: { customerUserName: 'svc-adconnector', connectIps: ['10.1.0.5', '10.1.1.5'] }, details: unsupported,
  }),
  directory({
    directoryId: 'd-95670a0b0c', name: 'lab.example.net', type: 'SimpleAD', size: 'Large', account: '444455556666',
    region: 'ap-northeast-2', stage: 'Impaired', stageReason: 'Domain controllers do not answer', details: unsupported,
  }),
  directory({
    directoryId: 'd-926715ffee', name: 'aws.corp.example.com', type: 'SharedMicrosoftAD', edition: 'Enterprise',
    account: '777788889999', ownerAccountId: '111122223333', ownerDirectoryId: 'd-926714a1b2', shareStatus: 'Shared',
    shareMethod: 'HANDSHAKE',
  }),
  directory({ directoryId: 'd-90670d0a7a', name: 'data.example.com', type: 'MicrosoftAD', edition: 'Standard', details: { ...details, trusts: read([]) } }),
]; // prettier-ignore

const roleNames = ['ADFS-Administrators', 'ADFS-ReadOnly', 'Developers', 'Billing', 'DirectoryAdmins', 'Auditor', 'DataScience', 'NetworkOps']; // prettier-ignore
const principals = [
  { Principal: { Federated: 'arn:aws:iam::111122223333:saml-provider/ADFS' }, Action: 'sts:AssumeRoleWithSAML', Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } } },
  { Principal: { Service: 'ds.amazonaws.com' }, Action: 'sts:AssumeRole' },
  { Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
  { Principal: { AWS: 'arn:aws:iam::999900001111:root' }, Action: 'sts:AssumeRole' },
  { Principal: { Federated: 'cognito-identity.amazonaws.com' }, Action: 'sts:AssumeRoleWithWebIdentity' },
]; // prettier-ignore
const allow = (actions: string | string[], resource = '*') => ({
  Version: '2012-10-17',
  Statement: [{ Sid: 'Main', Effect: 'Allow', Action: actions, Resource: resource }],
});
const policyArn = 'arn:aws:iam::111122223333:policy/app-logs';

export const roles: IamRole[] = Array.from({ length: 64 }, (_, i) => {
  const [account] = accounts[i % 3]!;
  const name = `${roleNames[i % 8]}${i < 8 ? '' : `-${Math.floor(i / 8)}`}`;
  return {
    arn: `arn:aws:iam::${account}:role/${name}`, name, path: '/', roleId: `AROAEXAMPLE${i}`, account,
    createDate: '2024-01-01T00:00:00Z',
    trustPolicy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...principals[i % 5] }] },
    attachedPolicies: i % 2 ? [] : [{ arn: policyArn, name: 'app-logs' }],
    inlinePolicies: i === 0 ? [{ name: 'inline-read', document: allow('s3:Get*') }] : [],
    permissionsBoundary: null, maxSessionDuration: i % 4 === 0 ? 43200 : 3600,
    lastUsed: i % 3 === 0 ? null : { date: '2026-11-18T10:00:00Z', region: 'eu-central-1' }, tags: {},
  };
}); // prettier-ignore

const policies: ManagedPolicy[] = [
  {
    arn: policyArn, name: 'app-logs', account: '111122223333', awsManaged: false, defaultVersionId: 'v2', path: '/',
    createDate: '2024-01-01T00:00:00Z', attachments: 32,
    versions: [
      { versionId: 'v2', isDefault: true, createDate: '2025-06-01T00:00:00Z', document: allow(['logs:PutLogEvents', 'logs:CreateLogStream']) },
      { versionId: 'v1', isDefault: false, createDate: '2024-01-01T00:00:00Z', document: allow('logs:*') },
    ],
  },
]; // prettier-ignore

const user = (name: string, of: Partial<IamUser>): IamUser => ({
  arn: `arn:aws:iam::111122223333:user/${name}`, name, path: '/', userId: `AIDA${name}`, account: '111122223333',
  createDate: '2021-01-01T00:00:00Z', groups: ['operators'], attachedPolicies: [], inlinePolicies: [],
  permissionsBoundary: null, passwordLastUsed: null, hasConsolePassword: false, mfaDevices: 0, accessKeys: [], ...of,
}); // prettier-ignore
const key = (idTail: string, createDate: string, lastUsed: string | null) => ({ idTail, status: 'Active', createDate, lastUsed }); // prettier-ignore
const users: IamUser[] = [
  user('backup', { accessKeys: [key('7AB1', '2022-02-01T00:00:00Z', null), key('9CD2', '2026-10-01T00:00:00Z', '2026-11-19T00:00:00Z')] }),
  user('kim', { hasConsolePassword: true, passwordLastUsed: '2026-11-01T00:00:00Z' }),
  user('unread', { hasConsolePassword: null, mfaDevices: null, accessKeys: null }),
]; // prettier-ignore

const scp = (id: string, name: string, targets: string[], document: unknown, awsManaged = false) => ({
  id, arn: `arn:aws:organizations::111122223333:policy/${id}`, name, description: null,
  type: 'SERVICE_CONTROL_POLICY' as const, awsManaged, document, targets,
}); // prettier-ignore

const told = { passwordNextRotation: null, mfaActive: false, keys: [] };
const credentialReport: Reading<CredentialReport> = read({
  generatedAt: '2026-11-20T12:30:00Z',
  credentials: [
    {
      ...told,
      arn: 'arn:aws:iam::111122223333:root',
      passwordEnabled: null,
      passwordLastUsed: '2026-10-21T12:30:00Z',
      passwordLastChanged: null,
      keys: [
        {
          slot: 1,
          active: true,
          lastRotated: '2021-11-20T12:30:00Z',
          lastUsed: '2026-11-10T12:30:00Z',
          lastUsedRegion: 'us-east-1',
          lastUsedService: 's3',
        },
      ],
    },
    {
      ...told,
      arn: 'arn:aws:iam::111122223333:user/kim',
      passwordEnabled: true,
      passwordLastUsed: '2026-11-01T00:00:00Z',
      passwordLastChanged: '2025-11-20T12:30:00Z',
    },
  ],
});

/** The estate of the fixture: three accounts in an organization, one of which was refused. */
export const estateFacts: EstateFacts = {
  ...unread('notAsked'),
  partition: 'aws',
  accounts: accounts.map(([id, name], i) => ({ id, name, alias: null, ...(i === 0 ? { root: { accessKeys: 1, mfaEnabled: false }, credentialReport } : {}) })),
  directories: read(directories),
  roles: read(roles),
  users: read(users),
  groups: read([{ arn: 'arn:aws:iam::111122223333:group/operators', name: 'operators', path: '/', groupId: 'AGPA1', account: '111122223333', attachedPolicies: [{ arn: policyArn, name: 'app-logs' }], inlinePolicies: [] }]),
  policies: read(policies),
  samlProviders: read([{ arn: 'arn:aws:iam::111122223333:saml-provider/ADFS', name: 'ADFS', account: '111122223333', createDate: '2023-01-01T00:00:00Z', validUntil: '2026-12-01T00:00:00Z', entityId: 'http://adfs.corp.example.com/adfs/services/trust', signingCertificatesValidTo: ['2026-10-01T00:00:00Z'] }]),
  instanceProfiles: read([{ arn: 'arn:aws:iam::777788889999:instance-profile/web', name: 'web', account: '777788889999', createDate: null, roleArns: ['arn:aws:iam::777788889999:role/Developers'] }]),
  instances: read([
    { instanceId: 'i-0abc', account: '777788889999', region: 'eu-central-1', name: 'web-1', state: 'running', instanceProfileArn: 'arn:aws:iam::777788889999:instance-profile/web', launchTime: '2026-01-01T00:00:00Z', platform: 'Linux/UNIX', metadataTokens: 'optional' },
    { instanceId: 'i-0def', account: '777788889999', region: 'eu-central-1', name: null, state: 'stopped', instanceProfileArn: null, launchTime: null, platform: null, metadataTokens: 'required' },
  ]),
  passwordPolicies: read([]),
  directoryLimits: read([{ account: '111122223333', region: 'eu-central-1', name: 'CloudOnlyMicrosoftAD', limit: 20, count: 1 }]),
  identityCenter: read({
    instanceArn: 'arn:aws:sso:::instance/ssoins-1', identityStoreId: 'd-store', region: 'eu-central-1', source: 'external', directoryId: null,
    permissionSets: [{ arn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-1', name: 'Operations', sessionDuration: 'PT4H', managedPolicies: [{ arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess', name: 'ReadOnlyAccess' }], customerPolicies: [{ name: 'app-logs', path: '/' }], inlinePolicy: allow('s3:List*'), boundary: null, outdatedIn: ['444455556666'], provisionedIn: ['111122223333', '444455556666'] }],
    assignments: [
      { account: '111122223333', permissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-1', principalType: 'GROUP', principalId: 'g-1' },
      { account: '444455556666', permissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-1', principalType: 'USER', principalId: 'gone' },
    ],
    groups: [{ groupId: 'g-1', displayName: 'Operations', externalIds: [{ issuer: 'https://scim.example.com', id: '00g1' }] }],
    users: [{ userId: 'u-1', userName: 'kim@corp.example.com', displayName: 'Kim', mail: 'kim@corp.example.com', status: 'ENABLED' }],
    memberships: [{ groupId: 'g-1', userId: 'u-1' }],
    ownerAccountId: '111122223333',
  }),
  organization: read({
    id: 'o-example', arn: 'arn:aws:organizations::111122223333:organization/o-example', managementAccountId: '111122223333', featureSet: 'ALL',
    enabledPolicyTypes: { 'r-root': ['SERVICE_CONTROL_POLICY'] },
    units: [
      { id: 'r-root', arn: 'arn:root', name: 'Root', parentId: null },
      { id: 'ou-workloads', arn: 'arn:ou', name: 'Workloads', parentId: 'r-root' },
    ],
    accounts: accounts.map(([id, name], i) => ({ id, arn: `arn:account/${id}`, name, status: i === 2 ? 'SUSPENDED' : 'ACTIVE', joinedMethod: 'CREATED', joinedAt: null, parentId: i === 0 ? 'r-root' : 'ou-workloads' })),
    servicePolicies: read([
      scp('p-full', 'FullAWSAccess', ['r-root', 'ou-workloads', '444455556666', '777788889999'], allow('*'), true),
      scp('p-deny', 'DenyLeaving', ['ou-workloads'], { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' }] }),
    ]),
    resourcePolicies: denied,
    delegatedAdministrators: read([]),
  }),
  reach: {
    regions: ['eu-central-1', 'us-east-1'],
    accounts: [{ id: '111122223333', code: null }, { id: '444455556666', code: null }, { id: '777788889999', code: 'aws.accessDenied' }],
    allAccounts: false,
  },
}; // prettier-ignore
