/** What is said of a conversion, as codes; their words stand in `contract/words/{en,ko}/draftConvert.ts`. */

/**
 * `notCovered`: the mapping is not carried over. `lost`: a part of it is not, or somebody loses the role. `gained`: somebody gets the
 * role who does not have it. `check`: it is carried over, and something is to be done or looked at first.
 */
export const convertStates = ['notCovered', 'lost', 'gained', 'check'] as const;
export type ConvertState = (typeof convertStates)[number];

export const convertRemarks = {
  /** There is no instance of Identity Center that was read. */
  noInstance: 'notCovered',
  /** The mapping does not work now. */
  brokenNow: 'notCovered',
  /** Whether it works is not known. */
  unsureNow: 'notCovered',
  /** Nobody with a SID is behind it. */
  principalUnknown: 'notCovered',
  roleNotRead: 'notCovered',
  /** The account is not of the organization whose accounts the instance assigns. */
  accountOutside: 'notCovered',
  /** The store does not have them, and no Active Directory feeds it. */
  notProvided: 'notCovered',
  /** Simple AD is no source of Identity Center. */
  simpleAd: 'notCovered',
  /** An AD Connector brings the users of its one domain alone. */
  connectorDomain: 'notCovered',
  inlineTooLong: 'notCovered',
  /** Inline policies of several versions of the language are no one policy. */
  inlineMixed: 'notCovered',
  inlineUnreadable: 'notCovered',
  tooManyPolicies: 'notCovered',
  tooManyAssignments: 'notCovered',

  rolePath: 'lost',
  trustConditions: 'lost',
  sessionTags: 'lost',
  tagClaims: 'lost',
  /** Members by primary group or from other forests do not come along. */
  peopleLost: 'lost',

  /** Nested groups, which delegation does not follow, are flattened into the group. */
  peopleGained: 'gained',

  nameChanged: 'check',
  rolesMerged: 'check',
  inlineMerged: 'check',
  customerPolicy: 'check',
  customerPolicyMissing: 'check',
  customerPolicyUnknown: 'check',
  /** The provider may send tags; no policy that was read asks for them. */
  sessionTagsSent: 'check',
  sessionLength: 'check',
  sessionNotRead: 'check',
  durationClaim: 'check',
  sourceIdentityClaim: 'check',
  /** A rule may send claims of types that it does not say. */
  claimsOpen: 'check',
  /** No rules are known: what they send beside the role is not either. */
  claimsNotKnown: 'check',
  setReused: 'check',
  alreadyAssigned: 'check',
  setsNotRead: 'check',
  usedByOthers: 'check',
  namedElsewhere: 'check',
  directUser: 'check',
  notInStore: 'check',
  trustedDomain: 'check',
  membersNotRead: 'check',
  sourceAssumed: 'check',
  sourceNotDirectory: 'check',
  manyPolicies: 'check',
} as const satisfies Record<string, ConvertState>;
export type ConvertCode = keyof typeof convertRemarks;
export const convertCodes = Object.keys(convertRemarks) as [ConvertCode, ...ConvertCode[]];
