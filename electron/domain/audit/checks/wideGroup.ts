/** Everybody, or everybody of a domain, behind a role. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { meaningOf } from '../../control/trustee.ts';
import { fact, named, rolesOf } from '../subjects.ts';

export const wideGroup: Check = {
  id: 'wide-group',
  number: 12,
  severity: 'critical',
  codes: ['wideGroup'],
  controls: controls({ nist: ['AC-3', 'AC-6'], iso: ['A.5.15', 'A.5.18'], soc2: ['CC6.1', 'CC6.3'], pci: ['7.2.1', '7.2.2'] }),
  *run(world, report) {
    for (const { node, mappings } of world.mapped()) {
      if (!world.reaches().isGroup(node)) continue;
      yield;
      const { groups, foreign } = world.reach(node);
      const wide = [node, ...groups, ...foreign].filter((one) => {
        const sid = world.sidOf(one);
        return sid !== null && meaningOf(sid) !== null && sid !== 'S-1-5-10';
      });
      if (wide.length === 0) continue;
      const { dn, snapshotId } = world.object(node);
      const from = { snapshotId, readAt: world.readAtOf(node) };
      const powerful = mappings.some((mapping) => world.isPowerful(mapping));
      report.add({
        code: 'wideGroup',
        severity: powerful ? 'critical' : 'high',
        reason: 'openToAnybody',
        subject: world.subjectOf(node),
        owner: world.ownerOf(node),
        params: { through: named(wide.map((one) => world.object(one).name)), roles: rolesOf(mappings) },
        evidence: wide.map((one) => fact('attribute', from, dn, 'member', world.object(one).dn)),
      });
    }
  },
}; // prettier-ignore
