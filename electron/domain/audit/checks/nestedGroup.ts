/** Child groups: delegation does not follow them, Identity Center brings their members too. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { fact, rolesOf } from '../subjects.ts';

export const nestedGroup: Check = {
  id: 'nested-group',
  number: 5,
  severity: 'medium',
  codes: ['nestedNotFollowed', 'nestedFlattened'],
  controls: controls({ nist: ['AC-2', 'AC-3'], iso: ['A.5.18'], soc2: ['CC6.3'], pci: ['7.2.4'] }),
  *run(world, report) {
    for (const { node, mappings } of world.mapped()) {
      const { groups } = world.reach(node);
      if (groups.length === 0) continue;
      yield;
      const { dn, snapshotId } = world.object(node);
      const from = { snapshotId, readAt: world.readAtOf(node) };
      const evidence = Array.from(groups.subarray(0, 20), (group) => fact('attribute', from, dn, 'member', world.object(group).dn));
      const about = { subject: world.subjectOf(node), owner: world.ownerOf(node), evidence, evidenceTotal: groups.length };
      const delegated = mappings.filter(({ grant }) => grant.mechanism === 'delegation');
      const assigned = mappings.filter(({ grant }) => grant.mechanism === 'identity-center');
      if (delegated.length > 0)
        report.add({ ...about, code: 'nestedNotFollowed', severity: 'medium', reason: 'accessMissing', params: { groups: groups.length, roles: rolesOf(delegated) } });
      if (assigned.length > 0)
        report.add({ ...about, code: 'nestedFlattened', severity: 'low', reason: 'accessUnexpected', params: { groups: groups.length, roles: rolesOf(assigned) } });
    }
  },
}; // prettier-ignore
