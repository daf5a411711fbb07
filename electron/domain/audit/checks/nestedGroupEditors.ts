/** Others than administrators who may fill a group inside of a mapped one: what is nested is as good as the role. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { controlFacts } from '../editors.ts';
import { fact, named, rolesOf } from '../subjects.ts';
import type { MappedPrincipal } from '../world.ts';

export const nestedGroupEditors: Check = {
  id: 'nested-group-editors',
  number: null,
  severity: 'critical',
  codes: ['nestedGroupEditors'],
  controls: controls({ nist: ['AC-3', 'AC-6(1)', 'AC-6(5)'], iso: ['A.5.15', 'A.8.2'], soc2: ['CC6.3'], pci: ['7.2.1', '7.2.2'] }),
  *run(world, report) {
    const inside = new Map<number, MappedPrincipal[]>();
    for (const mapped of world.mapped()) {
      // Delegation follows no nested group.
      if (mapped.mappings.every(({ grant }) => grant.mechanism === 'delegation')) continue;
      for (const group of world.reach(mapped.node).groups) {
        const list = inside.get(group);
        if (list) list.push(mapped);
        else inside.set(group, [mapped]);
      }
      yield;
    }
    for (const [node, all] of inside) {
      yield;
      const { state, grants } = world.editorsOf(node);
      const { dn, snapshotId } = world.object(node);
      if (state === 'notRead') report.notJudged('descriptorNotRead', dn);
      if (grants.length === 0) continue;
      const mappings = all.flatMap((mapped) => mapped.mappings).filter(({ grant }) => grant.mechanism !== 'delegation');
      const powerful = mappings.some((mapping) => world.isPowerful(mapping));
      const from = { snapshotId, readAt: world.readAtOf(node) };
      report.add({
        code: 'nestedGroupEditors',
        severity: powerful ? 'critical' : 'high',
        reason: powerful ? 'leadsToAdministration' : 'leadsToRole',
        subject: world.subjectOf(node),
        owner: world.ownerOf(node),
        params: { group: named(all.map(({ principal }) => principal.name)), roles: rolesOf(mappings), count: new Set(grants.map(({ sid }) => sid)).size },
        evidence: [...controlFacts(world, node, grants), ...all.map(({ principal }) => fact('attribute', from, principal.dn, 'member', dn))],
      });
    }
  },
}; // prettier-ignore
