/** The faults after which a reading goes on without the part: what `missing` of a snapshot holds. */
import type { FaultCode } from './faults.ts';

export const missingCodes = [
  'aws.accessDenied',
  'aws.throttled',
  'aws.clockSkew',
  'aws.credentialsInvalid',
  'aws.credentialsExpired',
  'aws.unreachable',
  'aws.noAnswer',
  'aws.malformedAnswer',
  'aws.serviceError',
  'aws.blockedOperation',
  'ldap.insufficientAccess',
  'ldap.referral',
  'ldap.noSuchObject',
  'ldap.timeLimit',
  'ldap.sizeLimit',
] as const satisfies readonly FaultCode[];
export type MissingCode = (typeof missingCodes)[number];
