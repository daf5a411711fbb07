/** Closed sets of codes of the policy engine. Words for people stand in the contract's words. */

/** What a policy document is for: it decides which elements it may have and how its ARNs are completed. */
export const policyUses = [
  'identity',
  'boundary',
  'session',
  'resource',
  'trust',
  'endpoint',
  'serviceControl',
  'resourceControl',
] as const;
export type PolicyUse = (typeof policyUses)[number];

export const decisions = ['allowed', 'explicitDeny', 'implicitDeny', 'conditional'] as const;
export type Decision = (typeof decisions)[number];

/**
 * What decided: the policy set whose statement allowed or denied, or that had none to allow; or a rule that stands outside
 * policies. Source: facts/iam-policy-evaluation.md §1.
 */
export const deciders = [
  'resourceControlPolicy',
  'serviceControlPolicy',
  'endpointPolicy',
  'resourcePolicy',
  'trustPolicy',
  'keyPolicy',
  'identityPolicy',
  'permissionsBoundary',
  'sessionPolicy',
  /** A root user of the account has all rights that no policy takes away. */
  'rootUser',
  /** A root user may not take a role. */
  'rootMayNotAssume',
  /** A call that needs no permission and that no policy can deny. */
  'needsNoPermission',
  /** A document that cannot be read might deny: nothing is allowed past it. */
  'invalidPolicy',
] as const;
export type Decider = (typeof deciders)[number];

/** What a document that AWS would refuse gets wrong. */
export const problemCodes = [
  'notJson',
  'notObject',
  'unknownElement',
  'duplicateElement',
  'versionUnknown',
  'statementMissing',
  'statementNotObject',
  'sidInvalid',
  'effectInvalid',
  'actionMissing',
  'actionTwice',
  'actionInvalid',
  'resourceMissing',
  'resourceTwice',
  'resourceNotAllowed',
  'resourceInvalid',
  'principalMissing',
  'principalTwice',
  'principalNotAllowed',
  'principalInvalid',
  'notPrincipalNotAllowed',
  'conditionInvalid',
  'operatorUnknown',
  'keyInvalid',
  'valueInvalid',
  'emptyList',
  'notString',
] as const;
export type ProblemCode = (typeof problemCodes)[number];
