/** What a draft makes of what was read. */
import type { DelegationAssignment } from '../../estate/delegation.ts';
import type { EnteredMapping } from '../../mapping/enteredMapping.ts';
import type { DirectoryPrincipal, EstateSnapshot, PrincipalLookup } from '../../mapping/input.ts';
import type { PrincipalRef } from '../change.ts';
import type { Notice } from '../codes.ts';

/** A text of rules of a source, as the workspace keeps it. */
export interface RulesText {
  readonly sourceId: number;
  readonly name: string;
  readonly text: string;
}

/** What people entered. */
export interface Entered {
  readonly delegations: readonly DelegationAssignment[];
  readonly mappings: readonly EnteredMapping[];
}

/** What was read, as far as drafts change it. */
export interface DraftBase {
  readonly estates: readonly EstateSnapshot[];
  readonly documents: readonly RulesText[];
  readonly entered: Entered;
  readonly principals: PrincipalLookup;
  /** The newest snapshot that has an object of this DN; null = none has. */
  snapshotOfDn(dn: string): number | null;
  /** When the draft was changed last, ISO 8601 UTC: the read time of what it makes. */
  readonly changedAt: string;
}

/** A group that a draft makes. `snapshotId` is 0, the workspace's own; it has no SID. */
export interface MadeGroup extends DirectoryPrincipal {
  /** Its name in the draft. */
  readonly made: string;
  /** The snapshot that it would be in. */
  readonly home: number;
  /** SID of its domain; null = not known. */
  readonly domainSid: string | null;
  readonly cn: string;
}

/** A membership put in or taken out, in the order of the draft. */
export interface MembershipEdit {
  readonly index: number;
  readonly group: PrincipalRef;
  readonly member: PrincipalRef;
  readonly is: boolean;
}

/** The world with the draft in it, as far as it fits; memberships are left to `editMemberships`, which has the graph. */
export interface Applied {
  readonly estates: readonly EstateSnapshot[];
  /** Those that the draft changes alone. */
  readonly documents: readonly RulesText[];
  readonly entered: Entered;
  readonly made: readonly MadeGroup[];
  /** New sAMAccountName by `snapshotId/objectId`. */
  readonly renamed: ReadonlyMap<string, string>;
  readonly memberships: readonly MembershipEdit[];
  /** ARNs, DNs and names of things that the draft makes or changes: what stands there is of the draft, not read. */
  readonly touched: ReadonlySet<string>;
  readonly notices: readonly Notice[];
}

/** The workspace's own snapshot: what a draft makes is of it. */
export const draftSnapshot = 0;

/** By what `renamed` knows a group. */
export const renameKey = ({
  snapshotId,
  objectId,
}: Pick<DirectoryPrincipal, 'snapshotId' | 'objectId'>): string => `${snapshotId}/${objectId}`;

/** Stands in the place of a SID for what a draft makes. */
export const madeSid = (made: string): string => `made:${made}`;
export const refText = (ref: PrincipalRef): string => ('sid' in ref ? ref.sid : madeSid(ref.made));
