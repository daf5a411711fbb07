/** Rules that take a group's name without its domain, and one name in two domains: whoever makes the second holds the role. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { readGroupName, classicTemplate } from '../../mapping/groupName.ts';
import { fact, rolesOf } from '../subjects.ts';

export const unqualifiedNames: Check = {
  id: 'unqualified-names',
  number: 29,
  severity: 'critical',
  codes: ['unqualifiedName'],
  controls: controls({ nist: ['AC-3', 'IA-4', 'IA-8'], iso: ['A.5.15', 'A.5.16'], soc2: ['CC6.1', 'CC6.3'], pci: ['7.2.1'] }),
  *run(world, report) {
    const conventions = world.ruleFiles().flatMap((file) => file.conventions);
    const templates = conventions.length === 0 ? [classicTemplate] : conventions.filter(({ qualified }) => !qualified).map(({ template }) => template);
    if (conventions.length === 0) report.notJudged('noRuleFile');
    for (const nodes of world.input.namesakes()) {
      yield;
      const groups = nodes.filter((node) => world.reaches().isGroup(node));
      if (groups.length < 2 || !templates.some((template) => readGroupName(world.object(groups[0]!).name, template) !== null)) continue;
      const all = world.mapped().filter(({ node }) => groups.includes(node)).flatMap(({ mappings }) => mappings);
      const powerful = all.some((mapping) => world.isPowerful(mapping));
      for (const node of groups) {
        const { name, dn, snapshotId } = world.object(node);
        report.add({
          code: 'unqualifiedName', severity: powerful ? 'critical' : 'high', reason: powerful ? 'leadsToAdministration' : 'leadsToRole', subject: world.subjectOf(node), owner: world.ownerOf(node),
          params: { name, domains: groups.length },
          evidence: [
            ...[dn, ...groups.filter((one) => one !== node).map((one) => world.object(one).dn)].map((where) => fact('attribute', { snapshotId, readAt: world.readAtOf(node) }, where, 'sAMAccountName', name)),
            ...(all.length > 0 ? [fact('secondRole', { snapshotId, readAt: world.readAtOf(node) }, dn, 'sAMAccountName', rolesOf(all))] : []),
          ],
        });
      }
    }
  },
}; // prettier-ignore
