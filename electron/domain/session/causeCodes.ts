/** Why AWS may have refused a session. Sentences stand in the contract's words under `sessionCause`. */

/** What a refusal is, as far as the error's code tells. */
export const refusalKinds = [
  'accessDenied',
  'validation',
  'expired',
  'invalidToken',
  'policyTooLarge',
  'malformedPolicy',
  'regionDisabled',
  'invalidMfa',
  'idpRejected',
  'clockSkew',
  'other',
] as const;
export type RefusalKind = (typeof refusalKinds)[number];

export interface Refusal {
  readonly kind: RefusalKind;
  /** AWS's own sentence; empty = none. */
  readonly detail: string;
}

export const causeCodes = [
  /** A limit of `limits.ts` that is passed: `field` and `code` among the params. */
  'limit',
  'overSomeMaximum',
  'chainedTooLong',

  'clockAhead',
  'clockBehind',
  'clockOff',

  'roleUnknown',
  'roleUnknownNear',

  'trustDenies',
  'trustLacksCall',
  'trustLacksPrincipal',
  'trustPrincipalDeleted',
  'trustOtherProvider',
  'externalIdMissing',
  'externalIdOther',
  'mfaMissing',
  'samlAudience',
  'sessionNameOther',
  'organizationOther',
  'trustCondition',
  'trustLacksTagSession',
  'trustLacksSourceIdentity',
  /** AWS says that it is the trust policy, and what is known of it does not tell why. */
  'trustRefuses',

  'identityLacks',
  'identityDenies',
  'boundaryCuts',
  'sessionPolicyCuts',
  'serviceControlCuts',
  'resourceControlCuts',
  'endpointCuts',
  'identityMay',
  'serviceControlMay',

  'sourceExpired',
  'assertionExpired',
  'tokenExpired',
  'providerMissing',
  'assertionNotVerified',
  'tokenNotVerified',
  'keyUnknown',
  'signInAgain',

  'packedTooLarge',
  'policyRefused',
  'regionDisabled',
  'mfaCodeWrong',
  'mfaOtherAccount',
  'portalNotAssigned',
] as const;
export type CauseCode = (typeof causeCodes)[number];

export interface Cause {
  readonly code: CauseCode;
  readonly params: Readonly<Record<string, string>>;
  /** Seen in a policy as it was read, by a clock or in AWS's answer; not merely possible. */
  readonly certain: boolean;
}

export const cause = (code: CauseCode, certain: boolean, params: Cause['params'] = {}): Cause => ({
  code,
  params,
  certain,
});

/** Every code under `sessionCause`. */
export type CauseWord = CauseCode | 'certainty.certain' | 'certainty.possible';
