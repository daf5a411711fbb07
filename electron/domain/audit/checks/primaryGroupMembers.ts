/** Members by primaryGroupID alone stand in no `member`: tokens carry the group, searches miss it, and the rest is documented nowhere. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { isCertain, weighed, weighty } from '../certainty.ts';
import { countsPrimary } from '../members.ts';
import { fact, rolesOf } from '../subjects.ts';

export const primaryGroupMembers: Check = {
  id: 'primary-group-members',
  number: 7,
  severity: 'medium',
  codes: ['primaryGroupMembers', 'primaryGroupNotCounted'],
  controls: controls({ nist: ['AC-2', 'AC-6(7)'], iso: ['A.5.18'], soc2: ['CC6.3'], pci: ['7.2.4'] }),
  run(world, report) {
    for (const { node, mappings } of world.mapped()) {
      const count = world.members.isGroup(node) ? world.members.primary(node) : 0;
      if (count === 0) continue;
      const { dn, snapshotId, sid } = world.objects.of(node);
      const rid = sid?.slice(sid.lastIndexOf('-') + 1) ?? '';
      const searched = mappings.filter(({ grant }) => grant.membership !== undefined);
      const others = mappings.filter(({ grant }) => grant.membership === undefined);
      const about = {
        subject: world.objects.subjectOf(node),
        owner: world.objects.ownerOf(node),
        evidence: [fact('memberCount', { snapshotId, readAt: world.objects.readAtOf(node) }, dn, `primaryGroupID=${rid}`, String(count))],
      };
      if (others.length > 0)
        report.add({ ...about, ...weighed(others.some(isCertain), 'medium', 'hardToReview'), code: 'primaryGroupMembers', params: { count, roles: rolesOf(weighty(others)) } });
      // The members look like members everywhere but in the answer to the search.
      else if (searched.length > 0)
        report.add({ ...about, ...weighed(searched.some(isCertain), 'low', 'accessMissing'), code: 'primaryGroupNotCounted', params: { count, roles: rolesOf(weighty(searched)) } });
      if (others.some((mapping) => !countsPrimary(mapping))) report.notJudged('primaryGroupUndocumented', dn);
    }
  },
}; // prettier-ignore
