/** What each kind of AWS directory offers, and what this forest needs of it. */
import type { ObjectRef } from '../../forest/model.ts';

/** Kinds of directory to move to or to work with (facts/aws-directory-service.md §1). */
export const directoryKinds = [
  'managedStandard',
  'managedEnterprise',
  'hybrid',
  'adConnector',
  'simpleAd',
] as const;
export type DirectoryKind = (typeof directoryKinds)[number];

export const featureGroups = [
  'trusts',
  'signIn',
  'schema',
  'policy',
  'administration',
  'services',
  'operation',
] as const;
export type FeatureGroup = (typeof featureGroups)[number];

export const features = [
  'trusts',
  'selectiveAuthentication',
  'severalDomains',
  'mfaRadius',
  'smartCards',
  'ldapsServer',
  'ldapsClient',
  'constrainedDelegation',
  'unconstrainedDelegation',
  'groupManagedAccounts',
  'sidHistory',
  'schemaExtension',
  'exchange',
  'groupPolicy',
  'groupPolicyAboveUnits',
  'fineGrainedPolicies',
  'domainAdmins',
  'powershell',
  'sites',
  'readOnlyControllers',
  'recycleBin',
  'certificateAuthority',
  'federation',
  'identityCenter',
  'consoleDelegation',
  'workspaces',
  'rds',
  'fsx',
  'ec2Join',
  'sharing',
  'severalRegions',
  'dataApi',
  'snapshots',
] as const;
export type Feature = (typeof features)[number];

/** `own`: it stays with the directory that the connector points at. */
export const supports = ['yes', 'partly', 'no', 'own', 'notDocumented'] as const;
export type Support = (typeof supports)[number];

/** Where a statement comes from; the marks of facts/aws-directory-service.md. `unverified`: from experience. */
export const factSources = [
  'AG23',
  'AG26',
  'API',
  'HYB',
  'DSD',
  'KB322970',
  'derived',
  'unverified',
] as const;
export type FactSource = (typeof factSources)[number];

/** What there is to add to a support. */
export const supportNotes = [
  'trustTwoWayForApplications',
  'noSingleLabel',
  'connectorOneDomain',
  'oneDomain',
  'joinsYourDomain',
  'radiusApplicationsOnly',
  'workspacesOnly',
  'ownCaNeeded',
  'applications636',
  'ldifByApi',
  'ownUnitOnly',
  'basic',
  'premadePolicies',
  'delegatedGroups',
  'renameFirstSite',
  'noEnrollmentWeb',
  'managementAccountSameRegion',
  'oneDomainOnly',
  'sqlAndOracle',
  'joinsYourDirectory',
  'readWriteDcsOnly',
  'sharesStandard',
  'sharesEnterprise',
  'sharesHybrid',
  'fiveRegions',
  'dailyAndManual',
  'primaryRegionOnly',
  'rightNotGranted',
  'writableControllersNeeded',
] as const;
export type SupportNote = (typeof supportNotes)[number];

export interface KindSupport {
  support: Support;
  note: SupportNote | null;
  source: FactSource;
}

/** `notVisible`: nothing that a directory or the estate holds would tell; people know. */
export const needStates = ['needed', 'notSeen', 'notReadable', 'notVisible'] as const;
export type NeedState = (typeof needStates)[number];

/** What was counted. */
export const needCounts = [
  'trustsOutside',
  'selectiveTrusts',
  'domains',
  'radiusDirectories',
  'smartCardAccounts',
  'clientLdapsDirectories',
  'delegatingAccounts',
  'unconstrainedAccounts',
  'managedAccounts',
  'sidHistoryObjects',
  'schemaAdditions',
  'exchangeObjects',
  'groupPolicies',
  'linksAboveUnits',
  'fineGrainedPolicies',
  'administrators',
  'sites',
  'readOnlyControllers',
  'recycleBin',
  'certificateAuthorities',
  'federationServices',
  'identityCenters',
  'delegations',
  'sharedAccounts',
  'regions',
  'dataAccessDirectories',
] as const;
export type NeedCount = (typeof needCounts)[number];

/** One thing that the need rests on: an object with the attribute and value, or a fact of the estate. */
export interface NeedEvidence {
  /** Null for a fact of the estate. */
  ref: ObjectRef | null;
  /** The estate's snapshot, where it is one. */
  estate: number | null;
  /** An object's or a directory's name. */
  where: string;
  /** An attribute, or a field of the estate. */
  field: string;
  value: string;
  /** Objects that use it (a class or an attribute of the schema); null = not counted. */
  uses: number | null;
}

export interface Need {
  state: NeedState;
  of: NeedCount | null;
  count: number | null;
  /** The first ones. */
  evidence: NeedEvidence[];
  /** Why it was not readable: a code of `forest.notRead.` or of `missing.` */
  why: string | null;
  /** ISO 8601 UTC: what it is true of. */
  readAt: string | null;
}

/** `unclear`: needed and not documented, or the need was not readable. */
export const fitVerdicts = ['fits', 'partly', 'lacks', 'unclear', 'notNeeded'] as const;
export type FitVerdict = (typeof fitVerdicts)[number];

export interface FeatureRow {
  feature: Feature;
  group: FeatureGroup;
  support: Record<DirectoryKind, KindSupport>;
  need: Need;
  verdict: Record<DirectoryKind, FitVerdict>;
}

export const limitNames = [
  'objects',
  'users',
  'controllers',
  'manualSnapshots',
  'shares',
  'caCertificates',
  'regions',
  'directories',
] as const;
export type LimitName = (typeof limitNames)[number];

/** `read`: GetDirectoryLimits of that account and Region; `guidance`: what the guides say, which no service enforces or which may have changed. */
export const limitSources = ['read', 'guidance'] as const;
export interface LimitRow {
  limit: LimitName;
  kind: DirectoryKind;
  /** Null = there is none, or none is documented. */
  most: number | null;
  /** What this forest or the account has; null = not known. */
  have: number | null;
  from: (typeof limitSources)[number];
  source: FactSource;
  account: string | null;
  region: string | null;
  outcome: 'within' | 'over' | 'unclear';
}
