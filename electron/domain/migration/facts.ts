/**
 * What a plan is made of: columns over the principals of one snapshot, so that a million of them fit in memory, and short lists
 * of what is rare. All columns are parallel to `ids`.
 */

import type { SchemaUses } from '../compare/fit/schemaGaps.ts';

/** Kinds that can travel, by the number in `kind`; foreign security principals stand for others and never travel. */
export const travelKinds = ['user', 'group', 'computer', 'serviceAccount', 'contact'] as const;
export type TravelKind = (typeof travelKinds)[number];
export const kindNumber: Readonly<Record<TravelKind, number>> = {
  user: 0,
  group: 1,
  computer: 2,
  serviceAccount: 3,
  contact: 4,
};

/** Bits of `flags`; what they are read from: facts/active-directory.md §6. */
export const flag = {
  disabled: 0x1,
  /** Enabled, last sign-in more than 90 days before the reading. */
  stale: 0x2,
  /** Enabled, without a sign-in on record. */
  neverSignedIn: 0x4,
  expired: 0x8,
  servicePrincipal: 0x10,
  unconstrained: 0x20,
  constrained: 0x40,
  resourceBased: 0x80,
  sidHistory: 0x100,
  certificate: 0x200,
  nameMapping: 0x400,
  keyCredential: 0x800,
  smartcard: 0x1000,
  noPreAuthentication: 0x2000,
  /** In Domain, Enterprise or Schema Admins, also through other groups. */
  privileged: 0x4000,
  oldSystem: 0x8000,
  domainLocal: 0x1_0000,
  /** The domain's own: RIDs below 1000, critical system objects, controllers, trust accounts. */
  own: 0x2_0000,
  controller: 0x4_0000,
  readOnlyController: 0x8_0000,
  /** A group with members of another domain of the forest; with members of other forests. */
  crossDomain: 0x10_0000,
  foreignMembers: 0x20_0000,
  exchange: 0x40_0000,
} as const;

/** Names that may collide, folded and hashed; 0 = none. */
export const nameKinds = ['logonName', 'principalName', 'principalPrefix', 'mail'] as const;
export type NameKind = (typeof nameKinds)[number];

export const linkKinds = ['member', 'managedBy', 'delegation'] as const;
export type LinkKind = (typeof linkKinds)[number];
/** Pairs of places in the columns: (group, member), (managed, manager), (who acts, towards whom). */
export type Links = Readonly<Record<LinkKind, Int32Array>>;

/** One domain of the snapshot. */
export interface FactDomain {
  readonly dn: string;
  readonly dns: string;
  /** msDS-Behavior-Version; null = not read. */
  readonly level: number | null;
}

export interface FactTrust {
  readonly id: number;
  readonly partner: string;
  readonly kind: 'intraForest' | 'forest' | 'realm' | 'external';
}

export interface Counted {
  readonly name: string;
  readonly count: number;
}

/** Objects that are no principals, by what they are to a plan; object ids in rising order. */
export const otherKinds = [
  'groupPolicies',
  'groupPolicyLinks',
  'passwordSettings',
  'dnsZones',
  'sites',
  'exchange',
  'certificationAuthorities',
  'federationServices',
] as const;
export type OtherKind = (typeof otherKinds)[number];

export interface DirectoryFacts {
  readonly snapshotId: number;
  readonly readAt: string;
  readonly objects: number;
  readonly domains: readonly FactDomain[];
  readonly ids: Int32Array;
  readonly kind: Uint8Array;
  /** Place in `domains`; -1 = in none. */
  readonly domain: Int16Array;
  /** Object id of the parent. */
  readonly place: Int32Array;
  readonly flags: Int32Array;
  readonly names: Readonly<Record<NameKind, Float64Array>>;
  readonly links: Links;
  readonly others: Readonly<Record<OtherKind, Int32Array>>;
  /** How many policies are linked in all: one object may have several in `gPLink`. */
  readonly policyLinks: number;
  readonly trusts: readonly FactTrust[];
  /** Suffixes of userPrincipalName, most used first. */
  readonly suffixes: readonly Counted[];
  readonly operatingSystems: readonly Counted[];
  /** Names of attributes and classes, in lower case, that are there beyond the base schema (systemFlags 0x10). */
  readonly extensions: { readonly attributes: readonly string[]; readonly classes: readonly string[] } | null;
  /** Attributes and most derived classes of principals and of what lies in domains, with their spelling. */
  readonly usedAttributes: readonly Counted[];
  readonly usedClasses: readonly Counted[];
  /** Objects of any kind that have an attribute or a class (derived ones counted), by lower-case name; none of what nobody has. */
  readonly uses: SchemaUses;
  /** How many of the groups Domain, Enterprise and Schema Admins were read. */
  readonly administratorGroups: number;
  /** All attributes and classes of the schema, lower case; null where it was not read. */
  readonly schema: { readonly attributes: ReadonlySet<string>; readonly classes: ReadonlySet<string> } | null;
}
