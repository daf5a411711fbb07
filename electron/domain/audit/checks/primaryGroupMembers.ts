/** Members by primaryGroupID alone stand in no `member`: delegation and Identity Center document nothing about them. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { fact, rolesOf } from '../subjects.ts';

export const primaryGroupMembers: Check = {
  id: 'primary-group-members',
  number: 7,
  severity: 'medium',
  codes: ['primaryGroupMembers'],
  controls: controls({ nist: ['AC-2', 'AC-6(7)'], iso: ['A.5.18'], soc2: ['CC6.3'], pci: ['7.2.4'] }),
  run(world, report) {
    for (const { node, mappings } of world.mapped()) {
      const count = world.reaches().primary(node);
      if (count === 0) continue;
      const { dn, snapshotId, sid } = world.object(node);
      const rid = sid?.slice(sid.lastIndexOf('-') + 1) ?? '';
      report.add({
        code: 'primaryGroupMembers',
        severity: 'medium',
        reason: 'hardToReview',
        subject: world.subjectOf(node),
        owner: world.ownerOf(node),
        params: { count, roles: rolesOf(mappings) },
        evidence: [fact('memberCount', { snapshotId, readAt: world.readAtOf(node) }, dn, `primaryGroupID=${rid}`, String(count))],
      });
      if (mappings.some(({ grant }) => grant.mechanism !== 'saml')) report.notJudged('primaryGroupUndocumented', dn);
    }
  },
}; // prettier-ignore
