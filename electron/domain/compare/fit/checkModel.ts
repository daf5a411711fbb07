/** Whether a forest is ready for an AD Connector or a hybrid directory, as far as it can be seen. */
import type { ObjectRef } from '../../forest/model.ts';

export const checkedKinds = ['adConnector', 'hybrid'] as const;
export type CheckedKind = (typeof checkedKinds)[number];

export const checkNames = [
  'stage',
  'domainLevel',
  'singleLabel',
  'singleDomain',
  'writableControllers',
  'pdcAndRid',
  'reservedUnits',
  'dnsServers',
  'srvRecords',
  'ports',
  'network',
  'subnets',
  'serviceAccount',
  'serviceAccountUsable',
  'serviceAccountRights',
  'joinRights',
  'preAuthentication',
  'readableAttributes',
  'identityCenter',
] as const;
export type CheckName = (typeof checkNames)[number];

/** `notSeen`: cannot be seen from here. `warning`: it works, and not for all. */
export const checkOutcomes = ['passed', 'failed', 'warning', 'notSeen'] as const;
export type CheckOutcome = (typeof checkOutcomes)[number];

/** Why a check ended as it did. */
export const checkReasons = [
  'stageActive',
  /** {stage} */
  'stageNotActive',
  /** {level} {least} */
  'levelEnough',
  'levelTooLow',
  'levelNotRead',
  'nameHasDots',
  'nameIsSingleLabel',
  'oneDomain',
  /** {count} */
  'severalDomains',
  /** {count} */
  'twoControllers',
  'tooFewControllers',
  'controllersNotRead',
  'rolesKnown',
  'rolesUnknown',
  'unitsFree',
  'unitsThere',
  /** {count} */
  'addressesGiven',
  'oneAddress',
  'noConnector',
  'srvShared',
  'srvDisjoint',
  'srvMissing',
  'srvNotAsked',
  /** {ports} */
  'portsNeedNetwork',
  'networkNeedsPath',
  'twoZones',
  'oneZone',
  'zonesNotTold',
  /** {name} */
  'accountFound',
  'accountNotFound',
  'accountNotTold',
  'domainNotRead',
  'accountUsable',
  'accountDisabled',
  'accountLocked',
  'accountExpired',
  'passwordExpired',
  'accountNotRead',
  'rightsNotSeen',
  'secretNotSeen',
  'allPreAuthenticate',
  /** {count} */
  'withoutPreAuthentication',
  'notCounted',
  'selfNotSeen',
  'attributesUnreadable',
  'identityCenterHere',
  /** {region} */
  'identityCenterElsewhere',
  'identityCenterNotThis',
  'identityCenterNotRead',
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
