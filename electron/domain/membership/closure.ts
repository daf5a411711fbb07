import type { MembershipGraph } from './graph.ts';

/** Groups of components that are kept ready, in numbers; what a stranger's file nests beyond is put together when asked for. */
const mostKept = 24 * 1024 * 1024;

/** All groups of every node: what `groupsOf` walks for one, ready for a million. */
export interface Closure {
  /** The groups a node is in, directly and through others, each once, without the node itself. The answer is good until the next call. */
  groupsOf(node: number): Int32Array;
}

/**
 * Groups that hold each other in a circle are one component (Tarjan 1972); a component's groups are its own and those of the
 * components that it is in, which are finished before it. So every group's set is put together once, and a user's is the
 * union of a few. `enter`: as for a walk, asked once a group: one that may not be entered is neither listed nor gone through.
 */
export function closureOf(graph: MembershipGraph, enter: (group: number) => boolean = () => true): Closure {
  const groups = enteredGroups(graph, enter);
  const { component, members, first, count } = componentsOf(graph, groups);
  const kept = new KeptSets(count);
  const union = new Union(graph, groups, component, kept, (one) =>
    members.subarray(first[one], first[one + 1]),
  );
  for (let one = 0; one < count; one++) kept.keep(one, union.ofComponent(one));
  return { groupsOf: (node) => union.ofNode(node) };
}

/** The groups of components, one after the other in one array: a million unions read it from end to end and back. */
class KeptSets {
  /** By component, where its groups begin; -1 = not kept. */
  readonly first: Int32Array;
  readonly length: Int32Array;
  groups = new Int32Array(1 << 16);
  #used = 0;

  constructor(components: number) {
    this.first = new Int32Array(components).fill(-1);
    this.length = new Int32Array(components);
  }

