/** Objects of a kind, and the domains that a snapshot holds. */
import type { SnapshotReader } from '../read/snapshot.ts';
import { kindCode } from '../schema/kinds.ts';

export function idsOfKind(snapshot: SnapshotReader, kind: number): number[] {
  const kinds = snapshot.column('kind');
  const ids: number[] = [];
  for (let id = 1; id < kinds.length; id++) if (kinds[id] === kind && snapshot.has(id)) ids.push(id);
  return ids;
}

export const domainsOf = (snapshot: SnapshotReader): { dnsName: string; sid: string | null }[] =>
  idsOfKind(snapshot, kindCode.domain).map((id) => {
    const { name, sid } = snapshot.row(id);
    return { dnsName: name, sid };
  });
