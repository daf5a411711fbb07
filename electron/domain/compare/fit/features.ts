/** The feature table: what each kind supports, with this forest's need beside it. */
import * as estate from './estateNeeds.ts';
import * as own from './forestNeeds.ts';
import { matrix } from './matrix.ts';
import type { Feature, FeatureRow, Need, NeedCount } from './model.ts';
import { needOf, notVisible, unseen } from './needFacts.ts';
import type { Counted, FitFacts } from './needFacts.ts';
import { featureRow } from './verdict.ts';

/** What shows the need of a feature; null: nothing that a directory or an estate holds. */
const shownBy: Readonly<Record<Feature, NeedCount | null>> = {
  trusts: 'trustsOutside',
  selectiveAuthentication: 'selectiveTrusts',
  severalDomains: 'domains',
  mfaRadius: 'radiusDirectories',
  smartCards: 'smartCardAccounts',
  ldapsServer: null,
  ldapsClient: 'clientLdapsDirectories',
  constrainedDelegation: 'delegatingAccounts',
  unconstrainedDelegation: 'unconstrainedAccounts',
  groupManagedAccounts: 'managedAccounts',
  sidHistory: 'sidHistoryObjects',
  schemaExtension: 'schemaAdditions',
  exchange: 'exchangeObjects',
  groupPolicy: 'groupPolicies',
  groupPolicyAboveUnits: 'linksAboveUnits',
  fineGrainedPolicies: 'fineGrainedPolicies',
  domainAdmins: 'administrators',
  powershell: null,
  sites: 'sites',
  readOnlyControllers: 'readOnlyControllers',
  recycleBin: 'recycleBin',
  certificateAuthority: 'certificateAuthorities',
  federation: 'federationServices',
  identityCenter: 'identityCenters',
  consoleDelegation: 'delegations',
  workspaces: null,
  rds: null,
  fsx: null,
  ec2Join: null,
  sharing: 'sharedAccounts',
  severalRegions: 'regions',
  dataApi: 'dataAccessDirectories',
  snapshots: null,
};

type Told = Partial<Record<NeedCount, (facts: FitFacts) => Counted>>;
const fromForest: Told = {
  trustsOutside: ({ structure }) => own.trustsOutside(structure),
  selectiveTrusts: ({ structure }) => own.selectiveTrusts(structure),
  domains: ({ structure }) => own.domainsOf(structure),
  sites: ({ structure }) => own.sitesOf(structure),
  readOnlyControllers: ({ structure }) => own.readOnlyControllers(structure),
  recycleBin: ({ structure }) => own.recycleBin(structure),
  fineGrainedPolicies: ({ structure }) => own.fineGrainedPolicies(structure),
  groupPolicies: ({ structure }) => own.groupPolicies(structure),
  linksAboveUnits: ({ structure }) => own.policiesAboveUnits(structure),
};
const fromEstate: Told = {
  radiusDirectories: ({ estates, structure }) => estate.radiusDirectories(estates, structure.forest),
  clientLdapsDirectories: ({ estates, structure }) => estate.clientLdaps(estates, structure.forest),
  sharedAccounts: ({ estates, structure }) => estate.sharedAccounts(estates, structure.forest),
  regions: ({ estates, structure }) => estate.regionsOf(estates, structure.forest),
  dataAccessDirectories: ({ estates, structure }) => estate.dataAccess(estates, structure.forest),
  identityCenters: ({ estates }) => estate.identityCenters(estates),
  delegations: ({ estates, structure }) => estate.delegationsOf(estates, structure.forest),
};

function needFor(facts: FitFacts, of: NeedCount | null): Need {
  if (of === null) return notVisible;
  const { readAt } = facts.structure.part;
  const byForest = fromForest[of] ?? (() => facts.counted.get(of) ?? unseen('objectNotRead'));
  const byEstate = fromEstate[of];
  if (!byEstate) return needOf(of, byForest(facts), readAt);
  return needOf(of, byEstate(facts), facts.estates[0]?.readAt ?? readAt);
}

/** In the order of `features`. */
export const featureTable = (facts: FitFacts): FeatureRow[] =>
  matrix.map((line) => featureRow(line, needFor(facts, shownBy[line.feature])));
