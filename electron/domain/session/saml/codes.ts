/** What may be wrong with a SAML response; sentences stand in the contract's words under `saml`. */
export const samlProblemCodes = [
  'expired',
  'notYetValid',
  'noRoles',
  'malformedRole',
  'noSessionName',
  'badSessionName',
  'badDuration',
  'recipientNotAws',
  'wrongAudience',
  'severalConfirmations',
  'tooLong',
  'notSigned',
  'encrypted',
  'statusNotSuccess',
  'roleUnknown',
  'providerNotTrusted',
  'conditionNotMet',
  'durationAboveRole',
] as const;
export type SamlProblemCode = (typeof samlProblemCodes)[number];

export interface SamlProblem {
  readonly code: SamlProblemCode;
  readonly params: Readonly<Record<string, string>>;
  /** `error`: AWS refuses it. `warning`: it may work all the same. */
  readonly severity: 'error' | 'warning';
}

export const error = (code: SamlProblemCode, params: SamlProblem['params'] = {}): SamlProblem => ({
  code,
  params,
  severity: 'error',
});
export const warning = (code: SamlProblemCode, params: SamlProblem['params'] = {}): SamlProblem => ({
  code,
  params,
  severity: 'warning',
});
