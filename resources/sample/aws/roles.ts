/** The sixty roles. Numbers in comments are those of the table of common faults in the group-to-role mapping. */
import type { IamRole, InlinePolicy, PolicyDocument } from '#domain/estate/iam.ts';
import { accounts, isoBefore, provider, region, roleArn } from '../plan.ts';
import type { AccountName } from '../plan.ts';
import { randomOf } from '../prng.ts';
import {
  allow,
  awsManaged,
  awsManagedArn,
  customerManaged,
  customerManagedArn,
  document,
  identityCenterTrust,
  principalTrust,
  samlTrust,
  serviceTrust,
  webTrust,
} from './documents.ts';
import { permissionSets } from './identityCenter.ts';

interface RolePlan {
  readonly account: AccountName;
  readonly name: string;
  readonly trust: PolicyDocument;
  readonly path?: string;
  /** Names of AWS managed or of the account's own policies. */
  readonly policies?: readonly string[];
  readonly inline?: readonly InlinePolicy[];
  readonly boundary?: string;
  readonly hours?: number;
  /** Days since the last use; null = never used. Without it: within the last week. */
  readonly unusedDays?: number | null;
  readonly tags?: Readonly<Record<string, string>>;
}

export const ssoProvider = (account: AccountName): string =>
  provider(account, `AWSSSO_${randomOf(`sso ${account}`).hex(16)}_DO_NOT_DELETE`);
export const reservedPath = `/aws-reserved/sso.amazonaws.com/${region}/`;
export const reservedRole = (account: AccountName, set: string): string =>
  `AWSReservedSSO_${set}_${randomOf(`reserved ${account} ${set}`).hex(16)}`;
/** The suffix that the audit role's trust still names; the role was made anew since (18). */
export const staleReservedRole = 'AWSReservedSSO_SecurityAudit_0c2d9fe17ab34586';
export const roleId = (account: AccountName, name: string): string =>
  `AROA${randomOf(`role id ${account} ${name}`)
    .hex(17)
    .toUpperCase()
    .replaceAll(/[0189]/g, 'Q')}`;

const everything: InlinePolicy = { name: 'Everything', document: document(allow('*')) };

