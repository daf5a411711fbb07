/** SIDs of another life, one account name in two domains, a group that got another name: who it is does not show. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { accountState } from '../input.ts';
import { domainOf } from '../objects.ts';
import { namingOf } from '../naming.ts';
import { fact } from '../subjects.ts';

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
    for (const nodes of world.input.namesakes()) {
      for (const node of nodes) {
        if (report.full) {
          report.more();
          continue;
        }
        const { name, dn } = objects.of(node);
        report.add({ code: 'duplicateName', severity: 'low', reason: 'hardToReview', subject: objects.subjectOf(node), owner: objects.ownerOf(node), params: { name, count: nodes.length, domain: domainOf(dn) }, evidence: [dn, ...nodes.filter((one) => one !== node).map((one) => objects.of(one).dn)].map((where) => fact('attribute', fromOf(node), where, 'sAMAccountName', name)) });
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
