/** The codes of how somebody may fill, make or rename a group, or replicate a domain. Their sentences stand in contract/words. */

/** How a trustee gets to decide who is in a group (facts/active-directory.md §7, last part). */
export const controlWays = [
  /** Full control of the group. */
  'genericAll',
  /** Writes every attribute and every validated write. */
  'genericWrite',
  /** Writes every attribute. */
  'writeAll',
  /** Writes the property set Membership, which `member` belongs to. */
  'writeMembershipSet',
  'writeMember',
  /** May add and remove itself, nobody else. */
  'selfMembership',
  'writeDacl',
  'writeOwner',
  'owner',
  /** May make a group, with any name, in some unit or container. */
  'createGroup',
  /** May write the sAMAccountName of another group. */
  'renameSam',
  /** May give another group another cn. */
  'renameCn',
  /** May read the secrets of a whole domain: Get-Changes and Get-Changes-All on its root. */
  'replicate',
  /** May make itself able to, by the domain root's DACL or owner. */
  'replicateSoon',
] as const;
export type ControlWay = (typeof controlWays)[number];

/** By what a trustee may: the right itself, or one that lets it write the right for itself. */
export const controlMeans = ['right', 'writeDacl', 'writeOwner', 'owner'] as const;
export type ControlMeans = (typeof controlMeans)[number];

/** Who a trustee is in plain words, where its SID means more people than a list could name. */
export const trusteeMeanings = [
  'everyone',
  'everyoneAuthenticated',
  'everyDomainUser',
  'everyComputer',
  'itsOwnMembers',
  'nobodyKnown',
] as const;
export type TrusteeMeaning = (typeof trusteeMeanings)[number];
