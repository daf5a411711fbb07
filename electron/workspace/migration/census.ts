/** What the facts of a snapshot tell of its needs, in numbers with the first objects of each: small enough to be handed over. */
import type { SchemaUses } from '#domain/compare/fit/schemaGaps.ts';
import { type DirectoryFacts, flag, kindNumber } from '#domain/migration/facts.ts';

export const censusKinds = [
  'smartCardAccounts',
  'delegatingAccounts',
  'unconstrainedAccounts',
  'managedAccounts',
  'sidHistoryObjects',
  'exchangeObjects',
  'certificateAuthorities',
  'federationServices',
  'administrators',
] as const;
export type CensusKind = (typeof censusKinds)[number];

export interface CensusCount {
  readonly count: number;
  /** Object ids of the first ones. */
  readonly first: number[];
}

export interface Census {
  /** Objects that lie in domains, and users among them. */
  readonly objects: number;
  readonly users: number;
  readonly found: Readonly<Record<CensusKind, CensusCount>>;
  /** By objects of any kind; nobody has what is not in it. */
  readonly uses: SchemaUses;
  /** How many of the groups Domain, Enterprise and Schema Admins were read. */
  readonly administratorGroups: number;
}

export function censusOf(facts: DirectoryFacts, most: number): Census {
  const { ids, kind, flags, others, objects, uses, administratorGroups } = facts;
  const where = (fits: (at: number) => boolean): CensusCount => {
    const first: number[] = [];
    let count = 0;
    for (let at = 0; at < ids.length; at++) {
      if (!fits(at)) continue;
      if (count++ < most) first.push(ids[at]!);
    }
    return { count, first };
  };
  const listed = (column: Int32Array): CensusCount => ({
    count: column.length,
    first: [...column.subarray(0, most)],
  });
  const has = (at: number, bits: number): boolean => (flags[at]! & bits) !== 0;
  const isUser = (at: number): boolean => kind[at] === kindNumber.user;
  const signsIn = new Set([kindNumber.user, kindNumber.computer, kindNumber.serviceAccount]);
  return {
    objects,
    users: kind.reduce((sum, each) => sum + (each === kindNumber.user ? 1 : 0), 0),
    found: {
      smartCardAccounts: where((at) => isUser(at) && has(at, flag.smartcard)),
      delegatingAccounts: where((at) => has(at, flag.constrained | flag.resourceBased)),
      // Controllers are always trusted so.
      unconstrainedAccounts: where((at) => has(at, flag.unconstrained) && !has(at, flag.controller)),
      managedAccounts: where((at) => kind[at] === kindNumber.serviceAccount),
      sidHistoryObjects: where((at) => has(at, flag.sidHistory)),
      exchangeObjects: listed(others.exchange),
      certificateAuthorities: listed(others.certificationAuthorities),
      federationServices: listed(others.federationServices),
      // The one account that every domain begins with is among its own.
      administrators: where((at) => signsIn.has(kind[at]!) && has(at, flag.privileged) && !has(at, flag.own)),
    },
    uses,
    administratorGroups,
  };
}
