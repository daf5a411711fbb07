/** Everybody of directories whom the roles of an answer bring in, as columns. */
import type { Mechanism } from '../mapping/grant.ts';
import { isSearch } from './counting.ts';
import { trait } from './reach.ts';
import type { Reach } from './reach.ts';
import type { Outcome, Possible } from './roleTaking.ts';
import type { TargetRole } from './targets.ts';

/** How somebody gets in, the better first: as the column of `peopleOf` holds it; 0 = not at all. */
export const rank = { allowed: 1, allowedChained: 2, conditional: 3, conditionalChained: 4 } as const;
export const decisionOfRank = (one: number): Possible =>
  one <= rank.allowedChained ? 'allowed' : 'conditional';
export const isChainedRank = (one: number): boolean =>
  one === rank.allowedChained || one === rank.conditionalChained;

export interface People {
  /** By node: see `rank`. */
  readonly best: Uint8Array;
  /** By node: bits of `mechanismBit`. */
  readonly mechanisms: Uint8Array;
}
export const mechanismBit: Readonly<Record<Mechanism, number>> = {
  saml: 1,
  delegation: 2,
  'identity-center': 4,
};

/** Of those by SAML: counts wherever AD FS stands. Without it, only where it stands in the domain of the group. */
const anywhereBit = 8;
/** By something else than claim rules. */
const otherBit = 16;
export const mechanismBits = 32;
/** Whether AWS takes them is decided by their own sign-in. */
export const isByRulesAlone = (bits: number): boolean => bits !== 0 && (bits & otherBit) === 0;
export const isOnlyElsewhere = (bits: number): boolean =>
  (bits & mechanismBit.saml) !== 0 && (bits & anywhereBit) === 0;

/** The rank of an outcome. */
export const rankOfOutcome = ({ decision, depth }: Outcome): number =>
  decision === 'allowed'
    ? depth === 0
      ? rank.allowed
      : rank.allowedChained
    : depth === 0
      ? rank.conditional
      : rank.conditionalChained;

/** As `peopleIn`, without a pause. */
export function peopleOf(...asked: Parameters<typeof peopleIn>): People {
  const work = peopleIn(...asked);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** Everybody whom the grants of these roles bring in, one walk a rank and mechanism; yields between walks. */
export function* peopleIn(
  reach: Reach,
  targets: readonly TargetRole[],
  rankOfTarget: (target: TargetRole) => number,
  only?: Mechanism,
): Generator<void, People> {
  const { flags } = reach.traits;
  const best = new Uint8Array(reach.graph.size);
  const mechanisms = new Uint8Array(reach.graph.size);
  const ranked = Map.groupBy(targets, rankOfTarget);
  for (const one of [rank.allowed, rank.allowedChained, rank.conditional, rank.conditionalChained]) {
    const some = ranked.get(one);
    if (!some) continue;
    const sources = Map.groupBy(
      some.flatMap((target) => target.sources),
      ({ counting, byRules }) => `${counting} ${byRules}`,
    );
    for (const list of sources.values()) {
      const { mechanism, counting, byRules } = list[0]!;
      if (only !== undefined && mechanism !== only) continue;
      yield;
      // A search goes to the user's own domain wherever AD FS stands.
      const bit = mechanismBit[mechanism] | (isSearch(counting) ? anywhereBit : 0) | (byRules ? 0 : otherBit);
      const take = (node: number): void => {
        if ((flags[node]! & trait.person) === 0) return;
        if (best[node] === 0) best[node] = one;
        mechanisms[node]! |= bit;
      };
      const groups = [...new Set(list.flatMap((source) => source.groups))];
      reach.membersOf(groups, counting, take);
      if (counting === 'saml')
        reach.membersAnywhere(groups, (node) => {
          mechanisms[node]! |= anywhereBit;
        });
      for (const { users } of list) {
        for (const node of users) {
          take(node);
          if (mechanism === 'saml') mechanisms[node]! |= anywhereBit;
        }
      }
    }
  }
  return { best, mechanisms };
}
