/** The closed sets of a migration plan: targets, severities, findings, decisions, reasons, changes, steps. */

/** `managed-ad`: AWS Managed Microsoft AD; `hybrid`: its Hybrid Edition, which joins the domain that is there. */
export const targetKinds = ['managed-ad', 'hybrid', 'ad-connector', 'simple-ad'] as const;
export type TargetKind = (typeof targetKinds)[number];

/** Editions of Managed AD, sizes of the other two; a hybrid directory has neither (facts/aws-directory-service.md §1). */
export const targetSizes = ['standard', 'enterprise', 'small', 'large'] as const;
export type TargetSize = (typeof targetSizes)[number];
export const sizesOf: Readonly<Record<TargetKind, readonly TargetSize[]>> = {
  'managed-ad': ['standard', 'enterprise'],
  hybrid: [],
  'ad-connector': ['small', 'large'],
  'simple-ad': ['small', 'large'],
};

/** Kinds that objects are moved into. A hybrid directory is the same domain, and a connector stores nothing. */
export const movesObjects = (kind: TargetKind): boolean => kind === 'managed-ad' || kind === 'simple-ad';

export const severities = ['blocker', 'warning', 'information'] as const;
export type Severity = (typeof severities)[number];

/** In the order of a report; `identityCenter` is said first wherever a plan touches it. */
export const findingCodes = [
  'identityCenter',
  'exchange',
  'certificationAuthorities',
  'federationServices',
  'severalDomains',
  'singleLabelDomain',
  'domainLevel',
  'tooFewControllers',
  'readOnlyControllers',
  'simpleAdClosed',
  'objectsOverGuidance',
  'usersOverGuidance',
  'schemaClasses',
  'schemaAttributes',
  'schemaUnread',
  'schemaUnreadInto',
  'trusts',
  'trustsToRealms',
  'trustsToSingleLabels',
  'nestedAcrossDomains',
  'foreignMembers',
  'privilegedMembers',
  'privilegedServices',
  'serviceAccounts',
  'unconstrainedDelegation',
  'constrainedDelegation',
  'resourceBasedDelegation',
  'managedServiceAccounts',
  'noPreAuthentication',
  'sameLogonName',
  'samePrincipalName',
  'sameMail',
  'alreadyThere',
  'takenLogonName',
  'takenPrincipalName',
  'takenMail',
  'mappingUnknown',
  'sidHistory',
  'sidHistoryRight',
  'certificates',
  'nameMappings',
  'keyCredentials',
  'smartcardRequired',
  'passwords',
  'principalNameSuffixes',
  'groupPolicies',
  'groupPolicyLinks',
  'passwordSettings',
  'domainLocalGroups',
  'disabledAccounts',
  'staleAccounts',
  'neverLoggedOn',
  'expiredAccounts',
  'oldSystems',
  'operatingSystems',
  'dnsZones',
  'sites',
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** What a person decides, each with its answers. */
export const decisionOptions = {
  /** Keep Identity Center's source as it is, or change it with this plan. */
  identityCenter: ['keep', 'change'],
  /** New passwords at the first sign-in, a tool that carries them over, or accounts stay and a trust serves. */
  passwords: ['reset', 'tool', 'stay'],
  /** The suffixes that people type today become suffixes of the target, or everybody gets the target's own. */
  upnSuffix: ['keep', 'target'],
  /** A service principal name is taken away here and given there, or services stay where they are. */
  spns: ['move', 'stay'],
  /** Permissions are given anew, or SIDs of today travel in sIDHistory. */
  sidHistory: ['leave', 'carry'],
  trust: ['twoWay', 'oneWay', 'none'],
  disabledAccounts: ['leave', 'take'],
  /** Also accounts that never signed in, and expired ones. */
  staleAccounts: ['leave', 'take'],
  schemaExtensions: ['extend', 'leave'],
  groupPolicies: ['recreate', 'leave'],
  privileged: ['delegate', 'stay'],
  computers: ['rejoin', 'stay'],
  /** Objects in one wave at most. */
  waveSize: ['100', '250', '500', '1000', '5000'],
} as const satisfies Record<string, readonly string[]>;
export type DecisionCode = keyof typeof decisionOptions;
export const decisionCodes = Object.keys(decisionOptions) as DecisionCode[];
export type DecisionValue<D extends DecisionCode = DecisionCode> = (typeof decisionOptions)[D][number];

/** Why these objects are in one wave. */
export const waveReasons = [
  /** Groups that hold so many that they would tie everything to everything: made first, filled as waves go. */
  'foundation',
  /** The smallest cluster with people in it: what goes wrong goes wrong for few. */
  'pilot',
  /** Objects tied to one another by membership or management, the largest group first in `params`. */
  'cluster',
  /** Several small clusters of one place in the tree. */
  'clusters',
  /** Accounts that services run as or act through: late, when their users are there. */
  'services',
  /** Tied to nothing. */
  'unlinked',
] as const;
export type WaveReason = (typeof waveReasons)[number];

export const audiences = ['people', 'applications'] as const;
export type Audience = (typeof audiences)[number];
export const changeCodes = [
  'signInName',
  'signInNameKept',
  'newPassword',
  'passwordCarried',
  'newProfile',
  'accountsStay',
  'accountsLeft',
  'smartcards',
  'mailElsewhere',
  'portalAssignments',
  'nothingForPeople',
  'newSids',
  'oldSidsKept',
  'servicePrincipals',
  'delegation',
  'managedServiceAccounts',
  'ldapNames',
  'ldapsCertificate',
  'noLdaps',
  'schema',
  'policies',
  'exchange',
  'certificates',
  'administration',
  'computers',
  'trusts',
  'nothingForApplications',
] as const;
export type ChangeCode = (typeof changeCodes)[number];

export const stepTimes = ['before', 'during', 'after'] as const;
export type StepTime = (typeof stepTimes)[number];
export const stepCodes = [
  'backup',
  'exportAssignments',
  'readAgain',
  'cleanUp',
  'resolveNames',
  'fillMapping',
  'network',
  'dns',
  'limits',
  'createDirectory',
  'assessment',
  'serviceAccountSecret',
  'connectorAccount',
  'extendSchema',
  'makeTrust',
  'checkTrust',
  'addSuffixes',
  'delegateRights',
  'recreatePolicies',
  'sidHistoryRight',
  'passwordTool',
  'pilot',
  'moveWave',
  'moveServices',
  'rejoinComputers',
  'checkWave',
  'restoreAssignments',
  'checkSignIn',
  'checkControllers',
  'checkApplications',
  'compareAgain',
  'removeOld',
] as const;
export type StepCode = (typeof stepCodes)[number];

/** What a mapping file says of an object. */
export const mappingActions = ['move', 'leave', 'same'] as const;
export type MappingAction = (typeof mappingActions)[number];
export const mappingProblems = [
  'unknownObject',
  'unknownAction',
  'invalidName',
  'repeated',
  'missingColumn',
] as const;
export type MappingProblem = (typeof mappingProblems)[number];

export const planPhases = ['reading', 'linking', 'matching', 'judging', 'done'] as const;
export type PlanPhase = (typeof planPhases)[number];
