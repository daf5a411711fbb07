/** Grants of control as facts. */
import type { ControlGrant } from '../control/place.ts';
import { formatAce } from '../directory/security/sddl.ts';
import type { Evidence } from '../mapping/grant.ts';
import { fact } from './subjects.ts';
import type { AuditWorld } from './world.ts';

/** `field` is the way (`controlWay.`), `value` the trustee's SID and the entry in SDDL. */
export function controlFacts(world: AuditWorld, node: number, grants: readonly ControlGrant[]): Evidence[] {
  const { dn, snapshotId } = world.object(node);
  return grantFacts(grants, { snapshotId, readAt: world.readAtOf(node) }, dn);
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
