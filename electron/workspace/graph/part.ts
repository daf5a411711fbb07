/** One snapshot's columns as the membership graph takes them. */
import { kindCode } from '../schema/kinds.ts';
import { tableOf } from '../schema/snapshot.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import type { Database } from '../sqlite.ts';
import type { DirectoryPart } from '#domain/membership/part.ts';

const principalKinds = new Set([
  kindCode.user,
  kindCode.group,
  kindCode.computer,
  kindCode.serviceAccount,
  kindCode.contact,
  kindCode.foreignSecurityPrincipal,
]);

/** Packed ids of a blob of the `member` table, copied: the blob may lie at an odd address. */
export function memberIds(packed: Uint8Array): Int32Array {
  const whole = packed.length - (packed.length % 4);
  return new Int32Array(new Uint8Array(packed.subarray(0, whole)).buffer);
}

/** Principals, and whatever else stands in a group. Ids of members that are no object stay in `edges`; the graph leaves them out. */
export function readPart(db: Database, snapshot: SnapshotReader): DirectoryPart {
  const edges = readEdges(db, snapshot);
  const kinds = snapshot.column('kind');
  const taken = new Uint8Array(kinds.length);
  for (const id of edges) if (id > 0 && id < taken.length && kinds[id] !== 0) taken[id] = 1;
  for (let id = 1; id < kinds.length; id++) if (principalKinds.has(kinds[id]!)) taken[id] = 1;
  const objectIds = new Int32Array(taken.reduce((sum, one) => sum + one, 0));
  for (let id = 1, at = 0; id < taken.length; id++) if (taken[id] === 1) objectIds[at++] = id;
  const primaryGroups = snapshot.column('primaryGroup');
  return {
    snapshotId: snapshot.id,
    readAt: snapshot.readAt,
    objectIds,
    sids: readSids(db, snapshot, objectIds),
    primaryGroupRids: objectIds.map((id) => primaryGroups[id] ?? 0),
    groups: Uint8Array.from(objectIds, (id) => (kinds[id] === kindCode.group ? 1 : 0)),
    foreign: Uint8Array.from(objectIds, (id) => (kinds[id] === kindCode.foreignSecurityPrincipal ? 1 : 0)),
    edges,
  };
}

function readEdges(db: Database, snapshot: SnapshotReader): Int32Array {
  const table = tableOf(snapshot.id, 'member');
  const numbers = db.number(`SELECT sum(length(packed) / 4) FROM ${table}`);
  const edges = new Int32Array(numbers * 2);
  let at = 0;
  for (const row of db.prepare(`SELECT id, packed FROM ${table}`).iterate()) {
    for (const member of memberIds(row['packed'] as Uint8Array)) {
      edges[at++] = row['id'] as number;
      edges[at++] = member;
    }
  }
  return edges;
}

function readSids(db: Database, snapshot: SnapshotReader, objectIds: Int32Array): (string | null)[] {
  const sids: (string | null)[] = [];
  const rows = db
    .prepare(`SELECT id, sid FROM ${tableOf(snapshot.id, 'object')} WHERE sid IS NOT NULL ORDER BY id`)
    .iterate();
  let next = rows.next();
  for (const id of objectIds) {
    while (!next.done && (next.value['id'] as number) < id) next = rows.next();
    sids.push(!next.done && next.value['id'] === id ? (next.value['sid'] as string) : null);
  }
  rows.return?.();
  return sids;
}
