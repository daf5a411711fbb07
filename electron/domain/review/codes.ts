/** Codes of access reviews. Words stand in the contract's words. */

/** `notReadable`: something that nobody can judge item by item; its reviewer says that they know. */
export const itemKinds = ['access', 'notReadable'] as const;
export type ItemKind = (typeof itemKinds)[number];

/** `unsure` is no answer yet: it counts as open. `acknowledge` is the one decision about what was not readable. */
export const reviewDecisions = ['keep', 'revoke', 'unsure', 'acknowledge'] as const;
export type ReviewDecision = (typeof reviewDecisions)[number];
export const itemStates = ['open', ...reviewDecisions] as const;
export type ItemState = (typeof itemStates)[number];

/** Why nothing can be said of who comes this way; codes under `gap.` */
export const reviewGaps = [
  /** Who is assigned cannot be read by API. */
  'assignmentsNotReadable',
  /** Somebody is mapped, and whether the role takes them was not readable. */
  'grantNotCertain',
  /** An identity provider decides who comes. */
  'providerDecides',
  /** Members of a group on the way were not read. */
  'membersNotRead',
  /** Members of domains that were not read. */
  'foreignMembersUnknown',
] as const;
export type ReviewGap = (typeof reviewGaps)[number];

/** Why somebody is the reviewer; codes under `reviewer.` */
export const reviewerReasons = [
  /** The owner of the group that opens the role. */
  'managedBy',
  /** No group on any way has an owner. */
  'noOwner',
  /** The owner is the person under review, or a group that they are in, and nobody reviews themselves. */
  'ownAccess',
  /** Nobody else is there: whoever reviews what has no owner is the person, or a group that they are in. */
  'reviewsOwn',
  /** Given directly, through no group. */
  'assignedDirectly',
  /** Nobody's group: what was not readable has no owner. */
  'notReadable',
  /** Handed over during the review. */
  'reassigned',
] as const;
export type ReviewerReason = (typeof reviewerReasons)[number];

/** What taking the person out of a group does; codes under `removal.` */
export const removalCodes = [
  /** Taken out of one group, the person does not reach the role any more. */
  'oneGroup',
  /** As `oneGroup`, but the group opens the role by being in another: what else it opens is lost as well. */
  'nested',
  /** Several memberships lead there. */
  'severalWays',
  /** Assigned to the person, not to a group. */
  'assignedDirectly',
  /** By primaryGroupID, which is no value of the group. */
  'primaryGroup',
  /** Through a stand-in in another domain. */
  'foreignPrincipal',
  /** How the person comes in is not known by memberships. */
  'notByGroup',
] as const;
export type RemovalCode = (typeof removalCodes)[number];
/** Of what was decided to be revoked; codes under `removal.` */
export const revocationCodes = [
  ...removalCodes,
  /** The one membership also holds what the review keeps. */
  'keptByGroup',
  /** The one membership also opens roles that this review did not ask about. */
  'opensUnreviewed',
] as const;
export type RevocationCode = (typeof revocationCodes)[number];

/** Against the review that this one follows; codes under `since.` */
export const sinceStates = [
  'new',
  /** Reached by other groups or mechanisms than then. */
  'changed',
  'same',
  /** Was to be revoked then, and is still there. */
  'notRevoked',
] as const;
export type SinceState = (typeof sinceStates)[number];

/** What is wrong with a row of an imported list; codes under `row.` */
export const rowProblems = [
  'noNumber',
  'unknownItem',
  'otherItem',
  'unknownDecision',
  'reasonMissing',
  'reasonTooLong',
  'wrongKind',
  'twice',
  /** Whoever decides is the person under review. */
  'ownAccess',
] as const;
export type RowProblem = (typeof rowProblems)[number];

/** More items than this are no review that people can do; at four kilobytes of evidence each the file would grow by half a gigabyte. */
export const mostItems = 100_000;
