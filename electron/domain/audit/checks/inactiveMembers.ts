/** Accounts that are disabled, expired, locked or long unused, and would still open a powerful role. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import type { InactiveState } from '../codes.ts';
import { accountState } from '../input.ts';
import { logonLagDays } from '../settings.ts';
import { fact, rolesOf } from '../subjects.ts';
import type { Mapping } from '../world.ts';

const names = [
  ['disabled', accountState.disabled, 'userAccountControl'],
  ['expired', accountState.expired, 'accountExpires'],
  ['locked', accountState.locked, 'msDS-User-Account-Control-Computed'],
] as const satisfies readonly (readonly [InactiveState, number, string])[];

export const inactiveMembers: Check = {
  id: 'inactive-members',
  number: 8,
  severity: 'high',
  codes: ['inactiveMember'],
  controls: controls({ nist: ['AC-2(3)', 'AC-2(7)', 'AC-6(5)'], iso: ['A.5.18', 'A.8.2'], soc2: ['CC6.2', 'CC6.3'], pci: ['8.2.5', '8.2.6'] }),
  *run(world, report) {
    const found = new Map<number, Mapping[]>();
    const { state, idleDays } = world.accounts();
    const limit = world.settings.staleDays + logonLagDays;
    const asleep = accountState.disabled | accountState.expired | accountState.locked;
    let unknown = 0;
    for (const mapping of world.mappings()) {
      if (!world.isPowerful(mapping)) continue;
      if (mapping.node >= 0 && world.unknownMembers(mapping.node) > 0)
        report.notJudged('foreignMembersUnknown', world.object(mapping.node).dn);
      for (const node of world.arriving(mapping)) {
        if ((state[node]! & accountState.unknown) !== 0) unknown++;
        if ((state[node]! & asleep) === 0 && idleDays[node]! <= limit) continue;
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
      const { dn, snapshotId } = world.object(node);
      const from = { snapshotId, readAt: world.readAtOf(node) };
      const states = names.filter(([, bit]) => (state[node]! & bit) !== 0);
      const stale = idleDays[node]! > limit;
      const said: InactiveState[] = states.map(([name]) => name);
      if (stale) said.push('stale');
      const value = (attribute: string): string => world.input.values(node, attribute)[0] ?? '';
      // A sleeping account is there for whoever wakes it; one that cannot sign in today opens nothing today.
      report.add({
        code: 'inactiveMember',
        severity: states.length === 0 ? 'high' : 'medium',
        reason: 'leaverKeepsPower',
        subject: world.subjectOf(node),
        params: { states: said.join(', '), roles: rolesOf(mappings) },
        evidence: [
          ...states.map(([, , attribute]) => fact('attribute', from, dn, attribute, value(attribute))),
          ...(stale ? [fact('attribute', from, dn, 'lastLogonTimestamp', value('lastLogonTimestamp'))] : []),
        ],
      });
    }
    if (unknown > 0) report.notJudged('attributeNotRead', 'userAccountControl');
  },
}; // prettier-ignore
