import type { DelegationAssignment } from '../estate/delegation.ts';
import type { AwsDirectory } from '../estate/directory.ts';
import { unread } from '../estate/facts.ts';
import type { EstateFacts } from '../estate/facts.ts';
import type { IamRole, SamlProvider } from '../estate/iam.ts';
import type { Grant } from './grant.ts';
import { computeGrants } from './grants.ts';
import { toEnd } from '../toEnd.ts';
import type { DirectoryPrincipal, EstateSnapshot, GrantInput, PrincipalLookup } from './input.ts';

// Small estates and directories for the tests of this folder.
export const account = '111111111111';
export const other = '222222222222';
export const domainSid = 'S-1-5-21-1-2-3';
export const providerArn = `arn:aws:iam::${account}:saml-provider/corp`;
export const security = -2147483646;
export const distribution = 2;
export const readAt = '2026-11-20T08:00:00Z';

export const statement = (Principal: unknown, Action: unknown = 'sts:AssumeRole') => ({
  Statement: [{ Effect: 'Allow', Principal, Action }],
});
export const samlTrust = statement({ Federated: providerArn }, 'sts:AssumeRoleWithSAML');
export const dsTrust = statement({ Service: 'ds.amazonaws.com' });

export const role = (
  name: string,
  trustPolicy: unknown = samlTrust,
  path = '/',
  inAccount = account,
): IamRole => ({
  arn: `arn:aws:iam::${inAccount}:role${path}${name}`,
  name,
  path,
  roleId: `AROA${name.toUpperCase()}`,
  account: inAccount,
  createDate: null,
  trustPolicy,
  attachedPolicies: [],
  inlinePolicies: [],
  permissionsBoundary: null,
  maxSessionDuration: 3600,
  lastUsed: null,
  tags: {},
});
export const provider: SamlProvider = {
  arn: providerArn,
  name: 'corp',
  account,
  createDate: null,
  validUntil: '2027-01-01T00:00:00Z',
  entityId: null,
};
export const directory = (alias: string | null, more: Partial<AwsDirectory> = {}): AwsDirectory => ({
  directoryId: 'd-1234567890',
  account,
  region: 'eu-central-1',
  name: 'corp.example',
  shortName: 'CORP',
  type: 'MicrosoftAD',
  edition: 'Standard',
  size: null,
  alias,
  accessUrl: null,
  stage: 'Active',
  stageReason: null,
  dnsIpAddrs: [],
  vpcId: null,
  subnetIds: [],
  availabilityZones: [],
  connect: null,
  radius: null,
  ssoEnabled: null,
  desiredNumberOfDomainControllers: null,
  osVersion: null,
  launchTime: null,
  ownerAccountId: null,
  shareStatus: null,
  ...more,
});
export const delegation = (
  principalSid: string,
  roleName = 'Desk',
  more: Partial<DelegationAssignment> = {},
): DelegationAssignment => ({
  directoryId: 'd-1234567890',
  region: 'eu-central-1',
  roleArn: `arn:aws:iam::${account}:role/${roleName}`,
  principalSid,
  principalName: 'CORP\\helpdesk',
  principalKind: 'group',
  recordedOn: '2026-11-01',
  recordedBy: 'kim',
  ...more,
});

export const read = <T>(value: T) => ({ state: 'read', value }) as const;
export const denied = { state: 'notReadable', code: 'aws.accessDenied' } as const;
export const facts = (more: Partial<EstateFacts> = {}): EstateFacts => ({
  ...unread('notAsked'),
  partition: 'aws',
  accounts: [{ id: account, name: 'Production', alias: null }],
  directories: read([]),
  roles: read([]),
  users: read([]),
  groups: read([]),
  policies: read([]),
  samlProviders: read([provider]),
  identityCenter: { state: 'notApplicable' },
  delegations: { state: 'notReadable', code: 'noApi' },
  reach: { regions: [], accounts: [], allAccounts: false },
  ...more,
});
export const estate = (more: Partial<EstateFacts>, snapshotId = 9, at = readAt): EstateSnapshot => ({
  snapshotId,
  readAt: at,
  facts: facts(more),
});

export const group = (name: string, groupType: number | null = security, rid = 1101): DirectoryPrincipal => ({
  snapshotId: 1,
  objectId: rid,
  name,
  dn: `CN=${name},OU=Groups,DC=corp,DC=example`,
  sid: `${domainSid}-${rid}`,
  kind: 'group',
  groupType,
  readAt,
});
export const lookup = (...known: DirectoryPrincipal[]): PrincipalLookup => ({
  domains: [{ dnsName: 'corp.example', sid: domainSid }],
  bySid: (sid) => known.filter((one) => one.sid === sid),
  byName: (name, kind) =>
    known.filter((one) => one.kind === kind && one.name.toLowerCase() === name.toLowerCase()),
});
export const grantsOf = (
  estates: readonly EstateSnapshot[],
  groups: readonly DirectoryPrincipal[] = [],
  principals = lookup(),
  more: Partial<GrantInput> = {},
) => toEnd(computeGrants({ estates, groups, principals, ...more }));
export const brief = ({ status, issues, roleArn, through }: Grant) => ({
  status,
  issues,
  role: roleArn?.split(':role')[1] ?? null,
  through,
});
export const codes = (grant: Grant) => grant.evidence.map(({ code }) => code);

export const admins = group(`AWS-${account}-Admin`);
