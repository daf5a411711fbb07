/** Well-known SIDs and RIDs by name code (facts/active-directory.md §6; MS-DTYP 2.4.2.4). Names are localised: compare by SID. */

const sids = {
  'S-1-0-0': 'nobody',
  'S-1-1-0': 'everyone',
  'S-1-2-0': 'local',
  'S-1-3-0': 'creatorOwner',
  'S-1-3-1': 'creatorGroup',
  'S-1-3-4': 'ownerRights',
  'S-1-5-1': 'dialup',
  'S-1-5-2': 'network',
  'S-1-5-3': 'batch',
  'S-1-5-4': 'interactive',
  'S-1-5-6': 'service',
  'S-1-5-7': 'anonymous',
  'S-1-5-9': 'enterpriseDomainControllers',
  'S-1-5-10': 'self',
  'S-1-5-11': 'authenticatedUsers',
  'S-1-5-13': 'terminalServerUsers',
  'S-1-5-14': 'remoteInteractiveLogon',
  'S-1-5-15': 'thisOrganization',
  'S-1-5-17': 'iusr',
  'S-1-5-18': 'localSystem',
  'S-1-5-19': 'localService',
  'S-1-5-20': 'networkService',
  'S-1-5-32-544': 'administrators',
  'S-1-5-32-545': 'users',
  'S-1-5-32-546': 'guests',
  'S-1-5-32-547': 'powerUsers',
  'S-1-5-32-548': 'accountOperators',
  'S-1-5-32-549': 'serverOperators',
  'S-1-5-32-550': 'printOperators',
  'S-1-5-32-551': 'backupOperators',
  'S-1-5-32-552': 'replicator',
  'S-1-5-32-554': 'preWindows2000Access',
  'S-1-5-32-555': 'remoteDesktopUsers',
  'S-1-5-32-556': 'networkConfigurationOperators',
  'S-1-5-32-557': 'incomingForestTrustBuilders',
  'S-1-5-32-558': 'performanceMonitorUsers',
  'S-1-5-32-559': 'performanceLogUsers',
  'S-1-5-32-560': 'windowsAuthorizationAccess',
  'S-1-5-32-561': 'terminalServerLicenseServers',
  'S-1-5-32-562': 'distributedComUsers',
  'S-1-5-32-568': 'iisUsers',
  'S-1-5-32-569': 'cryptographicOperators',
  'S-1-5-32-573': 'eventLogReaders',
  'S-1-5-32-574': 'certificateServiceDcomAccess',
  'S-1-5-32-575': 'rdsRemoteAccessServers',
  'S-1-5-32-576': 'rdsEndpointServers',
  'S-1-5-32-577': 'rdsManagementServers',
  'S-1-5-32-578': 'hyperVAdministrators',
  'S-1-5-32-579': 'accessControlAssistanceOperators',
  'S-1-5-32-580': 'remoteManagementUsers',
  'S-1-5-32-582': 'storageReplicaAdministrators',
} as const;

const rids = {
  498: 'enterpriseReadOnlyDomainControllers',
  500: 'administrator',
  501: 'guest',
  502: 'krbtgt',
  512: 'domainAdmins',
  513: 'domainUsers',
  514: 'domainGuests',
  515: 'domainComputers',
  516: 'domainControllers',
  517: 'certPublishers',
  518: 'schemaAdmins',
  519: 'enterpriseAdmins',
  520: 'groupPolicyCreatorOwners',
  521: 'readOnlyDomainControllers',
  522: 'cloneableDomainControllers',
  525: 'protectedUsers',
  526: 'keyAdmins',
  527: 'enterpriseKeyAdmins',
  553: 'rasAndIasServers',
  571: 'allowedRodcPasswordReplication',
  572: 'deniedRodcPasswordReplication',
} as const;

export type WellKnownName = (typeof sids)[keyof typeof sids] | (typeof rids)[keyof typeof rids];
export type WellKnownCode = `wellKnown.${WellKnownName}`;

const bySid = new Map<string, WellKnownName>(Object.entries(sids));
const byRid = new Map<number, WellKnownName>(Object.entries(rids).map(([rid, name]) => [Number(rid), name]));
const inDomain = /^S-1-5-21-\d+-\d+-\d+-(\d+)$/;

/** The name of a RID that means the same in every domain; null for ordinary ones. */
export function wellKnownRid(rid: number): WellKnownName | null {
  return byRid.get(rid) ?? null;
}

/** The name of a SID that means the same everywhere, or of its RID in a domain; null for ordinary ones. */
export function wellKnownSid(sid: string): WellKnownName | null {
  const name = bySid.get(sid);
  if (name) return name;
  const match = inDomain.exec(sid);
  return match ? wellKnownRid(Number(match[1])) : null;
}
