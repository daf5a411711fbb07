/** The estate that the emulator answers from, as plain data in the shapes of the AWS APIs. Times are ISO 8601 UTC. */

/** Something with keys: an IAM user, or a role session. */
export interface Caller {
  readonly account: string;
  readonly arn: string;
  readonly userId: string;
}

export interface AccessKey extends Caller {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Temporary keys have one. */
  readonly sessionToken?: string;
  readonly expiresAt?: string;
  /** Actions that its policies do not allow: `ds:DescribeDirectories`, `iam:*`. */
  readonly denied?: readonly string[];
}

/** DirectoryDescription of the API; `LaunchTime` is seconds since 1970, as on the wire. */
export type DirectoryDescription = Readonly<Record<string, unknown>> & {
  readonly DirectoryId: string;
  readonly Type: string;
};

export type Document = Readonly<Record<string, unknown>>;
interface Inline {
  readonly PolicyName: string;
  readonly PolicyDocument: Document;
}
export interface Attached {
  readonly PolicyName: string;
  readonly PolicyArn: string;
}

export interface User {
  readonly Path: string;
  readonly UserName: string;
  readonly UserId: string;
  readonly Arn: string;
  readonly CreateDate: string;
  readonly PasswordLastUsed?: string;
  readonly GroupList: readonly string[];
  readonly UserPolicyList: readonly Inline[];
  readonly AttachedManagedPolicies: readonly Attached[];
}

export interface Group {
  readonly Path: string;
  readonly GroupName: string;
  readonly GroupId: string;
  readonly Arn: string;
  readonly CreateDate: string;
  readonly GroupPolicyList: readonly Inline[];
  readonly AttachedManagedPolicies: readonly Attached[];
}

export interface Role {
  readonly Path: string;
  readonly RoleName: string;
  readonly RoleId: string;
  readonly Arn: string;
  readonly CreateDate: string;
  readonly AssumeRolePolicyDocument: Document;
  readonly MaxSessionDuration: number;
  readonly RolePolicyList: readonly Inline[];
  readonly AttachedManagedPolicies: readonly Attached[];
  readonly PermissionsBoundary?: {
    readonly PermissionsBoundaryType: string;
    readonly PermissionsBoundaryArn: string;
  };
  readonly RoleLastUsed?: { readonly LastUsedDate: string; readonly Region: string };
  readonly Tags: readonly { readonly Key: string; readonly Value: string }[];
}

export interface Policy {
  readonly PolicyName: string;
  readonly PolicyId: string;
  readonly Arn: string;
  readonly Path: string;
  readonly DefaultVersionId: string;
  readonly AttachmentCount: number;
  readonly IsAttachable: boolean;
  readonly PolicyVersionList: readonly {
    readonly Document: Document;
    readonly VersionId: string;
    readonly IsDefaultVersion: boolean;
    readonly CreateDate: string;
  }[];
}

export interface SamlProvider {
  readonly Arn: string;
  readonly ValidUntil: string;
  readonly CreateDate: string;
  readonly SAMLMetadataDocument: string;
}

export interface Account {
  readonly id: string;
  readonly alias: string | null;
  readonly keys: readonly AccessKey[];
  /** By Region. */
  readonly directories: Readonly<Record<string, readonly DirectoryDescription[]>>;
  readonly users: readonly User[];
  readonly groups: readonly Group[];
  readonly roles: readonly Role[];
  readonly policies: readonly Policy[];
  readonly samlProviders: readonly SamlProvider[];
}

export interface Estate {
  readonly accounts: readonly Account[];
  /** Regions in which STS is switched off for every account. */
  readonly disabledRegions: readonly string[];
}
