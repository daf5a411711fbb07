/** One snapshot's columns as the membership graph takes them. */
import { kindCode } from '../schema/kinds.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
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
  const objectIds = takenIds(kinds, edges);
  const primaryGroups = snapshot.column('primaryGroup');
  const { domains, domain, rid } = snapshot.sids();
  const size = objectIds.length;
  const part = {
    snapshotId: snapshot.id,
    readAt: snapshot.readAt,
    objectIds,
    sids: { domains, domain: new Int32Array(size), rid: new Int32Array(size) },
    primaryGroupRids: new Int32Array(size),
    groups: new Uint8Array(size),
    foreign: new Uint8Array(size),
    edges,
  };
  for (let at = 0; at < size; at++) {
    const id = objectIds[at]!;
    const kind = kinds[id];
    part.sids.domain[at] = domain[id] ?? 0;
    part.sids.rid[at] = rid[id] ?? 0;
    part.primaryGroupRids[at] = primaryGroups[id] ?? 0;
    if (kind === kindCode.group) part.groups[at] = 1;
    else if (kind === kindCode.foreignSecurityPrincipal) part.foreign[at] = 1;
  }
  return part;
}

function takenIds(kinds: Int32Array, edges: Int32Array): Int32Array {
  const isPrincipal = Uint8Array.from({ length: 256 }, (_, kind) => (principalKinds.has(kind) ? 1 : 0));
  const taken = new Uint8Array(kinds.length);
  for (let at = 0; at < edges.length; at++) {
    const id = edges[at]!;
    if (id > 0 && id < taken.length && kinds[id] !== 0) taken[id] = 1;
  }
  let count = 0;
  for (let id = 1; id < kinds.length; id++) {
    if (isPrincipal[kinds[id]!] === 1) taken[id] = 1;
    count += taken[id]!;
  }
  const ids = new Int32Array(count);
  for (let id = 1, at = 0; id < taken.length; id++) if (taken[id] === 1) ids[at++] = id;
  return ids;
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
