/** The closed sets of a comparison: how objects were matched, how they differ, and why something was not compared. */

/** By what two objects were found to be the same, in the order in which keys are tried. Words: `compareKey.<key>`. */
export const matchKeys = [
  /** A line of the mapping file: overrides everything. */
  'mapping',
  /** The two objects below which was compared, or two naming contexts that play the same part. */
  'base',
  'objectGUID',
  'objectSid',
  /** The one's SID stands in the other's sIDHistory. */
  'sIDHistory',
  /** A container of wellKnownObjects, or an account with a RID below 1000 of paired domains. */
  'wellKnown',
  'userPrincipalName',
  'mail',
  'sAMAccountName',
  /** The same RDN and kind below a matched parent. */
  'place',
] as const;
export type MatchKey = (typeof matchKeys)[number];

/** Words: `compareConfidence.<confidence>`. */
export const confidences = ['certain', 'high', 'medium', 'low'] as const;
export type Confidence = (typeof confidences)[number];

/**
 * Identifiers are never given twice; a SID in sIDHistory was put there by a migration. A userPrincipalName is unique in a forest
 * and often carried over; mail may be shared, account names are unique in one domain alone, and a place says least.
 */
export const confidenceOf: Readonly<Record<MatchKey, Confidence>> = {
  mapping: 'certain',
  base: 'certain',
  objectGUID: 'certain',
  objectSid: 'certain',
  sIDHistory: 'high',
  wellKnown: 'high',
  userPrincipalName: 'high',
  mail: 'medium',
  sAMAccountName: 'medium',
  place: 'low',
};

/** How a pair differs, seen from A to B. Words: `compareKind.<kind>`. */
export const differenceKinds = [
  'onlyInA',
  'onlyInB',
  /** Below another parent. */
  'moved',
  /** Another RDN. */
  'renamed',
  /** Another objectClass, or a group of another groupType. */
  'retyped',
  /** Disabled in A, enabled in B. */
  'enabled',
  /** Enabled in A, disabled in B. */
  'disabled',
  /** Direct members. */
  'membership',
  /** Any other attribute. */
  'changed',
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

/** Why an attribute is no difference even where it differs. Words: `compareNoise.<reason>`. */
export const noiseReasons = [
  /** Each controller has its own value. */
  'notReplicated',
  /** Computed when asked for. */
  'constructed',
  /** The far end of a link: told of at the near end. */
  'backLink',
  /** Numbers and times of replication and of the making of the object. */
  'bookkeeping',
  /** Follows from being used: sign-ins, passwords changed, lock-outs. */
  'activity',
  /** Names the object itself: objectGUID, objectSid, distinguishedName. */
  'identity',
  /** Follows from the name or the class: cn, name, objectCategory. */
  'derived',
  /** Means something in its own directory alone: left out where the objects are not the very same. */
  'ownToDirectory',
] as const;
export type NoiseReason = (typeof noiseReasons)[number];

/** What the two sides of an attribute come to. Words: `compareOutcome.<outcome>`. */
export const attributeOutcomes = ['same', 'different', 'onlyInA', 'onlyInB', 'noise', 'notReadable'] as const;
export type AttributeOutcome = (typeof attributeOutcomes)[number];

/** Why effective members are not all known. Words: `compareMembership.<limit>`. */
export const membershipLimits = [
  /** Members that are principals of another directory, or names of what was not read: who is in them is not in the snapshot. */
  'acrossSnapshots',
] as const;
export type MembershipLimit = (typeof membershipLimits)[number];

/** Where a child stands, side by side. Words: `compareTree.<state>`. */
export const treeStates = ['both', 'onlyInA', 'onlyInB', 'movedAway', 'movedHere'] as const;
export type TreeState = (typeof treeStates)[number];

/** What is wrong with a line of a mapping file. Words: `compareMappingProblem.<problem>`. */
export const mappingProblems = [
  'columns',
  'empty',
  /** No object of A, or of B, has the name. */
  'unknownA',
  'unknownB',
  /** More than one has it. */
  'ambiguousA',
  'ambiguousB',
  /** An earlier line names it. */
  'repeatedA',
  'repeatedB',
] as const;
export type MappingProblem = (typeof mappingProblems)[number];

/** What a comparison is doing. Words: `comparePhase.<phase>`. */
export const comparePhases = ['columns', 'matching', 'keys', 'comparing', 'counting'] as const;
export type ComparePhase = (typeof comparePhases)[number];
