/**
 * What each kind of directory supports: facts/aws-directory-service.md §1, §2, one line a feature. A cell is
 * `support[:note]@source`; of a hybrid directory, which is your own domain with more controllers, what the domain itself
 * brings stays as it is (`own`, derived from "AWS-managed DCs join your existing domain").
 */
import { directoryKinds } from './model.ts';
import type {
  DirectoryKind,
  FactSource,
  Feature,
  FeatureGroup,
  KindSupport,
  Support,
  SupportNote,
} from './model.ts';

type Cell = `${Support}${'' | `:${SupportNote}`}@${FactSource}`;
type Line = readonly [
  feature: Feature,
  group: FeatureGroup,
  standard: Cell,
  enterprise: Cell,
  hybrid: Cell,
  connector: Cell,
  simple: Cell,
];

const joins = 'own:joinsYourDomain@derived';
const lines: readonly Line[] = [
  ['trusts', 'trusts', 'yes:trustTwoWayForApplications@AG23', 'yes:trustTwoWayForApplications@AG23', joins, 'no:connectorOneDomain@AG23', 'no@AG23'],
  ['selectiveAuthentication', 'trusts', 'yes@AG23', 'yes@AG23', joins, 'own@AG23', 'no@AG23'],
  ['severalDomains', 'trusts', 'no:oneDomain@derived', 'no:oneDomain@derived', 'partly:oneDomainOnly@derived', 'no:connectorOneDomain@AG23', 'no:oneDomain@derived'],
  ['mfaRadius', 'signIn', 'partly:radiusApplicationsOnly@AG23', 'partly:radiusApplicationsOnly@AG23', 'notDocumented@AG26', 'yes:radiusApplicationsOnly@AG23', 'no@AG23'],
  ['smartCards', 'signIn', 'notDocumented@AG23', 'notDocumented@AG23', 'notDocumented@AG26', 'partly:workspacesOnly@API', 'no@AG23'],
  ['ldapsServer', 'signIn', 'partly:ownCaNeeded@AG23', 'partly:ownCaNeeded@AG23', 'notDocumented@AG26', 'own@AG23', 'no@AG23'],
  ['ldapsClient', 'signIn', 'partly:applications636@AG23', 'partly:applications636@AG23', 'notDocumented@AG26', 'yes@AG23', 'no@AG23'],
  ['constrainedDelegation', 'signIn', 'yes:delegatedGroups@AG23', 'yes:delegatedGroups@AG23', joins, 'own@AG23', 'no@AG23'],
  ['unconstrainedDelegation', 'signIn', 'notDocumented@AG23', 'notDocumented@AG23', joins, 'own@AG23', 'notDocumented@AG23'],
  ['groupManagedAccounts', 'signIn', 'yes:delegatedGroups@AG23', 'yes:delegatedGroups@AG23', joins, 'own@AG23', 'no@AG23'],
  ['sidHistory', 'signIn', 'notDocumented:rightNotGranted@KB322970', 'notDocumented:rightNotGranted@KB322970', joins, 'own@AG23', 'notDocumented@AG23'],
  ['schemaExtension', 'schema', 'partly:ldifByApi@AG23', 'partly:ldifByApi@AG23', joins, 'own@AG23', 'no@AG23'],
  ['exchange', 'schema', 'no@AG23', 'no@AG23', joins, 'own@AG23', 'no@derived'],
  ['groupPolicy', 'policy', 'partly:ownUnitOnly@AG23', 'partly:ownUnitOnly@AG23', joins, 'own@AG23', 'partly:basic@AG23'],
  ['groupPolicyAboveUnits', 'policy', 'no:ownUnitOnly@AG26', 'no:ownUnitOnly@AG26', joins, 'own@AG23', 'notDocumented:basic@AG23'],
  ['fineGrainedPolicies', 'policy', 'partly:premadePolicies@AG23', 'partly:premadePolicies@AG23', joins, 'own@AG23', 'no@unverified'],
  ['domainAdmins', 'administration', 'no:delegatedGroups@AG23', 'no:delegatedGroups@AG23', joins, 'own@AG23', 'notDocumented@AG23'],
  ['powershell', 'administration', 'yes@AG23', 'yes@AG23', joins, 'own@AG23', 'no@AG23'],
  ['sites', 'administration', 'no:renameFirstSite@AG26', 'no:renameFirstSite@AG26', joins, 'own@AG23', 'notDocumented@AG23'],
  ['readOnlyControllers', 'administration', 'notDocumented@AG23', 'notDocumented@AG23', 'partly:writableControllersNeeded@HYB', 'partly:readWriteDcsOnly@AG23', 'notDocumented@AG23'],
  ['recycleBin', 'administration', 'yes@AG23', 'yes@AG23', joins, 'own@AG23', 'no@AG23'],
  ['certificateAuthority', 'administration', 'partly:noEnrollmentWeb@AG23', 'partly:noEnrollmentWeb@AG23', joins, 'own@AG23', 'notDocumented@AG23'],
  ['federation', 'administration', 'notDocumented@AG23', 'notDocumented@AG23', joins, 'own@AG23', 'notDocumented@AG23'],
  ['identityCenter', 'services', 'yes:managementAccountSameRegion@AG23', 'yes:managementAccountSameRegion@AG23', 'notDocumented@AG26', 'partly:oneDomainOnly@AG23', 'no@AG23'],
  ['consoleDelegation', 'services', 'yes@AG23', 'yes@AG23', 'notDocumented@AG26', 'yes@AG23', 'yes@AG23'],
  ['workspaces', 'services', 'yes@AG23', 'yes@AG23', 'notDocumented@AG26', 'yes@AG23', 'yes@AG23'],
  ['rds', 'services', 'yes:sqlAndOracle@AG23', 'yes:sqlAndOracle@AG23', 'notDocumented@AG26', 'no@AG23', 'no@AG23'],
  ['fsx', 'services', 'yes@AG23', 'yes@AG23', 'notDocumented@AG26', 'no:joinsYourDirectory@unverified', 'no@unverified'],
  ['ec2Join', 'services', 'yes@AG23', 'yes@AG23', 'notDocumented@AG26', 'yes:readWriteDcsOnly@AG23', 'yes@AG23'],
  ['sharing', 'operation', 'yes:sharesStandard@AG26', 'yes:sharesEnterprise@AG26', 'yes:sharesHybrid@AG26', 'no@AG23', 'no@AG23'],
  ['severalRegions', 'operation', 'no@AG23', 'yes:fiveRegions@AG26', 'no@AG26', 'no@AG23', 'no@AG23'],
  ['dataApi', 'operation', 'yes:primaryRegionOnly@DSD', 'yes:primaryRegionOnly@DSD', 'notDocumented@DSD', 'no@DSD', 'no@DSD'],
  ['snapshots', 'operation', 'yes:dailyAndManual@AG26', 'yes:dailyAndManual@AG26', 'notDocumented@AG26', 'no@AG23', 'yes:dailyAndManual@AG23'],
]; // prettier-ignore

function cellOf(cell: Cell): KindSupport {
  const [said, source] = cell.split('@') as [string, FactSource];
  const [support, note] = said.split(':') as [Support, SupportNote?];
  return { support, note: note ?? null, source };
}

export interface FeatureSupport {
  feature: Feature;
  group: FeatureGroup;
  support: Record<DirectoryKind, KindSupport>;
}

/** In the order of `features`. */
export const matrix: readonly FeatureSupport[] = lines.map(([feature, group, ...cells]) => ({
  feature,
  group,
  support: Object.fromEntries(directoryKinds.map((kind, at) => [kind, cellOf(cells[at]!)])) as Record<
    DirectoryKind,
    KindSupport
  >,
}));
