/** A group or a person that more than one mechanism gives roles: taking away one of them leaves the others. */
import { mechanisms } from '../../mapping/grant.ts';
import type { Check } from '../check.ts';
import { isCertain, weighed } from '../certainty.ts';
import { controls } from '../controls.ts';
import { principalOf } from '../members.ts';
import { fact } from '../subjects.ts';
import type { Mapping } from '../world.ts';

const bits = { saml: 1, delegation: 2, 'identity-center': 4 } as const;
/** The same of candidates. */
const candidate = 3;
const isSeveral = (seen: number): boolean => (seen & (seen - 1)) !== 0;
const certainOf = (seen: number): number => seen & 7;
const anyOf = (seen: number): number => certainOf(seen) | (seen >> candidate);

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
    for (const mapping of world.open()) {
      const bit = bits[mapping.grant.mechanism] << (isCertain(mapping) ? 0 : candidate);
      const mark = (node: number): void => {
        seen[node]! |= bit;
        if (isSeveral(anyOf(seen[node]!)) && !several.has(node)) several.set(node, []);
      };
      if (world.members.isGroup(mapping.node)) mark(mapping.node);
      world.members.arriving(mapping, mark);
      yield;
    }
    // Again for those alone: by which mapping each of the mechanisms comes, the certain ones first.
    const last = several.size === 0 ? [] : world.open();
    for (const certain of [true, false])
      for (const mapping of last) {
        if (isCertain(mapping) !== certain) continue;
        const take = (node: number): void => {
          const list = several.get(node);
          if (list && !list.some(({ grant }) => grant.mechanism === mapping.grant.mechanism))
            list.push(mapping);
        };
        if (world.members.isGroup(mapping.node)) take(mapping.node);
        world.members.arriving(mapping, take);
        yield;
      }
    for (const [node, by] of several) {
      if (report.full) {
        report.more();
        continue;
      }
      yield;
      const certain = isSeveral(certainOf(seen[node]!));
      const told = certain ? by.filter(isCertain) : by;
      const { snapshotId } = world.objects.of(node);
      const from = { snapshotId, readAt: world.objects.readAtOf(node) };
      report.add({
        ...weighed(certain, 'low', 'hardToReview'),
        code: 'severalMechanisms',
        subject: world.objects.subjectOf(node),
        params: {
          mechanisms: mechanisms
            .filter((one) => told.some(({ grant }) => grant.mechanism === one))
            .join(', '),
        },
        evidence: by.map((mapping) =>
          fact(
            isCertain(mapping) ? 'secondRole' : 'candidateRole',
            from,
            principalOf(mapping).where,
            mapping.grant.mechanism,
            `${mapping.grant.roleName} (${mapping.grant.account})`,
          ),
        ),
        owner: world.members.isGroup(node) ? world.objects.ownerOf(node) : null,
      });
    }
  },
};
