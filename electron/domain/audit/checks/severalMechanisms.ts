/** A group or a person that more than one mechanism gives roles: taking away one of them leaves the others. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { mechanisms } from '../../mapping/grant.ts';
import type { Mapping } from '../world.ts';
import { evidenceOf, named } from '../subjects.ts';

const bits = { saml: 1, delegation: 2, 'identity-center': 4 } as const;

export const severalMechanisms: Check = {
  id: 'several-mechanisms',
  number: 3,
  severity: 'low',
  codes: ['severalMechanisms'],
  controls: controls({ cis: ['1.21'], nist: ['AC-2', 'AC-6(7)'], iso: ['A.5.16', 'A.5.18'], soc2: ['CC6.2'], pci: ['7.2.4'] }),
  *run(world, report) {
    const seen = new Uint8Array(world.input.graph.size);
    const several = new Set<number>();
    const mark = (node: number, bit: number): void => {
      seen[node]! |= bit;
      if ((seen[node]! & (seen[node]! - 1)) !== 0) several.add(node);
    };
    for (const mapping of world.mappings()) {
      const bit = bits[mapping.grant.mechanism];
      if (mapping.node >= 0) mark(mapping.node, bit);
      for (const node of world.arriving(mapping)) mark(node, bit);
      yield;
    }
    const own = new Map(world.mapped().map(({ node, mappings }) => [node, mappings]));
    for (const node of several) {
      const names = mechanisms.filter((mechanism) => (seen[node]! & bits[mechanism]) !== 0);
      const mappings: readonly Mapping[] = own.get(node) ?? [];
      report.add({
        code: 'severalMechanisms',
        severity: 'low',
        reason: 'hardToReview',
        subject: world.subjectOf(node),
        params: { mechanisms: named(names) },
        evidence: evidenceOf(mappings),
        owner: world.ownerOf(node),
      });
    }
  },
}; // prettier-ignore
