/**
 * One call of every operation that the emulator answers, against the default estate, with what must come back. Others'
 * clients send them: services by the names that the AWS command line and botocore have for them.
 */
import { defaultEstate } from './defaultEstate.ts';
import { allow, home, other, partner, sandbox, statement } from './estates/build.ts';
import { encodedMessage, refusal } from './services/authorizationMessage.ts';

export interface Call {
  /** `ds`, `sso-admin`, … */
  readonly service: string;
  readonly operation: string;
  readonly input: object;
  readonly account: string;
  readonly region: string;
  /** The list that the answer holds and how long it is over all pages; or the code that refuses. */
  readonly rows?: readonly [name: string, count: number];
  readonly error?: string;
}

const seoul = 'ap-northeast-2';
const managedAd = { DirectoryId: 'd-9a67000001' };
const connector = { DirectoryId: 'd-9a67000002' };
const simple = { DirectoryId: 'd-9067000003' };
const hybrid = { DirectoryId: 'd-9a67000005' };
const [center, external] = defaultEstate.identityCenters!;
const [readOnly, powerUser] = center!.permissionSets;
const organization = defaultEstate.organizations![0]!;
const accountOf = (id: string) => defaultEstate.accounts.find((account) => account.id === id)!;

const call = (
  service: string,
  operation: string,
  input: object = {},
  outcome: readonly [string, number] | string | null = null,
  more: { readonly account?: string; readonly region?: string } = {},
): Call => ({
  service,
  operation,
  input,
  account: home,
  region: seoul,
  ...(typeof outcome === 'string' ? { error: outcome } : outcome === null ? {} : { rows: outcome }),
  ...more,
});

const unsupported = 'UnsupportedOperationException';
const abroad = { region: 'us-east-1' };
const inSandbox = { account: sandbox };

const directories: Call[] = [
  call('ds', 'DescribeDirectories', {}, ['DirectoryDescriptions', 2]),
  call('ds', 'DescribeDirectories', {}, ['DirectoryDescriptions', 1], { account: other }),
  call('ds', 'DescribeDirectories', {}, ['DirectoryDescriptions', 1], inSandbox),
  call('ds', 'DescribeDirectories', { DirectoryIds: ['d-0000000000'] }, 'EntityDoesNotExistException'),
  call('ds', 'DescribeTrusts', managedAd, ['Trusts', 3]),
  call('ds', 'DescribeTrusts', {}, ['Trusts', 3]),
  call('ds', 'DescribeTrusts', simple, unsupported, abroad),
  call('ds', 'DescribeDomainControllers', managedAd, ['DomainControllers', 3]),
  call('ds', 'DescribeDomainControllers', connector, unsupported),
  call('ds', 'DescribeLDAPSSettings', { ...managedAd, Type: 'Client' }, ['LDAPSSettingsInfo', 1]),
  call('ds', 'DescribeLDAPSSettings', simple, unsupported, abroad),
  call('ds', 'DescribeSettings', managedAd, ['SettingEntries', 5]),
  call('ds', 'DescribeSettings', { ...managedAd, Status: 'Failed' }, ['SettingEntries', 1]),
  call('ds', 'DescribeConditionalForwarders', managedAd, ['ConditionalForwarders', 2]),
  call('ds', 'DescribeClientAuthenticationSettings', connector, ['ClientAuthenticationSettingsInfo', 2]),
  call('ds', 'DescribeRegions', managedAd, ['RegionsDescription', 2]),
  call('ds', 'DescribeSharedDirectories', { OwnerDirectoryId: 'd-9a67000001' }, ['SharedDirectories', 2]),
  call('ds', 'GetDirectoryLimits'),
  call('ds', 'ListCertificates', managedAd, ['CertificatesInfo', 2]),
  call('ds', 'DescribeCertificate', { ...connector, CertificateId: 'c-9a67000003' }),
  call('ds', 'DescribeCertificate', { ...connector, CertificateId: 'c-0000000000' }, 'CertificateDoesNotExistException'), // prettier-ignore
  call('ds', 'ListIpRoutes', managedAd, ['IpRoutesInfo', 2]),
  call('ds', 'ListSchemaExtensions', managedAd, ['SchemaExtensionsInfo', 2]),
  call('ds', 'DescribeDirectoryDataAccess', managedAd),
  call('ds', 'DescribeSnapshots', managedAd, ['Snapshots', 2]),
  call('ds', 'GetSnapshotLimits', managedAd),
  call('ds', 'DescribeEventTopics', managedAd, ['EventTopics', 1]),
  call('ds', 'ListLogSubscriptions', managedAd, ['LogSubscriptions', 1]),
  call('ds', 'DescribeUpdateDirectory', { ...managedAd, UpdateType: 'OS' }, ['UpdateActivities', 1]),
  call('ds', 'DescribeCAEnrollmentPolicy', managedAd),
  call('ds', 'DescribeHybridADUpdate', hybrid, null, inSandbox),
  call('ds', 'ListADAssessments', {}, ['Assessments', 1], inSandbox),
  call('ds', 'DescribeADAssessment', { AssessmentId: 'da-9a67000000000001' }, null, inSandbox),
  call('ds', 'ListTagsForResource', { ResourceId: 'd-9a67000001' }, ['Tags', 2]),
];

