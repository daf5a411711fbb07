/**
 * Attributes that differ between two directories, or two readings of one, without anybody having changed anything. What each
 * means: facts/active-directory.md §5, §6 and §10; lists of what is not replicated, constructed or the far end of a link are
 * those of directory/attributes/unreplicated.ts.
 */
import { isSecretAttribute } from '../directory/attributes/secret.ts';
import { unreplicated } from '../directory/attributes/unreplicated.ts';
import type { NoiseReason } from './codes.ts';

const table: Readonly<Partial<Record<NoiseReason, readonly string[]>>> = {
  bookkeeping: [
    'whenCreated',
    'instanceType',
    'uSNDSALastObjRemoved',
    'uSNSource',
    'USNIntersite',
    'replPropertyMetaData',
    'partialAttributeSet',
    'partialAttributeDeletionList',
    'otherWellKnownObjectsBL',
    'builtinModifiedCount',
    'lSAModifiedCount',
    'modifiedCountAtLastProm',
    'msDS-ReplAttributeMetaData',
    'msDS-ReplValueMetaData',
    'msDS-NCReplCursors',
    'msDS-NCReplInboundNeighbors',
    'msDS-NCReplOutboundNeighbors',
    // Of plain LDAP servers: RFC 4512 §3.4, and OpenLDAP's own.
    'creatorsName',
    'modifiersName',
    'entryCSN',
    'contextCSN',
    'structuralObjectClass',
  ],
  activity: [
    'lastLogonTimestamp',
    'pwdLastSet',
    'lockoutTime',
    'lastSetTime',
    'priorSetTime',
    'creationTime',
    'rIDNextRID',
    'rIDUsedPool',
    'rIDAvailablePool',
    'rIDAllocationPool',
    'rIDPreviousAllocationPool',
    'nextRid',
    'msDS-ApproximateLastLogonTimeStamp',
    'msDS-KeyApproximateLastLogonTimeStamp',
    'msDS-LastSuccessfulInteractiveLogonTime',
    'msDS-LastFailedInteractiveLogonTime',
    'msDS-FailedInteractiveLogonCount',
    'msDS-FailedInteractiveLogonCountAtLastSuccessfulLogon',
    'msDS-Cached-Membership',
    'msDS-Cached-Membership-Time-Stamp',
    'msDS-Site-Affinity',
  ],
  identity: ['objectGUID', 'objectSid', 'distinguishedName', 'entryUUID', 'entryDN', 'securityIdentifier'],
  // The RDN's own attribute is found by its name: see `noiseOf`.
  derived: ['name', 'objectCategory', 'sAMAccountType', 'hasSubordinates', 'numSubordinates'],
  ownToDirectory: ['nTSecurityDescriptor', 'sIDHistory', 'msDS-KeyCredentialLink', 'invocationId'],
};

const reasons = new Map<string, NoiseReason>(
  Object.entries(table).flatMap(([reason, names]) =>
    names!.map((name) => [name.toLowerCase(), reason as NoiseReason] as const),
  ),
);

/** Why the attribute is left out, by its lower-case base name; `ownToDirectory` holds only where the objects are not the same one. */
export function noiseReason(lowerName: string): NoiseReason | null {
  const known = reasons.get(lowerName);
  if (known) return known;
  if (isSecretAttribute(lowerName)) return 'notReplicated';
  return unreplicated(lowerName);
}

/** Reasons that never count, asked for or not: they say who the object is, and that is what matching is for. */
const never: ReadonlySet<NoiseReason> = new Set(['identity', 'derived']);

export interface NoiseRule {
  readonly withNoise: boolean;
  /** Whether both ends are the same object, read twice. */
  readonly sameObject: boolean;
}

/** The reason for which the attribute counts as noise there; null = it counts. */
export function noiseOf(
  reason: NoiseReason | null,
  { withNoise, sameObject }: NoiseRule,
): NoiseReason | null {
  if (reason === null || (reason === 'ownToDirectory' && sameObject)) return null;
  return withNoise && !never.has(reason) ? null : reason;
}

/**
 * Whether a digest of an object leaves the attribute out: noise between two readings of one object. What makes the digest
 * differ is then looked at by the rules above.
 */
export const isOutsideDigest = (lowerName: string): boolean => {
  const reason = noiseReason(lowerName);
  return reason !== null && reason !== 'ownToDirectory' && reason !== 'derived';
};
