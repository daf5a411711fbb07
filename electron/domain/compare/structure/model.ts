/** The structure of two directories side by side: policies, levels, suffixes, links of group policies, sites. */
import type { DecodedValue } from '../../directory/attributes/syntax.ts';
import type { NotRead } from '../../forest/known.ts';
import type { ObjectRef } from '../../forest/model.ts';
import { policySettings } from '../../forest/policyModel.ts';

/** What a row is of, in the order of rows. */
export const structureSubjects = [
  'levels',
  'domainPolicy',
  'fineGrainedPolicy',
  'suffixes',
  'groupPolicyLinks',
  'containers',
  'sites',
] as const;
export type StructureSubject = (typeof structureSubjects)[number];

/** Containers that wellKnownObjects of the domain names ([MS-ADTS] 6.1.1.4). */
export const wellKnownContainers = [
  'users',
  'computers',
  'domainControllers',
  'foreignSecurityPrincipals',
  'deletedObjects',
  'lostAndFound',
  'infrastructure',
  'system',
  'programData',
  'microsoftProgramData',
  'quotas',
  'managedServiceAccounts',
] as const;
export type WellKnownContainer = (typeof wellKnownContainers)[number];

/** What a row compares. */
export const structureSettings = [
  'forestLevel',
  'schemaVersion',
  'domainLevel',
  'recycleBin',
  'tombstoneLifetime',
  'deletedObjectLifetime',
  'machineAccountQuota',
  ...policySettings,
  'precedence',
  'appliesTo',
  'upnSuffix',
  'spnSuffix',
  'links',
  'inheritance',
  ...wellKnownContainers,
  'siteSubnets',
  'siteControllers',
] as const;
export type StructureSetting = (typeof structureSettings)[number];

/**
 * What one side has: its values; `absent` = the thing itself is not there (a policy, a unit, a suffix, a site); or not
 * read, with why. Values without an entry: read, and none set.
 */
export type StructureSide =
  | { state: 'read'; values: DecodedValue[]; ref: ObjectRef | null }
  | { state: 'absent' }
  | NotRead;

/** `onlyA`, `onlyB`: the other side was read, and the thing is not there. */
export const structureOutcomes = ['same', 'different', 'onlyA', 'onlyB', 'notReadable'] as const;
export type StructureOutcome = (typeof structureOutcomes)[number];

export interface StructureRow {
  subject: StructureSubject;
  /** What it is of: a policy, a unit's path, a suffix, a site; '' where it is of the forest or the domain itself. */
  about: string;
  setting: StructureSetting;
  /** DNS names of the domains compared; null where the row is of the forests. */
  domains: { a: string | null; b: string | null } | null;
  a: StructureSide;
  b: StructureSide;
  outcome: StructureOutcome;
}

/** Which domain stands against which, and by what: the same SID, the same DNS name, being the first, or a choice. */
export const domainPairings = ['chosen', 'sid', 'dns', 'first', 'none'] as const;
export interface DomainPair {
  a: string | null;
  b: string | null;
  by: (typeof domainPairings)[number];
}
