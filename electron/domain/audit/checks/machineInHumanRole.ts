/** Service accounts and computers among people: their passwords are in scripts, and nobody signs in for them. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { accountState } from '../input.ts';
import { fact, named, rolesOf } from '../subjects.ts';
import type { MappedPrincipal } from '../world.ts';

export const machineInHumanRole: Check = {
  id: 'machine-in-human-role',
  number: 10,
  severity: 'medium',
  codes: ['computerInRole', 'serviceInRole'],
  controls: controls({ nist: ['AC-2', 'IA-2', 'IA-9'], iso: ['A.5.16', 'A.8.2'], soc2: ['CC6.1'], pci: ['7.2.5', '8.6.1'] }),
  *run(world, report) {
    const { state } = world.accounts();
    const found = new Map<number, MappedPrincipal[]>();
    const isMachine = (node: number): boolean =>
      (state[node]! & (accountState.servicePrincipal | accountState.machine)) !== 0;
    for (const mapped of world.mapped()) {
      const members = world.reaches().isGroup(mapped.node) ? world.reaches().direct(mapped.node).map(({ node }) => node) : [mapped.node];
      for (const node of members) {
        if (world.reaches().isGroup(node) || world.reaches().isForeign(node) || !isMachine(node)) continue;
        const list = found.get(node);
        if (list) list.push(mapped);
        else found.set(node, [mapped]);
      }
      yield;
    }
    for (const [node, all] of found) {
      if (report.full) {
        report.more();
        continue;
      }
      const { dn, snapshotId, kind } = world.object(node);
      const from = { snapshotId, readAt: world.readAtOf(node) };
      const params = { groups: named(all.map(({ principal }) => principal.name)), roles: rolesOf(all.flatMap(({ mappings }) => mappings)) };
      const about = { subject: world.subjectOf(node), params, severity: 'medium', reason: 'accessUnexpected' } as const;
      if (kind === 'computer') report.add({ ...about, code: 'computerInRole', evidence: [fact('attribute', from, dn, 'objectClass', 'computer')] });
      else {
        const names = world.input.values(node, 'servicePrincipalName');
        report.add({ ...about, code: 'serviceInRole', evidence: names.map((name) => fact('attribute', from, dn, 'servicePrincipalName', name)) });
      }
    }
  },
}; // prettier-ignore
