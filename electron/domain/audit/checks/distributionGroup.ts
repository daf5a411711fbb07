/** A distribution group is in no token; a rule with a query of its own counts it all the same. Judged by the rule. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { evidenceOf, fact, rolesOf } from '../subjects.ts';

export const distributionGroup: Check = {
  id: 'distribution-group',
  number: 4,
  severity: 'medium',
  codes: ['distributionNotInToken', 'distributionCounted'],
  controls: controls({ nist: ['AC-3', 'AC-6'], iso: ['A.5.15', 'A.5.18'], soc2: ['CC6.3'] }),
  run(world, report) {
    for (const { node, mappings } of world.mapped()) {
      const saml = mappings.filter(({ grant }) => grant.mechanism === 'saml');
      if (saml.length === 0 || world.isSecurity(node)) continue;
      const counting = saml.filter(({ convention }) => convention?.everyKind);
      const { dn, snapshotId, groupType } = world.object(node);
      const evidence = [fact('attribute', { snapshotId, readAt: world.readAtOf(node) }, dn, 'groupType', String(groupType)), ...evidenceOf(saml)];
      const about = { subject: world.subjectOf(node), owner: world.ownerOf(node), evidence };
      // Whoever keeps a mailing list does not know that it opens a role.
      if (counting.length > 0)
        report.add({ ...about, code: 'distributionCounted', severity: 'medium', reason: 'accessUnexpected', params: { roles: rolesOf(counting), rule: counting[0]!.convention!.file.name } });
      else
        report.add({ ...about, code: 'distributionNotInToken', severity: 'low', reason: 'accessMissing', params: { roles: rolesOf(saml) } });
    }
  },
}; // prettier-ignore
