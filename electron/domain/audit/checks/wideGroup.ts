/** Everybody, or everybody of a domain, behind a role. */
import type { Check } from '../check.ts';
import { doubtsOf, isCertain, weighed } from '../certainty.ts';
import { controls } from '../controls.ts';
import { countsPrimary } from '../members.ts';
import { meaningOf } from '../../control/trustee.ts';
import { fact, named, roleOwner, roleSubject, rolesOf } from '../subjects.ts';
import type { AuditWorld, Mapping } from '../world.ts';

export const wideGroup: Check = {
  id: 'wide-group',
  number: 12,
  severity: 'critical',
  codes: ['wideGroup', 'everybodySignsIn'],
  controls: controls({ nist: ['AC-3', 'AC-6'], iso: ['A.5.15', 'A.5.18'], soc2: ['CC6.1', 'CC6.3'], pci: ['7.2.1', '7.2.2'] }),
  *run(world, report) {
    for (const { node, mappings } of world.mapped()) {
      if (!world.members.isGroup(node)) continue;
      yield;
      const through = new Map(mappings.map((mapping) => [mapping, wideOf(world, mapping)]));
      const all = mappings.filter((mapping) => through.get(mapping)!.length > 0);
      if (all.length === 0) continue;
      // Everybody is in Domain Users by the primary group, which tokens alone are known to count.
      const sure = all.filter((mapping) => isCertain(mapping) && countsPrimary(mapping));
      const told = sure.length > 0 ? sure : all;
      const wide = [...new Set(told.flatMap((mapping) => through.get(mapping)!))];
      const { dn, snapshotId } = world.objects.of(node);
      const from = { snapshotId, readAt: world.objects.readAtOf(node) };
      const powerful = told.some((mapping) => world.isPowerful(mapping));
      if (all.some((mapping) => !countsPrimary(mapping) && mapping.grant.membership === undefined)) report.notJudged('primaryGroupUndocumented', dn);
      report.add({
        ...weighed(sure.length > 0, powerful ? 'critical' : 'high', 'openToAnybody'),
        code: 'wideGroup',
        subject: world.objects.subjectOf(node),
        owner: world.objects.ownerOf(node),
        params: { through: named(wide.map((one) => world.objects.of(one).name)), roles: rolesOf(told) },
        evidence: [...wide.map((one) => fact('attribute', from, dn, 'member', world.objects.of(one).dn)), ...doubtsOf(told)],
      });
    }
    for (const { grant } of world.mappings()) {
      const role = world.aws.role(grant.roleArn);
      if (!role || grant.status === 'broken' || !grant.issues.includes('everyoneSignsIn')) continue;
      const { name, account } = role.value;
      const rule = grant.evidence.find(({ code }) => code === 'claimRule');
      const powerful = world.aws.isPowerful(grant);
      report.add({
        // That everybody gets it is no doubt; what else stands open is.
        ...weighed(grant.issues.every((issue) => issue === 'everyoneSignsIn'), powerful ? 'critical' : 'high', 'openToAnybody'),
        code: 'everybodySignsIn',
        subject: roleSubject(role),
        owner: roleOwner(role.value),
        part: rule?.where ?? '',
        params: { role: name, account, file: rule?.where ?? '' },
        evidence: grant.evidence,
      });
    }
  },
}; // prettier-ignore

/** Groups and stand-ins behind a mapping that mean everybody. A search finds nobody by them, and Identity Center gets no stand-ins. */
function wideOf(world: AuditWorld, mapping: Mapping): number[] {
  if (mapping.grant.membership !== undefined) return [];
  const stands = countsPrimary(mapping) ? world.members.foreign(mapping).unknown : [];
  return [mapping.node, ...world.members.nested(mapping), ...stands].filter((one) => {
    const sid = world.objects.sidOf(one);
    return sid !== null && meaningOf(sid) !== null && sid !== 'S-1-5-10';
  });
}
