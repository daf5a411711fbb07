/** Child groups: delegation and rules that ask for direct members do not follow them, Identity Center brings their members too. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { isCertain, weighed, weighty } from '../certainty.ts';
import { followsNested } from '../members.ts';
import { fact, rolesOf } from '../subjects.ts';

export const nestedGroup: Check = {
  id: 'nested-group',
  number: 5,
  severity: 'medium',
  codes: ['nestedNotFollowed', 'nestedFlattened'],
  controls: controls({ nist: ['AC-2', 'AC-3'], iso: ['A.5.18'], soc2: ['CC6.3'], pci: ['7.2.4'] }),
  *run(world, report) {
    for (const { node, mappings } of world.mapped()) {
      if (!world.members.isGroup(node)) continue;
      yield;
      const { dn, snapshotId } = world.objects.of(node);
      const from = { snapshotId, readAt: world.objects.readAtOf(node) };
      const about = { subject: world.objects.subjectOf(node), owner: world.objects.ownerOf(node) };
      const told = (groups: readonly number[]) => ({
        evidence: groups.slice(0, 20).map((group) => fact('attribute', from, dn, 'member', world.objects.of(group).dn)),
        evidenceTotal: groups.length,
      });
      const left = mappings.filter((mapping) => !followsNested(mapping));
      const children = left.length === 0 ? [] : world.members.children(node);
      if (children.length > 0)
        report.add({ ...about, ...told(children), ...weighed(left.some(isCertain), 'medium', 'accessMissing'), code: 'nestedNotFollowed', params: { groups: children.length, roles: rolesOf(weighty(left)), mechanisms: [...new Set(left.map(({ grant }) => grant.mechanism))].join(', ') } });
      const assigned = mappings.filter(({ grant }) => grant.mechanism === 'identity-center');
      const nested = assigned.length === 0 ? [] : world.members.nested(assigned[0]!);
      if (nested.length > 0)
        report.add({ ...about, ...told(nested), ...weighed(assigned.some(isCertain), 'low', 'accessUnexpected'), code: 'nestedFlattened', params: { groups: nested.length, roles: rolesOf(weighty(assigned)) } });
    }
  },
}; // prettier-ignore
