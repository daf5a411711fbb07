/** Others than administrators who may fill a group inside of a mapped one: what is nested is as good as the role. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { doubtsOf, isCertain, weighed, weighty } from '../certainty.ts';
import { controlFacts, trusteesOf } from '../editors.ts';
import { fact, named, rolesOf } from '../subjects.ts';
import type { Mapping } from '../world.ts';

export const nestedGroupEditors: Check = {
  id: 'nested-group-editors',
  number: null,
  severity: 'critical',
  codes: ['nestedGroupEditors'],
  controls: controls({ nist: ['AC-3', 'AC-6(1)', 'AC-6(5)'], iso: ['A.5.15', 'A.8.2'], soc2: ['CC6.3'], pci: ['7.2.1', '7.2.2'] }),
  *run(world, report) {
    yield* world.input.readDescriptors();
    const inside = new Map<number, Mapping[]>();
    for (const mapping of world.open()) {
      for (const group of world.members.nested(mapping)) {
        const list = inside.get(group);
        if (list) list.push(mapping);
        else inside.set(group, [mapping]);
      }
      yield;
    }
    for (const [node, mappings] of inside) {
      yield;
      const { state, grants } = world.control.editorsOf(node);
      const { dn, snapshotId } = world.objects.of(node);
      if (state === 'notRead') report.notJudged('descriptorNotRead', dn);
      if (grants.length === 0) continue;
      const weight = weighty(mappings);
      const powerful = weight.some((mapping) => world.isPowerful(mapping));
      const from = { snapshotId, readAt: world.objects.readAtOf(node) };
      const outer = new Map(weight.map(({ grant }) => [grant.principal!.dn, grant.principal!.name]));
      report.add({
        ...weighed(mappings.some(isCertain), powerful ? 'critical' : 'high', powerful ? 'leadsToAdministration' : 'leadsToRole'),
        code: 'nestedGroupEditors',
        subject: world.objects.subjectOf(node),
        owner: world.objects.ownerOf(node),
        params: { group: named(outer.values()), roles: rolesOf(mappings), ...trusteesOf(world, node, grants) },
        evidence: [...controlFacts(world, node, grants), ...[...outer.keys()].map((where) => fact('attribute', from, where, 'member', dn)), ...doubtsOf(mappings)],
      });
    }
  },
}; // prettier-ignore
