/** What AWS would refuse of a request, and what would disappoint. Sentences stand in the contract's words under `sessionLimit`. */
import type { Signer } from './identity.ts';

/** `error`: AWS refuses it. `warning`: it works, and does not do what it seems to say. */
export const limitCodes = {
  // Texts
  missing: 'error',
  tooShort: 'error',
  tooLong: 'error',
  badCharacters: 'error',
  sourceIdentityReserved: 'error',

  // Whom and where
  roleArnInvalid: 'error',
  roleReserved: 'error',
  roleServiceLinked: 'error',
  principalArnInvalid: 'error',
  principalOtherAccount: 'error',
  regionInvalid: 'error',
  partitionOther: 'error',
  accountInvalid: 'error',

  // Who asks
  needsLongTermKeys: 'error',
  rootMayNotAssume: 'error',

  // How long
  durationTooShort: 'error',
  durationTooLong: 'error',
  durationOverRole: 'error',
  durationChained: 'error',
  durationOfRoot: 'warning',

  // Session policies
  policyNotJson: 'error',
  policyCharacters: 'error',
  policyInvalid: 'error',
  policyTooLarge: 'error',
  policyArnsTooMany: 'error',
  policyArnInvalid: 'error',
  policyArnOtherAccount: 'error',
  federationWithoutPolicy: 'warning',

  // Tags
  tagsTooMany: 'error',
  tagKeyMissing: 'error',
  tagKeyTooLong: 'error',
  tagValueTooLong: 'error',
  tagCharacters: 'error',
  tagReserved: 'error',
  tagTwice: 'error',
  transitiveUnknown: 'error',

  // The second factor
  mfaSerialInvalid: 'error',
  mfaSecurityKey: 'error',
  mfaOfRoleSession: 'error',
} as const satisfies Readonly<Record<string, LimitSeverity>>;

export type LimitSeverity = 'error' | 'warning';
export type LimitCode = keyof typeof limitCodes;

/** What a request needs once and nobody keeps. */
export const onceCodes = [
  'mfaCodeNotSixDigits',
  'samlMissing',
  'samlTooLong',
  'samlIsXml',
  'samlNotBase64',
  'tokenMissing',
  'tokenTooLong',
  'tokenNotJwt',
] as const;
export type OnceCode = (typeof onceCodes)[number];

/** The field of the request that a problem stands at. */
export const limitFields = [
  'source',
  'region',
  'roleArn',
  'principalArn',
  'sessionName',
  'userName',
  'externalId',
  'sourceIdentity',
  'durationSeconds',
  'policy',
  'policyArns',
  'tags',
  'transitiveTagKeys',
  'mfaSerial',
  'account',
  'roleName',
] as const;
export type LimitField = (typeof limitFields)[number];

export interface LimitProblem {
  readonly field: LimitField;
  readonly code: LimitCode;
  readonly severity: LimitSeverity;
  readonly params: Readonly<Record<string, string>>;
}

/** What is known beside the request; null or absent = not known, and then nothing is said of it. */
export interface KnownOfRequest extends Partial<Signer> {
  /** MaxSessionDuration of the role. */
  readonly maxSessionSeconds?: number | null;
}

/** How the rules tell what they find. */
export type ReportLimit = (field: LimitField, code: LimitCode, params?: LimitProblem['params']) => void;

/** Every code under `sessionLimit`. */
export type LimitWord = LimitCode | OnceCode | `severity.${LimitSeverity}` | `field.${LimitField}`;
