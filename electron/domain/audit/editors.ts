/** Grants of control as facts, and whom they are of. */
import type { ControlGrant } from '../control/place.ts';
import { formatAce } from '../directory/security/sddl.ts';
import type { Evidence } from '../mapping/grant.ts';
import { domainOf } from './objects.ts';
import { fact, named } from './subjects.ts';
import type { AuditWorld } from './world.ts';

/** `field` is the way (`controlWay.`), `value` the trustee's SID and the entry in SDDL. */
export function controlFacts(world: AuditWorld, node: number, grants: readonly ControlGrant[]): Evidence[] {
  const { dn, snapshotId } = world.objects.of(node);
  return grantFacts(grants, { snapshotId, readAt: world.objects.readAtOf(node) }, dn);
}

export const grantFacts = (
  grants: readonly ControlGrant[],
  from: { readonly snapshotId: number; readonly readAt: string },
  dn: string,
): Evidence[] =>
  grants.map(({ sid, way, ace }) =>
    fact(
      ace ? 'aclEntry' : 'objectOwner',
      from,
      dn,
      `nTSecurityDescriptor ${way}`,
      ace ? formatAce(ace) : sid,
    ),
  );

/** How many they are, and who: by name where they were read, else by SID. */
export function trusteesOf(
  world: AuditWorld,
  node: number,
  grants: readonly ControlGrant[],
): { readonly count: number; readonly trustees: string } {
  const { dn, snapshotId } = world.objects.of(node);
  const sids = new Set(grants.map(({ sid }) => sid));
  const names = [...sids].map((sid) => world.objects.trustee(sid, snapshotId, domainOf(dn)).name);
  return { count: sids.size, trustees: named(names) };
}
