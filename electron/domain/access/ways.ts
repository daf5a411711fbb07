import { via } from '../membership/graph.ts';
import type { MembershipGraph, ViaCode } from '../membership/graph.ts';
import { groupsOf, pathTo, tokenGroupsOf } from '../membership/walk.ts';
import type { Step, Walk, WalkOptions } from '../membership/walk.ts';
import type { AccessNoteCode } from './accountNotes.ts';
import type { Counting } from './counting.ts';
import type { Described } from './described.ts';

/** One reading of "is a member": the groups that it reaches, and what is to be said of one that no earlier reading reached. */
interface Reading {
  readonly positions: ReadonlyMap<number, number>;
  readonly walk: Walk;
  /** Whether a membership that only this reading finds counts. */
  readonly counts: boolean;
  readonly note: AccessNoteCode | null;
}

/** How a user is a member of a group in the eyes of a mechanism, or of a rule's search. */
export interface Way {
  readonly steps: readonly Step[];
  readonly counts: boolean;
  readonly note: AccessNoteCode | null;
}

/**
 * What membership means to each mechanism (facts/group-role-mapping.md §1, §4 items 5–7), strictest reading first.
 *
 * - SAML: `tokenGroups`. A domain local group of another domain enters a token only in that domain (MS-ADTS
 *   3.1.1.4.5.19), so it counts for an AD FS there, and is noted.
 * - Delegation: direct members alone; primary group and stand-ins are documented nowhere: not counted, noted.
 * - Identity Center: nested groups are flattened, stand-ins are not synchronised, the primary group is undocumented.
 * - A rule's own search: see `countings`. Whoever is in the group by other ways is not found, and that is noted.
 */
export class Ways {
  /** The strictest first; the others are walked where that one does not lead there. */
  readonly #readings: Readonly<Record<Counting, readonly (() => Reading)[]>>;
  readonly #known = new Map<() => Reading, Reading>();

  constructor(graph: MembershipGraph, start: number, described: Described) {
    const reading = (walk: Walk, note: AccessNoteCode | null = null, counts = true): Reading => ({
      walk,
      note,
      counts,
      positions: positionsIn(walk),
    });
    const up =
      (options: WalkOptions, note: AccessNoteCode | null = null) =>
      () =>
        reading(groupsOf(graph, start, options), note, note === null);
    const only =
      (...taken: readonly ViaCode[]) =>
      (_node: number, how: ViaCode) =>
        taken.includes(how);
    const home = start < 0 ? null : described.domain(start);
    const elsewhere = (node: number) =>
      described.isDomainLocal(node) && home !== null && (described.domain(node) ?? home) !== home;
    const local = {
      enter: (node: number, how: ViaCode) =>
        how !== via.foreignPrincipal && described.isSecurity(node) && !elsewhere(node),
    };
    const searched = (node: number, how: ViaCode) =>
      how === via.member && (home === null || (described.domain(node) ?? home) === home);
    this.#readings = {
      saml: [
        up(local),
        () =>
          reading(
            tokenGroupsOf(graph, start, (node) => described.isSecurity(node)),
            'domainLocalElsewhere',
          ),
      ],
      delegation: [
        up({ nested: false, enter: only(via.member) }),
        up({ nested: false, enter: only(via.primaryGroup) }, 'primaryGroupUnknown'),
        up({ nested: false, enter: only(via.foreignPrincipal) }, 'foreignPrincipalUnknown'),
      ],
      'identity-center': [
        up({ enter: only(via.member) }),
        up({ enter: only(via.member, via.primaryGroup) }, 'primaryGroupUnknown'),
        up({}, 'foreignPrincipalDropped'),
      ],
      chain: [up({ enter: searched }), up({}, 'searchMisses')],
      direct: [up({ nested: false, enter: searched }), up({}, 'searchMisses')],
    };
  }

  /** The shortest way to a group in the strictest reading that has one; null when the user is in it by none. */
  to(group: number, counting: Counting): Way | null {
    for (const read of this.#readings[counting]) {
      let reading = this.#known.get(read);
      if (!reading) this.#known.set(read, (reading = read()));
      const { walk, positions, counts, note } = reading;
      const position = positions.get(group);
      if (position !== undefined) return { steps: pathTo(walk, position), counts, note };
    }
    return null;
  }
}

function positionsIn({ nodes }: Walk): Map<number, number> {
  const positions = new Map<number, number>();
  nodes.forEach((node, position) => positions.set(node, position));
  return positions;
}
