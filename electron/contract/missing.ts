/** Why a part of a source is not in its snapshot: the faults after which a reading goes on, and what was left out. */
import type { DelegationRowCode } from '../domain/mapping/delegationList/row.ts';
import type { FaultCode } from './faults.ts';

/** What a kind of file does not hold, or has lost on the way into it; rows that were not taken, by line and column. */
type NotInFile =
  | 'import.noMembers'
  | 'import.noAccountControl'
  | 'import.noSecurity'
  | 'import.noSids'
  | 'import.binaryLost'
  | 'import.valuesLost'
  | 'import.localTimes'
  | 'import.partialAccountControl'
  | 'assertion.encrypted'
  | `delegationRow.${DelegationRowCode}`;

/**
 * No faults: what a server holds and nobody asked for; what a global catalog does not hold (facts/active-directory.md §3);
 * deletions that the account may not see, so that a refreshed snapshot may still hold what is gone; more objects without an
 * attribute that the account may read than are named one by one; names that a refresh did not read again, so that they may
 * be those of before.
 */
type LeftOut =
  | 'capture.leftOut'
  | 'capture.partialAttributes'
  | 'capture.partialMembers'
  | 'capture.deletionsNotReadable'
  | 'capture.moreNotReadable'
  | 'capture.namesReadEarlier';

/**
 * An account of the organization that is closed or suspended: nobody can take a role in it. What the Directory Service Data
 * API does not tell of a directory: object kinds other than users and groups, where computers among the members of a group
 * stand, primary groups, other attributes, attributes that
 * it refused; members of trusted domains, where the trusts could not be listed.
 */
type NotTold =
  | 'aws.accountNotActive'
  | 'directoryData.otherKinds'
  | 'directoryData.computerMembers'
  | 'directoryData.noPrimaryGroup'
  | 'directoryData.moreAttributes'
  | 'directoryData.refusedAttribute'
  | 'directoryData.trustedMembers';

/** What claim rules ask a live directory and it does not tell, or is not asked. */
const liveStoreCodes = [
  'liveStore.notAnswered',
  'liveStore.tokenOfCatalog',
  'liveStore.namesElsewhere',
  'liveStore.domainName',
  'liveStore.otherDomain',
  'liveStore.noAccount',
  'liveStore.tokenOfOthers',
  'liveStore.binary',
  'liveStore.secret',
  'liveStore.tooManyObjects',
  'liveStore.tooManyQueries',
  'liveStore.tooLong',
] as const;
export type LiveStoreCode = (typeof liveStoreCodes)[number];

export const missingCodes = [
  ...liveStoreCodes,
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
  'aws.accountNotActive',
  'sts.accessDenied',
  'sts.invalidRequest',
  'sts.regionDisabled',
  'sts.sourceRefused',
  'sts.reservedRole',
  'sts.rootRefused',
  'sts.clockOff',
  'directoryData.otherKinds',
  'directoryData.computerMembers',
  'directoryData.noPrimaryGroup',
  'directoryData.moreAttributes',
  'directoryData.refusedAttribute',
  'directoryData.trustedMembers',
  'ldap.insufficientAccess',
  'ldap.referral',
  'ldap.noSuchObject',
  'ldap.timeLimit',
  'ldap.sizeLimit',
  'ldap.hostUnknown',
  'ldap.srvNotFound',
  'ldap.closedPort',
  'ldap.unreachable',
  'ldap.noAnswer',
  'ldap.notLdap',
  'ldap.connectionLost',
  'ldap.busy',
  'ldap.wrongPassword',
  'ldap.bindRefused',
  'ldap.noSuchUser',
  'ldap.accountRestriction',
  'ldap.logonHours',
  'ldap.workstation',
  'ldap.passwordExpired',
  'ldap.accountDisabled',
  'ldap.accountExpired',
  'ldap.mustChangePassword',
  'ldap.accountLocked',
  'ldap.signingRequired',
  'ldap.startTlsRefused',
  'ldap.plainPassword',
  'ldap.invalidDn',
  'ldap.serverError',
  'tls.expired',
  'tls.notYetValid',
  'tls.wrongName',
  'tls.untrusted',
  'tls.pinMismatch',
  'tls.failed',
  'capture.leftOut',
  'capture.partialAttributes',
  'capture.partialMembers',
  'capture.deletionsNotReadable',
  'capture.moreNotReadable',
  'capture.namesReadEarlier',
  'import.noMembers',
  'import.noAccountControl',
  'import.noSecurity',
  'import.noSids',
  'import.binaryLost',
  'import.valuesLost',
  'import.localTimes',
  'import.partialAccountControl',
  'assertion.encrypted',
  'delegationRow.empty',
  'delegationRow.directory',
  'delegationRow.region',
  'delegationRow.role',
  'delegationRow.sid',
  'delegationRow.kind',
  'delegationRow.date',
] as const satisfies readonly (FaultCode | LeftOut | NotTold | NotInFile | LiveStoreCode)[];
export type MissingCode = (typeof missingCodes)[number];
