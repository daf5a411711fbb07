/** Shapes of what the workspace's workers answer; the contract's own where they cross to the window as they are. */
import type { Access, MemberRow } from '../contract/index.ts';
import type { ObjectKind } from '../domain/directory/object.ts';
import type { Grant } from '../domain/mapping/grant.ts';

export interface MemberPage {
  readonly total: number;
  readonly rows: MemberRow[];
}

export interface GrantPage {
  readonly total: number;
  readonly counts: { readonly works: number; readonly broken: number; readonly candidate: number };
  readonly rows: Grant[];
}

export type AccessAnswer = Access;

/** Security descriptors of groups, units, containers and domains, and of everything above them. Columns by object. */
export interface DescriptorTable {
  /** Each distinct descriptor once. */
  readonly values: readonly Uint8Array[];
  /** In rising order. */
  readonly objectIds: Int32Array;
  /** Object id of the parent; 0 = none. */
  readonly parents: Int32Array;
  readonly kinds: readonly ObjectKind[];
  /** Place in `values`; -1 = the object's was not read. */
  readonly descriptor: Int32Array;
  /** Names of most special classes. */
  readonly classes: readonly string[];
  /** Place in `classes`; -1 = not known. */
  readonly classOf: Int32Array;
}

/** What the membership graph knows of a SID. */
export interface PrincipalFacts {
  readonly sid: string;
  /** Null: no snapshot has an object of that SID that can be in a group. */
  readonly ref: { readonly snapshotId: number; readonly objectId: number } | null;
  readonly kind: ObjectKind | null;
  /** SIDs of the groups it is in, by any way. */
  readonly groups: readonly string[];
  /** Of a group: users, computers and service accounts in it, by any way. Null for what is no group. */
  readonly accounts: number | null;
  /** Of a group: Everyone, Anonymous or Authenticated Users, where they are in it. */
  readonly includes: readonly string[];
}
