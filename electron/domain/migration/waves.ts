/**
 * Waves out of links. Who depends on whom travels together where that is possible: links of delegation bind always, those of
 * management and membership as long as a cluster fits into a wave, the closest first (small groups before large ones, since a
 * group of five says more of its members than one of five thousand). Groups that hold almost everyone bind nobody: they go first,
 * empty, and are filled as waves go. The same facts give the same waves.
 */
import type { WaveReason } from './codes.ts';
import { type DirectoryFacts, flag, kindNumber } from './facts.ts';
import { DisjointSets } from './disjointSets.ts';
import { countKinds, fates, type TravelCounts } from './travel.ts';

export interface Wave extends TravelCounts {
  readonly number: number;
  readonly reason: WaveReason;
  readonly params: Readonly<Record<string, number>>;
  /** Place of the group that the reason names; -1 = none. */
  readonly group: number;
  readonly clusters: number;
  readonly linksInside: number;
  readonly linksOutside: number;
  /** Places, by cluster and in the order of ids. */
  readonly members: Int32Array;
}

export interface Waves {
  readonly waves: readonly Wave[];
  /** By place: the wave's number, 0 = travels in none; the cluster's number in its wave, from 1. */
  readonly wave: Int32Array;
  readonly cluster: Int32Array;
}

/** A group that holds at least this share of all that moves, and this many, holds "almost everyone". */
export const hubShare = 0.2;
export const hubLeast = 50;

interface Cluster {
  readonly members: number[];
  readonly users: number;
  readonly services: boolean;
  /** The largest group in it; -1 = none. */
  readonly group: number;
  readonly linked: boolean;
}

/** Members of each group that travel, by place of the group. */
function groupSizes(facts: DirectoryFacts, moves: (at: number) => boolean): Int32Array {
  const sizes = new Int32Array(facts.ids.length);
  const { member } = facts.links;
  for (let n = 0; n < member.length; n += 2) if (moves(member[n + 1]!)) sizes[member[n]!]!++;
  return sizes;
}

export function proposeWaves(facts: DirectoryFacts, fate: Uint8Array, waveSize: number): Waves {
  const size = facts.ids.length;
  const moves = (at: number): boolean => fate[at] === fates.moves;
  const moving = fate.reduce((sum, each) => sum + (each === fates.moves ? 1 : 0), 0);
  const sizes = groupSizes(facts, moves);
  const hubSize = Math.max(hubLeast, Math.ceil(moving * hubShare));
  const isHub = (at: number): boolean =>
    moves(at) && facts.kind[at] === kindNumber.group && sizes[at]! >= hubSize;

  const sets = new DisjointSets(size);
  const bound = (a: number, b: number): boolean => a !== b && moves(a) && moves(b) && !isHub(a) && !isHub(b);
  const { delegation, managedBy, member } = facts.links;
  for (let n = 0; n < delegation.length; n += 2)
    if (bound(delegation[n]!, delegation[n + 1]!)) sets.join(delegation[n]!, delegation[n + 1]!);
  // The closest first: by how many the group holds, then in the order of ids, which is that of places.
  const order = linkOrder(member, sizes, bound);
  for (const n of order) joinIfFits(sets, member[n]!, member[n + 1]!, waveSize);
  for (let n = 0; n < managedBy.length; n += 2)
    if (bound(managedBy[n]!, managedBy[n + 1]!)) joinIfFits(sets, managedBy[n]!, managedBy[n + 1]!, waveSize);

  const clusters = clustersOf(facts, sets, moves, isHub, sizes);
  return numbered(facts, packed(facts, clusters, hubsOf(size, isHub), waveSize), sizes);
}

/** Places in `member` of links that may bind, those of small groups first. A counting sort: there may be ten million. */
function linkOrder(
  member: Int32Array,
  sizes: Int32Array,
  bound: (a: number, b: number) => boolean,
): Int32Array {
  const taken: number[] = [];
  let most = 0;
  for (let n = 0; n < member.length; n += 2) {
    if (!bound(member[n]!, member[n + 1]!)) continue;
    taken.push(n);
    most = Math.max(most, sizes[member[n]!]!);
  }
  const start = new Int32Array(most + 2);
  for (const n of taken) start[sizes[member[n]!]! + 1]!++;
  for (let at = 1; at < start.length; at++) start[at]! += start[at - 1]!;
  const order = new Int32Array(taken.length);
  for (const n of taken) order[start[sizes[member[n]!]!]!++] = n;
  return order;
}

function joinIfFits(sets: DisjointSets, a: number, b: number, limit: number): void {
  if (sets.find(a) === sets.find(b)) return;
  if (sets.sizeOf(a) + sets.sizeOf(b) <= limit) sets.join(a, b);
}

function* hubsOf(size: number, isHub: (at: number) => boolean): Generator<number, void> {
  for (let at = 0; at < size; at++) if (isHub(at)) yield at;
}

const serviceFlags = flag.unconstrained | flag.constrained | flag.resourceBased;
const isService = (facts: DirectoryFacts, at: number): boolean => {
  const kind = facts.kind[at];
  if (kind === kindNumber.serviceAccount) return true;
  if ((facts.flags[at]! & serviceFlags) !== 0) return true;
  return kind === kindNumber.user && (facts.flags[at]! & flag.servicePrincipal) !== 0;
};

