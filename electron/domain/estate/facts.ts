/**
 * What is known of an AWS estate, independent of how it was read (live API, export file, sample). Times are ISO 8601
 * UTC strings. "Not readable" and "not applicable" are states of their own, never an empty list (see `Reading`).
 */

/**
 * A fact that was asked for: its value, or why there is none. Source: facts/aws-directory-service.md §3 (errors).
 * `code` is a fault's code, or `notAsked` (this reader does not read it), `notIncluded` (the file has no place for it),
 * `noPublicApi` (AWS lets nobody list it).
 */
export type Reading<T> =
  | { readonly state: 'read'; readonly value: T }
  | { readonly state: 'notReadable'; readonly code: string }
  | { readonly state: 'notApplicable' };

export type Partition = 'aws' | 'aws-cn' | 'aws-us-gov';

export interface AwsAccount {
  readonly id: string;
  readonly name: string | null;
  readonly alias: string | null;
  /** Of the account's root user, from GetAccountSummary (AccountAccessKeysPresent, AccountMFAEnabled); absent = not read. */
  readonly root?: { readonly accessKeys: number; readonly mfaEnabled: boolean };
}

export type DirectoryType = 'MicrosoftAD' | 'SharedMicrosoftAD' | 'SimpleAD' | 'ADConnector';

/** One entry of DescribeDirectories, without its secrets (RadiusSettings.SharedSecret never gets here). */
export interface AwsDirectory {
  readonly directoryId: string;
  readonly account: string;
  readonly region: string;
  readonly name: string;
  readonly shortName: string | null;
  readonly type: DirectoryType;
  readonly edition: string | null;
  readonly size: string | null;
  readonly alias: string | null;
  readonly accessUrl: string | null;
  readonly stage: string;
  readonly stageReason: string | null;
  readonly dnsIpAddrs: readonly string[];
  readonly vpcId: string | null;
  readonly subnetIds: readonly string[];
  readonly availabilityZones: readonly string[];
  /** AD Connector alone: the service account's name and the connector's own addresses. */
  readonly connect: {
    readonly customerUserName: string | null;
    readonly connectIps: readonly string[];
  } | null;
  readonly radius: {
    readonly status: string | null;
    readonly servers: readonly string[];
    readonly port: number | null;
    readonly protocol: string | null;
  } | null;
  readonly ssoEnabled: boolean | null;
  readonly desiredNumberOfDomainControllers: number | null;
  readonly osVersion: string | null;
  readonly launchTime: string | null;
  readonly ownerAccountId: string | null;
  readonly shareStatus: string | null;
}

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
  readonly passwordLastUsed: string | null;
  readonly hasConsolePassword: boolean | null;
  readonly mfaDevices: number | null;
  /** Null where they were not asked for: not the same as having none. */
  readonly accessKeys:
    | readonly {
        readonly idTail: string;
        readonly status: string;
        readonly createDate: string | null;
        readonly lastUsed: string | null;
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

export interface PermissionSet {
  readonly arn: string;
  readonly name: string;
  readonly sessionDuration: string | null;
  readonly managedPolicies: readonly AttachedPolicy[];
  readonly customerPolicies: readonly { readonly name: string; readonly path: string }[];
  readonly inlinePolicy: PolicyDocument | null;
  readonly boundary: string | null;
  /** Accounts whose provisioned copy lags behind the set (ListPermissionSetsProvisionedToAccount). */
  readonly outdatedIn: readonly string[];
}

export interface AccountAssignment {
  readonly account: string;
  readonly permissionSetArn: string;
  readonly principalType: 'USER' | 'GROUP';
  readonly principalId: string;
}

export interface IdentityStoreGroup {
  readonly groupId: string;
  readonly displayName: string;
  readonly externalIds: readonly { readonly issuer: string; readonly id: string }[];
}
export interface IdentityStoreUser {
  readonly userId: string;
  readonly userName: string;
  readonly displayName: string | null;
}

export interface IdentityCenter {
  readonly instanceArn: string;
  readonly identityStoreId: string;
  readonly region: string;
  /** Which kind of source feeds it cannot be read by API: it is said by a person, or assumed. */
  readonly source: 'activeDirectory' | 'external' | 'own' | 'unknown';
  readonly directoryId: string | null;
  readonly permissionSets: readonly PermissionSet[];
  readonly assignments: readonly AccountAssignment[];
  readonly groups: readonly IdentityStoreGroup[];
  readonly users: readonly IdentityStoreUser[];
  readonly memberships: readonly { readonly groupId: string; readonly userId: string }[];
}

/** One assignment of Directory Service console delegation; no API lists them, so they are imported or entered. */
export interface DelegationAssignment {
  readonly directoryId: string;
  readonly region: string;
  readonly roleArn: string;
  readonly principalSid: string;
  readonly principalName: string;
  readonly principalKind: 'user' | 'group';
  readonly recordedOn: string;
  readonly recordedBy: string;
}

/** Everything one AWS source gave at one time. */
export interface EstateFacts {
  readonly partition: Partition;
  readonly accounts: readonly AwsAccount[];
  readonly directories: Reading<readonly AwsDirectory[]>;
  readonly roles: Reading<readonly IamRole[]>;
  readonly users: Reading<readonly IamUser[]>;
  readonly groups: Reading<readonly IamGroup[]>;
  readonly policies: Reading<readonly ManagedPolicy[]>;
  readonly samlProviders: Reading<readonly SamlProvider[]>;
  readonly identityCenter: Reading<IdentityCenter>;
  readonly delegations: Reading<readonly DelegationAssignment[]>;
  /**
   * Directories, by Region, whose delegation list `delegations` holds in full, even when it is empty. What is not named
   * here was not read; absent = only the directories that occur in `delegations`.
   */
  readonly delegationListsOf?: readonly { readonly directoryId: string; readonly region: string }[];
}
