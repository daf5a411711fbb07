/** Identity Center fed by the Managed AD, and the partner's, fed by an external provider through SCIM. */
import type { IdentityCenter, PermissionSet, StoreGroup, StoreUser } from '../estate/identityCenter.ts';
import { allow, at, home, other, partner, sandbox, statement } from './build.ts';

const set = (
  instance: string,
  at16: string,
  Name: string,
  more: Partial<PermissionSet> = {},
): PermissionSet => ({
  Name,
  PermissionSetArn: `arn:aws:sso:::permissionSet/${instance}/ps-${at16}`,
  CreatedDate: at('2024-05-01T00:00:00Z'),
  SessionDuration: 'PT1H',
  managedPolicies: [],
  customerPolicies: [],
  ...more,
});
const aws = (Name: string) => ({ Name, Arn: `arn:aws:iam::aws:policy/${Name}` });

const ours = 'ssoins-0123456789abcdef';
const readOnly = set(ours, '0000000000000001', 'ReadOnly', {
  Description: 'looks, touches nothing',
  SessionDuration: 'PT8H',
  managedPolicies: [aws('ReadOnlyAccess')],
  tags: { owner: 'platform & identity' },
});
const powerUser = set(ours, '0000000000000002', 'PowerUser', {
  managedPolicies: [aws('PowerUserAccess'), aws('IAMReadOnlyAccess')],
  customerPolicies: [{ Name: 'SandboxLimits', Path: '/' }],
  inlinePolicy: statement(allow(['logs:*'])),
  boundary: { CustomerManagedPolicyReference: { Name: 'SandboxLimits', Path: '/' } },
  RelayState: 'https://ap-northeast-2.console.aws.amazon.com/ec2',
  outdatedIn: [sandbox],
});
const bounded = set(ours, '0000000000000003', 'Billing_Team', {
  managedPolicies: [aws('job-function/Billing')],
  boundary: { ManagedPolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
});

const person = (
  id: string,
  UserName: string,
  given: string,
  family: string,
  more: Partial<StoreUser> = {},
): StoreUser => ({
  UserId: id,
  UserName,
  DisplayName: `${given} ${family}`,
  Name: { GivenName: given, FamilyName: family },
  Emails: [{ Value: `${given.toLowerCase()}@example.com`, Type: 'work', Primary: true }],
  ...more,
});
const uuid = (n: number): string => `1a2b3c4d-0000-4000-8000-${String(n).padStart(12, '0')}`;

const kim = person(uuid(1), 'kim@corp.example.com', 'Minji', 'Kim');
const lee = person(uuid(2), 'lee@corp.example.com', 'Jun', 'Lee');
const oldHand = person(uuid(3), 'oldhand@corp.example.com', 'Old', 'Hand', { UserStatus: 'DISABLED' });
const group = (
  n: number,
  DisplayName: string,
  members: readonly StoreUser[],
  more: Partial<StoreGroup> = {},
): StoreGroup => ({
  GroupId: uuid(n),
  DisplayName,
  members: members.map(({ UserId }) => UserId),
  ...more,
});
const admins = group(101, 'AWS-111122223333-Admin@corp.example.com', [kim]);
const readers = group(102, 'Cloud-Readers@corp.example.com', [kim, lee, oldHand]);
const empty = group(103, 'empty@corp.example.com', []);

export const directoryCenter: IdentityCenter = {
  InstanceArn: `arn:aws:sso:::instance/${ours}`,
  IdentityStoreId: 'd-9a67000001',
  OwnerAccountId: home,
  Name: 'example',
  CreatedDate: at('2024-05-01T00:00:00Z'),
  Status: 'ACTIVE',
  region: 'ap-northeast-2',
  permissionSets: [readOnly, powerUser, bounded],
  assignments: [
    { AccountId: home, PermissionSetArn: readOnly.PermissionSetArn, PrincipalType: 'GROUP', PrincipalId: readers.GroupId }, // prettier-ignore
    { AccountId: other, PermissionSetArn: readOnly.PermissionSetArn, PrincipalType: 'GROUP', PrincipalId: readers.GroupId }, // prettier-ignore
    { AccountId: other, PermissionSetArn: readOnly.PermissionSetArn, PrincipalType: 'USER', PrincipalId: lee.UserId }, // prettier-ignore
    { AccountId: sandbox, PermissionSetArn: powerUser.PermissionSetArn, PrincipalType: 'GROUP', PrincipalId: admins.GroupId }, // prettier-ignore
    // The group is gone, the assignment is not.
    { AccountId: sandbox, PermissionSetArn: powerUser.PermissionSetArn, PrincipalType: 'GROUP', PrincipalId: uuid(199) }, // prettier-ignore
  ],
  users: [kim, lee, oldHand],
  groups: [admins, readers, empty],
  accessControlAttributes: [{ Key: 'department', Source: ['${dir:department}'] }],
  delegatedTo: [sandbox],
};

const theirs = 'ssoins-fedcba9876543210';
const issuer = 'https://sts.windows.net/00000000-0000-4000-8000-00000000000e/';
const everything = set(theirs, '0000000000000009', 'Everything', {
  managedPolicies: [aws('AdministratorAccess')],
});
const chris = person(uuid(201), 'chris@example.org', 'Chris', 'Jung', {
  ExternalIds: [{ Issuer: issuer, Id: '5f0c3a52-0000-4000-8000-000000000001' }],
});
const robin = person(uuid(202), 'robin@example.org', 'Robin', 'Han', {
  ExternalIds: [{ Issuer: issuer, Id: '5f0c3a52-0000-4000-8000-000000000002' }],
});
const operators = group(301, 'Operators', [chris, robin], {
  ExternalIds: [{ Issuer: issuer, Id: '5f0c3a52-0000-4000-8000-0000000000a1' }],
});

export const externalCenter: IdentityCenter = {
  InstanceArn: `arn:aws:sso:::instance/${theirs}`,
  IdentityStoreId: 'd-9a67aaaaaa',
  OwnerAccountId: partner,
  CreatedDate: at('2025-05-01T00:00:00Z'),
  Status: 'ACTIVE',
  region: 'ap-northeast-2',
  permissionSets: [everything],
  assignments: [
    { AccountId: partner, PermissionSetArn: everything.PermissionSetArn, PrincipalType: 'GROUP', PrincipalId: operators.GroupId }, // prettier-ignore
  ],
  users: [chris, robin],
  groups: [operators],
};
