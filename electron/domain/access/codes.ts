/** Codes of answers about access. Words stand in the contract's words. */

/** Somebody of a directory. */
export const personKinds = ['directoryUser', 'directoryGroup'] as const;
/** Somebody in AWS, or let in by a trust policy. */
export const awsKinds = [
  'role',
  'permissionSet',
  'iamUser',
  'service',
  'account',
  'federated',
  'anyone',
] as const;
/** Who may do something. `account`: a principal of an account that nobody looked into; `federated`: whoever a provider says. */
export const whoKinds = [...personKinds, ...awsKinds] as const;
export type PersonKind = (typeof personKinds)[number];
export type AwsKind = (typeof awsKinds)[number];
export type WhoKind = (typeof whoKinds)[number];

/** What might let somebody in and is not counted, because it cannot be read; codes under `notCounted.` */
export const notCountedCodes = [
  /** A grant that is neither yes nor no: who is assigned, the role or its provider was not readable. */
  'candidateGrant',
  /** Claim rules give the role to everybody who may sign in. */
  'everyoneSignsIn',
  /** Claim rules give the role to whoever has an attribute. */
  'attributeDecides',
  /** Members of a group by ways that no documentation says a mechanism counts. */
  'undocumentedMembers',
  /** Who signs in through the provider is decided elsewhere: claim rules or another directory's. */
  'providerDecides',
  /** Principals of an account whose IAM was not read. */
  'accountNotRead',
  /** The role's policies were not read. */
  'policiesNotRead',
  /** People of an identity store who are no account of a directory that was read. */
  'storePeople',
] as const;
export type NotCountedCode = (typeof notCountedCodes)[number];

/** What bounds the length of a session; codes under `sessionLimit.` A null length is one that is not known. */
export const sessionLimits = [
  'roleMaximum',
  'permissionSet',
  /** What the claims ask for: SessionDuration, else one hour is the default of AssumeRoleWithSAML. */
  'claims',
  'consoleDelegation',
  /** A session out of a session. */
  'roleChaining',
] as const;
export type SessionLimit = (typeof sessionLimits)[number];

/** What is known of a second factor; codes under `mfa.` */
export const mfaFacts = [
  /** AD FS asks for it or not; AWS does not see it, and aws:MultiFactorAuthPresent is not in the request. */
  'samlNotVisible',
  'identityCenterNotVisible',
  'delegationNotVisible',
  /** The trust policy asks for aws:MultiFactorAuthPresent: who comes by SAML has no such key. */
  'trustAsksForMfa',
  /** Policies of the role ask for it. */
  'policyAsksForMfa',
] as const;
export type MfaFact = (typeof mfaFacts)[number];

/** What is to be said of a door of an account; codes under `entryLimit.` */
export const entryLimits = [
  'conditions',
  'notReadable',
  'disabled',
  'consolePassword',
  'accessKeys',
] as const;
export type EntryLimit = (typeof entryLimits)[number];
