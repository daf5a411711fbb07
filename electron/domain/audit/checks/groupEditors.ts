/** Others than administrators who may fill a mapped group: they give themselves the role. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { doubtsOf, isCertain, weighed, weighty } from '../certainty.ts';
import { controlFacts, trusteesOf } from '../editors.ts';
import { rolesOf } from '../subjects.ts';

export const groupEditors: Check = {
  id: 'group-editors',
  number: 11,
  severity: 'critical',
  codes: ['groupEditors'],
  controls: controls({ nist: ['AC-3', 'AC-6(1)', 'AC-6(5)'], iso: ['A.5.15', 'A.8.2'], soc2: ['CC6.3'], pci: ['7.2.1', '7.2.2'] }),
  *run(world, report) {
    yield* world.input.readDescriptors();
    for (const { node, mappings } of world.mapped()) {
      if (!world.members.isGroup(node)) continue;
      yield;
      const { state, grants } = world.control.editorsOf(node);
      if (state === 'notRead') report.notJudged('descriptorNotRead', world.objects.of(node).dn);
      if (grants.length === 0) continue;
      const weight = weighty(mappings);
      const powerful = weight.some((mapping) => world.isPowerful(mapping));
      report.add({
        ...weighed(mappings.some(isCertain), powerful ? 'critical' : 'high', powerful ? 'leadsToAdministration' : 'leadsToRole'),
        code: 'groupEditors',
        subject: world.objects.subjectOf(node),
        owner: world.objects.ownerOf(node),
        params: { ...trusteesOf(world, node, grants), roles: rolesOf(mappings) },
        evidence: [...controlFacts(world, node, grants), ...doubtsOf(mappings)],
      });
    }
  },
}; // prettier-ignore
