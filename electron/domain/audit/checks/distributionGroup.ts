/** A distribution group is in no token; a rule with a search of its own counts it all the same. Judged by the grant. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { weighed, isCertain } from '../certainty.ts';
import { evidenceOf, fact, rolesOf } from '../subjects.ts';

export const distributionGroup: Check = {
  id: 'distribution-group',
  number: 4,
  severity: 'medium',
  codes: ['distributionNotInToken', 'distributionCounted'],
  controls: controls({ nist: ['AC-3', 'AC-6'], iso: ['A.5.15', 'A.5.18'], soc2: ['CC6.3'] }),
  run(world, report) {
    for (const { node, mappings } of world.named()) {
      const saml = mappings.filter(({ grant }) => grant.mechanism === 'saml');
      if (saml.length === 0 || !world.members.isDistribution(node)) continue;
      const counting = saml.filter(({ grant }) => grant.membership !== undefined && grant.status !== 'broken');
      const missed = saml.filter(({ grant }) => grant.issues.includes('distributionGroup'));
      const { dn, snapshotId, groupType } = world.objects.of(node);
      const type = fact('attribute', { snapshotId, readAt: world.objects.readAtOf(node) }, dn, 'groupType', String(groupType));
      const about = { subject: world.objects.subjectOf(node), owner: world.objects.ownerOf(node) };
      // Whoever keeps a mailing list does not know that it opens a role.
      if (counting.length > 0) {
        const rule = counting.flatMap(({ grant }) => grant.evidence).find(({ code }) => code === 'claimRule')?.where ?? '';
        report.add({ ...about, ...weighed(counting.some(isCertain), 'medium', 'accessUnexpected'), code: 'distributionCounted', params: { roles: rolesOf(counting), rule }, evidence: [type, ...evidenceOf(counting)] });
      }
      if (missed.length > 0)
        report.add({ ...about, code: 'distributionNotInToken', severity: 'low', reason: 'accessMissing', params: { roles: rolesOf(missed) }, evidence: [type, ...evidenceOf(missed)] });
    }
  },
}; // prettier-ignore
