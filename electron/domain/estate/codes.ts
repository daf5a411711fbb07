/** What the estate's recognisers say: codes alone, their sentences stand in contract/words. */

/** What a role is for, by who may take it and where it stands. Source: facts/iam-policy-evaluation.md §4. */
export const roleKinds = [
  'service-linked',
  'service',
  'ec2-instance',
  'ds-delegation',
  'identity-center',
  'saml',
  'cognito',
  'oidc',
  'cross-account',
  'same-account',
  'anyone',
  'nobody',
] as const;
export type RoleKind = (typeof roleKinds)[number];

/** What to know of, or to do about, a role of its kind. */
export const roleAdvices = [
  /** A Cognito role: let the identity pool give credentials rather than call AssumeRoleWithWebIdentity oneself. */
  'cognitoThroughPool',
  'cognitoNoAudience',
  'cognitoNoAmr',
  'cognitoUnauthenticated',
  /** Trusts a public sign-in provider directly: for web and mobile AWS recommends an identity pool. */
  'webSignInUsePool',
  'oidcNoAudience',
  'oidcNoSubject',
  /** An account that this estate does not know, and no external id. */
  'outsideNoExternalId',
  'outsideAccount',
] as const;
export type RoleAdvice = (typeof roleAdvices)[number];

/** Source: facts/iam-policy-evaluation.md §2. */
export const policyKinds = ['aws-managed', 'customer-managed', 'inline'] as const;
export type PolicyKind = (typeof policyKinds)[number];

/** Long-term credentials that outlive their use. Source: facts/sts-iam.md §2, facts/group-role-mapping.md §4 fault 30. */
export const credentialIssues = [
  'rootKeys',
  'rootNoMfa',
  'passwordNoMfa',
  'keyOld',
  'keyNeverUsed',
  'keyUnused',
  'keysTwoActive',
  'keyInactive',
  'passwordOld',
  'passwordUnused',
] as const;
export type CredentialIssue = (typeof credentialIssues)[number];

/** What has to be known to judge credentials, where it was not read. */
export const credentialGaps = [
  'users',
  'keys',
  'mfa',
  'password',
  /** When a password was last changed: the credential report alone tells. */
  'passwordAge',
  /** When it was last used. */
  'passwordUse',
  'root',
] as const;
export type CredentialGap = (typeof credentialGaps)[number];

/** How an AWS directory belongs to a source of directory objects. */
export const tieRelations = [
  /** The source holds the objects of this directory. */
  'same',
  /** AWS runs controllers of the source's own domain (Hybrid edition): one domain, counted once. */
  'hybrid',
  /** An AD Connector: it holds nothing, and asks the source's domain. */
  'pointsAt',
] as const;
export type TieRelation = (typeof tieRelations)[number];
/** By what the tie is known, the surest first. */
export const tieReasons = ['directoryId', 'domainSid', 'dnsName'] as const;
export type TieReason = (typeof tieReasons)[number];

/** What AWS tells of a directory's trusts and the directory's own objects do not, or the reverse. */
export const trustIssues = [
  /** AWS tells of a trust, and the directory, read by LDAP, holds no object of it. */
  'notInDirectory',
  /** The directory holds an object of a trust that AWS does not tell of. */
  'notInAws',
] as const;
export type TrustIssue = (typeof trustIssues)[number];

/** What a level of an organization says to an account, as far as the policies alone tell. */
export const chainNotes = [
  /** Service and resource control policies bind nobody in the management account. */
  'managementAccount',
  /** Nothing is allowed at this level: no policy with an Allow is attached. */
  'nothingAllowed',
  /** Nothing but AWS's own policy that allows everything. */
  'everythingAllowed',
  /** The kind of policy is not switched on for this root. */
  'typeDisabled',
  /** The organization has consolidated billing alone. */
  'billingOnly',
] as const;
export type ChainNote = (typeof chainNotes)[number];

/** Where Identity Center's people come from is told by a person, or assumed from what is seen; no API says it. */
export const sourceEvidences = ['told', 'directoryNames', 'externalIds', 'ownNames', 'none'] as const;
export type SourceEvidence = (typeof sourceEvidences)[number];

/** Why a part was never there to read, beside the faults of a call (see `Reading`). */
export const readingCodes = ['notAsked', 'notIncluded', 'noPublicApi'] as const;
export type ReadingCode = (typeof readingCodes)[number];
