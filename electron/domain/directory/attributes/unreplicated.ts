/**
 * Attributes whose change nobody is told of: a reading of changes alone (DirSync, update sequence numbers) keeps their
 * earlier values. Not replicated, so each controller has its own; constructed, so nothing is stored; or the far end of a
 * link, which changes when the object at its near end does. Source: facts/active-directory.md §5 and §10.
 */
const notReplicated = [
  'badPasswordTime',
  'badPwdCount',
  'lastLogoff',
  'lastLogon',
  'logonCount',
  'modifiedCount',
  'dSCorePropagationData',
  'replPropertyMetaData',
  'replUpToDateVector',
  'repsFrom',
  'repsTo',
  'uSNChanged',
  'uSNCreated',
  'uSNLastObjRem',
  'whenChanged',
];
const constructed = [
  'allowedAttributes',
  'allowedAttributesEffective',
  'allowedChildClasses',
  'allowedChildClassesEffective',
  'canonicalName',
  'createTimeStamp',
  'modifyTimeStamp',
  'msDS-Approx-Immed-Subordinates',
  'msDS-KeyVersionNumber',
  'msDS-ResultantPSO',
  'msDS-User-Account-Control-Computed',
  'msDS-UserPasswordExpiryTimeComputed',
  'primaryGroupToken',
  'sDRightsEffective',
  'subSchemaSubEntry',
  'tokenGroups',
  'tokenGroupsGlobalAndUniversal',
  'tokenGroupsNoGCAcceptable',
];
const farEnds = [
  'directReports',
  'managedObjects',
  'masteredBy',
  'memberOf',
  'msDS-HostServiceAccountBL',
  'msDS-KeyCredentialLink-BL',
  'msDS-MasteredBy',
  'msDS-MembersForAzRoleBL',
  'msDS-NC-RO-Replica-Locations-BL',
  'msDS-OIDToGroupLinkBl',
  'msDS-PSOApplied',
  'msDS-RevealedDSAs',
  'netbootSCPBL',
  'nonSecurityMemberBL',
  'queryPolicyBL',
  'serverReferenceBL',
  'siteObjectBL',
];

export type Unreplicated = 'notReplicated' | 'constructed' | 'backLink';

const reasons = new Map<string, Unreplicated>([
  ...notReplicated.map((name) => [name.toLowerCase(), 'notReplicated'] as const),
  ...constructed.map((name) => [name.toLowerCase(), 'constructed'] as const),
  ...farEnds.map((name) => [name.toLowerCase(), 'backLink'] as const),
]);

/** Why a change of this attribute goes unseen between two readings; null for one that is told of. */
export const unreplicated = (name: string): Unreplicated | null =>
  reasons.get(name.split(';', 1)[0]!.toLowerCase()) ?? null;
