/** The organization: units, accounts, and what is forbidden to them. */
import type {
  Organization,
  OrganizationAccount,
  OrganizationPolicy,
  OrganizationPolicyType,
} from '#domain/estate/organization.ts';
import { accounts, archiveAccount, isoBefore, labRegion, region } from '../plan.ts';
import { allow, document } from './documents.ts';

const id = 'o-h4n8b1t7q2';
const rootId = 'r-k7q2';
const unitIds = {
  security: `ou-k7q2-4f8s2nqa`,
  workloads: `ou-k7q2-9d1w6xbe`,
  production: `ou-k7q2-b3p5c8rd`,
  development: `ou-k7q2-e7v2m9ty`,
  closed: `ou-k7q2-z1c4l6ku`,
};
const arn = (rest: string): string => `arn:aws:organizations::${accounts.shared}:${rest}`;
const unit = (unitId: string, name: string, parentId: string) => ({
  id: unitId,
  arn: arn(`ou/${id}/${unitId}`),
  name,
  parentId,
});
const account = (
  accountId: string,
  name: string,
  parentId: string,
  more: Partial<OrganizationAccount> = {},
): OrganizationAccount => ({
  id: accountId,
  arn: arn(`account/${id}/${accountId}`),
  name,
  status: 'ACTIVE',
  joinedMethod: 'CREATED',
  joinedAt: isoBefore(1900),
  parentId,
  ...more,
});

const denyUnless = (sid: string, notActions: readonly string[], condition: object) => ({
  Sid: sid,
  Effect: 'Deny',
  NotAction: notActions,
  Resource: '*',
  Condition: condition,
});
const deny = (sid: string, actions: readonly string[], condition?: object) => ({
  Sid: sid,
  Effect: 'Deny',
  Action: actions,
  Resource: '*',
  ...(condition === undefined ? {} : { Condition: condition }),
});

const policy = (
  type: OrganizationPolicyType,
  policyId: string,
  name: string,
  description: string,
  content: OrganizationPolicy['document'],
  targets: readonly string[],
): OrganizationPolicy => {
  const awsManaged = policyId.endsWith('FullAWSAccess');
  const kind = type === 'SERVICE_CONTROL_POLICY' ? 'service_control_policy' : 'resource_control_policy';
  const full = `policy/${id}/${kind}/${policyId}`;
  return {
    id: policyId,
    arn: awsManaged ? `arn:aws:organizations::aws:policy/${kind}/${policyId}` : arn(full),
    name,
    description,
    type,
    awsManaged,
    document: content,
    targets,
  };
};
const everywhere = [rootId, ...Object.values(unitIds), ...Object.values(accounts), archiveAccount];
const everything = document(allow('*'));

/** Everything is allowed on every level but two: development is left what it needs, and what is closed nothing. */
const servicePolicies: readonly OrganizationPolicy[] = [
  policy(
    'SERVICE_CONTROL_POLICY',
    'p-FullAWSAccess',
    'FullAWSAccess',
    'Allows access to every operation',
    everything,
    everywhere.filter((target) => target !== unitIds.development && target !== unitIds.closed),
  ),
  policy(
    'SERVICE_CONTROL_POLICY',
    'p-7r2k9x4m',
    'HanbitRegions',
    'Work stays in Seoul and Frankfurt',
    document(
      denyUnless('OutsideRegions', ['iam:*', 'organizations:*', 'sts:*', 'support:*'], {
        StringNotEquals: { 'aws:RequestedRegion': [region, labRegion] },
      }),
    ),
    [unitIds.workloads],
  ),
  policy(
    'SERVICE_CONTROL_POLICY',
    'p-2f6t8w1j',
    'HanbitGuardrails',
    'Nobody leaves the organization or switches off its trail',
    document(
      deny('Stay', ['organizations:LeaveOrganization']),
      deny('Trail', ['cloudtrail:DeleteTrail', 'cloudtrail:StopLogging'], {
        ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::*:role/IncidentResponse` },
      }),
    ),
    [rootId],
  ),
  policy(
    'SERVICE_CONTROL_POLICY',
    'p-5q9n3v7c',
    'HanbitDevelopmentServices',
    'What development may use',
    document(
      allow([
        'cloudformation:*',
        'cloudwatch:*',
        'ds:Describe*',
        'dynamodb:*',
        'ec2:*',
        'iam:*',
        'iot:*',
        'lambda:*',
        'logs:*',
        's3:*',
        'sts:*',
      ]),
    ),
    [unitIds.development],
  ),
];
const resourcePolicies: readonly OrganizationPolicy[] = [
  policy(
    'RESOURCE_CONTROL_POLICY',
    'p-RCPFullAWSAccess',
    'RCPFullAWSAccess',
    'Allows access to every resource',
    everything,
    everywhere,
  ),
  policy(
    'RESOURCE_CONTROL_POLICY',
    'p-8h3d6b2z',
    'HanbitOwnPrincipals',
    'Measurements are for the organization alone',
    document({
      ...deny('OwnPrincipals', ['s3:*'], {
        StringNotEqualsIfExists: { 'aws:PrincipalOrgID': id },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      }),
      Principal: '*',
    }),
    [unitIds.production],
  ),
];

export const organization: Organization = {
  id,
  arn: arn(`organization/${id}`),
  managementAccountId: accounts.shared,
  featureSet: 'ALL',
  enabledPolicyTypes: { [rootId]: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] },
  units: [
    { id: rootId, arn: arn(`root/${id}/${rootId}`), name: 'Root', parentId: null },
    unit(unitIds.security, 'Security', rootId),
    unit(unitIds.workloads, 'Workloads', rootId),
    unit(unitIds.production, 'Production', unitIds.workloads),
    unit(unitIds.development, 'Development', unitIds.workloads),
    unit(unitIds.closed, 'Closed', rootId),
  ],
  accounts: [
    account(accounts.shared, 'hanbit-shared', rootId, { joinedMethod: 'INVITED' }),
    account(accounts.security, 'hanbit-security', unitIds.security),
    account(accounts.prod, 'hanbit-prod', unitIds.production),
    account(accounts.dev, 'hanbit-dev', unitIds.development),
    account(archiveAccount, 'hanbit-archive', unitIds.closed, {
      status: 'SUSPENDED',
      joinedAt: isoBefore(1400),
    }),
  ],
  servicePolicies: { state: 'read', value: servicePolicies },
  resourcePolicies: { state: 'read', value: resourcePolicies },
  delegatedAdministrators: {
    state: 'read',
    value: [
      { account: accounts.security, services: ['guardduty.amazonaws.com', 'securityhub.amazonaws.com'] },
    ],
  },
};