const kim = { ...managedAd, SAMAccountName: 'kim' };
const readers = { ...managedAd, SAMAccountName: 'AWS-111122223333-ReadOnly' };
const data: Call[] = [
  call('ds-data', 'ListUsers', managedAd, ['Users', 4]),
  call('ds-data', 'ListUsers', { ...managedAd, Realm: 'partner.example.net' }, ['Users', 1]),
  call('ds-data', 'ListUsers', { ...managedAd, Realm: 'nowhere.example' }, 'ValidationException'),
  call('ds-data', 'ListUsers', hybrid, 'AccessDeniedException', inSandbox),
  call('ds-data', 'SearchUsers', { ...managedAd, SearchString: 'Kim', SearchAttributes: ['sn'] }, ['Users', 1]), // prettier-ignore
  call('ds-data', 'DescribeUser', { ...kim, OtherAttributes: ['department', 'proxyAddresses', 'logonCount'] }), // prettier-ignore
  call('ds-data', 'DescribeUser', { ...managedAd, SAMAccountName: 'nobody' }, 'ResourceNotFoundException'),
  call('ds-data', 'ListGroups', managedAd, ['Groups', 5]),
  call('ds-data', 'SearchGroups', { ...managedAd, SearchString: 'news', SearchAttributes: ['SAMAccountName'] }, ['Groups', 1]), // prettier-ignore
  call('ds-data', 'DescribeGroup', readers),
  call('ds-data', 'ListGroupMembers', readers, ['Members', 3]),
  call('ds-data', 'ListGroupMembers', { ...readers, MemberRealm: 'partner.example.net' }, ['Members', 1]),
  call('ds-data', 'ListGroupsForMember', kim, ['Groups', 2]),
];

const limits = { PolicyArn: `arn:aws:iam::${sandbox}:policy/SandboxLimits` };
const github = (account: string) => ({
  OpenIDConnectProviderArn: `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`,
});
const iam: Call[] = [
  call('iam', 'GetAccountAuthorizationDetails', {}, ['RoleDetailList', accountOf(sandbox).roles.length], inSandbox), // prettier-ignore
  call('iam', 'GetAccountAuthorizationDetails', { Filter: ['Group'] }, ['GroupDetailList', 1]),
  call('iam', 'ListRoles', {}, ['Roles', accountOf(home).roles.length]),
  call('iam', 'GetRole', { RoleName: 'Admin' }),
  call('iam', 'GetRole', { RoleName: 'None' }, 'NoSuchEntity'),
  call('iam', 'ListUsers', {}, ['Users', 5], inSandbox),
  call('iam', 'ListAccessKeys', { UserName: 'exporter' }, ['AccessKeyMetadata', 2], inSandbox),
  call('iam', 'GetAccessKeyLastUsed', { AccessKeyId: 'AKIAIOSFODNN7EXAMPL1' }),
  call('iam', 'GetAccessKeyLastUsed', { AccessKeyId: 'AKIAIOSFODNN7EXAMPL2' }),
  call('iam', 'ListMFADevices', { UserName: 'jordan' }, ['MFADevices', 1], inSandbox),
  call('iam', 'GetLoginProfile', { UserName: 'jordan' }, null, inSandbox),
  call('iam', 'GetLoginProfile', { UserName: 'quiet' }, 'NoSuchEntity', inSandbox),
  call('iam', 'GetAccountSummary'),
  call('iam', 'GetAccountPasswordPolicy'),
  call('iam', 'GetAccountPasswordPolicy', {}, 'NoSuchEntity', inSandbox),
  call('iam', 'ListPolicies', { Scope: 'Local' }, ['Policies', 1]),
  call('iam', 'GetPolicy', limits, null, inSandbox),
  call('iam', 'ListPolicyVersions', limits, ['Versions', 3], inSandbox),
  call('iam', 'GetPolicyVersion', { ...limits, VersionId: 'v2' }, null, inSandbox),
  call('iam', 'ListInstanceProfiles', {}, ['InstanceProfiles', 2]),
  call('iam', 'ListOpenIDConnectProviders', {}, ['OpenIDConnectProviderList', 1]),
  call('iam', 'GetOpenIDConnectProvider', github(home)),
  call('iam', 'ListSAMLProviders', {}, ['SAMLProviderList', 1]),
  call('iam', 'GetSAMLProvider', { SAMLProviderArn: `arn:aws:iam::${home}:saml-provider/ADFS` }),
  call('iam', 'ListAccountAliases', {}, ['AccountAliases', 1]),
  call('iam', 'GetCredentialReport', {}, 'ReportNotPresent'),
  call('iam', 'GenerateCredentialReport'),
  call('iam', 'GetCredentialReport', {}, 'ReportInProgress'),
  call('iam', 'GenerateCredentialReport'),
  call('iam', 'GenerateCredentialReport'),
  call('iam', 'GetCredentialReport'),
];

