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
