/** What a finding's sentence is filled with, by code. Lists are joined with `, `. */

type InAccount = { readonly role: string; readonly account: string };

export interface FindingParams {
  readonly roleMissing: InAccount;
  readonly roleAccountUnknown: InAccount;
  readonly roleOtherCase: InAccount & { readonly claimed: string };
  readonly roleOtherPath: InAccount & { readonly path: string };
  readonly samlRoleUnmapped: InAccount;
  readonly delegatedRoleUnmapped: InAccount;
  readonly severalMechanisms: { readonly mechanisms: string };
  readonly distributionNotInToken: { readonly roles: string };
  readonly distributionCounted: { readonly roles: string; readonly rule: string };
  readonly nestedNotFollowed: {
    readonly groups: number;
    readonly roles: string;
    readonly mechanisms: string;
  };
  readonly nestedFlattened: { readonly groups: number; readonly roles: string };
  readonly foreignNotSynchronised: { readonly count: number; readonly roles: string };
  readonly primaryGroupMembers: { readonly count: number; readonly roles: string };
  readonly primaryGroupNotCounted: { readonly count: number; readonly roles: string };
  readonly inactiveMember: { readonly states: string; readonly roles: string };
  readonly emptyPowerfulGroup: { readonly roles: string };
  readonly crowdedGroup: { readonly count: number; readonly limit: number; readonly roles: string };
  readonly computerInRole: { readonly groups: string; readonly roles: string };
  readonly serviceInRole: { readonly groups: string; readonly roles: string };
  readonly groupEditors: { readonly count: number; readonly trustees: string; readonly roles: string };
  readonly wideGroup: { readonly through: string; readonly roles: string };
  readonly everybodySignsIn: InAccount & { readonly file: string };
  readonly roleAdministers: InAccount;
  readonly roleAdministersIam: InAccount;
  readonly rolePassesAnyRole: InAccount;
  readonly roleEscalates: InAccount & { readonly actions: string };
  readonly setMakesAnyRight: { readonly set: string; readonly accounts: string };
  readonly trustAnyone: InAccount;
  readonly trustNoAudience: InAccount;
  readonly trustProviderMissing: InAccount & { readonly provider: string };
  readonly trustSeveralProviders: InAccount & { readonly count: number };
  readonly metadataExpired: { readonly date: string };
  readonly metadataEnds: { readonly date: string; readonly days: number };
  readonly certificateExpired: { readonly date: string };
  readonly certificateEnds: { readonly date: string; readonly days: number };
  readonly roleSessionLong: InAccount & { readonly hours: number; readonly limit: number };
  readonly setSessionLong: { readonly set: string; readonly hours: number; readonly limit: number };
  readonly tagSessionMissing: InAccount & { readonly file: string };
  readonly sourceIdentityMissing: InAccount & { readonly file: string };
  readonly fixedReservedSuffix: { readonly value: string };
  readonly fixedUniqueId: { readonly value: string };
  readonly assignedToUser: { readonly user: string; readonly set: string; readonly account: string };
  readonly storeGroupMissing: { readonly id: string; readonly sets: string };
  readonly directoryGroupMissing: { readonly name: string; readonly sets: string };
  readonly setOutdated: { readonly set: string; readonly accounts: string };
  readonly roleNeverUsed: InAccount;
  readonly roleUnused: InAccount & { readonly days: number; readonly limit: number };
  readonly consolePassword: { readonly user: string; readonly account: string };
  readonly toxicPair: { readonly pair: string; readonly first: string; readonly second: string };
  readonly classNotDigits: { readonly rule: string; readonly line: number };
  readonly patternNotAnchored: { readonly rule: string; readonly line: number };
  readonly patternLoose: { readonly rule: string; readonly line: number };
  readonly providerFixed: { readonly rule: string; readonly line: number };
  readonly sidHistory: { readonly count: number };
  readonly duplicateName: { readonly name: string; readonly count: number; readonly domain: string };
  readonly nameChanged: { readonly from: string; readonly to: string; readonly since: string };
  readonly delegationUnknown: { readonly url: string };
  readonly radiusNotWorking: { readonly status: string; readonly directory: string };
  readonly ruleAsksNoFactor: Readonly<Record<never, never>>;
  readonly unqualifiedName: { readonly name: string; readonly domains: number; readonly domain: string };
  readonly longTermCredentials: { readonly issues: string; readonly account: string };
  readonly cognitoNoAudience: InAccount;
  readonly cognitoUnauthenticated: InAccount;
  readonly passesPowerfulRole: InAccount & { readonly services: string; readonly roles: number };
  readonly passedPowerfulRole: InAccount & { readonly service: string; readonly passers: number };
  readonly durationOverMaximum: InAccount & {
    readonly file: string;
    readonly hours: number;
    readonly limit: number;
  };
  readonly sessionNameMissing: { readonly attribute: string; readonly roles: string; readonly file: string };
  readonly sessionNameShared: {
    readonly name: string;
    readonly count: number;
    readonly roles: string;
    readonly file: string;
  };
  readonly makesGroups: { readonly places: number };
  readonly renamesGroups: { readonly groups: number };
  readonly nestedGroupEditors: {
    readonly group: string;
    readonly roles: string;
    readonly count: number;
    readonly trustees: string;
  };
}