/** Roles that AD FS gives, one group each; those the lab's own rules give stand below. */
const saml: readonly RolePlan[] = [
  // 13, 16
  { account: 'prod', name: 'Admin', trust: samlTrust('prod'), policies: ['AdministratorAccess'], hours: 12 },
  { account: 'prod', name: 'ReadOnly', trust: samlTrust('prod'), policies: ['ReadOnlyAccess'] },
  { account: 'prod', name: 'Deploy', trust: samlTrust('prod'), policies: ['HanbitDeploy'] },
  { account: 'prod', name: 'Approve', trust: samlTrust('prod'), policies: ['HanbitApprove'] },
  {
    account: 'prod',
    name: 'DBA',
    trust: samlTrust('prod'),
    policies: ['HanbitDatabase'],
    boundary: 'HanbitBoundary',
  },
  { account: 'prod', name: 'Billing', trust: samlTrust('prod'), policies: ['job-function/Billing'] },
  { account: 'prod', name: 'Network', trust: samlTrust('prod'), policies: ['job-function/ViewOnlyAccess'] },
  // 14: no SAML:aud
  {
    account: 'prod',
    name: 'Audit',
    trust: samlTrust('prod', { audience: false }),
    policies: ['SecurityAudit'],
  },
  { account: 'prod', name: 'LogAdmin', trust: samlTrust('prod'), policies: ['HanbitLogAdmin'] },
  // 13, 32
  { account: 'prod', name: 'DataScience', trust: samlTrust('prod'), policies: ['HanbitDataScience'] },
  // 9
  {
    account: 'prod',
    name: 'BreakGlass',
    trust: samlTrust('prod'),
    policies: ['AdministratorAccess'],
    unusedDays: 61,
  },
  // 2, 22
  {
    account: 'prod',
    name: 'Legacy',
    trust: samlTrust('prod'),
    policies: ['PowerUserAccess'],
    unusedDays: 412,
  },
  // 14: a provider that the account does not have
  {
    account: 'prod',
    name: 'Support',
    trust: samlTrust('prod', { providers: [provider('prod', 'HanbitADFS-Old')] }),
    policies: ['job-function/ViewOnlyAccess'],
    unusedDays: 96,
  },
  // 14: two providers
  {
    account: 'prod',
    name: 'Contractor',
    trust: samlTrust('prod', { providers: [provider('prod'), provider('prod', 'AldersoftIdP')] }),
    policies: ['job-function/ViewOnlyAccess'],
  },
  {
    account: 'prod',
    name: 'Backup',
    trust: samlTrust('prod'),
    inline: [{ name: 'Backup', document: document(allow(['backup:*', 's3:GetObject', 's3:PutObject'])) }],
  },
  { account: 'prod', name: 'Research', trust: samlTrust('prod'), policies: ['HanbitStorage'] },
  // 17
  {
    account: 'prod',
    name: 'ReportReader',
    trust: samlTrust('prod', { without: 'sts:TagSession' }),
    policies: ['job-function/ViewOnlyAccess'],
  },
  {
    account: 'prod',
    name: 'StorageOps',
    trust: samlTrust('prod', { without: 'sts:SetSourceIdentity' }),
    policies: ['HanbitStorage'],
    tags: { owner: 'storage' },
  },
  // 14: anyone at all
  {
    account: 'prod',
    name: 'OpenAccess',
    trust: document(
      { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' },
      {
        Effect: 'Allow',
        Principal: { Federated: provider('prod') },
        Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession', 'sts:SetSourceIdentity'],
        Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
      },
    ),
    policies: ['job-function/ViewOnlyAccess'],
  },
  {
    account: 'dev',
    name: 'Developer',
    trust: samlTrust('dev'),
    policies: ['HanbitDeveloper'],
    boundary: 'HanbitBoundary',
    hours: 8,
  },
  { account: 'dev', name: 'Admin', trust: samlTrust('dev'), policies: ['AdministratorAccess'], hours: 4 },
  {
    account: 'dev',
    name: 'Sandbox',
    trust: samlTrust('dev'),
    policies: ['PowerUserAccess'],
    boundary: 'HanbitBoundary',
  },
  {
    account: 'dev',
    name: 'Bench',
    trust: samlTrust('dev', { providers: [provider('dev', 'HanbitADFSLab')] }),
    policies: ['job-function/ViewOnlyAccess'],
  },
  {
    account: 'dev',
    name: 'Calibration',
    trust: samlTrust('dev', { providers: [provider('dev', 'HanbitADFSLab')] }),
    inline: [{ name: 'Instruments', document: document(allow(['iot:Publish', 's3:PutObject'])) }],
    unusedDays: 33,
  },
  { account: 'security', name: 'SecurityAudit', trust: samlTrust('security'), policies: ['SecurityAudit'] },
  {
    account: 'security',
    name: 'IncidentResponse',
    trust: samlTrust('security'),
    policies: ['HanbitIncidentResponse'],
    inline: [
      // 18: a role's unique id written into a condition
      {
        name: 'OnlyFromResponders',
        document: document({
          Effect: 'Deny',
          Action: 'guardduty:DeleteDetector',
          Resource: '*',
          Condition: { StringNotLike: { 'aws:userId': `${roleId('security', 'KeyAdmin')}:*` } },
        }),
      },
    ],
  },
  { account: 'security', name: 'KeyAdmin', trust: samlTrust('security'), policies: ['HanbitKeyAdmin'] },
  {
    account: 'shared',
    name: 'NetworkAdmin',
    trust: samlTrust('shared'),
    policies: ['HanbitNetworkAdmin'],
    hours: 2,
  },
  {
    account: 'shared',
    name: 'DirectoryReader',
    trust: samlTrust('shared'),
    policies: ['AWSDirectoryServiceReadOnlyAccess'],
  },
];

const ds = serviceTrust('ds.amazonaws.com');
/** Roles for console delegation; each account's own directory gives them. */
const delegated: readonly RolePlan[] = [
  { account: 'shared', name: 'ConsoleReadOnly', trust: ds, policies: ['ReadOnlyAccess'] },
  {
    account: 'shared',
    name: 'ConsoleDirectoryOps',
    trust: serviceTrust('ds.amazonaws.com', { StringEquals: { 'aws:SourceAccount': accounts.shared } }),
    policies: ['AWSDirectoryServiceFullAccess'],
  },
  { account: 'shared', name: 'ConsoleHelpdesk', trust: ds, policies: ['HanbitHelpdesk'] },
  { account: 'shared', name: 'ConsoleBilling', trust: ds, policies: ['job-function/Billing'] },
  // 2, 22
  { account: 'shared', name: 'ConsoleArchive', trust: ds, policies: ['ReadOnlyAccess'], unusedDays: null },
  {
    account: 'dev',
    name: 'ConsoleLab',
    trust: ds,
    policies: ['job-function/ViewOnlyAccess'],
    unusedDays: 140,
  },
];

const reserved: readonly RolePlan[] = permissionSets.flatMap((set) =>
  set.accounts.map((account) => ({
    account,
    name: reservedRole(account, set.name),
    path: reservedPath,
    trust: identityCenterTrust(ssoProvider(account)),
    policies: [...set.managed, ...(set.customer ?? []).map((policy) => policy.name)],
    ...(set.inline === undefined || set.inline === null
      ? {}
      : { inline: [{ name: 'AwsSSOInlinePolicy', document: set.inline }] }),
    hours: Number(set.duration.slice(2, -1)),
  })),
);

const pool = `${region}:5d0c1f6e-7a42-4e0b-9f3d-2b8a61c4e907`;
const services: readonly RolePlan[] = [
  // 32: strong, and handed to a service that others may start
  { account: 'prod', name: 'EC2AppServer', trust: serviceTrust('ec2.amazonaws.com'), inline: [everything] },
  {
    account: 'prod',
    name: 'LambdaIngest',
    path: '/service/',
    trust: serviceTrust('lambda.amazonaws.com'),
    policies: ['service-role/AWSLambdaBasicExecutionRole', 'HanbitPolicyEditor'],
  },
  {
    account: 'prod',
    name: 'EcsTaskExecution',
    path: '/service/',
    trust: serviceTrust('ecs-tasks.amazonaws.com'),
    policies: ['service-role/AmazonECSTaskExecutionRolePolicy'],
  },
  {
    account: 'prod',
    name: 'CodePipelineService',
    path: '/service/',
    trust: serviceTrust('codepipeline.amazonaws.com'),
    policies: ['PowerUserAccess'],
  },
  // 31: no :aud; and everybody without signing in may write
  {
    account: 'prod',
    name: 'CognitoUnauthenticated',
    trust: webTrust('cognito-identity.amazonaws.com', {
      StringEquals: { 'cognito-identity.amazonaws.com:aud': pool },
      'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'unauthenticated' },
    }),
    inline: [{ name: 'Telemetry', document: document(allow(['dynamodb:*', 's3:*'])) }],
  },
  {
    account: 'prod',
    name: 'CognitoAuthenticated',
    trust: webTrust('cognito-identity.amazonaws.com', {
      'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
    }),
    inline: [{ name: 'Portal', document: document(allow('s3:GetObject', 'arn:aws:s3:::hanbit-portal/*')) }],
  },
  // 18: the suffix of a role that Identity Center has made anew since
  {
    account: 'prod',
    name: 'CrossAccountAudit',
    trust: principalTrust(roleArn('security', staleReservedRole, reservedPath)),
    policies: ['SecurityAudit'],
    unusedDays: 101,
  },
  ...(['prod', 'dev', 'security'] as const).map((account) => ({
    account,
    name: 'OrganizationAccountAccessRole',
    trust: principalTrust(`arn:aws:iam::${accounts.shared}:root`),
    policies: ['AdministratorAccess'],
    unusedDays: 230,
  })),
  {
    account: 'dev',
    name: 'EC2DevBox',
    trust: serviceTrust('ec2.amazonaws.com'),
    policies: ['HanbitDeveloper'],
  },
  {
    account: 'dev',
    name: 'GitHubActionsDeploy',
    trust: webTrust(`arn:aws:iam::${accounts.dev}:oidc-provider/token.actions.githubusercontent.com`, {
      StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' },
      StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:hanbit-instruments/firmware:*' },
    }),
    policies: ['HanbitDeveloper'],
  },
  {
    account: 'dev',
    name: 'AWSServiceRoleForOrganizations',
    path: '/aws-service-role/organizations.amazonaws.com/',
    trust: serviceTrust('organizations.amazonaws.com'),
    policies: ['aws-service-role/AWSOrganizationsServiceTrustPolicy'],
  },
  {
    account: 'shared',
    name: 'BackupVault',
    path: '/service/',
    trust: serviceTrust('backup.amazonaws.com'),
    inline: [
      {
        name: 'Vault',
        document: document(allow(['backup:CopyIntoBackupVault', 'kms:Decrypt', 'kms:GenerateDataKey'])),
      },
    ],
  },
];

function attached(account: AccountName, name: string): { arn: string; name: string } {
  if (name in customerManaged[account]) return { arn: customerManagedArn(account, name), name };
  if (name in awsManaged) return { arn: awsManagedArn(name), name: name.slice(name.lastIndexOf('/') + 1) };
  throw new Error(`no policy ${name} in ${account}`);
}

export function roles(): IamRole[] {
  // What the rules ask for; those that allow less refuse whoever comes by them.
  const federated = saml.map((plan) => ({ hours: 8, ...plan }));
  return [...federated, ...delegated, ...reserved, ...services].map((plan: RolePlan) => {
    const random = randomOf(`role ${plan.account} ${plan.name}`);
    const used = plan.unusedDays === undefined ? random.between(0, 6) + random.next() : plan.unusedDays;
    return {
      arn: roleArn(plan.account, plan.name, plan.path),
      name: plan.name,
      path: plan.path ?? '/',
      roleId: roleId(plan.account, plan.name),
      account: accounts[plan.account],
      createDate: isoBefore(random.between(450, 1900)),
      trustPolicy: plan.trust,
      attachedPolicies: (plan.policies ?? []).map((name) => attached(plan.account, name)),
      inlinePolicies: plan.inline ?? [],
      permissionsBoundary:
        plan.boundary === undefined ? null : customerManagedArn(plan.account, plan.boundary),
      maxSessionDuration: (plan.hours ?? 1) * 3600,
      lastUsed: used === null ? { date: null, region: null } : { date: isoBefore(used), region },
      tags: plan.tags ?? {},
    };
  });
}
