/**
 * The estate that the emulator answers from, as plain data in the shapes of the AWS APIs. Times are ISO 8601 UTC where
 * the API writes XML, seconds since 1970 where it writes JSON.
 */
import type { Document } from './estate/document.ts';
import type { Ec2Instance } from './estate/ec2.ts';
import type { DirectoryDetails, DirectoryDescription } from './estate/directory.ts';
import type { IdentityCenter } from './estate/identityCenter.ts';
import type { Organization } from './estate/organization.ts';
import type { Portal } from './estate/portal.ts';

export type { DirectoryDescription, Document };

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
  /** What STS gave these keys for; absent: an access key, or a session of nobody's asking. */
  readonly session?: GivenSession;
}

export interface GivenSession {
  readonly kind: 'role' | 'sessionToken' | 'federation';
  /** MFA codes were given for it; of a role's session it is true of none. */
  readonly mfa: boolean;
  readonly tags: Readonly<Record<string, string>>;
  /** Keys of the tags that the next role of a chain gets too. */
  readonly transitiveTagKeys: readonly string[];
  readonly sourceIdentity?: string;
}

interface Inline {
  readonly PolicyName: string;
  readonly PolicyDocument: Document;
}
export interface Attached {
  readonly PolicyName: string;
  readonly PolicyArn: string;
}

export interface Boundary {
  readonly PermissionsBoundaryType: 'PermissionsBoundaryPolicy';
  readonly PermissionsBoundaryArn: string;
}

export interface User {
  readonly Path: string;
  readonly UserName: string;
  readonly UserId: string;
  readonly Arn: string;
  readonly CreateDate: string;
  readonly PasswordLastUsed?: string;
  readonly PermissionsBoundary?: Boundary;
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
  readonly Description?: string;
  readonly PermissionsBoundary?: Boundary;
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
  readonly Description?: string;
  readonly CreateDate?: string;
  readonly UpdateDate?: string;
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

export interface MfaDevice {
  readonly SerialNumber: string;
  readonly EnableDate: string;
  /** What its codes are made of; never told. Without it no code is right. */
  readonly seed?: string;
}

/** What a user signs in with. */
export interface UserCredentials {
  readonly accessKeys?: readonly {
    readonly AccessKeyId: string;
    readonly Status: 'Active' | 'Inactive';
    readonly CreateDate: string;
    /** Absent: never used. */
    readonly lastUsed?: { readonly date: string; readonly service: string; readonly region: string };
  }[];
  readonly mfaDevices?: readonly MfaDevice[];
  /** The password for the console. */
  readonly loginProfile?: { readonly CreateDate: string; readonly PasswordResetRequired: boolean };
  /** When the password was last changed, which the report alone tells; absent: never. */
  readonly passwordChanged?: string;
}

/** Of the account's root user. */
export interface RootUser {
  readonly accessKeys: 0 | 1;
  readonly mfa: boolean;
  /** When the console was last used; absent: nobody knows. */
  readonly passwordLastUsed?: string;
}

export interface InstanceProfile {
  readonly Path: string;
  readonly InstanceProfileName: string;
  readonly InstanceProfileId: string;
  readonly Arn: string;
  readonly CreateDate: string;
  /** One at most. */
  readonly roleNames: readonly string[];
}

export interface OpenIdProvider {
  readonly Arn: string;
  readonly Url: string;
  readonly ClientIDList: readonly string[];
  readonly ThumbprintList: readonly string[];
  readonly CreateDate: string;
  /** PEM: what its tokens are verified with (AWS fetches it from the provider). */
  readonly publicKey?: string;
}

export interface Account {
  readonly id: string;
  readonly alias: string | null;
  readonly keys: readonly AccessKey[];
  /** What sessions of roles of this account may not do. */
  readonly sessionsDenied?: readonly string[];
  /** The same for single roles, by name. */
  readonly sessionsDeniedTo?: Readonly<Record<string, readonly string[]>>;
  /** By Region. */
  readonly directories: Readonly<Record<string, readonly DirectoryDescription[]>>;
  /** By directory id. */
  readonly directoryDetails?: Readonly<Record<string, DirectoryDetails>>;
  readonly users: readonly User[];
  readonly groups: readonly Group[];
  readonly roles: readonly Role[];
  readonly policies: readonly Policy[];
  readonly samlProviders: readonly SamlProvider[];
  /** By user name. */
  readonly credentials?: Readonly<Record<string, UserCredentials>>;
  readonly root?: RootUser;
  /** Absent: the account has none of its own. */
  readonly passwordPolicy?: Readonly<Record<string, number | boolean>>;
  readonly instanceProfiles?: readonly InstanceProfile[];
  readonly openIdProviders?: readonly OpenIdProvider[];
  /** By Region. */
  readonly instances?: Readonly<Record<string, readonly Ec2Instance[]>>;
}

export interface Estate {
  readonly accounts: readonly Account[];
  /** Regions in which STS is switched off for every account. */
  readonly disabledRegions: readonly string[];
  readonly organizations?: readonly Organization[];
  readonly identityCenters?: readonly IdentityCenter[];
  readonly portal?: Portal;
}
