/** Policy documents: trusts in the usual shape and with every usual fault, and what roles may do. */
import type { PolicyDocument } from '#domain/estate/iam.ts';
import { accounts, provider } from '../plan.ts';
import type { AccountName } from '../plan.ts';

type Statement = Readonly<Record<string, unknown>>;
export const document = (...statements: readonly Statement[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: statements,
});
export const allow = (
  actions: string | readonly string[],
  resources: string | readonly string[] = '*',
  condition?: object,
): Statement => ({
  Effect: 'Allow',
  Action: actions,
  Resource: resources,
  ...(condition === undefined ? {} : { Condition: condition }),
});
const deny = (
  actions: string | readonly string[],
  resources: string | readonly string[] = '*',
): Statement => ({ Effect: 'Deny', Action: actions, Resource: resources });

const samlActions = ['sts:AssumeRoleWithSAML', 'sts:TagSession', 'sts:SetSourceIdentity'];
const audience = { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } };

/** Trust of a role for AD FS. The rules send tags and a source identity, so both calls must be allowed. */
export function samlTrust(
  account: AccountName,
  of: { providers?: readonly string[]; without?: string; audience?: boolean } = {},
): PolicyDocument {
  const providers = of.providers ?? [provider(account)];
  return document({
    Effect: 'Allow',
    Principal: { Federated: providers.length === 1 ? providers[0] : providers },
    Action: samlActions.filter((action) => action !== of.without),
    ...(of.audience === false ? {} : { Condition: audience }),
  });
}

export const serviceTrust = (service: string, condition?: object): PolicyDocument =>
  document({
    Effect: 'Allow',
    Principal: { Service: service },
    Action: 'sts:AssumeRole',
    ...(condition === undefined ? {} : { Condition: condition }),
  });
export const principalTrust = (aws: string | readonly string[], condition?: object): PolicyDocument =>
  document({
    Effect: 'Allow',
    Principal: { AWS: aws },
    Action: 'sts:AssumeRole',
    ...(condition === undefined ? {} : { Condition: condition }),
  });
export const webTrust = (federated: string, condition?: object): PolicyDocument =>
  document({
    Effect: 'Allow',
    Principal: { Federated: federated },
    Action: 'sts:AssumeRoleWithWebIdentity',
    ...(condition === undefined ? {} : { Condition: condition }),
  });
export const identityCenterTrust = (providerArn: string): PolicyDocument =>
  document({
    Effect: 'Allow',
    Principal: { Federated: providerArn },
    Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
    Condition: audience,
  });

