/** Foreign security principals are not synchronised to Identity Center: those people do not arrive. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { fact, rolesOf } from '../subjects.ts';

export const foreignMembers: Check = {
  id: 'foreign-members',
  number: 6,
  severity: 'medium',
  codes: ['foreignNotSynchronised'],
  controls: controls({ nist: ['AC-2', 'IA-8'], iso: ['A.5.16', 'A.5.18'], soc2: ['CC6.2'] }),
  *run(world, report) {
    for (const { node, mappings } of world.mapped()) {
      const assigned = mappings.filter(({ grant }) => grant.mechanism === 'identity-center');
      if (assigned.length === 0) continue;
      yield;
      const { foreign } = world.reach(node);
      if (foreign.length === 0) continue;
      const { dn, snapshotId } = world.object(node);
      const from = { snapshotId, readAt: world.readAtOf(node) };
      report.add({
        code: 'foreignNotSynchronised',
        severity: 'medium',
        reason: 'accessMissing',
        subject: world.subjectOf(node),
        owner: world.ownerOf(node),
        params: { count: foreign.length, roles: rolesOf(assigned) },
        evidence: Array.from(foreign.subarray(0, 20), (one) => fact('attribute', from, dn, 'member', world.object(one).dn)),
        evidenceTotal: foreign.length,
      });
    }
  },
}; // prettier-ignore
