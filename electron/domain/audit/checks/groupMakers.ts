/** Others than administrators who may make groups where the claim rules look: the name is the permission. */
import type { Check } from '../check.ts';
import { whoMakesGroups } from '../../control/group.ts';
import { controls } from '../controls.ts';
import { grantFacts } from '../editors.ts';
import { isLocalSid } from '../objects.ts';
import { namingOf } from '../naming.ts';
import type { Naming } from '../naming.ts';
import { collectTrustees } from '../trustees.ts';
import type { AuditWorld } from '../world.ts';

export const groupMakers: Check = {
  id: 'group-makers',
  number: null,
  severity: 'critical',
  codes: ['makesGroups'],
  controls: controls({ nist: ['AC-3', 'AC-6(1)', 'AC-6(5)'], iso: ['A.5.15', 'A.8.2'], soc2: ['CC6.3'], pci: ['7.2.1', '7.2.2'] }),
  *run(world, report) {
    const sources = namingSources(world);
    if (sources.size === 0) return;
    yield* world.input.readDescriptors();
    const found = collectTrustees();
    for (const { snapshotId, dn, place } of world.input.holders()) {
      yield;
      if (!sources.has(snapshotId)) continue;
      if (place === null) {
        report.notJudged('descriptorNotRead', dn);
        continue;
      }
      const from = world.objects.sourceOf(snapshotId);
      for (const grant of world.control.unexpected(place, whoMakesGroups))
        found.add(from, grant.sid, () => dn, () => grantFacts([grant], from, dn)[0]!);
    }
    for (const { sid, from, domain, evidence, count } of found.all())
      report.add({ code: 'makesGroups', severity: 'critical', reason: 'leadsToAdministration', subject: world.objects.trustee(sid, from.snapshotId, domain), params: { places: count }, evidence, evidenceTotal: count, ...(isLocalSid(sid) && { part: domain }) });
  },
}; // prettier-ignore

/** Snapshots in which a group's name makes it a role, by attributes that are read there. A rule that takes SIDs cares for no name. */
export function namingSources(world: AuditWorld): ReadonlyMap<number, ReadonlySet<Naming['attribute']>> {
  const found = new Map<number, Set<Naming['attribute']>>();
  for (const { principal, mappings } of world.named())
    for (const { grant } of mappings) {
      const naming = namingOf(grant);
      if (!naming) continue;
      const known = found.get(principal.snapshotId);
      if (known) known.add(naming.attribute);
      else found.set(principal.snapshotId, new Set([naming.attribute]));
    }
  return found;
}
