/** The organizations of the default estate: one with units and policies of both kinds, one of a single account. */
import type { Organization } from '../estate/organization.ts';
import { at, home, other, partner, sandbox, statement } from './build.ts';

const account = (Id: string, Name: string, parentId: string, more: object = {}) => ({
  Id,
  Name,
  Email: `${Name.toLowerCase()}@example.com`,
  Status: 'ACTIVE' as const,
  JoinedMethod: 'CREATED' as const,
  JoinedTimestamp: at('2024-03-01T09:00:00Z'),
  parentId,
  ...more,
});

const root = 'r-ex01';
const workloads = 'ou-ex01-workload1';
const production = 'ou-ex01-product01';
const sandboxes = 'ou-ex01-sandbox01';
const closed = 'ou-ex01-closed001';
const everything = { Effect: 'Allow', Action: '*', Resource: '*' };

export const exampleOrganization: Organization = {
  organization: {
    Id: 'o-exampleorg1',
    FeatureSet: 'ALL',
    MasterAccountId: home,
    MasterAccountEmail: 'management@example.com',
  },
  root: {
    Id: root,
    Name: 'Root',
    enabled: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY', 'TAG_POLICY'],
  },
  units: [
    { Id: workloads, Name: 'Workloads', parentId: root },
    { Id: production, Name: 'Production', parentId: workloads },
    { Id: sandboxes, Name: 'Sandboxes', parentId: root },
    { Id: closed, Name: 'Closed', parentId: root },
  ],
  accounts: [
    account(home, 'Management', root, { JoinedMethod: 'INVITED' }),
    account(other, 'Production', production),
    account(sandbox, 'Sandbox', sandboxes),
    account('222233334444', 'Former', closed, { Status: 'SUSPENDED' }),
  ],
  policies: [
    {
      Id: 'p-FullAWSAccess',
      Name: 'FullAWSAccess',
      Description: 'Allows access to every operation',
      Type: 'SERVICE_CONTROL_POLICY',
      AwsManaged: true,
      document: statement(everything),
      targets: [root, workloads, production, sandboxes, closed, home, other, sandbox, '222233334444'],
    },
    {
      Id: 'p-examplescp1',
      Name: 'KeepTheTrail',
      Description: 'Nobody stops CloudTrail or leaves',
      Type: 'SERVICE_CONTROL_POLICY',
      AwsManaged: false,
      document: statement({
        Effect: 'Deny',
        Action: ['cloudtrail:StopLogging', 'organizations:LeaveOrganization'],
        Resource: '*',
      }),
      targets: [root],
    },
    {
      Id: 'p-examplescp2',
      Name: 'SandboxRegions',
      Description: '',
      Type: 'SERVICE_CONTROL_POLICY',
      AwsManaged: false,
      document: statement({
        Effect: 'Deny',
        NotAction: ['iam:*', 'sts:*', 'organizations:*'],
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:RequestedRegion': ['ap-northeast-2', 'us-east-1'] } },
      }),
      targets: [sandboxes],
    },
    {
      Id: 'p-RCPFullAWSAccess',
      Name: 'RCPFullAWSAccess',
      Description: 'Allows access to every resource',
      Type: 'RESOURCE_CONTROL_POLICY',
      AwsManaged: true,
      document: statement({ ...everything, Principal: '*' }),
      targets: [root, workloads, production, sandboxes, closed, home, other, sandbox, '222233334444'],
    },
    {
      Id: 'p-examplercp1',
      Name: 'OnlyOurOrganization',
      Description: 'Buckets and roles for our own people alone',
      Type: 'RESOURCE_CONTROL_POLICY',
      AwsManaged: false,
      document: statement({
        Effect: 'Deny',
        Principal: '*',
        Action: ['s3:*', 'sts:AssumeRole'],
        Resource: '*',
        Condition: {
          StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorg1' },
          BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
        },
      }),
      targets: [workloads],
    },
    {
      Id: 'p-exampletag1',
      Name: 'Owners',
      Description: 'Who owns it',
      Type: 'TAG_POLICY',
      AwsManaged: false,
      document: { tags: { owner: { tag_key: { '@@assign': 'owner' } } } },
      targets: [root],
    },
  ],
  delegatedAdministrators: [
    {
      accountId: sandbox,
      since: at('2025-01-01T00:00:00Z'),
      services: [
        { ServicePrincipal: 'sso.amazonaws.com', since: at('2025-01-01T00:00:00Z') },
        { ServicePrincipal: 'iam.amazonaws.com', since: at('2025-06-01T00:00:00Z') },
      ],
    },
  ],
};

export const partnerOrganization: Organization = {
  organization: {
    Id: 'o-partnerorg1',
    FeatureSet: 'CONSOLIDATED_BILLING',
    MasterAccountId: partner,
    MasterAccountEmail: 'aws@example.org',
  },
  root: { Id: 'r-pa01', Name: 'Root', enabled: [] },
  units: [],
  accounts: [account(partner, 'Partner', 'r-pa01', { Email: 'aws@example.org' })],
  policies: [],
  delegatedAdministrators: [],
};
