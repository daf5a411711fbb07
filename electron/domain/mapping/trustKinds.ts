/** Who may take a role, by kind of trust; codes under `trustedBy.` */
export const trustKinds = [
  'saml',
  'ds',
  'identity-center',
  'account',
  'service',
  'web-identity',
  'anyone',
] as const;
export type TrustKind = (typeof trustKinds)[number];

/** What a reading of a trust policy could not take. */
export const trustProblems = [
  'notJson',
  'notObject',
  'statementMissing',
  'statementNotObject',
  'effectUnknown',
  'principalMissing',
  'principalUnknown',
  'principalDeleted',
  'notPrincipal',
  'actionMissing',
  'actionOther',
] as const;
export type TrustProblemCode = (typeof trustProblems)[number];
