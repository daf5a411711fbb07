/** Two roles of one account in one hand that are meant for two people. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { globMatches } from '../../mapping/glob.ts';
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
      const working = world.mappings().filter(({ grant }) => grant.status !== 'candidate' && grant.roleArn !== null);
      const bySide = (pattern: string) => Map.groupBy(working.filter(({ grant }) => globMatches(pattern, grant.roleName)), ({ grant }) => grant.account);
      const [firsts, seconds] = [bySide(first), bySide(second)];
      for (const [account, some] of firsts) {
        const others = seconds.get(account);
        if (!others) continue;
        const one = new Map<number, Mapping[]>();
        for (const mapping of some) {
          for (const node of world.arriving(mapping)) one.set(node, [...(one.get(node) ?? []), mapping]);
          yield;
        }
        const both = new Map<number, Mapping[]>();
        for (const mapping of others) {
          for (const node of world.arriving(mapping)) if (one.has(node)) both.set(node, [...(both.get(node) ?? []), mapping]);
          yield;
        }
        for (const [node, with2] of both) {
          if (report.full) {
            report.more();
            continue;
          }
          const with1 = one.get(node)!;
          const facts = [...with1, ...with2].map(({ grant }) => fact('secondRole', { snapshotId: world.object(node).snapshotId, readAt: world.readAtOf(node) }, grant.principal?.dn ?? '', 'member', grant.roleArn ?? grant.roleName));
          report.add({
            code: 'toxicPair', severity: 'high', reason: 'dutiesNotSeparated', subject: world.subjectOf(node), part: `${name} ${account}`,
            params: { pair: name, first: `${named(with1.map(({ grant }) => grant.roleName))} (${account})`, second: `${named(with2.map(({ grant }) => grant.roleName))} (${account})` },
            evidence: [...facts, ...evidenceOf([...with1, ...with2])],
          });
        }
      }
    }
  },
}; // prettier-ignore
