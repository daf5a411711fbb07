/** Who travels: principals without the domain's own, less what decisions and the mapping file leave. */
import { type DirectoryFacts, flag, kindNumber } from './facts.ts';
import type { MappingByPlace } from './mapping.ts';

/** In `fate`, by place. */
export const fates = { own: 0, left: 1, moves: 2 } as const;

/** Accounts of people and services that decisions on disabled and stale accounts are about. */
const accountKinds = new Set([kindNumber.user, kindNumber.computer, kindNumber.serviceAccount]);

export function fateOf(
  facts: DirectoryFacts,
  choice: (code: 'disabledAccounts' | 'staleAccounts' | 'computers' | 'spns' | 'privileged') => string,
  mapping: MappingByPlace,
): Uint8Array {
  const { ids, kind, flags } = facts;
  const leftFlags =
    (choice('disabledAccounts') === 'leave' ? flag.disabled : 0) |
    (choice('staleAccounts') === 'leave' ? flag.stale | flag.neverSignedIn | flag.expired : 0);
  const staysFlags =
    (choice('spns') === 'stay' ? flag.servicePrincipal : 0) |
    (choice('privileged') === 'stay' ? flag.privileged : 0);
  const fate = new Uint8Array(ids.length);
  for (let at = 0; at < ids.length; at++) {
    const bits = flags[at]!;
    if ((bits & flag.own) !== 0) continue;
    const account = accountKinds.has(kind[at]!);
    const isComputer = kind[at] === kindNumber.computer;
    const left =
      (account && (bits & leftFlags) !== 0) ||
      (account && !isComputer && (bits & staysFlags) !== 0) ||
      (isComputer && choice('computers') === 'stay');
    fate[at] = left ? fates.left : fates.moves;
  }
  for (const [at, { action }] of mapping)
    if (fate[at] !== fates.own) fate[at] = action === 'move' ? fates.moves : fates.left;
  return fate;
}

export interface TravelCounts {
  readonly objects: number;
  readonly users: number;
  readonly groups: number;
  readonly computers: number;
  readonly serviceAccounts: number;
  readonly contacts: number;
}

/** Counts by kind of the places that are given. */
export function countKinds(kind: Uint8Array, places: Iterable<number>): TravelCounts {
  const by = [0, 0, 0, 0, 0];
  let objects = 0;
  for (const at of places) {
    by[kind[at]!]!++;
    objects++;
  }
  const [users = 0, groups = 0, computers = 0, serviceAccounts = 0, contacts = 0] = by;
  return { objects, users, groups, computers, serviceAccounts, contacts };
}

export function* placesWhere(column: ArrayLike<number>, value: number): Generator<number, void> {
  for (let at = 0; at < column.length; at++) if (column[at] === value) yield at;
}
