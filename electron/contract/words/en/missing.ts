import type { MissingCode } from '../../missing.ts';

/** Why a part of a source is not in its snapshot, in a few words; the place stands beside it. */
export const missing: Record<MissingCode, string> = {
  'aws.accessDenied': 'Access denied',
  'aws.throttled': 'AWS slowed us down to the end',
  'aws.clockSkew': 'Clock differs too much',
  'aws.credentialsInvalid': 'Credentials not valid',
  'aws.credentialsExpired': 'Credentials expired',
  'aws.unreachable': 'Not reached',
  'aws.noAnswer': 'No answer in time',
  'aws.malformedAnswer': 'Answer not understood',
  'aws.serviceError': 'Service error',
  'aws.blockedOperation': 'Not a reading call',
  'ldap.insufficientAccess': 'Access denied',
  'ldap.referral': 'Held by another server',
  'ldap.noSuchObject': 'Not there, or not readable',
  'ldap.timeLimit': 'Time limit of the server',
  'ldap.sizeLimit': 'Size limit of the server',
};
