/** From IAM's own shapes to the facts of the estate; the same for a live answer and for an export. */
import type {
  AttachedPolicy,
  IamGroup,
  IamRole,
  IamUser,
  InlinePolicy,
  ManagedPolicy,
} from '../domain/estate/iam.ts';
import { parseArn } from './arn.ts';
import type {
  AuthorizationPage,
  GroupDetail,
  PolicyDetail,
  RoleDetail,
  UserDetail,
} from './authorizationSchema.ts';
import { decodeDocument } from './policyDocument.ts';

/** What a page adds to. `users`, `groups`, `roles` and `policies` in the order that AWS gave them. */
export interface IamCollection {
  readonly users: IamUser[];
  readonly groups: IamGroup[];
  readonly roles: IamRole[];
  readonly policies: ManagedPolicy[];
}

/**
 * Decodes one document; `where` is the way to it in the page (`RoleDetailList`, 3, `AssumeRolePolicyDocument`). Throws
 * what it wants to for one that cannot be decoded, or answers with a stand-in.
 */
export type Decode = (given: unknown, where: readonly (string | number)[], arn: string) => unknown;

export const plainDecode: Decode = (given) => decodeDocument(given);

export function emptyCollection(): IamCollection {
  return { users: [], groups: [], roles: [], policies: [] };
}

/** Adds the facts of one page of GetAccountAuthorizationDetails. Throws what `decode` throws. */
export function addPage(to: IamCollection, page: AuthorizationPage, decode: Decode = plainDecode): void {
  page.UserDetailList?.forEach((detail, at) =>
    to.users.push(toUser(detail, below(decode, 'UserDetailList', at, detail.Arn))),
  );
  page.GroupDetailList?.forEach((detail, at) =>
    to.groups.push(toGroup(detail, below(decode, 'GroupDetailList', at, detail.Arn))),
  );
  page.RoleDetailList?.forEach((detail, at) =>
    to.roles.push(toRole(detail, below(decode, 'RoleDetailList', at, detail.Arn))),
  );
  page.Policies?.forEach((detail, at) =>
    to.policies.push(toPolicy(detail, below(decode, 'Policies', at, detail.Arn))),
  );
}

type Documents = (given: unknown, ...where: (string | number)[]) => unknown;
const below =
  (decode: Decode, list: string, at: number, arn: string): Documents =>
  (given, ...where) =>
    decode(given, [list, at, ...where], arn);

const accountOf = (arn: string): string => parseArn(arn)?.account ?? '';

/** ISO 8601 UTC; a number is seconds since 1970, as the JSON protocols write it. Null where there is none or it is no date. */
export function isoDate(given: Date | string | number | undefined): string | null {
  if (given === undefined) return null;
  const date = typeof given === 'number' ? new Date(given * 1000) : new Date(given);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

function attached(list: UserDetail['AttachedManagedPolicies']): AttachedPolicy[] {
  return (list ?? []).map(({ PolicyArn, PolicyName }) => ({
    arn: PolicyArn,
    name: PolicyName ?? PolicyArn.slice(PolicyArn.lastIndexOf('/') + 1),
  }));
}

function inline(list: UserDetail['UserPolicyList'], field: string, documents: Documents): InlinePolicy[] {
  return (list ?? []).map(({ PolicyName, PolicyDocument }, at) => ({
    name: PolicyName,
    document: documents(PolicyDocument, field, at, 'PolicyDocument'),
  }));
}

function toUser(detail: UserDetail, documents: Documents): IamUser {
  return {
    arn: detail.Arn,
    name: detail.UserName,
    path: detail.Path ?? '/',
    userId: detail.UserId ?? '',
    account: accountOf(detail.Arn),
    createDate: isoDate(detail.CreateDate),
    groups: detail.GroupList ?? [],
    attachedPolicies: attached(detail.AttachedManagedPolicies),
    inlinePolicies: inline(detail.UserPolicyList, 'UserPolicyList', documents),
    permissionsBoundary: detail.PermissionsBoundary?.PermissionsBoundaryArn ?? null,
    hasConsolePassword: null,
    mfaDevices: null,
    accessKeys: null,
  };
}

function toGroup(detail: GroupDetail, documents: Documents): IamGroup {
  return {
    arn: detail.Arn,
    name: detail.GroupName,
    path: detail.Path ?? '/',
    groupId: detail.GroupId ?? '',
    account: accountOf(detail.Arn),
    attachedPolicies: attached(detail.AttachedManagedPolicies),
    inlinePolicies: inline(detail.GroupPolicyList, 'GroupPolicyList', documents),
  };
}

function toRole(detail: RoleDetail, documents: Documents): IamRole {
  return {
    arn: detail.Arn,
    name: detail.RoleName,
    path: detail.Path ?? '/',
    roleId: detail.RoleId ?? '',
    account: accountOf(detail.Arn),
    createDate: isoDate(detail.CreateDate),
    trustPolicy: documents(detail.AssumeRolePolicyDocument ?? null, 'AssumeRolePolicyDocument'),
    attachedPolicies: attached(detail.AttachedManagedPolicies),
    inlinePolicies: inline(detail.RolePolicyList, 'RolePolicyList', documents),
    permissionsBoundary: detail.PermissionsBoundary?.PermissionsBoundaryArn ?? null,
    maxSessionDuration: detail.MaxSessionDuration ?? null,
    lastUsed: detail.RoleLastUsed
      ? { date: isoDate(detail.RoleLastUsed.LastUsedDate), region: detail.RoleLastUsed.Region ?? null }
      : null,
    tags: Object.fromEntries((detail.Tags ?? []).map(({ Key, Value }) => [Key, Value])),
  };
}

function toPolicy(detail: PolicyDetail, documents: Documents): ManagedPolicy {
  const account = accountOf(detail.Arn);
  const versions = (detail.PolicyVersionList ?? []).map((version, at) => ({
    versionId: version.VersionId,
    isDefault: version.IsDefaultVersion ?? version.VersionId === detail.DefaultVersionId,
    createDate: isoDate(version.CreateDate),
    document: documents(version.Document ?? null, 'PolicyVersionList', at, 'Document'),
  }));
  return {
    arn: detail.Arn,
    name: detail.PolicyName,
    account: account === 'aws' ? null : account,
    awsManaged: account === 'aws',
    defaultVersionId: detail.DefaultVersionId ?? versions.find(({ isDefault }) => isDefault)?.versionId ?? '',
    ...(detail.Path === undefined ? {} : { path: detail.Path }),
    createDate: isoDate(detail.CreateDate),
    attachments: detail.AttachmentCount ?? null,
    versions,
  };
}
