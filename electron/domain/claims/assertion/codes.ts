/**
 * What a check says for the sign-in: `refused` = AWS refuses it; `open` = it is not known; `note` = it works, and somebody should
 * look at it. Sources: [T] IAM User Guide, "Troubleshoot SAML federation with IAM", which quotes the errors; [A] the same,
 * "Configure SAML assertions for the authentication response"; [S] the same, "Pass session tags in AWS STS"; [I] the same, "Monitor and
 * control actions taken with assumed roles" (source identity); [M] STS API Reference, AssumeRoleWithSAML and Tag; [Q] "IAM and AWS STS
 * quotas". What no page says is `open`.
 */
export const assertionCodes = {
  /** [T] "Your request included an invalid SAML response": no attribute Role. */
  roleNone: 'refused',
  /** A rule may send roles that are not known. */
  roleOpen: 'open',
  /** [A] A pair of ARNs with a comma between. */
  rolePair: 'refused',
  rolePairSpace: 'open',
  rolePairComma: 'open',
  roleArn: 'refused',
  providerArn: 'refused',
  /** A provider of one account signs into roles of that account alone: the ARN of a role's trust names it. */
  accountsDiffer: 'refused',
  partitionsDiffer: 'refused',
  /** [T] "Specified provider doesn't exist", names are case-sensitive. */
  providerMissing: 'refused',
  providerUnknown: 'open',
  /** [T] "Not authorized to perform sts:AssumeRoleWithSAML": misspelled or missing, names are case-sensitive. */
  roleMissing: 'refused',
  /** There is one that differs in case or path: `actual`. */
  roleSpelled: 'refused',
  roleUnknown: 'open',
  /** [M] "AssumeRoleWithSAML will not work on IAM Identity Center managed roles." */
  roleReserved: 'refused',
  roleTwice: 'note',
  /** [T] "The role must have a trust policy that specifies the ARN of the provider". */
  trustRefuses: 'refused',
  trustUnknown: 'open',
  /** [S] Without `sts:TagSession` in the trust policy the sign-in fails. */
  trustNoTags: 'refused',
  trustTagsUnknown: 'open',
  /** [I] Without `sts:SetSourceIdentity` in it the sign-in fails. */
  trustNoSourceIdentity: 'refused',
  trustSourceIdentityUnknown: 'open',
  /** [T] "RoleSessionName is required in AuthnResponse". */
  sessionNameNone: 'refused',
  sessionNameOpen: 'open',
  /** [T] "RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}". */
  sessionNamePattern: 'refused',
  sessionNameSeveral: 'open',
  /** Others have the same: CloudTrail cannot tell them apart. */
  sessionNameShared: 'note',
  /** [A] A whole number of seconds from 900 to 43,200. */
  durationNumber: 'refused',
  durationRange: 'refused',
  durationSeveral: 'open',
  durationOpen: 'open',
  /** [T] "Requested DurationSeconds exceeds MaxSessionDuration set for this role". */
  durationOverMaximum: 'refused',
  durationMaximumUnknown: 'open',
  /** [S] [M] At most 50; keys 1 to 128 characters, values to 256, of letters, numbers, spaces and `_.:/=+-@`; `aws:` is reserved. */
  tagCount: 'refused',
  tagKeyLength: 'refused',
  tagKeyCharacters: 'refused',
  tagKeyReserved: 'refused',
  /** [S] Keys differ by more than case, or they are one. */
  tagKeyTwice: 'refused',
  tagValueLength: 'refused',
  tagValueCharacters: 'refused',
  /** [A] One value a tag. */
  tagValues: 'open',
  tagOpen: 'open',
  transitiveNotSent: 'open',
  /** [T] "Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:"". */
  sourceIdentityPattern: 'refused',
  sourceIdentitySeveral: 'open',
  sourceIdentityOpen: 'open',
  /** [A] asks for a subject with its NameID; what AWS does without one is not said. */
  nameIdNone: 'open',
  nameIdOpen: 'open',
  nameIdSeveral: 'open',
  /** [A] Names are case-sensitive: this attribute is none of AWS's. */
  attributeCase: 'note',
  /** [M] SAMLAssertion: at most 100,000 characters. By estimate. */
  assertionTooLong: 'refused',
  assertionNearlyTooLong: 'note',
} as const;

export type AssertionCode = keyof typeof assertionCodes;
export type AssertionEffect = (typeof assertionCodes)[AssertionCode];

/** What a sentence is filled with. */
export type AssertionParams = {
  readonly actual?: string;
  readonly value?: string;
  readonly count?: number;
  readonly limit?: number;
};

/** A check that did not simply pass, and where: a claim by its index, and the units of its type or value. */
export interface AssertionFinding {
  readonly code: AssertionCode;
  readonly effect: AssertionEffect;
  /** null = the assertion as a whole: something is missing from it. */
  readonly place: {
    readonly claim: number;
    readonly part: 'type' | 'value';
    readonly offset: number;
    readonly length: number;
  } | null;
  readonly params: AssertionParams;
}
