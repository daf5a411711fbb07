/** A powerful role that nobody has, and a group that nobody can review. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { fact, rolesOf } from '../subjects.ts';

export const groupSize: Check = {
  id: 'group-size',
  number: 9,
  severity: 'medium',
  codes: ['emptyPowerfulGroup', 'crowdedGroup'],
  controls: controls({ nist: ['AC-2', 'AC-6(5)', 'AC-6(7)'], iso: ['A.5.18', 'A.8.2'], soc2: ['CC6.3'], pci: ['7.2.4'] }),
  *run(world, report) {
    const limit = world.settings.manyMembers;
    for (const { node, mappings } of world.mapped()) {
      if (!world.reaches().isGroup(node)) continue;
      yield;
      const { accounts, foreign } = world.reach(node);
      const { dn, snapshotId } = world.object(node);
      const evidence = [fact('memberCount', { snapshotId, readAt: world.readAtOf(node) }, dn, 'member', String(accounts.length))];
      const about = { subject: world.subjectOf(node), owner: world.ownerOf(node), evidence };
      const powerful = mappings.filter((mapping) => world.isPowerful(mapping));
      // Whoever is put in there first is watched by nobody.
      if (accounts.length === 0 && foreign.length === 0 && powerful.length > 0)
        report.add({ ...about, code: 'emptyPowerfulGroup', severity: 'low', reason: 'unused', params: { roles: rolesOf(powerful) } });
      else if (accounts.length > limit)
        report.add({ ...about, code: 'crowdedGroup', severity: powerful.length > 0 ? 'high' : 'medium', reason: powerful.length > 0 ? 'leadsToAdministration' : 'hardToReview', params: { count: accounts.length, limit, roles: rolesOf(mappings) } });
    }
  },
}; // prettier-ignore
