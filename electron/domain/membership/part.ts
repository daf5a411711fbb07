import type { SidColumns } from './sidColumns.ts';

/**
 * What the membership graph is built from: the columns of one directory snapshot. Columns, not objects, so that a
 * million of them fit in memory. All arrays are parallel to `objectIds` unless said otherwise.
 */
export interface DirectoryPart {
  readonly snapshotId: number;
  /** ISO 8601 UTC. */
  readonly readAt: string;
  /** Every object that can hold or take a membership: users, groups, computers, contacts, foreign principals. */
  readonly objectIds: Int32Array;
  readonly sids: SidColumns;
  /** primaryGroupID, a RID in the object's own domain; 0 = none. */
  readonly primaryGroupRids: Int32Array;
  /** 1 = group. */
  readonly groups: Uint8Array;
  /** 1 = foreignSecurityPrincipal: a stand-in, by SID, for an object of another domain. */
  readonly foreign: Uint8Array;
  /** Pairs (objectId of the group, objectId of the member) from `member`; not parallel. */
  readonly edges: Int32Array;
}

/** One object of one snapshot. */
export interface NodeRef {
  readonly snapshotId: number;
  readonly objectId: number;
}
