/** Service accounts and computers among people: their passwords are in scripts, and nobody signs in for them. */
import type { Evidence } from '../../mapping/grant.ts';
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { doubtsOf, isCertain, weighed } from '../certainty.ts';
import { accountState } from '../input.ts';
import { mostFindings } from '../finding.ts';
import { principalOf } from '../members.ts';
import { fact, named, rolesOf } from '../subjects.ts';
import type { AuditWorld, Mapping } from '../world.ts';

const machine = accountState.servicePrincipal | accountState.machine;
/** Groups of one account whose chains are told; the sentence names no more either. */
const mostChains = 5;

export const machineInHumanRole: Check = {
  id: 'machine-in-human-role',
  number: 10,
  severity: 'medium',
  codes: ['computerInRole', 'serviceInRole'],
  controls: controls({ nist: ['AC-2', 'IA-2', 'IA-9'], iso: ['A.5.16', 'A.8.2'], soc2: ['CC6.1'], pci: ['7.2.5', '8.6.1'] }),
  *run(world, report) {
    const { state } = world.accounts();
    const found = new Map<number, Mapping[]>();
    // Every computer of a domain may be behind one group: of those beyond what is kept only how many there are.
    const beyond = new Set<number>();
    for (const mapping of world.open()) {
      world.members.arriving(mapping, (node) => {
        if ((state[node]! & machine) === 0) return;
        const list = found.get(node);
        if (list) list.push(mapping);
        else if (found.size < mostFindings) found.set(node, [mapping]);
        else beyond.add(node);
      });
      yield;
    }
    for (const [node, mappings] of found) {
      if (report.full) {
        report.more();
        continue;
      }
      yield;
      const { dn, snapshotId, kind } = world.objects.of(node);
      const from = { snapshotId, readAt: world.objects.readAtOf(node) };
      const params = { groups: named(mappings.map((mapping) => principalOf(mapping).name)), roles: rolesOf(mappings) };
      const about = { subject: world.objects.subjectOf(node), params, ...weighed(mappings.some(isCertain), 'medium', 'accessUnexpected') } as const;
      const names = kind === 'computer' ? [] : world.input.values(node, 'servicePrincipalName');
      const is = names.length > 0 ? names.slice(0, 3).map((name) => fact('attribute', from, dn, 'servicePrincipalName', name)) : [fact('attribute', from, dn, 'objectClass', kind)];
      const evidence = [...is, ...chainsOf(world, node, mappings), ...doubtsOf(mappings)];
      report.add({ ...about, code: kind === 'computer' ? 'computerInRole' : 'serviceInRole', evidence });
    }
    for (const _ of beyond) report.more();
  },
}; // prettier-ignore

/** Each membership on the way from the mapped groups down to the account, each once. */
function chainsOf({ members, objects, input }: AuditWorld, account: number, mappings: readonly Mapping[]): Evidence[] {
  const groups = [...Map.groupBy(mappings, (mapping) => mapping.node).values()].slice(0, mostChains);
  const found = new Map<string, Evidence>();
  for (const [mapping] of groups)
    for (const { group, member, primary } of members.chain(mapping!, account)) {
      const holder = primary ? member : group;
      const { dn, snapshotId } = objects.of(holder);
      const from = { snapshotId, readAt: objects.readAtOf(holder) };
      const [field, value] = primary ? ['primaryGroupID', input.values(member, 'primaryGroupID')[0] ?? ''] : ['member', objects.of(member).dn];
      const key = `${dn} ${field} ${value}`;
      if (!found.has(key)) found.set(key, fact('attribute', from, dn, field!, value!));
    }
  return [...found.values()];
} // prettier-ignore
