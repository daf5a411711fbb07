/** Rules that take a group's name without its domain, and one name in two domains: whoever makes the second holds the role. */
import type { Check } from '../check.ts';
import { isCertain, weighed, weighty } from '../certainty.ts';
import { controls } from '../controls.ts';
import { namingOf } from '../naming.ts';
import { domainOf } from '../objects.ts';
import { fact, rolesOf } from '../subjects.ts';
import type { Mapping } from '../world.ts';

export const unqualifiedNames: Check = {
  id: 'unqualified-names',
  number: 29,
  severity: 'critical',
  codes: ['unqualifiedName'],
  controls: controls({ nist: ['AC-3', 'IA-4', 'IA-8'], iso: ['A.5.15', 'A.5.16'], soc2: ['CC6.1', 'CC6.3'], pci: ['7.2.1'] }),
  *run(world, report) {
    /** By the rules that read them, whatever snapshots these are of; where no rules are known, by snapshot. */
    const named = new Map<string, Mapping[]>();
    for (const mapping of world.mappings()) {
      const { grant, node } = mapping;
      const naming = node < 0 ? null : namingOf(grant);
      if (!naming || naming.qualified) continue;
      const { name, snapshotId } = grant.principal!;
      const key = `${naming.rules ?? snapshotId} ${naming.attribute} ${name.toLowerCase()}`;
      const list = named.get(key);
      if (list) list.push(mapping);
      else named.set(key, [mapping]);
    }
    const done = new Set<number>();
    for (const mappings of named.values()) {
      yield;
      // A forest that was read twice has every group twice: a copy is no namesake.
      const nodes = [...Map.groupBy(mappings.map(({ node }) => node), (node) => world.objects.sidOf(node) ?? node).values()].map(([first]) => first!);
      const domains = new Set(nodes.map((node) => world.objects.sidOf(node)?.replace(/-\d+$/, '') ?? domainOf(world.objects.of(node).dn)));
      if (nodes.length < 2) continue;
      const weight = weighty(mappings.filter(({ grant }) => grant.status !== 'broken'));
      const powerful = weight.some((mapping) => world.isPowerful(mapping));
      for (const node of nodes) {
        if (done.has(node)) continue;
        done.add(node);
        const { name, dn, snapshotId } = world.objects.of(node);
        const from = { snapshotId, readAt: world.objects.readAtOf(node) };
        report.add({
          ...weighed(weight.length === 0 || weight.some(isCertain), powerful ? 'critical' : 'high', powerful ? 'leadsToAdministration' : 'leadsToRole'),
          code: 'unqualifiedName', subject: world.objects.subjectOf(node), owner: world.objects.ownerOf(node),
          params: { name, domains: domains.size, domain: domainOf(dn) },
          evidence: [
            ...[dn, ...nodes.filter((one) => one !== node).map((one) => world.objects.of(one).dn)].map((where) => fact('attribute', from, where, 'sAMAccountName', name)),
            ...(weight.length > 0 ? [fact('secondRole', from, dn, 'sAMAccountName', rolesOf(weight))] : []),
          ],
        });
      }
    }
  },
}; // prettier-ignore