/** AWS managed policies, as far as the sample needs their meaning: the long ones are abridged to a few services. */
export const awsManaged: Readonly<Record<string, PolicyDocument>> = {
  AdministratorAccess: document(allow('*')),
  PowerUserAccess: document(
    { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
    allow([
      'iam:CreateServiceLinkedRole',
      'iam:DeleteServiceLinkedRole',
      'iam:ListRoles',
      'organizations:DescribeOrganization',
      'account:ListRegions',
    ]),
  ),
  ReadOnlyAccess: document(
    allow([
      'cloudformation:Describe*',
      'cloudtrail:LookupEvents',
      'cloudwatch:Get*',
      'dynamodb:Get*',
      'dynamodb:List*',
      'ec2:Describe*',
      'iam:Get*',
      'iam:List*',
      'lambda:Get*',
      'lambda:List*',
      'logs:Get*',
      'rds:Describe*',
      's3:Get*',
      's3:List*',
    ]),
  ),
  SecurityAudit: document(
    allow([
      'access-analyzer:List*',
      'cloudtrail:Describe*',
      'cloudtrail:GetTrailStatus',
      'config:Describe*',
      'ec2:Describe*',
      'guardduty:List*',
      'iam:GenerateCredentialReport',
      'iam:Get*',
      'iam:List*',
      'kms:List*',
      's3:GetBucketPolicy',
    ]),
  ),
  'job-function/ViewOnlyAccess': document(
    allow([
      'cloudtrail:DescribeTrails',
      'ec2:DescribeInstances',
      'iam:ListRoles',
      'lambda:ListFunctions',
      's3:ListAllMyBuckets',
    ]),
  ),
  'job-function/Billing': document(
    allow(['aws-portal:View*', 'billing:Get*', 'billing:List*', 'budgets:*', 'ce:*', 'cur:*']),
  ),
  'service-role/AWSLambdaBasicExecutionRole': document(
    allow(['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents']),
  ),
  'service-role/AmazonECSTaskExecutionRolePolicy': document(
    allow([
      'ecr:BatchGetImage',
      'ecr:GetAuthorizationToken',
      'ecr:GetDownloadUrlForLayer',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
    ]),
  ),
  'aws-service-role/AWSOrganizationsServiceTrustPolicy': document(
    allow('iam:DeleteRole', 'arn:aws:iam::*:role/aws-service-role/organizations.amazonaws.com/*'),
    allow('iam:CreateServiceLinkedRole'),
  ),
  AWSDirectoryServiceReadOnlyAccess: document(
    allow(['ds:Check*', 'ds:Describe*', 'ds:Get*', 'ds:List*', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs']),
  ),
  AWSDirectoryServiceFullAccess: document(
    allow(['ds:*', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs', 'sns:ListTopics']),
  ),
};
export const awsManagedArn = (name: string): string => `arn:aws:iam::aws:policy/${name}`;

const prod = accounts.prod;
const bucket = (name: string): string[] => [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`];

/** Customer managed policies of one account; the last version of each is the default one. */
export const customerManaged: Readonly<
  Record<AccountName, Readonly<Record<string, readonly PolicyDocument[]>>>
> = {
  prod: {
    // Everything, then too little, then what it takes.
    HanbitDeploy: [
      document(allow('cloudformation:*')),
      document(allow(['cloudformation:DescribeStacks', 's3:PutObject'])),
      document(
        allow([
          'cloudformation:CreateChangeSet',
          'cloudformation:DescribeStacks',
          'cloudformation:ExecuteChangeSet',
          'codepipeline:StartPipelineExecution',
          's3:PutObject',
        ]),
        allow('iam:PassRole', `arn:aws:iam::${prod}:role/service/CodePipelineService`, {
          StringEquals: { 'iam:PassedToService': 'codepipeline.amazonaws.com' },
        }),
      ),
    ],
    HanbitApprove: [
      document(
        allow(
          ['codepipeline:GetPipelineState', 'codepipeline:PutApprovalResult'],
          `arn:aws:codepipeline:ap-northeast-2:${prod}:release/*`,
        ),
      ),
    ],
    HanbitDatabase: [
      document(
        allow([
          'rds:CreateDBSnapshot',
          'rds:Describe*',
          'rds:ModifyDBInstance',
          'rds-db:connect',
          'secretsmanager:GetSecretValue',
        ]),
      ),
    ],
    HanbitLogAdmin: [
      document(
        allow(
          ['cloudtrail:DeleteTrail', 'cloudtrail:StopLogging', 'logs:DeleteLogGroup', 's3:DeleteObject'],
          '*',
        ),
      ),
    ],
    // 13 and 32: pass any role, and start the services that take one.
    HanbitDataScience: [
      document(
        allow('iam:PassRole'),
        allow([
          'ec2:RunInstances',
          'lambda:CreateFunction',
          'lambda:InvokeFunction',
          'sagemaker:*',
          's3:GetObject',
          's3:ListBucket',
        ]),
      ),
    ],
    HanbitStorage: [
      document(allow(['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], bucket('hanbit-measurements'))),
      document(
        allow(['s3:GetObject', 's3:ListBucket', 's3:PutObject'], bucket('hanbit-measurements')),
        deny('s3:DeleteBucket'),
      ),
    ],
    // 13: whoever can write a new default version of a policy can write themselves any right.
    HanbitPolicyEditor: [
      document(
        allow([
          'iam:CreatePolicyVersion',
          'iam:SetDefaultPolicyVersion',
          'iam:AttachRolePolicy',
          'iam:Get*',
          'iam:List*',
        ]),
      ),
    ],
    HanbitBoundary: [
      document(
        allow(['cloudwatch:*', 'dynamodb:*', 'ec2:Describe*', 'logs:*', 'rds:*', 's3:*']),
        deny(['iam:*', 'organizations:*']),
      ),
    ],
  },
  dev: {
    HanbitDeveloper: [
      document(
        allow(['cloudformation:*', 'dynamodb:*', 'ec2:*', 'lambda:*', 'logs:*', 's3:*']),
        deny(['iam:CreateUser', 'iam:CreateAccessKey']),
      ),
    ],
    HanbitBoundary: [document(allow(['cloudwatch:*', 'dynamodb:*', 'ec2:*', 'lambda:*', 'logs:*', 's3:*']))],
  },
  security: {
    HanbitIncidentResponse: [
      document(
        allow([
          'cloudtrail:LookupEvents',
          'ec2:CreateSnapshot',
          'ec2:Describe*',
          'ec2:ModifyInstanceAttribute',
          'guardduty:*',
          'iam:PutRolePolicy',
          's3:GetObject',
        ]),
      ),
    ],
    HanbitKeyAdmin: [
      document(
        allow([
          'kms:Create*',
          'kms:Describe*',
          'kms:DisableKey',
          'kms:EnableKey',
          'kms:List*',
          'kms:PutKeyPolicy',
          'kms:ScheduleKeyDeletion',
        ]),
      ),
    ],
  },
  shared: {
    HanbitNetworkAdmin: [
      document(
        allow([
          'directconnect:*',
          'ec2:*Route*',
          'ec2:*Subnet*',
          'ec2:*Vpc*',
          'ec2:Describe*',
          'networkmanager:*',
          'route53:*',
        ]),
      ),
    ],
    HanbitHelpdesk: [
      document(
        allow([
          'ds:Describe*',
          'ds:ResetUserPassword',
          'ds-data:Describe*',
          'ds-data:List*',
          'ds-data:Search*',
        ]),
      ),
    ],
  },
};
export const customerManagedArn = (account: AccountName, name: string): string =>
  `arn:aws:iam::${accounts[account]}:policy/${name}`;
