/** SIDs of another life, one account name in two domains, a group that got another name: who it is does not show. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { accountState } from '../input.ts';
import { readGroupName } from '../../mapping/groupName.ts';
import { fact } from '../subjects.ts';

export const hiddenIdentity: Check = {
  id: 'hidden-identity',
  number: 26,
  severity: 'high',
  codes: ['sidHistory', 'duplicateName', 'nameChanged'],
  controls: controls({ nist: ['AC-2', 'IA-4', 'AU-6'], iso: ['A.5.16', 'A.5.18'], soc2: ['CC6.2'], pci: ['8.2.1'] }),
  *run(world, report) {
    const { state } = world.accounts();
    const fromOf = (node: number) => ({ snapshotId: world.object(node).snapshotId, readAt: world.readAtOf(node) });
    for (let node = 0; node < state.length; node++) {
      if (node % 65_536 === 0) yield;
      if ((state[node]! & accountState.sidHistory) === 0) continue;
      if (report.full) {
        report.more();
        continue;
      }
      const count = world.input.count(node, 'sIDHistory');
      report.add({ code: 'sidHistory', severity: 'medium', reason: 'accessUnexpected', subject: world.subjectOf(node), params: { count }, evidence: [fact('attribute', fromOf(node), world.object(node).dn, 'sIDHistory', String(count))] });
    }
    for (const nodes of world.input.namesakes()) {
      for (const node of nodes) {
        if (report.full) {
          report.more();
          continue;
        }
        const { name, dn } = world.object(node);
        report.add({ code: 'duplicateName', severity: 'low', reason: 'hardToReview', subject: world.subjectOf(node), owner: world.ownerOf(node), params: { name, count: nodes.length }, evidence: [dn, ...nodes.filter((one) => one !== node).map((one) => world.object(one).dn)].map((where) => fact('attribute', fromOf(node), where, 'sAMAccountName', name)) });
      }
      yield;
    }
    const former = world.input.formerNames();
    if (former === null) report.notJudged('noEarlierSnapshot');
    const templates = world.ruleFiles().flatMap(({ conventions }) => conventions.map(({ template }) => template));
    const isMapped = (name: string): boolean => readGroupName(name) !== null || templates.some((template) => readGroupName(name, template) !== null);
    for (const { node, name: from, snapshotId, readAt } of former ?? []) {
      yield;
      const { name: to, dn } = world.object(node);
      if (!isMapped(from) && !isMapped(to)) continue;
      report.add({ code: 'nameChanged', severity: 'high', reason: 'leadsToRole', subject: world.subjectOf(node), owner: world.ownerOf(node), params: { from, to, since: readAt }, evidence: [fact('earlierAttribute', { snapshotId, readAt }, dn, 'sAMAccountName', from), fact('attribute', fromOf(node), dn, 'sAMAccountName', to)] });
    }
  },
}; // prettier-ignore
