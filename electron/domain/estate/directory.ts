/** Directories of AWS Directory Service as its operations describe them. Source: facts/aws-directory-service.md §3. */
import type { Reading } from './reading.ts';

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
  /** Sharing to this account: how, with the owner's note; shared directories alone. */
  readonly shareMethod?: string | null;
  readonly shareNotes?: string | null;
  readonly ownerDirectoryId?: string | null;
  readonly description?: string | null;
  readonly networkType?: string | null;
  readonly stageChangedAt?: string | null;
  readonly securityGroupId?: string | null;
  /** Managed AD in several Regions: the first and the others. */
  readonly primaryRegion?: string | null;
  readonly additionalRegions?: readonly string[];
  /** Edition Hybrid alone: the domain's own DNS servers and managed nodes that it joined. */
  readonly hybrid?: {
    readonly dnsIpAddrs: readonly string[];
    readonly instanceIds: readonly string[];
  } | null;
  /** What the other operations tell of it; absent where they were not asked. */
  readonly details?: DirectoryDetails;
}

export interface DirectoryTrust {
  readonly trustId: string;
  readonly remoteDomainName: string;
  /** `Forest` or `External`. */
  readonly type: string | null;
  /** AWS's words, seen from the directory: `One-Way: Outgoing`, `One-Way: Incoming`, `Two-Way`. */
  readonly direction: string | null;
  readonly state: string | null;
  readonly stateReason: string | null;
  readonly selectiveAuth: boolean | null;
  readonly createdAt: string | null;
  readonly changedAt: string | null;
}

export interface DomainController {
  readonly controllerId: string;
  readonly dnsIpAddr: string | null;
  readonly subnetId: string | null;
  readonly availabilityZone: string | null;
  readonly status: string | null;
  readonly statusReason: string | null;
  readonly launchTime: string | null;
}

/** One of DescribeSettings: TLS 1.0, RC4, … */
export interface DirectorySetting {
  readonly type: string | null;
  readonly name: string;
  readonly appliedValue: string | null;
  readonly requestedValue: string | null;
  readonly status: string | null;
}

export interface ConditionalForwarder {
  readonly remoteDomainName: string;
  readonly dnsIpAddrs: readonly string[];
  readonly replicationScope: string | null;
}

export interface DirectoryCertificate {
  readonly certificateId: string;
  readonly commonName: string | null;
  readonly state: string | null;
  /** `ClientCertAuth` or `ClientLDAPS`. */
  readonly type: string | null;
  readonly expiresAt: string | null;
}

export interface IpRoute {
  readonly cidr: string;
  readonly status: string | null;
  readonly description: string | null;
}

export interface SchemaExtension {
  readonly extensionId: string;
  readonly description: string | null;
  readonly status: string | null;
  readonly statusReason: string | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
}

export interface DirectoryShare {
  readonly sharedDirectoryId: string;
  readonly ownerAccountId: string | null;
  readonly sharedAccountId: string | null;
  /** `ORGANIZATIONS` or `HANDSHAKE`. */
  readonly method: string | null;
  readonly status: string | null;
  readonly notes: string | null;
}

export interface DirectoryRegion {
  readonly region: string;
  /** `Primary` or `Additional`. */
  readonly type: string | null;
  readonly status: string | null;
  readonly vpcId: string | null;
  readonly subnetIds: readonly string[];
  readonly controllers: number | null;
}

export interface DirectorySnapshot {
  readonly snapshotId: string;
  readonly name: string | null;
  /** `Auto` or `Manual`. */
  readonly type: string | null;
  readonly status: string | null;
  readonly startedAt: string | null;
}

/** Client-side LDAPS, smart cards: switched on for AWS applications, by kind. */
export interface DirectorySwitch {
  readonly type: string;
  readonly status: string | null;
  readonly statusReason: string | null;
  readonly changedAt: string | null;
}

/** An update AWS applies or has applied: `OS`, `NETWORK`, `SIZE`. */
export interface DirectoryUpdate {
  readonly type: string;
  readonly region: string | null;
  readonly status: string | null;
  readonly startedAt: string | null;
  readonly previousValue: string | null;
  readonly newValue: string | null;
}

/** What each operation tells of one directory. Not applicable: the operation does not fit its kind. */
export interface DirectoryDetails {
  readonly trusts: Reading<readonly DirectoryTrust[]>;
  readonly controllers: Reading<readonly DomainController[]>;
  readonly ldaps: Reading<readonly DirectorySwitch[]>;
  readonly clientAuthentication: Reading<readonly DirectorySwitch[]>;
  readonly settings: Reading<readonly DirectorySetting[]>;
  readonly forwarders: Reading<readonly ConditionalForwarder[]>;
  readonly certificates: Reading<readonly DirectoryCertificate[]>;
  readonly ipRoutes: Reading<readonly IpRoute[]>;
  readonly schemaExtensions: Reading<readonly SchemaExtension[]>;
  readonly shares: Reading<readonly DirectoryShare[]>;
  readonly regions: Reading<readonly DirectoryRegion[]>;
  readonly snapshots: Reading<readonly DirectorySnapshot[]>;
  /** Names of the CloudWatch log groups. */
  readonly logGroups: Reading<readonly string[]>;
  /** SNS topics that hear of its state. */
  readonly eventTopics: Reading<
    readonly { readonly name: string; readonly arn: string; readonly status: string | null }[]
  >;
  readonly updates: Reading<readonly DirectoryUpdate[]>;
  readonly tags: Reading<Readonly<Record<string, string>>>;
  /** Whether the Directory Service Data API may be used: `Enabled`, `Disabled`, … */
  readonly dataAccess: Reading<string>;
  /** Certificates for the directory's controllers from AWS Private CA. */
  readonly caEnrollment?: Reading<CaEnrollment>;
  /** Edition Hybrid alone: changes of what it is joined to, and the checks that went before. */
  readonly hybridUpdates?: Reading<readonly DirectoryUpdate[]>;
  readonly assessments?: Reading<readonly DirectoryAssessment[]>;
}

export interface CaEnrollment {
  readonly connectorArn: string | null;
  readonly status: string | null;
  readonly statusReason: string | null;
  readonly changedAt: string | null;
}

/** A check of a domain before it becomes a hybrid directory. */
export interface DirectoryAssessment {
  readonly assessmentId: string;
  readonly dnsName: string | null;
  readonly status: string | null;
  /** `CUSTOMER` or `SYSTEM`. */
  readonly reportType: string | null;
  readonly startedAt: string | null;
}

/** GetDirectoryLimits and the like of one account in one Region: never taken from a book. */
export interface DirectoryLimit {
  readonly account: string;
  readonly region: string;
  /** Of one directory alone: `ManualSnapshots`. */
  readonly directoryId?: string;
  /** `CloudOnlyDirectories`, `CloudOnlyMicrosoftAD`, `ConnectedDirectories`. */
  readonly name: string;
  readonly limit: number | null;
  readonly count: number | null;
}
