/** What an audit is computed from. The caller reads it; nothing here asks for more objects than take part in a mapping. */
import type { Place } from '../control/place.ts';
import type { ObjectKind } from '../directory/object.ts';
import type { AwsPrincipals } from '../access/awsPrincipals.ts';
import type { Reach } from '../access/reach.ts';
import type { Grant } from '../mapping/grant.ts';
import type { EstateSnapshot } from '../mapping/input.ts';
import type { MembershipGraph } from '../membership/graph.ts';
import type { AuditSettings } from './settings.ts';

/** A directory snapshot that was looked into. */
export interface DirectorySource {
  readonly snapshotId: number;
  readonly sourceName: string;
  /** ISO 8601 UTC. */
  readonly readAt: string;
  readonly domains: readonly { readonly dnsName: string; readonly sid: string | null }[];
}

export interface ObjectFacts {
  readonly node: number;
  readonly snapshotId: number;
  readonly objectId: number;
  readonly dn: string;
  /** sAMAccountName, else the name. */
  readonly name: string;
  readonly sid: string | null;
  readonly guid: string | null;
  readonly kind: ObjectKind;
  readonly groupType: number | null;
}

/** What an account's attributes say, judged as of its reading; bits of `AccountColumns.state`. */
export const accountState = {
  disabled: 1,
  expired: 2,
  locked: 4,
  /** No userAccountControl was read: the three above are not known. */
  unknown: 8,
  servicePrincipal: 16,
  sidHistory: 32,
  /** The directory's own (isCriticalSystemObject). */
  system: 64,
  /** A computer or a managed service account, by its class. */
  machine: 128,
  /** A user that is neither. */
  person: 256,
} as const;

/** By node of the graph. */
export interface AccountColumns {
  readonly state: Uint16Array;
  /** Days from lastLogonTimestamp to the reading; -1 = there is none. */
  readonly idleDays: Int32Array;
  /** Days from whenCreated to the reading; -1 = there is none. */
  readonly ageDays: Int32Array;
}

/** A text of claim rules that has to do with AWS. */
export interface RuleDocument {
  readonly snapshotId: number;
  readonly readAt: string;
  readonly name: string;
  readonly text: string;
}

/** A unit, container or domain that a group could be made in. */
export interface Holder {
  readonly snapshotId: number;
  readonly objectId: number;
  readonly dn: string;
  readonly place: Place | null;
}

export interface GroupPlace {
  readonly snapshotId: number;
  readonly place: Place | null;
  readonly dn: () => string;
}

export interface FormerName {
  readonly node: number;
  readonly name: string;
  readonly snapshotId: number;
  readonly readAt: string;
}

/** An attribute that a directory was not asked for, or did not give; or a part of it that was not read at all. */
export interface MissingAttribute {
  readonly sourceName: string;
  readonly where: string;
  /** Null = everything that is there. */
  readonly attribute: string | null;
  readonly code: string;
}

export interface AuditInput {
  readonly settings: AuditSettings;
  readonly graph: MembershipGraph;
  /** Who is in what, as each mechanism counts it; of the same graph. */
  readonly reach: Reach;
  /** The grants that the mapping shows, all of them. */
  readonly grants: readonly Grant[];
  /** Accounts that an assignment lets in by the identity store's own memberships; none where a directory tells who is a member. */
  storeNodes(grant: Grant): readonly number[];
  /** Whoever may be asked in AWS, with their policies. */
  readonly principals: AwsPrincipals;
  readonly directories: readonly DirectorySource[];
  readonly estates: readonly EstateSnapshot[];
  readonly documents: readonly RuleDocument[];
  readonly missing: readonly MissingAttribute[];
  accounts(): AccountColumns;
  object(node: number): ObjectFacts;
  /** Text values of an attribute. */
  values(node: number, attribute: string): readonly string[];
  /** How many values an attribute has. */
  count(node: number, attribute: string): number;
  /** Before the first of `place`, `holders` and `groupPlaces`; stops between steps. */
  readDescriptors(): Generator<void, void, void>;
  /** An object with its descriptor; null where that was not read. */
  place(node: number): Place | null;
  holders(): Iterable<Holder>;
  /** Every group; its DN is read when it is asked for. */
  groupPlaces(): Iterable<GroupPlace>;
  /** SIDs of the groups of a trustee, by the newest snapshots. */
  tokenOf(sid: string): ReadonlySet<string>;
  /** Every object with the SID, in whatever snapshot; objects themselves before stand-ins for them. */
  nodesOfSid(sid: string): readonly number[];
  /** Accounts and groups of one forest that share an account name, in whatever case; the directory's own left out. */
  namesakes(): Iterable<readonly number[]>;
  /**
   * Groups of the whole set by account name, of the names given (in lower case); the directory's own left out. Stops between steps.
   */
  groupsCalled(names: ReadonlySet<string>): Generator<void, ReadonlyMap<string, readonly number[]>, void>;
  /** Groups that bore another account name when their source was read before; null = nothing was read before. */
  formerNames(): Iterable<FormerName> | null;
  /** The same groups as the mapping would take them under those names: the nodes of those that it would make roles of. */
  mappedAs(former: readonly FormerName[]): ReadonlySet<number>;
  /**
   * By node, a number for the text that a person's attribute holds, the same for the same text without regard to case; 0 = it holds none.
   * Stops between steps.
   */
  textHashes(attribute: string): Generator<void, Float64Array, void>;
}