/** Each code with whether it has parameters; the types refuse a missing one. */
const all: Readonly<Record<keyof FindingParams, true>> = {
  roleMissing: true,
  roleAccountUnknown: true,
  roleOtherCase: true,
  roleOtherPath: true,
  samlRoleUnmapped: true,
  delegatedRoleUnmapped: true,
  severalMechanisms: true,
  distributionNotInToken: true,
  distributionCounted: true,
  nestedNotFollowed: true,
  nestedFlattened: true,
  foreignNotSynchronised: true,
  primaryGroupMembers: true,
  primaryGroupNotCounted: true,
  inactiveMember: true,
  emptyPowerfulGroup: true,
  crowdedGroup: true,
  computerInRole: true,
  serviceInRole: true,
  groupEditors: true,
  wideGroup: true,
  everybodySignsIn: true,
  roleAdministers: true,
  roleAdministersIam: true,
  rolePassesAnyRole: true,
  roleEscalates: true,
  setMakesAnyRight: true,
  trustAnyone: true,
  trustNoAudience: true,
  trustProviderMissing: true,
  trustSeveralProviders: true,
  metadataExpired: true,
  metadataEnds: true,
  certificateExpired: true,
  certificateEnds: true,
  roleSessionLong: true,
  setSessionLong: true,
  tagSessionMissing: true,
  sourceIdentityMissing: true,
  fixedReservedSuffix: true,
  fixedUniqueId: true,
  assignedToUser: true,
  storeGroupMissing: true,
  directoryGroupMissing: true,
  setOutdated: true,
  roleNeverUsed: true,
  roleUnused: true,
  consolePassword: true,
  toxicPair: true,
  classNotDigits: true,
  patternNotAnchored: true,
  patternLoose: true,
  providerFixed: true,
  sidHistory: true,
  duplicateName: true,
  nameChanged: true,
  delegationUnknown: true,
  radiusNotWorking: true,
  ruleAsksNoFactor: true,
  unqualifiedName: true,
  longTermCredentials: true,
  cognitoNoAudience: true,
  cognitoUnauthenticated: true,
  passesPowerfulRole: true,
  passedPowerfulRole: true,
  durationOverMaximum: true,
  sessionNameMissing: true,
  sessionNameShared: true,
  makesGroups: true,
  renamesGroups: true,
  nestedGroupEditors: true,
};
export type FindingCode = keyof FindingParams;
export const findingCodes = Object.keys(all) as readonly FindingCode[];
