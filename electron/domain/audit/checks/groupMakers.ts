/** Others than administrators who may make groups where the claim rules look: the name is the permission. */
import type { Check } from '../check.ts';
import { whoMakesGroups } from '../../control/group.ts';
import { isExpected } from '../../control/trustee.ts';
import { controls } from '../controls.ts';
import { grantFacts } from '../editors.ts';
import { collectTrustees } from '../trustees.ts';

export const groupMakers: Check = {
  id: 'group-makers',
  number: null,
  severity: 'critical',
  codes: ['makesGroups'],
  controls: controls({ nist: ['AC-3', 'AC-6(1)', 'AC-6(5)'], iso: ['A.5.15', 'A.8.2'], soc2: ['CC6.3'], pci: ['7.2.1', '7.2.2'] }),
  *run(world, report) {
    const sources = new Set(samlSources(world));
    if (sources.size === 0) return;
    const found = collectTrustees();
    for (const { snapshotId, dn, place } of world.input.holders()) {
      yield;
      if (!sources.has(snapshotId)) continue;
      if (place === null) {
        report.notJudged('descriptorNotRead', dn);
        continue;
      }
      const grants = whoMakesGroups(place, world.principals).filter(({ sid }) => !isExpected(sid));
      const from = world.sourceOf(snapshotId);
      for (const grant of grants) found.add(from, grant.sid, () => grantFacts([grant], from, dn)[0]!);
    }
    for (const { sid, from, evidence, count } of found.all())
      report.add({ code: 'makesGroups', severity: 'critical', reason: 'leadsToAdministration', subject: world.trustee(sid, from.snapshotId), params: { places: count }, evidence, evidenceTotal: count });
  },
}; // prettier-ignore

/** Snapshots that have groups which claim rules make roles of. */
export const samlSources = (world: Parameters<Check['run']>[0]): number[] =>
  world
    .mapped()
    .flatMap(({ principal, mappings }) =>
      mappings.some(({ grant }) => grant.mechanism === 'saml') ? [principal.snapshotId] : [],
    );
