/** What an audit says: codes alone, their sentences stand in contract/words under `audit…`. */

/** From worst to least; `information` is worth knowing and nobody's fault. */
export const auditSeverities = ['critical', 'high', 'medium', 'low', 'information'] as const;
export type AuditSeverity = (typeof auditSeverities)[number];

/** The checks in the order in which a report shows them: the 32 faults by number, then sign-ins that AWS refuses, and who decides over groups. */
export const checkIds = [
  'role-not-found',
  'role-without-group',
  'several-mechanisms',
  'distribution-group',
  'nested-group',
  'foreign-members',
  'primary-group-members',
  'inactive-members',
  'group-size',
  'machine-in-human-role',
  'group-editors',
  'wide-group',
  'powerful-role',
  'trust-policy',
  'provider-expiry',
  'long-session',
  'session-tags',
  'fixed-role-id',
  'assigned-to-user',
  'orphaned-assignment',
  'outdated-permission-set',
  'unused-role',
  'console-password',
  'toxic-pair',
  'loose-claim-rule',
  'hidden-identity',
  'unknown-delegation',
  'second-factor',
  'unqualified-names',
  'long-term-credentials',
  'cognito-trust',
  'pass-role',
  'refused-sign-in',
  'group-makers',
  'group-renamers',
  'nested-group-editors',
] as const;
export type CheckId = (typeof checkIds)[number];

/** What a finding is about. */
export const subjectKinds = [
  'group',
  'user',
  'computer',
  'serviceAccount',
  'object',
  'trustee',
  'role',
  'policy',
  'provider',
  'permissionSet',
  'assignment',
  'iamUser',
  'iamGroup',
  'rootUser',
  'directory',
  'ruleFile',
] as const;
export type SubjectKind = (typeof subjectKinds)[number];

/** Why a finding is as severe as it is: auditors ask. */
export const severityReasons = [
  /** Whoever gets this gets administration of an account. */
  'leadsToAdministration',
  /** Whoever gets this gets a role that is no administration. */
  'leadsToRole',
  /** Anybody at all may use it. */
  'openToAnybody',
  /** An account that should be gone still opens a powerful role. */
  'leaverKeepsPower',
  /** What somebody was promised does not work. */
  'accessMissing',
  /** It works, and reaches further than the name says. */
  'accessUnexpected',
  /** Nobody loses or gains anything yet; it will fail or be misused later. */
  'latent',
  /** Sign-ins fail from then on. */
  'signInFails',
  /** Two rights that are to be apart are in one hand. */
  'dutiesNotSeparated',
  /** It lasts until somebody takes it away. */
  'longLived',
  /** A password is all that is asked for. */
  'oneFactor',
  /** What is there and nobody uses is only good for misuse. */
  'unused',
  /** It makes every review harder and opens nothing by itself. */
  'hardToReview',
  /** What decides whether it opens anything was not read, or hangs on something else too. */
  'notCertain',
  /** AWS's documented default, or a matter of taste. */
  'worthKnowing',
] as const;
export type SeverityReason = (typeof severityReasons)[number];

/** Why nobody should sign in with an account any more. */
export const inactiveStates = ['disabled', 'expired', 'locked', 'stale', 'neverUsed'] as const;
export type InactiveState = (typeof inactiveStates)[number];

/** What could not be judged, and why. */
export const notJudgedCodes = [
  'noDirectory',
  'noEstate',
  'noRuleFile',
  'noEarlierSnapshot',
  'rolesNotRead',
  'accountNotRead',
  'providersNotRead',
  'certificatesNotRead',
  'directoriesNotRead',
  'identityCenterNotRead',
  'identityCenterPartNotRead',
  'delegationNotRead',
  'membersNotRead',
  'descriptorNotRead',
  'policyNotRead',
  'lastUsedNotRead',
  'usersNotRead',
  'credentialsNotRead',
  'rootNotRead',
  'foreignMembersUnknown',
  'foreignUndocumented',
  'primaryGroupUndocumented',
  'otherIdentityProvider',
  'identityCenterFactorNotRead',
  'ruleNotUnderstood',
  'attributeNotRead',
  'partNotRead',
] as const;
export type NotJudgedCode = (typeof notJudgedCodes)[number];

/** What the facts of a finding are, beside those of a grant (`evidence.`). */
export const auditEvidenceCodes = [
  'attribute',
  'earlierAttribute',
  'memberCount',
  'aclEntry',
  'objectOwner',
  'trustPolicy',
  'policyStatement',
  'roleLastUsed',
  'sessionDuration',
  'providerValidity',
  'assignment',
  'identityStore',
  'provisioning',
  'rule',
  'credential',
  'directorySetting',
  'passableRole',
  'secondRole',
  'candidateRole',
] as const;
export type AuditEvidenceCode = (typeof auditEvidenceCodes)[number];

/** How an owner is known. */
export const ownerSources = ['managedBy', 'ownerTag'] as const;
export type OwnerSource = (typeof ownerSources)[number];

/** Against what was compared before. `notComparable`: then or now something that it takes was not read. */
export const driftStates = ['new', 'changed', 'same', 'gone', 'notComparable'] as const;
export type DriftState = (typeof driftStates)[number];

/** Why two audits cannot be compared, beside what one of them did not judge. */
export const incomparableCodes = ['sourceNotRead', 'checkNotRun', 'cutOff', 'coverageNotKept'] as const;
export type IncomparableCode = (typeof incomparableCodes)[number] | NotJudgedCode;

/** Codes that leave nothing of a check. */
export const blindCodes: readonly NotJudgedCode[] = ['noDirectory', 'noEstate', 'noRuleFile'];

export const frameworks = ['cis', 'nist', 'iso', 'soc2', 'pci'] as const;
export type Framework = (typeof frameworks)[number];