  keep(component: number, set: Int32Array): void {
    if (this.#used + set.length > mostKept) return;
    if (this.#used + set.length > this.groups.length) {
      const grown = new Int32Array(Math.min(mostKept, (this.#used + set.length) * 2));
      grown.set(this.groups.subarray(0, this.#used));
      this.groups = grown;
    }
    this.groups.set(set, this.#used);
    this.first[component] = this.#used;
    this.length[component] = set.length;
    this.#used += set.length;
  }
}

/** 1 = something is a member of the node, and it may be entered. */
function enteredGroups({ size, up }: MembershipGraph, enter: (group: number) => boolean): Uint8Array {
  const groups = new Uint8Array(size);
  for (const group of up.to) groups[group] = 1;
  for (let node = 0; node < size; node++) if (groups[node] === 1 && !enter(node)) groups[node] = 0;
  return groups;
}

/** Puts sets together; a node is marked with the number of the union that it is in last. */
class Union {
  readonly #graph: MembershipGraph;
  readonly #groups: Uint8Array;
  readonly #component: Int32Array;
  readonly #kept: KeptSets;
  readonly #membersOf: (component: number) => Int32Array;
  readonly #mark: Int32Array;
  readonly #seen: Int32Array;
  readonly #stack: number[] = [];
  #out = new Int32Array(1024);
  #length = 0;
  #round = 0;

  constructor(
    graph: MembershipGraph,
    groups: Uint8Array,
    component: Int32Array,
    kept: KeptSets,
    membersOf: (component: number) => Int32Array,
  ) {
    this.#graph = graph;
    this.#groups = groups;
    this.#component = component;
    this.#kept = kept;
    this.#membersOf = membersOf;
    this.#mark = new Int32Array(graph.size);
    this.#seen = new Int32Array(graph.size);
  }

  ofNode(node: number): Int32Array {
    const { start, to } = this.#graph.up;
    const end = start[node + 1]!;
    this.#begin();
    this.#mark[node] = this.#round;
    for (let slot = start[node]!; slot < end; slot++)
      if (this.#groups[to[slot]!] === 1) this.#take(this.#component[to[slot]!]!);
    this.#collect();
    return this.#out.subarray(0, this.#length);
  }

  /** The component's own groups and all that they are in. */
  ofComponent(component: number): Int32Array {
    this.#begin();
    this.#push(component);
    this.#collect();
    return this.#out.subarray(0, this.#length);
  }

  #begin(): void {
    this.#length = 0;
    this.#round++;
  }

  #push(component: number): void {
    if (this.#seen[component] === this.#round) return;
    this.#seen[component] = this.#round;
    this.#stack.push(component);
  }

  /** Adds a component's set; one that is not kept is put together later. */
  #take(component: number): void {
    if (this.#seen[component] === this.#round) return;
    const { first, length, groups } = this.#kept;
    const from = first[component]!;
    if (from < 0) {
      this.#push(component);
      return;
    }
    this.#seen[component] = this.#round;
    this.#add(groups, from, from + length[component]!);
  }

  #collect(): void {
    const { start, to } = this.#graph.up;
    const stack = this.#stack;
    for (let component = stack.pop(); component !== undefined; component = stack.pop()) {
      const members = this.#membersOf(component);
      this.#add(members, 0, members.length);
      for (const member of members)
        for (let slot = start[member]!; slot < start[member + 1]!; slot++)
          if (this.#groups[to[slot]!] === 1) this.#take(this.#component[to[slot]!]!);
    }
  }

  #add(groups: Int32Array, from: number, end: number): void {
    if (this.#length + end - from > this.#out.length) {
      const grown = new Int32Array((this.#length + end - from) * 2);
      grown.set(this.#out.subarray(0, this.#length));
      this.#out = grown;
    }
    const mark = this.#mark;
    const round = this.#round;
    const out = this.#out;
    let length = this.#length;
    for (let at = from; at < end; at++) {
      const group = groups[at]!;
      if (mark[group] === round) continue;
      mark[group] = round;
      out[length++] = group;
    }
    this.#length = length;
  }
}

interface Components {
  /** By node; of a group alone. */
  readonly component: Int32Array;
  /** Groups by component: `members[first[c] … first[c + 1])`. */
  readonly members: Int32Array;
  readonly first: Int32Array;
  /** What a component is in has a lower number. */
  readonly count: number;
}

/** Strongly connected components of the groups, by Tarjan's algorithm without recursion: groups may nest a million deep. */
function componentsOf({ size, up }: MembershipGraph, groups: Uint8Array): Components {
  const component = new Int32Array(size).fill(-1);
  const index = new Int32Array(size);
  const low = new Int32Array(size);
  const members = new Int32Array(groups.reduce((sum, one) => sum + one, 0));
  const first = new Int32Array(members.length + 1);
  const path = new Int32Array(members.length);
  const next = new Int32Array(members.length);
  const open = new Int32Array(members.length);
  let depth = 0;
  let opened = 0;
  let visited = 0;
  let done = 0;
  let count = 0;
  const visit = (node: number): void => {
    index[node] = low[node] = ++visited;
    open[opened++] = node;
    path[depth] = node;
    next[depth++] = up.start[node]!;
  };
  for (let root = 0; root < size; root++) {
    if (groups[root] === 0 || index[root] !== 0) continue;
    visit(root);
    while (depth > 0) {
      const node = path[depth - 1]!;
      const slot = next[depth - 1]!;
      if (slot < up.start[node + 1]!) {
        next[depth - 1] = slot + 1;
        const to = up.to[slot]!;
        if (groups[to] === 0) continue;
        if (index[to] === 0) visit(to);
        else if (component[to] === -1) low[node] = Math.min(low[node]!, index[to]!);
        continue;
      }
      depth--;
      if (depth > 0) low[path[depth - 1]!] = Math.min(low[path[depth - 1]!]!, low[node]!);
      if (low[node] !== index[node]) continue;
      let one: number;
      do {
        one = open[--opened]!;
        component[one] = count;
        members[done++] = one;
      } while (one !== node);
      first[++count] = done;
    }
  }
  return { component, members, first: first.subarray(0, count + 1), count };
}
