/** A group or a person that more than one mechanism gives roles: taking away one of them leaves the others. */
import { mechanisms } from '../../mapping/grant.ts';
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { fact } from '../subjects.ts';
import type { Mapping } from '../world.ts';

const bits = { saml: 1, delegation: 2, 'identity-center': 4 } as const;

export const severalMechanisms: Check = {
  id: 'several-mechanisms',
  number: 3,
  severity: 'low',
  codes: ['severalMechanisms'],
  controls: controls({
    cis: ['1.21'],
    nist: ['AC-2', 'AC-6(7)'],
    iso: ['A.5.16', 'A.5.18'],
    soc2: ['CC6.2'],
    pci: ['7.2.4'],
  }),
  *run(world, report) {
    const seen = new Uint8Array(world.input.graph.size);
    const several = new Map<number, Mapping[]>();
    const mark = (node: number, bit: number): void => {
      seen[node]! |= bit;
      if ((seen[node]! & (seen[node]! - 1)) !== 0 && !several.has(node)) several.set(node, []);
    };
    for (const mapping of world.mappings()) {
      const bit = bits[mapping.grant.mechanism];
      if (mapping.node >= 0) mark(mapping.node, bit);
      for (const node of world.arriving(mapping)) mark(node, bit);
      yield;
    }
    // Again for those alone: by which mapping each of the mechanisms comes.
    for (const mapping of several.size === 0 ? [] : world.mappings()) {
      const take = (node: number): void => {
        const list = several.get(node);
        if (list && !list.some(({ grant }) => grant.mechanism === mapping.grant.mechanism))
          list.push(mapping);
      };
      if (mapping.node >= 0) take(mapping.node);
      for (const node of world.arriving(mapping)) take(node);
      yield;
    }
    for (const [node, by] of several) {
      if (report.full) {
        report.more();
        continue;
      }
      const { snapshotId } = world.object(node);
      const from = { snapshotId, readAt: world.readAtOf(node) };
      report.add({
        code: 'severalMechanisms',
        severity: 'low',
        reason: 'hardToReview',
        subject: world.subjectOf(node),
        params: {
          mechanisms: mechanisms.filter((one) => by.some(({ grant }) => grant.mechanism === one)).join(', '),
        },
        evidence: by.map(({ grant }) =>
          fact(
            'secondRole',
            from,
            grant.principal?.dn ?? world.object(node).dn,
            grant.mechanism,
            `${grant.roleName} (${grant.account})`,
          ),
        ),
        owner: world.ownerOf(node),
      });
    }
  },
};
