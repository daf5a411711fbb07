/** Service accounts and computers among people: their passwords are in scripts, and nobody signs in for them. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { doubtsOf, isCertain, weighed } from '../certainty.ts';
import { accountState } from '../input.ts';
import { principalOf } from '../members.ts';
import { fact, named, rolesOf } from '../subjects.ts';
import type { Mapping } from '../world.ts';

export const machineInHumanRole: Check = {
  id: 'machine-in-human-role',
  number: 10,
  severity: 'medium',
  codes: ['computerInRole', 'serviceInRole'],
  controls: controls({ nist: ['AC-2', 'IA-2', 'IA-9'], iso: ['A.5.16', 'A.8.2'], soc2: ['CC6.1'], pci: ['7.2.5', '8.6.1'] }),
  *run(world, report) {
    const { state } = world.accounts();
    const found = new Map<number, Mapping[]>();
    for (const mapping of world.open()) {
      for (const node of world.members.direct(mapping)) {
        if ((state[node]! & (accountState.servicePrincipal | accountState.machine)) === 0) continue;
        const list = found.get(node);
        if (list) list.push(mapping);
        else found.set(node, [mapping]);
      }
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
      if (kind === 'computer') report.add({ ...about, code: 'computerInRole', evidence: [fact('attribute', from, dn, 'objectClass', 'computer'), ...doubtsOf(mappings)] });
      else
        report.add({
          ...about,
          code: 'serviceInRole',
          evidence: [...(names.length > 0 ? names.map((name) => fact('attribute', from, dn, 'servicePrincipalName', name)) : [fact('attribute', from, dn, 'objectClass', kind)]), ...doubtsOf(mappings)],
        });
    }
  },
}; // prettier-ignore
