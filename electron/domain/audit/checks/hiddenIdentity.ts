/** SIDs of another life, one account name in two domains, a group that got another name: who it is does not show. */
import { domainSidOf } from '../../directory/sid.ts';
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { accountState } from '../input.ts';
import { domainOf } from '../objects.ts';
import { namingOf } from '../naming.ts';
import { fact } from '../subjects.ts';
import type { AuditWorld } from '../world.ts';

/** Groups of one name in several domains of the set, where a rule takes that name without its domain: wherever they were read. */
function* namesApart({ mappings, objects, input }: AuditWorld): Generator<void, number[][], void> {
  const names = new Set<string>();
  for (const { grant, node } of mappings()) {
    const naming = node < 0 ? null : namingOf(grant);
    if (naming && !naming.qualified && naming.attribute === 'sAMAccountName') names.add(grant.principal!.name.toLowerCase());
  }
  const found = yield* input.groupsCalled(names);
  return [...found.values()].flatMap((nodes) => {
    // A directory that was read twice has every group twice: a copy is no namesake.
    const own = [...Map.groupBy(nodes, (node) => objects.sidOf(node) ?? node).values()].map(([first]) => first!);
    const domains = new Set(own.map((node) => domainSidOf(objects.sidOf(node) ?? '') ?? domainOf(objects.of(node).dn)));
    return domains.size > 1 ? [own] : [];
  });
} // prettier-ignore

export const hiddenIdentity: Check = {
  id: 'hidden-identity',
  number: 26,
  severity: 'high',
  codes: ['sidHistory', 'duplicateName', 'nameChanged'],
  controls: controls({ nist: ['AC-2', 'IA-4', 'AU-6'], iso: ['A.5.16', 'A.5.18'], soc2: ['CC6.2'], pci: ['8.2.1'] }),
  *run(world, report) {
    const { state } = world.accounts();
    const { objects } = world;
    const fromOf = (node: number) => ({ snapshotId: objects.of(node).snapshotId, readAt: objects.readAtOf(node) });
    for (let node = 0; node < state.length; node++) {
      if (node % 65_536 === 0) yield;
      if ((state[node]! & accountState.sidHistory) === 0) continue;
      if (report.full) {
        report.more();
        continue;
      }
      yield;
      const count = world.input.count(node, 'sIDHistory');
      report.add({ code: 'sidHistory', severity: 'medium', reason: 'accessUnexpected', subject: objects.subjectOf(node), params: { count }, evidence: [fact('attribute', fromOf(node), objects.of(node).dn, 'sIDHistory', String(count))] });
    }
    const apart = yield* namesApart(world);
    const told = new Set(apart.flat());
    const alike = function* (): Generator<readonly number[]> {
      yield* apart;
      for (const nodes of world.input.namesakes()) if (!nodes.every((node) => told.has(node))) yield nodes;
    };
    for (const nodes of alike()) {
      for (const node of nodes) {
        if (report.full) {
          report.more();
          continue;
        }
        const { name, dn } = objects.of(node);
        const others = nodes.filter((one) => one !== node);
        report.add({ code: 'duplicateName', severity: 'low', reason: 'hardToReview', subject: objects.subjectOf(node), owner: objects.ownerOf(node), params: { name, count: nodes.length, domain: domainOf(dn) }, evidence: [node, ...others].map((one) => fact('attribute', fromOf(one), objects.of(one).dn, 'sAMAccountName', objects.of(one).name)) });
      }
      yield;
    }
    const former = world.input.formerNames();
    if (former === null) {
      report.notJudged('noEarlierSnapshot');
      return;
    }
    const renamed = [];
    for (const one of former) {
      renamed.push(one);
      yield;
    }
    const then = world.input.mappedAs(renamed);
    const now = new Set(world.named().flatMap(({ node, mappings }) => (mappings.some(({ grant }) => namingOf(grant) !== null) ? [node] : [])));
    for (const { node, name: from, snapshotId, readAt } of renamed) {
      if (!then.has(node) && !now.has(node)) continue;
      const { name: to, dn } = objects.of(node);
      report.add({ code: 'nameChanged', severity: 'high', reason: 'leadsToRole', subject: objects.subjectOf(node), owner: objects.ownerOf(node), params: { from, to, since: readAt }, evidence: [fact('earlierAttribute', { snapshotId, readAt }, dn, 'sAMAccountName', from), fact('attribute', fromOf(node), dn, 'sAMAccountName', to)] });
      yield;
    }
  },
}; // prettier-ignore
