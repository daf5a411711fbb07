/** Two roles of one account in one hand that are meant for two people. */
import { roleKeyOf } from '../../access/targets.ts';
import type { Check } from '../check.ts';
import { isCertain, weighed, weighty } from '../certainty.ts';
import { controls } from '../controls.ts';
import { globMatches } from '../../mapping/glob.ts';
import { principalOf } from '../members.ts';
import { evidenceOf, fact, named } from '../subjects.ts';
import type { Mapping } from '../world.ts';

export const toxicPair: Check = {
  id: 'toxic-pair',
  number: 24,
  severity: 'high',
  codes: ['toxicPair'],
  controls: controls({ nist: ['AC-5', 'AC-6(2)'], iso: ['A.5.3', 'A.8.2'], soc2: ['CC6.3'], pci: ['7.2.2', '6.5.3'] }),
  *run(world, report) {
    for (const { name, first, second } of world.settings.toxicPairs) {
      const bySide = (pattern: string) => Map.groupBy(world.open().filter(({ grant }) => globMatches(pattern, grant.roleName)), ({ grant }) => grant.account);
      const [firsts, seconds] = [bySide(first), bySide(second)];
      for (const [account, some] of firsts) {
        const others = seconds.get(account);
        if (!others) continue;
        const one = new Map<number, Mapping[]>();
        for (const mapping of some) {
          world.members.arriving(mapping, (node) => void listIn(one, node).push(mapping));
          yield;
        }
        const both = new Map<number, Mapping[]>();
        for (const mapping of others) {
          world.members.arriving(mapping, (node) => {
            if (one.has(node)) listIn(both, node).push(mapping);
          });
          yield;
        }
        for (const [node, with2] of both) {
          if (report.full) {
            report.more();
            continue;
          }
          yield;
          const with1 = one.get(node)!;
          // One role that both names fit is no pair.
          if (new Set([...with1, ...with2].map(({ grant }) => roleKeyOf(grant))).size < 2) continue;
          const certain = with1.some(isCertain) && with2.some(isCertain);
          const [told1, told2] = [weighty(with1), weighty(with2)];
          const from = { snapshotId: world.objects.of(node).snapshotId, readAt: world.objects.readAtOf(node) };
          const facts = [...told1, ...told2].map((mapping) => fact(isCertain(mapping) ? 'secondRole' : 'candidateRole', from, principalOf(mapping).where, 'member', mapping.grant.roleArn ?? mapping.grant.roleName));
          report.add({
            ...weighed(certain, 'high', 'dutiesNotSeparated'),
            // People rename pairs; what the pair is of makes it another one.
            code: 'toxicPair', subject: world.objects.subjectOf(node), part: `${[first, second].map((pattern) => pattern.toLowerCase()).join(' + ')} ${account}`,
            params: { pair: name, first: `${named(told1.map(({ grant }) => grant.roleName))} (${account})`, second: `${named(told2.map(({ grant }) => grant.roleName))} (${account})` },
            evidence: [...facts, ...evidenceOf([...told1, ...told2])],
          });
        }
      }
    }
  },
}; // prettier-ignore

function listIn(lists: Map<number, Mapping[]>, node: number): Mapping[] {
  let list = lists.get(node);
  if (!list) lists.set(node, (list = []));
  return list;
}
