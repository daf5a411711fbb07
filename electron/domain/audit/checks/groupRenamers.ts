/** Others than administrators who may give a group another name: in the eyes of the claim rules that read it, another role. */
import type { Check } from '../check.ts';
import { whoRenames, whoRenamesObject } from '../../control/group.ts';
import { controls } from '../controls.ts';
import { grantFacts } from '../editors.ts';
import { isLocalSid } from '../objects.ts';
import { collectTrustees } from '../trustees.ts';
import { namingSources } from './groupMakers.ts';

/** By the attribute that rules read. */
const asks = { sAMAccountName: whoRenames, cn: whoRenamesObject } as const;

export const groupRenamers: Check = {
  id: 'group-renamers',
  number: null,
  severity: 'critical',
  codes: ['renamesGroups'],
  controls: controls({ nist: ['AC-3', 'AC-6(1)', 'AC-6(5)'], iso: ['A.5.15', 'A.8.2'], soc2: ['CC6.3'], pci: ['7.2.1', '7.2.2'] }),
  *run(world, report) {
    const sources = namingSources(world);
    if (sources.size === 0) return;
    yield* world.input.readDescriptors();
    const found = collectTrustees();
    for (const { snapshotId, dn, place } of world.input.groupPlaces()) {
      yield;
      const attributes = sources.get(snapshotId);
      if (!attributes) continue;
      if (place === null) {
        report.notJudged('descriptorNotRead', dn());
        continue;
      }
      const from = world.objects.sourceOf(snapshotId);
      const told = new Set<string>();
      for (const attribute of attributes)
        for (const grant of world.control.unexpected(place, asks[attribute])) {
          if (told.has(grant.sid)) continue;
          told.add(grant.sid);
          found.add(from, grant.sid, dn, () => grantFacts([grant], from, dn())[0]!);
        }
    }
    for (const { sid, from, domain, evidence, count } of found.all())
      report.add({ code: 'renamesGroups', severity: 'critical', reason: 'leadsToAdministration', subject: world.objects.trustee(sid, from.snapshotId, domain), params: { groups: count }, evidence, evidenceTotal: count, ...(isLocalSid(sid) && { part: domain }) });
  },
}; // prettier-ignore