const scp = 'SERVICE_CONTROL_POLICY';
const root = { ParentId: organization.root.Id };
const organizations: Call[] = [
  call('organizations', 'DescribeOrganization'),
  call('organizations', 'DescribeOrganization', {}, null, { account: other }),
  call('organizations', 'ListRoots', {}, ['Roots', 1]),
  call('organizations', 'ListRoots', {}, 'AccessDeniedException', { account: other }),
  call('organizations', 'ListOrganizationalUnitsForParent', root, ['OrganizationalUnits', 3]),
  call('organizations', 'ListAccountsForParent', root, ['Accounts', 1]),
  call('organizations', 'ListAccounts', {}, ['Accounts', 4]),
  call('organizations', 'ListAccounts', {}, ['Accounts', 4], inSandbox),
  call('organizations', 'ListPolicies', { Filter: scp }, ['Policies', 3]),
  call('organizations', 'ListPolicies', { Filter: 'RESOURCE_CONTROL_POLICY' }, ['Policies', 2]),
  call('organizations', 'DescribePolicy', { PolicyId: 'p-examplescp1' }),
  call('organizations', 'DescribePolicy', { PolicyId: 'p-00000000' }, 'PolicyNotFoundException'),
  call('organizations', 'ListTargetsForPolicy', { PolicyId: 'p-FullAWSAccess' }, ['Targets', 9]),
  call('organizations', 'ListPoliciesForTarget', { TargetId: organization.root.Id, Filter: scp }, ['Policies', 2]), // prettier-ignore
  call('organizations', 'ListDelegatedAdministrators', {}, ['DelegatedAdministrators', 1]),
  call('organizations', 'ListDelegatedServicesForAccount', { AccountId: sandbox }, ['DelegatedServices', 2]),
  call('organizations', 'DescribeEffectivePolicy', { PolicyType: 'TAG_POLICY', TargetId: other }),
];

