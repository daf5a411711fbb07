/** What the mapping would make of groups under names that they bore before. */
import { EstateIndex } from '#domain/mapping/estateIndex.ts';
import type { Grant } from '#domain/mapping/grant.ts';
import type { DirectoryPrincipal, EstateSnapshot } from '#domain/mapping/input.ts';
import { samlGrants } from '#domain/mapping/saml.ts';
import { samlGrantsByRules } from '#domain/mapping/samlByRules.ts';
import { toEnd } from '#domain/toEnd.ts';
import { SamlRoles } from '#domain/mapping/samlRole.ts';
import { templatesOf } from '#domain/mapping/settings.ts';
import type { NodeRef } from '#domain/membership/part.ts';
import type { AccessWorld } from '../access/world.ts';
import type { SourceSnapshot } from '../catalogue.ts';
import { readMappingKept } from '../mapping/kept.ts';
import { rulesOfDirectories } from '../mapping/samlRules.ts';
import { domainOf, shortNames } from '../mapping/shortNames.ts';

/** Those of the groups that rules or conventions would take for a role, whether it is there or not. */
export function mappedUnder(
  { db, snapshots, searches }: AccessWorld,
  set: readonly SourceSnapshot[],
  estates: readonly EstateSnapshot[],
  groups: readonly (NodeRef & { readonly name: string })[],
): NodeRef[] {
  if (groups.length === 0) return [];
  const { settings } = readMappingKept(db);
  const principals = groups.map(({ snapshotId, objectId, name }): DirectoryPrincipal => {
    const snapshot = snapshots.get(snapshotId)!;
    const { dn, sid, groupType, name: cn } = snapshot.row(objectId);
    const netbios = shortNames(snapshot, searches.of(snapshot)).get(domainOf(dn) ?? '') ?? null;
    const { readAt } = snapshot;
    return { snapshotId, objectId, name, dn, sid, kind: 'group', groupType, readAt, cn, netbios };
  });
  const index = new EstateIndex(estates);
  const roles = new SamlRoles(index);
  const ruled = new Set<number>();
  const rules = rulesOfDirectories(db, set, settings).map(({ snapshots: of, ...rest }) => {
    const ids = new Set(of.map(({ snapshotId }) => snapshotId));
    for (const id of ids) ruled.add(id);
    return { ...rest, groups: principals.filter(({ snapshotId }) => ids.has(snapshotId)) };
  });
  const unruled = principals.filter(({ snapshotId }) => !ruled.has(snapshotId));
  const grants: Grant[] = [
    ...toEnd(samlGrantsByRules(rules, roles)),
    ...toEnd(samlGrants(unruled, index, templatesOf(settings), roles)),
  ];
  return grants.flatMap(({ principal }) => principal ?? []);
}
