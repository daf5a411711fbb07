/** Foreign security principals are not synchronised to Identity Center: those people do not arrive. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { isCertain, weighed, weighty } from '../certainty.ts';
import { fact, rolesOf } from '../subjects.ts';

export const foreignMembers: Check = {
  id: 'foreign-members',
  number: 6,
  severity: 'medium',
  codes: ['foreignNotSynchronised'],
  controls: controls({ nist: ['AC-2', 'IA-8'], iso: ['A.5.16', 'A.5.18'], soc2: ['CC6.2'] }),
  *run(world, report) {
    for (const { node, mappings } of world.mapped()) {
      if (!world.members.isGroup(node)) continue;
      const assigned = mappings.filter(({ grant }) => grant.mechanism === 'identity-center');
      const { dn, snapshotId } = world.objects.of(node);
      const delegated = mappings.find(({ grant }) => grant.mechanism === 'delegation');
      // What the console makes of stand-ins is documented nowhere.
      if (delegated && standInsOf(world.members.foreign(delegated)).length > 0) report.notJudged('foreignUndocumented', dn);
      if (assigned.length === 0) continue;
      yield;
      const foreign = standInsOf(world.members.foreign(assigned[0]!));
      if (foreign.length === 0) continue;
      const from = { snapshotId, readAt: world.objects.readAtOf(node) };
      report.add({
        ...weighed(assigned.some(isCertain), 'medium', 'accessMissing'),
        code: 'foreignNotSynchronised',
        subject: world.objects.subjectOf(node),
        owner: world.objects.ownerOf(node),
        params: { count: foreign.length, roles: rolesOf(weighty(assigned)) },
        evidence: foreign.slice(0, 20).map((one) => fact('attribute', from, dn, 'member', world.objects.of(one).dn)),
        evidenceTotal: foreign.length,
      });
    }
  },
}; // prettier-ignore

const standInsOf = ({ known, unknown }: { readonly known: readonly number[]; readonly unknown: readonly number[] }): number[] => [...known, ...unknown]; // prettier-ignore
