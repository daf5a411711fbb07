/** Others than administrators who may give a group another account name: in the eyes of the claim rules, another role. */
import type { Check } from '../check.ts';
import { whoRenames } from '../../control/group.ts';
import { controls } from '../controls.ts';
import { grantFacts } from '../editors.ts';
import { collectTrustees } from '../trustees.ts';
import { samlSources } from './groupMakers.ts';

export const groupRenamers: Check = {
  id: 'group-renamers',
  number: null,
  severity: 'critical',
  codes: ['renamesGroups'],
  controls: controls({ nist: ['AC-3', 'AC-6(1)', 'AC-6(5)'], iso: ['A.5.15', 'A.8.2'], soc2: ['CC6.3'], pci: ['7.2.1', '7.2.2'] }),
  *run(world, report) {
    const sources = new Set(samlSources(world));
    if (sources.size === 0) return;
    const found = collectTrustees();
    for (const { snapshotId, dn, place } of world.input.groupPlaces()) {
      yield;
      if (!sources.has(snapshotId)) continue;
      if (place === null) {
        report.notJudged('descriptorNotRead', dn());
        continue;
      }
      const from = world.sourceOf(snapshotId);
      for (const grant of world.unexpected(place, whoRenames))
        found.add(from, grant.sid, () => grantFacts([grant], from, dn())[0]!);
    }
    for (const { sid, from, evidence, count } of found.all())
      report.add({ code: 'renamesGroups', severity: 'critical', reason: 'leadsToAdministration', subject: world.trustee(sid, from.snapshotId), params: { groups: count }, evidence, evidenceTotal: count });
  },
}; // prettier-ignore
