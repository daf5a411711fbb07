/** IAM of one or several accounts. Source: facts/sts-iam.md, facts/group-role-mapping.md §2. */

/** One statement-bearing document, parsed JSON as AWS gave it (either encoding already undone). */
export type PolicyDocument = unknown;

export interface AttachedPolicy {
  readonly arn: string;
  readonly name: string;
}
export interface InlinePolicy {
  readonly name: string;
  readonly document: PolicyDocument;
}

export interface IamRole {
  readonly arn: string;
  readonly name: string;
  readonly path: string;
  readonly roleId: string;
  readonly account: string;
  readonly createDate: string | null;
  readonly trustPolicy: PolicyDocument;
  readonly attachedPolicies: readonly AttachedPolicy[];
  readonly inlinePolicies: readonly InlinePolicy[];
  readonly permissionsBoundary: string | null;
  readonly maxSessionDuration: number | null;
  readonly lastUsed: { readonly date: string | null; readonly region: string | null } | null;
  /** Absent = not read. */
  readonly description?: string | null;
  readonly tags: Readonly<Record<string, string>>;
}

export interface IamUser {
  readonly arn: string;
  readonly name: string;
  readonly path: string;
  readonly userId: string;
  readonly account: string;
  readonly createDate: string | null;
  readonly groups: readonly string[];
  readonly attachedPolicies: readonly AttachedPolicy[];
  readonly inlinePolicies: readonly InlinePolicy[];
  readonly permissionsBoundary: string | null;
  /** Null = never, as far as AWS knows; absent = not read. */
  readonly passwordLastUsed?: string | null;
  readonly hasConsolePassword: boolean | null;
  /** When the console password was made (GetLoginProfile); absent or null = not read, or there is none. */
  readonly passwordCreated?: string | null;
  readonly mfaDevices: number | null;
  /** Null where they were not asked for: not the same as having none. */
  readonly accessKeys:
    | readonly {
        readonly idTail: string;
        readonly status: string;
        readonly createDate: string | null;
        readonly lastUsed: string | null;
        /** As AWS names it, `s3`; these two are absent or null where they are not known. */
        readonly lastUsedService?: string | null;
        readonly lastUsedRegion?: string | null;
      }[]
    | null;
}

export interface IamGroup {
  readonly arn: string;
  readonly name: string;
  readonly path: string;
  readonly groupId: string;
  readonly account: string;
  readonly attachedPolicies: readonly AttachedPolicy[];
  readonly inlinePolicies: readonly InlinePolicy[];
}

export interface ManagedPolicy {
  readonly arn: string;
  readonly name: string;
  readonly account: string | null;
  readonly awsManaged: boolean;
  readonly defaultVersionId: string;
  readonly path?: string;
  readonly createDate?: string | null;
  readonly attachments?: number | null;
  readonly versions: readonly {
    readonly versionId: string;
    readonly isDefault: boolean;
    readonly createDate: string | null;
    readonly document: PolicyDocument;
  }[];
}

export interface SamlProvider {
  readonly arn: string;
  readonly name: string;
  readonly account: string;
  readonly createDate: string | null;
  readonly validUntil: string | null;
  readonly entityId: string | null;
  /** End of validity of each token-signing certificate in the metadata document; absent = metadata not read. */
  readonly signingCertificatesValidTo?: readonly string[];
}

/** Holds one role at most; an EC2 instance runs with it. */
export interface InstanceProfile {
  readonly arn: string;
  readonly name: string;
  readonly account: string;
  readonly createDate: string | null;
  readonly roleArns: readonly string[];
}

export interface OpenIdProvider {
  readonly arn: string;
  readonly account: string;
  readonly url: string;
  readonly clientIds: readonly string[];
  readonly thumbprints: readonly string[];
  readonly createDate: string | null;
}

/** GetAccountPasswordPolicy; an account without one of its own has AWS's default. */
export interface AccountPasswordPolicy {
  readonly account: string;
  readonly minimumLength: number | null;
  readonly maxAgeDays: number | null;
  readonly reusePrevention: number | null;
  readonly requires: readonly ('symbols' | 'numbers' | 'uppercase' | 'lowercase')[];
  readonly usersMayChange: boolean;
}
