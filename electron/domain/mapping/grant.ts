/** How a group reaches a role, and the grant that says so with its evidence. */

export const mechanisms = ['saml', 'delegation', 'identity-center'] as const;
export type Mechanism = (typeof mechanisms)[number];

/** Where a statement of fact comes from, precise enough to look it up again. */
export interface Evidence {
  /** A code of `words/*.json` under `evidence.`: what kind of fact this is. */
  readonly code: string;
  /** 0 = of the workspace itself: somebody entered it. */
  readonly snapshotId: number;
  /** DN, ARN or file name of the thing that holds the fact. */
  readonly where: string;
  /** Attribute, JSON path or line. */
  readonly field: string;
  readonly value: string;
  /** ISO 8601 UTC: when it was read. */
  readonly readAt: string;
}

/** What keeps a grant from working, or from being known to work; codes of `words/*.json` under `grantIssue.` */
export const grantIssues = [
  'roleMissing',
  'accountUnknown',
  'roleNameCase',
  'distributionGroup',
  'trustLacksSaml',
  'providerMissing',
  'membershipNotReadable',
  'assignmentNotReadable',
  'rolePath',
  'roleNotReadable',
  'providerNotReadable',
  'principalMissing',
  'trustLacksDs',
  'directoryMissing',
  'directoryNotReadable',
  'permissionSetMissing',
  'claimMalformed',
  'claimNotKnown',
  'otherClaimsToo',
  'everyoneSignsIn',
  'providerDecides',
  'attributeDecides',
  'trustOtherProvider',
  'trustRefuses',
  'trustConditional',
] as const;
export type GrantIssue = (typeof grantIssues)[number];

export interface GrantPrincipal {
  readonly snapshotId: number;
  readonly objectId: number;
  readonly name: string;
  readonly dn: string;
  readonly sid: string | null;
  readonly kind: 'group' | 'user';
}

/** (principal, mechanism, role, account) with its evidence. `status` is `works` only when no issue stands against it. */
export interface Grant {
  /**
   * Stable across runs on the same snapshots: mechanism, principal SID or DN, role ARN (for `delegation` with the
   * directory, for `identity-center` permission set and account), and a number where copies of a principal share these.
   */
  readonly id: string;
  readonly principal: GrantPrincipal | null;
  readonly mechanism: Mechanism;
  readonly roleArn: string | null;
  readonly roleName: string;
  readonly account: string;
  readonly accountName: string | null;
  /** SAML provider ARN, directory id or permission set ARN. */
  readonly through: string | null;
  /** `candidate`: neither yes nor no, for something that decides it (who is assigned, the role, its provider) was not readable. */
  readonly status: 'works' | 'broken' | 'candidate';
  readonly issues: readonly GrantIssue[];
  /**
   * Who counts as a member where a claim rule asks by a search of its own: `member`, followed through groups of every kind
   * (`chain`, within one domain) or not (`direct`); the primary group does not count. Absent = as the mechanism has it.
   */
  readonly membership?: 'chain' | 'direct' | undefined;
  /** Of assignments of Identity Center: what its store calls the one assigned. */
  readonly store?: StorePrincipal | undefined;
  readonly evidence: readonly Evidence[];
}

/** Whether claim rules tell of it: then AWS takes or refuses each person's own sign-in. */
export const isByRules = ({ mechanism, evidence }: Pick<Grant, 'mechanism' | 'evidence'>): boolean =>
  mechanism === 'saml' && evidence.some(({ code }) => code === 'claimRule');

/** `people`: whose memberships say who is in it; with `store`, `principal` is null, for it is no object of a directory. */
export interface StorePrincipal {
  readonly identityStoreId: string;
  readonly principalId: string;
  readonly kind: 'group' | 'user';
  readonly name: string;
  readonly people: 'store' | 'directory';
}
