/** Whether a forest is ready for an AD Connector or a hybrid directory, as far as it can be seen. */
import type { ObjectRef } from '../../forest/model.ts';

export const checkedKinds = ['adConnector', 'hybrid'] as const;
export type CheckedKind = (typeof checkedKinds)[number];

export const checkNames = [
  'domainLevel',
  'singleDomain',
  'singleLabel',
  'dnsServers',
  'dnsAddresses',
  'ports',
  'network',
  'subnets',
  'srvRecords',
  'serviceAccount',
  'serviceAccountUsable',
  'serviceAccountRights',
  'joinRights',
  'preAuthentication',
  'readableAttributes',
  'stage',
  'sameAccountRegion',
  'writableControllers',
  'pdcAndRid',
  'reservedUnits',
] as const;
export type CheckName = (typeof checkNames)[number];

/** `notSeen`: cannot be seen from here; `notApplicable`: not asked of this kind. */
export const checkOutcomes = ['passed', 'failed', 'warning', 'notSeen'] as const;
export type CheckOutcome = (typeof checkOutcomes)[number];

/** Why a check ended as it did. */
export const checkReasons = [
  'levelEnough',
  'levelTooLow',
  'levelNotRead',
  'oneDomain',
  'severalDomains',
  'nameHasDots',
  'nameIsSingleLabel',
  'addressesOfControllers',
  'addressesGiven',
  'addressesUnknown',
  'noConnector',
  'portsNeedNetwork',
  'networkNeedsPath',
  'twoZones',
  'oneZone',
  'subnetsNotTold',
  'srvShared',
  'srvDisjoint',
  'srvMissing',
  'srvNotAsked',
  'accountFound',
  'accountNotFound',
  'accountNotTold',
  'accountUsable',
  'accountDisabled',
  'accountLocked',
  'accountExpired',
  'passwordExpired',
  'accountNotRead',
  'rightsNotSeen',
  'allPreAuthenticate',
  'withoutPreAuthentication',
  'notCounted',
  'attributesRead',
  'attributesUnreadable',
  'stageActive',
  'stageNotActive',
  'identityCenterSame',
  'identityCenterElsewhere',
  'identityCenterNotRead',
  'twoControllers',
  'tooFewControllers',
  'controllersNotRead',
  'rolesKnown',
  'rolesUnknown',
  'unitsFree',
  'unitsThere',
] as const;
export type CheckReason = (typeof checkReasons)[number];

export interface CheckEvidence {
  ref: ObjectRef | null;
  where: string;
  field: string;
  value: string;
}

export interface CheckRow {
  check: CheckName;
  outcome: CheckOutcome;
  reason: CheckReason;
  params: Record<string, string | number>;
  /** The first ones; `total` counts them all. */
  evidence: CheckEvidence[];
  total: number;
}
