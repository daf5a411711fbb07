/** Accounts that are disabled, expired, locked or long unused, and would still open a powerful role. */
import { domainSidOf } from '../../directory/sid.ts';
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { doubtsOf, isCertain, weighed } from '../certainty.ts';
import type { InactiveState } from '../codes.ts';
import { accountState } from '../input.ts';
import { logonLagDays } from '../settings.ts';
import { fact, rolesOf } from '../subjects.ts';
import type { AuditWorld, Mapping } from '../world.ts';

const names = [
  ['disabled', accountState.disabled, 'userAccountControl'],
  ['expired', accountState.expired, 'accountExpires'],
  ['locked', accountState.locked, 'msDS-User-Account-Control-Computed'],
] as const satisfies readonly (readonly [InactiveState, number, string])[];
const asleep = accountState.disabled | accountState.expired | accountState.locked;

export const inactiveMembers: Check = {
  id: 'inactive-members',
  number: 8,
  severity: 'high',
  codes: ['inactiveMember'],
  controls: controls({ nist: ['AC-2(3)', 'AC-2(7)', 'AC-6(5)'], iso: ['A.5.18', 'A.8.2'], soc2: ['CC6.2', 'CC6.3'], pci: ['8.2.5', '8.2.6'] }),
  *run(world, report) {
    const found = new Map<number, Mapping[]>();
    const { state } = world.accounts();
    const idle = idleness(world);
    let unknown = 0;
    for (const mapping of world.open()) {
      if (!world.isPowerful(mapping)) continue;
      if (hasUnknown(world, mapping) || world.members.namesUnread(mapping)) report.notJudged('foreignMembersUnknown', world.objects.of(mapping.node).dn);
      world.members.arriving(mapping, (node) => {
        if ((state[node]! & accountState.unknown) !== 0) unknown++;
        if ((state[node]! & asleep) === 0 && idle(node) === null) return;
        const list = found.get(node);
        if (list) list.push(mapping);
        else found.set(node, [mapping]);
      });
      yield;
    }
    for (const [node, mappings] of found) {
      if (report.full) {
        report.more();
        continue;
      }
      yield;
      const { dn, snapshotId } = world.objects.of(node);
      const from = { snapshotId, readAt: world.objects.readAtOf(node) };
      const states = names.filter(([, bit]) => (state[node]! & bit) !== 0);
      const unused = idle(node);
      const said: InactiveState[] = [...states.map(([name]) => name), ...(unused === null ? [] : [unused])];
      const value = (attribute: string): string => world.input.values(node, attribute)[0] ?? '';
      const attributes = [
        ...states.map(([, , attribute]) => attribute),
        ...(unused === 'stale' ? ['lastLogonTimestamp'] : unused === 'neverUsed' ? ['lastLogonTimestamp', 'whenCreated'] : []),
      ];
      // A sleeping account is there for whoever wakes it; one that cannot sign in today opens nothing today.
      report.add({
        ...weighed(mappings.some(isCertain), states.length === 0 ? 'high' : 'medium', 'leaverKeepsPower'),
        code: 'inactiveMember',
        subject: world.objects.subjectOf(node),
        params: { states: said.join(', '), roles: rolesOf(mappings) },
        evidence: [...attributes.map((attribute) => fact('attribute', from, dn, attribute, value(attribute))), ...doubtsOf(mappings)],
      });
    }
    if (unknown > 0) report.notJudged('attributeNotRead', 'userAccountControl');
  },
}; // prettier-ignore

/** Whether an account is long unused, or has never been used though it is there for as long. */
function idleness(world: AuditWorld): (node: number) => 'stale' | 'neverUsed' | null {
  const { idleDays, ageDays } = world.accounts();
  const limit = world.settings.staleDays + logonLagDays;
  // Where the attribute was not read, nobody is known to have never signed in.
  const unread = new Set(
    world.input.missing.flatMap(({ attribute, sourceName }) =>
      attribute?.toLowerCase() === 'lastlogontimestamp' ? [sourceName] : [],
    ),
  );
  const spans = world.input.graph.spans.map(({ first, part }) => ({
    first,
    end: first + part.objectIds.length,
    read: !unread.has(world.objects.sourceOf(part.snapshotId).sourceName),
  }));
  const isRead = (node: number): boolean =>
    spans.some(({ first, end, read }) => read && node >= first && node < end);
  return (node) => {
    if (idleDays[node]! >= 0) return idleDays[node]! > limit ? 'stale' : null;
    return ageDays[node]! > limit && isRead(node) ? 'neverUsed' : null;
  };
}

/** Members of domains that were not read: nobody knows who they are. Everyone and its like are known. */
const hasUnknown = (world: AuditWorld, mapping: Mapping): boolean =>
  world.members.isGroup(mapping.node) &&
  world.members.foreign(mapping).unknown.some((one) => isAccountSid(world.objects.sidOf(one)));
const isAccountSid = (sid: string | null): boolean => sid !== null && domainSidOf(sid) !== null;
