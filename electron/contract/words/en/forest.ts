import type { ForestCode } from '../../forestWords.ts';

/** What is known of a forest, in words. */
export const forest: Record<ForestCode, string> = {
  'notRead.contextNotCaptured': 'Not read: its naming context was not captured',
  'notRead.objectNotRead': 'Not read: not there, or not readable',
  'notRead.attributeNotRead': 'Not read: the object came without it',
  'notRead.accessDenied': 'Not readable: access denied',
  'notRead.heldElsewhere': 'Not read: held by another server',
  'notRead.limitReached': 'Not read: limit of the server reached',
  'notRead.damaged': 'Not readable: damaged value',
  'notRead.notActiveDirectory': 'Not applicable: no Active Directory',

  'context.domain': 'Domain',
  'context.configuration': 'Configuration',
  'context.schema': 'Schema',
  'context.application': 'Application partition',
  'context.external': 'External directory',

  'role.schema': 'Schema master',
  'role.naming': 'Domain naming master',
  'role.pdc': 'PDC emulator',
  'role.rid': 'RID master',
  'role.infrastructure': 'Infrastructure master',

  'subnet.noPrefix': 'Name is no prefix: the length is missing',
  'subnet.notAnAddress': 'Name is no prefix: not an address',
  'subnet.prefixTooLong': 'Name is no prefix: the length is too large',
  'subnet.hostBits': 'Bits are set after the prefix',

  'schedule.always': 'At any time',
  'schedule.own': 'By its own schedule',

  'trustedName.suffix': 'Name suffix',
  'trustedName.exclusion': 'Excluded suffix',
  'trustedName.domain': 'Domain',

  'otherEnd.partnerNotRead': 'The partner is not in this workspace',
  'otherEnd.noTrust': 'The partner holds no trust with this domain',
  'otherEnd.found': 'The partner holds the other end',
  'otherEnd.agrees': 'Both ends agree',
  'otherEnd.disagrees': 'The two ends disagree',

  'disagreement.direction': 'The directions do not mirror each other',
  'disagreement.sid': 'The partner holds another SID for this domain',
  'disagreement.partnerSid': 'The SID held for the partner is not the partner’s',
  'disagreement.netbios': 'The NetBIOS name held for the partner is not the partner’s',
  'disagreement.kind': 'The two ends are of different kinds',
  'disagreement.transitivity': 'One end is transitive and the other is not',

  'direction.disabled': 'Disabled',
  'direction.inbound': '{partner} trusts {domain}: users of {domain} can be let in at {partner}',
  'direction.outbound': '{domain} trusts {partner}: users of {partner} can be let in at {domain}',
  'direction.both': '{domain} and {partner} trust each other',

  'trustKind.intraForest': 'Within the forest',
  'trustKind.forest': 'Forest trust',
  'trustKind.realm': 'Kerberos realm trust',
  'trustKind.external': 'External trust',

  'sidFiltering.disabled': 'No SID filtering: the trust is disabled',
  'sidFiltering.partnerDecides': 'Decided by the partner: the trusting side filters',
  'sidFiltering.withinForest.none': 'No SID filtering within the forest',
  'sidFiltering.withinForest.quarantined': 'SID filtering on: only SIDs of the partner domain pass',
  'sidFiltering.forest.byDefault':
    'SID filtering on by the rules of forest trusts: only SIDs of the partner forest pass',
  'sidFiltering.forest.relaxed': 'SID filtering relaxed: treated as external, SID history passes',
  'sidFiltering.forest.quarantined': 'SID filtering tightened: only SIDs of the partner’s first domain pass',
  'sidFiltering.forest.pim': 'SID filtering by the rules of privileged access: SIDs of this forest may pass',
  'sidFiltering.external.on': 'SID filtering on: only SIDs of the partner domain pass',
  'sidFiltering.external.off': 'SID filtering off: SID history passes',
  'sidFiltering.realm': 'Not applicable: a realm sends no SIDs',

  'setting.minimumLength': 'Minimum length',
  'setting.history': 'Passwords remembered',
  'setting.complexity': 'Complexity required',
  'setting.reversibleEncryption': 'Stored with reversible encryption',
  'setting.minimumAge': 'Minimum age',
  'setting.maximumAge': 'Maximum age',
  'setting.lockoutThreshold': 'Locked after wrong passwords',
  'setting.lockoutDuration': 'Locked for',
  'setting.lockoutWindow': 'Count of wrong passwords starts over after',

  'resultant.user': 'By a policy linked to the user',
  'resultant.group': 'By a policy linked to a group of the user',
  'resultant.domain': 'By the policy of the domain: no fine-grained one applies',

  'deleted.deleted': 'Deleted; can be restored whole',
  'deleted.recycled': 'Recycled; cannot be restored',
  'deleted.tombstone': 'Tombstone; can be brought back without most of its attributes',
  'deleted.unknown': 'Deleted; the state of the Recycle Bin was not read',
};
