/**
 * What stands where in the tree of a size, and who is a member of what, as numbers. Leaves are the users and computers,
 * 0 to leaves-1; groups are 0 to groups-1, the first of them the largest.
 */
import { seeded } from './seeded.ts';

export type SizeName = '5k' | '200k' | '1m';
export const sizes: Readonly<Record<SizeName, number>> = { '5k': 5_000, '200k': 200_000, '1m': 1_000_000 };

/** Lists in one row: those of n are `to[from[n]]` up to `to[from[n + 1]]`. */
export interface Lists {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

export interface Shape {
  readonly objects: number;
  readonly groups: number;
  readonly leaves: number;
  /** Leaves that are in the one big container. */
  readonly contractors: number;
  /** Units below units: divisions hold departments, these hold teams, and there the users are. */
  readonly divisions: number;
  readonly departments: number;
  readonly teams: number;
  readonly sites: number;
  readonly groupUnits: number;
  /** Members of each group: below `leaves` a leaf, from there on a group. */
  readonly members: Lists;
  readonly edges: number;
}

/** The domain, Users, Units, Contractors, Workstations, Groups. */
export const fixedObjects = 6;
const edgesAnObject = 3.64;
const shareOfLargest = 0.05;
const shareOfContractors = 0.101;
/** Groups hang in so many trees of groups, each of so many below one; the first tree's root reaches three tenths of all. */
const groupTrees = 10;
const groupsBelowOne = 8;

/** The group above group n in its tree of groups; null for a root. Group 0 stands alone. */
function above(n: number): number | null {
  const place = n - 1;
  const level = Math.floor(place / groupTrees) - 1;
  if (level < 0) return null;
  return 1 + Math.floor(level / groupsBelowOne) * groupTrees + (place % groupTrees);
}

/**
 * Nested memberships: trees of groups; about one leaf in twenty is in a second one as well; in one inner group of a hundred
 * stands the group two above it as a member, which closes a circle of three.
 */
function nested(groups: number, random: () => number): number[][] {
  const below: number[][] = Array.from({ length: groups }, () => []);
  for (let n = 1; n < groups; n++) {
    const parent = above(n);
    if (parent !== null) below[parent]!.push(n);
  }
  const inner = below.flatMap((list, n) => (list.length > 0 ? [n] : []));
  for (let n = 1; n < groups; n++) {
    if (below[n]!.length > 0 || n % 21 !== 0 || inner.length === 0) continue;
    const second = inner[Math.floor(random() * inner.length)]!;
    if (second !== above(n)) below[second]!.push(n);
  }
  inner.forEach((n, at) => {
    const parent = above(n);
    const grandparent = parent === null ? null : above(parent);
    if (at % 99 === 0 && grandparent !== null) below[n]!.push(grandparent);
  });
  return below;
}

/** Sizes follow an exponential distribution, as real ones do about: many small groups and few large. */
function membersOf(leaves: number, groups: number, edges: number, largest: number): Lists {
  const random = seeded(2026);
  const below = nested(groups, random);
  const above = below.reduce((sum, list) => sum + list.length, 0);
  const from = new Uint32Array(groups + 1);
  const to = new Uint32Array(Math.ceil(edges * 1.2) + groups);
  let at = 0;
  let left = edges - above - largest;
  for (let n = 0; n < groups; n++) {
    from[n] = at;
    if (n === 0) {
      // Spread over all of them, so that their entries lie far apart.
      const step = Math.floor(leaves / largest);
      for (let i = 0; i < largest; i++) to[at++] = i * step;
    } else {
      const mean = left / (groups - n);
      const wanted = n === groups - 1 ? left : Math.round(-Math.log(1 - random()) * mean);
      const count = Math.max(0, Math.min(wanted, largest - 1, leaves, left));
      const taken = new Set<number>();
      while (taken.size < count) taken.add(Math.floor(random() * leaves));
      for (const leaf of taken) to[at++] = leaf;
      left -= count;
    }
    for (const group of below[n]!) to[at++] = leaves + group;
  }
  from[groups] = at;
  return { from, to: to.slice(0, at) };
}

export function shapeOf(objects: number): Shape {
  const groups = Math.round(objects / 20);
  const teams = Math.ceil(objects * 0.0035);
  const departments = Math.ceil(teams / 10);
  const divisions = Math.ceil(departments / 10);
  const sites = Math.ceil(objects * 0.0003);
  const groupUnits = Math.ceil(groups / 1000);
  const leaves = objects - groups - teams - departments - divisions - sites - groupUnits - fixedObjects;
  const largest = Math.round(objects * shareOfLargest);
  const members = membersOf(leaves, groups, Math.round(objects * edgesAnObject), largest);
  return {
    objects,
    groups,
    leaves,
    contractors: Math.round(objects * shareOfContractors),
    divisions,
    departments,
    teams,
    sites,
    groupUnits,
    members,
    edges: members.to.length,
  };
}

/** Who has which groups, from which group has whom: leaves first, then groups. */
export function memberOfLists({ leaves, groups, members }: Shape): Lists {
  const count = leaves + groups;
  const from = new Uint32Array(count + 1);
  for (const member of members.to) from[member + 1]! += 1;
  for (let n = 0; n < count; n++) from[n + 1]! += from[n]!;
  const next = from.slice(0, count);
  const to = new Uint32Array(members.to.length);
  for (let group = 0; group < groups; group++)
    for (let i = members.from[group]!; i < members.from[group + 1]!; i++) to[next[members.to[i]!]!++] = group;
  return { from, to };
}

/** How many leaves a group has, nested ones counted once. */
export function effectiveCount({ leaves, groups, members }: Shape, group: number): number {
  const seen = new Uint8Array(leaves + groups);
  const queue = [group];
  seen[leaves + group] = 1;
  let count = 0;
  for (let n = queue.pop(); n !== undefined; n = queue.pop())
    for (let i = members.from[n]!; i < members.from[n + 1]!; i++) {
      const member = members.to[i]!;
      if (seen[member]) continue;
      seen[member] = 1;
      if (member < leaves) count += 1;
      else queue.push(member - leaves);
    }
  return count;
}
