/** GUIDs, stored as 16 bytes or written as text. */
import { guidOf } from '../guid.ts';
import type { Syntax } from './syntax.ts';

/** Those stored as bytes (Octet String of 16). */
export const binaryGuidAttributes = [
  'objectGUID',
  'parentGUID',
  'invocationId',
  'schemaIDGUID',
  'attributeSecurityGUID',
  'siteGUID',
  'netbootGUID',
  'fRSReplicaSetGUID',
  'fRSVersionGUID',
  'mSMQOwnerID',
  'mSMQQMID',
  'mSMQQueueType',
  'mSMQSiteID',
  'oMTGuid',
  'oMTIndxGuid',
  'serviceClassID',
  'volTableGUID',
  'volTableIdxGUID',
  'mS-DS-ConsistencyGuid',
  'msDS-OptionalFeatureGUID',
  'msDS-AzObjectGuid',
  'msDFS-GenerationGUIDv2',
  'msDFS-LinkIdentityGUIDv2',
  'msDFS-NamespaceIdentityGUIDv2',
  'msDFSR-ContentSetGuid',
  'msDFSR-ReplicationGroupGuid',
  'msFVE-RecoveryGuid',
  'msFVE-VolumeGuid',
  'msExchMailboxGuid',
  'msExchArchiveGUID',
] as const;

export const guidSyntax: Syntax<'guid'> = {
  name: 'guid',
  attributes: [...binaryGuidAttributes, 'rightsGuid', 'appliesTo', 'entryUUID'],
  decode(value) {
    const guid = guidOf(value);
    return guid ? { text: guid } : null;
  },
};