const instance = { InstanceArn: center!.InstanceArn };
const ofReadOnly = { ...instance, PermissionSetArn: readOnly!.PermissionSetArn };
const ofPowerUser = { ...instance, PermissionSetArn: powerUser!.PermissionSetArn };
const store = { IdentityStoreId: center!.IdentityStoreId };
const outside = { IdentityStoreId: external!.IdentityStoreId };
const byPartner = { account: partner };
const identityCenter: Call[] = [
  call('sso-admin', 'ListInstances', {}, ['Instances', 1]),
  call('sso-admin', 'ListInstances', {}, ['Instances', 1], byPartner),
  call('sso-admin', 'ListInstances', {}, ['Instances', 0], abroad),
  call('sso-admin', 'DescribeInstance', instance),
  call('sso-admin', 'ListPermissionSets', instance, ['PermissionSets', 3]),
  call('sso-admin', 'ListPermissionSets', instance, 'AccessDeniedException', { account: other }),
  call('sso-admin', 'DescribePermissionSet', ofPowerUser),
  call('sso-admin', 'ListManagedPoliciesInPermissionSet', ofPowerUser, ['AttachedManagedPolicies', 2]),
  call('sso-admin', 'ListCustomerManagedPolicyReferencesInPermissionSet', ofPowerUser, ['CustomerManagedPolicyReferences', 1]), // prettier-ignore
  call('sso-admin', 'GetInlinePolicyForPermissionSet', ofPowerUser),
  call('sso-admin', 'GetInlinePolicyForPermissionSet', ofReadOnly),
  call('sso-admin', 'GetPermissionsBoundaryForPermissionSet', ofPowerUser),
  call('sso-admin', 'GetPermissionsBoundaryForPermissionSet', ofReadOnly, 'ResourceNotFoundException'),
  call('sso-admin', 'ListAccountsForProvisionedPermissionSet', ofReadOnly, ['AccountIds', 2]),
  call('sso-admin', 'ListPermissionSetsProvisionedToAccount', { ...instance, AccountId: sandbox }, ['PermissionSets', 1]), // prettier-ignore
  call('sso-admin', 'ListAccountAssignments', { ...ofReadOnly, AccountId: other }, ['AccountAssignments', 2]),
  call('sso-admin', 'ListTagsForResource', { ...instance, ResourceArn: readOnly!.PermissionSetArn }, ['Tags', 1]), // prettier-ignore
  call('sso-admin', 'DescribeInstanceAccessControlAttributeConfiguration', instance),
  call('identitystore', 'ListUsers', store, ['Users', 3]),
  call('identitystore', 'ListUsers', outside, ['Users', 2], byPartner),
  call('identitystore', 'ListGroups', store, ['Groups', 3]),
  call('identitystore', 'ListGroups', { ...outside, Filters: [{ AttributePath: 'DisplayName', AttributeValue: 'Operators' }] }, ['Groups', 1], byPartner), // prettier-ignore
  call('identitystore', 'DescribeUser', { ...store, UserId: center!.users[0]!.UserId }),
  call('identitystore', 'DescribeGroup', { ...store, GroupId: center!.groups[0]!.GroupId }),
  call('identitystore', 'DescribeGroup', { ...store, GroupId: '1a2b3c4d-0000-4000-8000-000000000199' }, 'ResourceNotFoundException'), // prettier-ignore
  call('identitystore', 'ListGroupMemberships', { ...store, GroupId: center!.groups[1]!.GroupId }, ['GroupMemberships', 3]), // prettier-ignore
  call('identitystore', 'ListGroupMembershipsForMember', { ...store, MemberId: { UserId: center!.users[0]!.UserId } }, ['GroupMemberships', 2]), // prettier-ignore
];

const refusedRun = refusal({
  principal: { id: 'AIDAEXAMPLE', name: 'auditor', arn: `arn:aws:iam::${home}:user/auditor` },
  action: 'ec2:RunInstances',
  resource: `arn:aws:ec2:${seoul}:${home}:instance/*`,
  context: { 'ec2:Region': [seoul] },
});

const rest: Call[] = [
  call('ec2', 'DescribeInstances', {}, ['Reservations', 3]),
  call('ec2', 'DescribeInstances', { Filters: [{ Name: 'instance-state-name', Values: ['running'] }] }, ['Reservations', 2]), // prettier-ignore
  call('ec2', 'DescribeRegions', {}, ['Regions', 5]),
  call('ec2', 'DescribeIamInstanceProfileAssociations', {}, ['IamInstanceProfileAssociations', 2]),
  call('sts', 'GetCallerIdentity'),
  call('sts', 'AssumeRole', { RoleArn: `arn:aws:iam::${sandbox}:role/Audit`, RoleSessionName: 'reader' }),
  call('sts', 'AssumeRole', { RoleArn: `arn:aws:iam::${sandbox}:role/FromConsumer`, RoleSessionName: 'reader' }, 'AccessDenied'), // prettier-ignore
  call('sts', 'AssumeRoleWithSAML', { RoleArn: `arn:aws:iam::${home}:role/Admin`, PrincipalArn: `arn:aws:iam::${home}:saml-provider/ADFS`, SAMLAssertion: 'PHg+' }, 'InvalidIdentityToken'), // prettier-ignore
  call('sts', 'AssumeRoleWithWebIdentity', { RoleArn: `arn:aws:iam::${sandbox}:role/GitHubDeploy`, RoleSessionName: 'reader', WebIdentityToken: 'no-token' }, 'InvalidIdentityToken'), // prettier-ignore
  call('sts', 'GetSessionToken'),
  call('sts', 'GetFederationToken', { Name: 'reader', Policy: JSON.stringify(statement(allow('s3:*'))) }),
  call('sts', 'GetAccessKeyInfo', { AccessKeyId: 'AKIAEMULATORAUDITOR3' }),
  call('sts', 'DecodeAuthorizationMessage', { EncodedMessage: encodedMessage(refusedRun) }),
  call('sts', 'DecodeAuthorizationMessage', { EncodedMessage: 'not-a-message' }, 'InvalidAuthorizationMessageException'), // prettier-ignore
];

export const everyRead: readonly Call[] = [
  ...directories,
  ...data,
  ...iam,
  ...organizations,
  ...identityCenter,
  ...rest,
];
