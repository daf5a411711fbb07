/** One snapshot's columns as the membership graph takes them. */
import { kindCode } from '../schema/kinds.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import { sidAt } from '../snapshot/sids.ts';
import type { DirectoryPart } from '#domain/membership/part.ts';

const principalKinds = new Set([
  kindCode.user,
  kindCode.group,
  kindCode.computer,
  kindCode.serviceAccount,
  kindCode.contact,
  kindCode.foreignSecurityPrincipal,
]);

/**
 * The members of an object as they are stored: ids in rising order, negative where a member is no object. None where the
 * columns are not what the builder writes.
 */
export function memberIds(snapshot: SnapshotReader, objectId: number): Int32Array {
  const first = snapshot.column('memberFirst');
  const from = first[objectId] ?? 0;
  return snapshot.column('member').subarray(from, Math.max(from, first[objectId + 1] ?? 0));
}

/** Principals, and whatever else stands in a group. Members that are no object stay in `edges`; the graph leaves them out. */
export function readPart(snapshot: SnapshotReader): DirectoryPart {
  const edges = edgesOf(snapshot);
  const kinds = snapshot.column('kind');
  const taken = new Uint8Array(kinds.length);
  for (const id of edges) if (id > 0 && id < taken.length && kinds[id] !== 0) taken[id] = 1;
  for (let id = 1; id < kinds.length; id++) if (principalKinds.has(kinds[id]!)) taken[id] = 1;
  const objectIds = new Int32Array(taken.reduce((sum, one) => sum + one, 0));
  for (let id = 1, at = 0; id < taken.length; id++) if (taken[id] === 1) objectIds[at++] = id;
  const primaryGroups = snapshot.column('primaryGroup');
  const sids = snapshot.sids();
  return {
    snapshotId: snapshot.id,
    readAt: snapshot.readAt,
    objectIds,
    sids: Array.from(objectIds, (id) => sidAt(sids, id)),
    primaryGroupRids: objectIds.map((id) => primaryGroups[id] ?? 0),
    groups: Uint8Array.from(objectIds, (id) => (kinds[id] === kindCode.group ? 1 : 0)),
    foreign: Uint8Array.from(objectIds, (id) => (kinds[id] === kindCode.foreignSecurityPrincipal ? 1 : 0)),
    edges,
  };
}

/** Pairs of group and member. */
function edgesOf(snapshot: SnapshotReader): Int32Array {
  const first = snapshot.column('memberFirst');
  const members = snapshot.column('member');
  const edges = new Int32Array(members.length * 2);
  let to = 0;
  for (let group = 1; group + 1 < first.length; group++) {
    const end = Math.min(first[group + 1]!, members.length);
    for (let at = Math.max(0, first[group]!); at < end && to < edges.length; at++) {
      edges[to++] = group;
      edges[to++] = members[at]!;
    }
  }
  return edges.subarray(0, to);
}