/** In the order of their first member. */
function clustersOf(
  facts: DirectoryFacts,
  sets: DisjointSets,
  moves: (at: number) => boolean,
  isHub: (at: number) => boolean,
  sizes: Int32Array,
): Cluster[] {
  const byRoot = new Map<number, number[]>();
  for (let at = 0; at < facts.ids.length; at++) {
    if (!moves(at) || isHub(at)) continue;
    const root = sets.find(at);
    const members = byRoot.get(root);
    if (members) members.push(at);
    else byRoot.set(root, [at]);
  }
  return Array.from(byRoot.values(), (members) => {
    let users = 0;
    let services = false;
    let group = -1;
    for (const at of members) {
      if (facts.kind[at] === kindNumber.user) users++;
      services ||= isService(facts, at);
      if (facts.kind[at] === kindNumber.group && (group < 0 || sizes[at]! > sizes[group]!)) group = at;
    }
    return { members, users, services, group, linked: members.length > 1 };
  });
}

interface Draft {
  readonly reason: WaveReason;
  readonly clusters: readonly (readonly number[])[];
  readonly group: number;
}

/** Clusters into waves, in their order; a cluster that is larger than a wave has one of its own. */
function fill(reason: WaveReason, clusters: readonly Cluster[], limit: number): Draft[] {
  const drafts: Draft[] = [];
  let open: Cluster[] = [];
  let objects = 0;
  const close = (): void => {
    if (open.length === 0) return;
    const alone = open.length === 1 ? open[0]! : null;
    drafts.push({
      reason: reason === 'clusters' && alone ? 'cluster' : reason,
      clusters: open.map(({ members }) => members),
      group: alone?.group ?? -1,
    });
    open = [];
    objects = 0;
  };
  for (const cluster of clusters) {
    if (objects + cluster.members.length > limit) close();
    open.push(cluster);
    objects += cluster.members.length;
  }
  close();
  return drafts;
}

function packed(facts: DirectoryFacts, clusters: Cluster[], hubs: Iterable<number>, limit: number): Draft[] {
  const hubList = [...hubs];
  const foundation: Draft[] =
    hubList.length === 0 ? [] : [{ reason: 'foundation', clusters: hubList.map((at) => [at]), group: -1 }];
  const linked = clusters.filter(({ linked: is, services }) => is && !services);
  const withPeople = linked.filter(({ users, members }) => users > 0 && members.length <= limit);
  const largest = withPeople.reduce((most, { members }) => Math.max(most, members.length), 0);
  // The smallest, but not a pair alone where there is more: a pilot has to show something.
  const pilot = withPeople
    .toSorted((a, b) => a.members.length - b.members.length || a.members[0]! - b.members[0]!)
    .find(({ members }) => members.length >= Math.min(5, largest));
  // Clusters of one domain and unit next to each other: their people sit together.
  const placeOf = ({ members, group }: Cluster): number => facts.place[group < 0 ? members[0]! : group]!;
  const byPlace = (a: Cluster, b: Cluster): number =>
    facts.domain[a.members[0]!]! - facts.domain[b.members[0]!]! ||
    placeOf(a) - placeOf(b) ||
    a.members[0]! - b.members[0]!;
  return [
    ...foundation,
    ...(pilot ? [{ reason: 'pilot', clusters: [pilot.members], group: pilot.group } as const] : []),
    ...fill('clusters', linked.filter((each) => each !== pilot).toSorted(byPlace), limit),
    ...fill(
      'unlinked',
      clusters.filter(({ linked: is, services }) => !is && !services).toSorted(byPlace),
      limit,
    ),
    ...fill('services', clusters.filter(({ services }) => services).toSorted(byPlace), limit),
  ];
}

function numbered(facts: DirectoryFacts, drafts: readonly Draft[], sizes: Int32Array): Waves {
  const size = facts.ids.length;
  const wave = new Int32Array(size);
  const cluster = new Int32Array(size);
  drafts.forEach((draft, n) => {
    draft.clusters.forEach((members, c) => {
      for (const at of members) {
        wave[at] = n + 1;
        cluster[at] = c + 1;
      }
    });
  });
  const inside = new Int32Array(drafts.length + 1);
  const outside = new Int32Array(drafts.length + 1);
  eachLink(facts, (a, b) => {
    const [from, to] = [wave[a]!, wave[b]!];
    if (from === 0 || to === 0) return;
    if (from === to) inside[from]!++;
    else {
      outside[from]!++;
      outside[to]!++;
    }
  });
  const waves = drafts.map((draft, n): Wave => {
    const members = Int32Array.from(draft.clusters.flat());
    return {
      number: n + 1,
      reason: draft.reason,
      params: draft.group < 0 ? {} : { members: sizes[draft.group]! },
      group: draft.group,
      ...countKinds(facts.kind, members),
      clusters: draft.clusters.length,
      linksInside: inside[n + 1]!,
      linksOutside: outside[n + 1]!,
      members,
    };
  });
  return { waves, wave, cluster };
}

/** Every link of every kind, once a pair of places and kind; an object's link to itself is none. */
export function eachLink(facts: DirectoryFacts, visit: (a: number, b: number) => void): void {
  for (const pairs of Object.values(facts.links))
    for (let n = 0; n < pairs.length; n += 2) if (pairs[n] !== pairs[n + 1]) visit(pairs[n]!, pairs[n + 1]!);
}
