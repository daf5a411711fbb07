/** A powerful role that nobody has, and a group that nobody can review. */
import { dnKey, isDescendant } from '../../directory/dnKey.ts';
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { doubtsOf, isCertain, weighed, weighty } from '../certainty.ts';
import { fact, rolesOf } from '../subjects.ts';
import type { AuditWorld } from '../world.ts';

export const groupSize: Check = {
  id: 'group-size',
  number: 9,
  severity: 'medium',
  codes: ['emptyPowerfulGroup', 'crowdedGroup'],
  controls: controls({ nist: ['AC-2', 'AC-6(5)', 'AC-6(7)'], iso: ['A.5.18', 'A.8.2'], soc2: ['CC6.3'], pci: ['7.2.4'] }),
  *run(world, report) {
    const limit = world.settings.manyMembers;
    for (const { node, mappings } of world.mapped()) {
      if (!world.members.isGroup(node)) continue;
      yield;
      const weight = weighty(mappings);
      const count = world.members.people(weight);
      const powerful = weight.filter((mapping) => world.isPowerful(mapping));
      const empty = count === 0 && powerful.length > 0 && weight.every((mapping) => isEmpty(world.members, mapping));
      if (!empty && count <= limit) continue;
      const { dn, snapshotId } = world.objects.of(node);
      // Nobody who was read is not nobody.
      if (empty && membersUnread(world, node)) continue;
      if (empty && weight.some((mapping) => world.members.namesUnread(mapping))) {
        report.notJudged('foreignMembersUnknown', dn);
        continue;
      }
      const evidence = [fact('memberCount', { snapshotId, readAt: world.objects.readAtOf(node) }, dn, 'member', String(count)), ...doubtsOf(mappings)];
      const about = { subject: world.objects.subjectOf(node), owner: world.objects.ownerOf(node), evidence };
      const certain = mappings.some(isCertain);
      // Whoever is put in there first is watched by nobody.
      if (empty) report.add({ ...about, ...weighed(certain, 'low', 'unused'), code: 'emptyPowerfulGroup', params: { roles: rolesOf(powerful) } });
      else report.add({ ...about, ...weighed(certain, powerful.length > 0 ? 'high' : 'medium', powerful.length > 0 ? 'leadsToAdministration' : 'hardToReview'), code: 'crowdedGroup', params: { count, limit, roles: rolesOf(weight) } });
    }
  },
}; // prettier-ignore

/** Neither an account nor a stand-in for somebody whom nobody knows. */
function isEmpty(members: Parameters<Check['run']>[0]['members'], mapping: Parameters<typeof isCertain>[0]): boolean {
  let any = false;
  members.arriving(mapping, () => (any = true));
  if (any || members.primary(mapping.node) > 0) return false;
  const { known, unknown } = members.foreign(mapping);
  return known.length === 0 && unknown.length === 0;
} // prettier-ignore

/** Whether the group's source did not give the members of its groups, or of this one; needs.ts tells it. */
function membersUnread(world: AuditWorld, node: number): boolean {
  const { dn, snapshotId } = world.objects.of(node);
  const { sourceName } = world.objects.sourceOf(snapshotId);
  // Of one object; what stands above it, or names no object, concerns it as well.
  const isOther = (where: string): boolean => /^cn=/i.test(where) && dnKey(where) !== dnKey(dn) && !isDescendant(dn, where);
  return world.input.missing.some(
    (one) =>
      one.sourceName === sourceName &&
      (one.attribute?.toLowerCase() === 'member' || one.attribute === '*' || one.code === 'directoryData.trustedMembers') &&
      !isOther(one.where),
  );
} // prettier-ignore
