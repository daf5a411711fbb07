/** The groups of an audit's snapshots, read once, and principals by SID and by name. */
import type { ObjectRow } from '#domain/directory/object.ts';
import type { DirectoryPrincipal, PrincipalLookup } from '#domain/mapping/input.ts';
import { nameHash } from '#domain/migration/nameHash.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import { kindCode } from '../schema/kinds.ts';
import { SidIndex } from '../search/sidIndex.ts';

const groupKinds: ReadonlySet<number> = new Set([kindCode.group]);
const userKinds: ReadonlySet<number> = new Set([kindCode.user, kindCode.serviceAccount]);
const holderKinds: ReadonlySet<number> = new Set([...groupKinds, ...userKinds]);
const atOnce = 1000;

export interface GroupPrincipal extends DirectoryPrincipal {
  readonly cn: string;
}

export function idsOfKind(snapshot: SnapshotReader, kind: number): number[] {
  const kinds = snapshot.column('kind');
  const ids: number[] = [];
  for (let id = 1; id < kinds.length; id++) if (kinds[id] === kind && snapshot.has(id)) ids.push(id);
  return ids;
}

const principal = (snapshot: SnapshotReader, row: ObjectRow): DirectoryPrincipal => ({
  snapshotId: snapshot.id,
  objectId: row.id,
  name: row.samAccountName ?? row.name,
  dn: row.dn,
  sid: row.sid,
  kind: row.kind === 'group' ? 'group' : 'user',
  groupType: row.groupType,
  readAt: snapshot.readAt,
});

export function readGroups(directories: readonly SnapshotReader[]): GroupPrincipal[] {
  return directories.flatMap((snapshot) => {
    const ids = idsOfKind(snapshot, kindCode.group);
    const found: GroupPrincipal[] = [];
    for (let at = 0; at < ids.length; at += atOnce)
      for (const row of snapshot.rows(ids.slice(at, at + atOnce)))
        found.push({ ...principal(snapshot, row), cn: row.name });
    return found;
  });
}

export const domainsOf = (snapshot: SnapshotReader): { dnsName: string; sid: string | null }[] =>
  idsOfKind(snapshot, kindCode.domain).map((id) => {
    const { name, sid } = snapshot.row(id);
    return { dnsName: name, sid };
  });

/** Objects of a snapshot whose sAMAccountName has the hash (`nameHash`). */
export type FindName = (snapshot: SnapshotReader, hash: number) => number[];

export function lookupIn(directories: readonly SnapshotReader[], find: FindName): PrincipalLookup {
  let sids: SidIndex[] | null = null;
  const rows = function* (snapshot: SnapshotReader, ids: Iterable<number>, kinds: ReadonlySet<number>) {
    for (const id of ids) if (kinds.has(snapshot.column('kind')[id]!)) yield snapshot.row(id);
  };
  return {
    domains: directories.flatMap(domainsOf),
    *bySid(sid) {
      sids ??= directories.map((snapshot) => new SidIndex(snapshot.sids(), snapshot.column('names')));
      for (const [at, snapshot] of directories.entries())
        for (const row of rows(snapshot, sids[at]!.find(sid), holderKinds)) yield principal(snapshot, row);
    },
    *byName(samAccountName, kind) {
      const wanted = samAccountName.toLowerCase();
      const hash = nameHash(samAccountName);
      for (const snapshot of directories) {
        const ids = find(snapshot, hash);
        for (const row of rows(snapshot, ids, kind === 'group' ? groupKinds : userKinds))
          if (row.samAccountName?.toLowerCase() === wanted) yield principal(snapshot, row);
      }
    },
  };
}
