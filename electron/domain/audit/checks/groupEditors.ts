/** Others than administrators who may fill a mapped group: they give themselves the role. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { controlFacts } from '../editors.ts';
import { rolesOf } from '../subjects.ts';

export const groupEditors: Check = {
  id: 'group-editors',
  number: 11,
  severity: 'critical',
  codes: ['groupEditors'],
  controls: controls({ nist: ['AC-3', 'AC-6(1)', 'AC-6(5)'], iso: ['A.5.15', 'A.8.2'], soc2: ['CC6.3'], pci: ['7.2.1', '7.2.2'] }),
  *run(world, report) {
    for (const { node, mappings } of world.mapped()) {
      if (!world.reaches().isGroup(node)) continue;
      yield;
      const { state, grants } = world.editorsOf(node);
      const { dn } = world.object(node);
      if (state === 'notRead') report.notJudged('descriptorNotRead', dn);
      if (grants.length === 0) continue;
      const powerful = mappings.some((mapping) => world.isPowerful(mapping));
      const trustees = new Set(grants.map(({ sid }) => sid));
      report.add({
        code: 'groupEditors',
        severity: powerful ? 'critical' : 'high',
        reason: powerful ? 'leadsToAdministration' : 'leadsToRole',
        subject: world.subjectOf(node),
        owner: world.ownerOf(node),
        params: { count: trustees.size, roles: rolesOf(mappings) },
        evidence: controlFacts(world, node, grants),
      });
    }
  },
}; // prettier-ignore
